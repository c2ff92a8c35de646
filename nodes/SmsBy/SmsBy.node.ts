import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { requestOptionsField } from '../shared/fields/common';
import { nodeOperations } from '../shared/operations/node';
import { callOptions } from '../shared/transport/request';
import { waitingWebhooks } from '../shared/waiting/wake';
import { smsBy } from './gateway';
import { baseUrlExpression } from './hosts';
import {
	searchAlphanames,
	searchCampaigns,
	searchCodeObjects,
	searchVibernames,
} from './listSearch';
import { resources } from './resources';

const { properties, hints, customOperations, webhook } = nodeOperations({
	name: 'smsBy',
	gateway: smsBy,
	resources,
});

export class SmsBy implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMS.by',
		name: 'smsBy',
		icon: { light: 'file:../../icons/smsby.svg', dark: 'file:../../icons/smsby.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Send SMS, Viber messages, one-time codes and e-mail through SMS.by and its sister brands, and get their delivery statuses',
		defaults: { name: 'SMS.by' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messageGatewaysSmsByApi', required: true }],
		webhooks: waitingWebhooks,
		requestDefaults: { baseURL: baseUrlExpression, ...callOptions },
		hints,
		properties: [...properties, requestOptionsField],
	};

	methods = {
		listSearch: {
			alphanames: searchAlphanames,
			campaigns: searchCampaigns,
			codeObjects: searchCodeObjects,
			vibernames: searchVibernames,
		},
	};

	/** Sending takes all items at once; see `shared/delivery/deliver.ts`. */
	customOperations = customOperations;

	/** Wakes an execution that waits for approval. */
	webhook = webhook;
}
