import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { requestOptionsField } from '../shared/fields/common';
import { nodeOperations } from '../shared/operations/node';
import { callOptions } from '../shared/transport/request';
import { waitingWebhooks } from '../shared/waiting/wake';
import { formHeaders } from './call';
import { smsc } from './gateway';
import { baseUrlExpression } from './hosts';
import {
	getGroups,
	searchGroupNumbers,
	searchGroups,
	searchMailings,
	searchSenders,
	searchTemplates,
} from './listSearch';
import { resources } from './resources';

const { properties, hints, customOperations, webhook } = nodeOperations({
	name: 'smsc',
	gateway: smsc,
	resources,
	headers: formHeaders,
});

export class Smsc implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMSC',
		name: 'smsc',
		icon: { light: 'file:../../icons/smsc.svg', dark: 'file:../../icons/smsc.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Send SMS, messenger messages, e-mail and voice calls through SMSC, and get delivery statuses and replies',
		defaults: { name: 'SMSC' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messageGatewaysSmscApi', required: true }],
		webhooks: waitingWebhooks,
		requestDefaults: {
			baseURL: baseUrlExpression,
			headers: { ...formHeaders },
			...callOptions,
		},
		hints,
		properties: [...properties, requestOptionsField],
	};

	methods = {
		loadOptions: { getGroups },
		listSearch: {
			groupNumbers: searchGroupNumbers,
			groups: searchGroups,
			mailings: searchMailings,
			senders: searchSenders,
			templates: searchTemplates,
		},
	};

	/** Lists go out as few requests; see `shared/delivery/deliver.ts`. */
	customOperations = customOperations;

	/** Wakes an execution that waits for approval. */
	webhook = webhook;
}
