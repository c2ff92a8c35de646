import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { requestOptionsField } from '../shared/fields/common';
import { nodeOperations } from '../shared/operations/node';
import { callOptions } from '../shared/transport/request';
import { waitingWebhooks } from '../shared/waiting/webhooks';
import { baseUrlExpression } from './gateway';
import { searchSenders } from './listSearch';
import { account, sender } from './resources/account';
import { blacklist } from './resources/blacklist';
import { message } from './resources/message';

const { properties, hints, customOperations, webhook } = nodeOperations('smsRu', [
	message,
	account,
	blacklist,
	sender,
]);

export class SmsRu implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMS.ru',
		name: 'smsRu',
		icon: { light: 'file:../../icons/smsru.svg', dark: 'file:../../icons/smsru.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Send SMS through SMS.ru, ask for prices and statuses, and manage the blacklist',
		defaults: { name: 'SMS.ru' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messageGatewaysSmsRuApi', required: true }],
		webhooks: waitingWebhooks,
		requestDefaults: {
			baseURL: baseUrlExpression,
			headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
			...callOptions,
		},
		hints,
		properties: [...properties, requestOptionsField],
	};

	methods = { listSearch: { searchSenders } };

	customOperations = customOperations;

	/** Wakes an execution that waits for approval. */
	webhook = webhook;
}
