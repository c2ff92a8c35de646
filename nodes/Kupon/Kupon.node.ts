import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { requestOptionsField } from '../shared/fields/common';
import { nodeOperations } from '../shared/operations/node';
import { callOptions } from '../shared/transport/request';
import { deliveryOutputs } from '../shared/waiting/delivery';
import { waitingWebhooks } from '../shared/waiting/wake';
import { kupon } from './gateway';
import { baseUrlExpression } from './hosts';
import { resources } from './resources';

const { properties, hints, customOperations, webhook } = nodeOperations({
	name: 'kupon',
	gateway: kupon,
	resources,
});

export class Kupon implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kupon.mobi',
		name: 'kupon',
		icon: { light: 'file:../../icons/kupon.svg', dark: 'file:../../icons/kupon.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Send SMS, messenger, push and e-mail messages and cascades through Kupon.mobi, and get their delivery statuses',
		defaults: { name: 'Kupon.mobi' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: deliveryOutputs,
		credentials: [{ name: 'messageGatewaysKuponApi', required: true }],
		webhooks: waitingWebhooks,
		requestDefaults: {
			baseURL: baseUrlExpression,
			...callOptions,
		},
		hints,
		properties: [...properties, requestOptionsField],
	};

	/** Sending takes all items at once; see `shared/delivery/deliver.ts`. */
	customOperations = customOperations;

	/** Wakes an execution that sleeps in this node. */
	webhook = webhook;
}
