import {
	type INodeTypeDescription,
	type IWebhookDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { reportFilter, triggerFields } from '../fields/trigger';
import type { Gateway } from '../model/gateway';
import { acknowledgementOf } from './handOver';
import { receive } from './receive';

/**
 * The webhook to which a gateway reports.
 *
 * @param httpMethod verbs with which it calls
 */
export const callbackWebhook = (
	gateway: Gateway,
	httpMethod: string,
	path: string = gateway.id,
): IWebhookDescription => ({
	name: 'default',
	// n8n takes several verbs, and its type only one.
	httpMethod: httpMethod as 'GET',
	responseMode: 'onReceived',
	responseData: acknowledgementOf(gateway),
	path,
});

/**
 * What a trigger of a gateway's delivery reports has beside its name and words.
 *
 * @param httpMethod verbs with which the gateway calls
 * @param notice what the user has to know or to do, as HTML
 */
export const reportTrigger = (gateway: Gateway, httpMethod: string, notice: string) => ({
	description: {
		group: ['trigger'],
		version: 1,
		eventTriggerDescription: `Waiting for a callback from ${gateway.displayName}`,
		activationMessage: `Callbacks from ${gateway.displayName} now start the workflow.`,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: gateway.credential, required: true }],
		webhooks: [callbackWebhook(gateway, httpMethod)],
		properties: [
			{ displayName: notice, name: 'setupNotice', type: 'notice' as const, default: '' },
			...triggerFields(['unknown', ...Object.values(gateway.statuses)]).filter(
				({ name }) => name !== 'inbound' || Object.values(gateway.statuses).includes('inbound'),
			),
		],
	} satisfies Partial<INodeTypeDescription>,
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, gateway, reportFilter);
	},
});
