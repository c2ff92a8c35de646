import {
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { registerForm } from '../shared/input/fieldChecks';
import { triggerPath } from '../triggerPaths';
import { callbackWebhook } from '../shared/callbacks/reportTrigger';
import { unregisteredWebhook } from '../shared/callbacks/lifecycle';
import { receive } from '../shared/callbacks/receive';
import { reportFilter, triggerFields } from '../shared/fields/trigger';
import type { DeliveryStatus } from '../shared/model/deliveryStatus';
import { smsBy } from './gateway';
import { wireStatuses } from './statuses';

/** Callbacks of a request itself have words that no source tells, so that `unknown` starts the workflow too. */
const presetStatuses: DeliveryStatus[] = ['delivered', 'undelivered', 'unknown'];

const fields = triggerFields(['unknown', ...Object.values(wireStatuses)])
	.filter(({ name }) => name !== 'inbound')
	.map((field) =>
		field.name === 'statuses'
			? {
					...field,
					default: presetStatuses,
					description:
						'Statuses that start the workflow. “Unknown” is for callbacks about a request as a whole, and for words that this package does not know; “raw” has them as they came.',
				}
			: field,
	);

export class SmsByTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMS.by Trigger',
		name: 'smsByTrigger',
		icon: { light: 'file:../../icons/smsby.svg', dark: 'file:../../icons/smsby.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["statuses"].join(", ")}}',
		description:
			'Send SMS, Viber messages, one-time codes and e-mail through SMS.by and its sister brands, and get their delivery statuses',
		defaults: { name: 'SMS.by Trigger' },
		eventTriggerDescription: 'Waiting for a callback from SMS.by',
		activationMessage:
			'Callbacks sent to the production URL of this trigger now start the workflow.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messageGatewaysSmsByApi', required: true }],
		webhooks: [
			// The verb is not documented. Source: docs/gateways/smsby.md 8.
			callbackWebhook(smsBy, 'DELETE,GET,PATCH,POST,PUT', triggerPath.smsby),
		],
		properties: [
			{
				displayName:
					'Copy the production URL above into Callback URL of each SMS.by node that sends with Send Many. That node adds the Callback Secret; both nodes need the same credential.<ul><li>It reports what SMS.by says about the processing of such a request.</li><li>It never reports the delivery of what Send, Viber, One-Time Code or Campaign sends: SMS.by sends no callbacks for them. To know what was delivered, use the option Wait for Final Status of the node that sends, or the SMS.by Status Trigger.</li></ul>',
				name: 'setupNotice',
				type: 'notice',
				default: '',
			},
			...fields,
		],
	};

	constructor() {
		registerForm(this.description);
	}

	webhookMethods = { default: unregisteredWebhook(smsBy) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, smsBy, (read) => ({ ...reportFilter(read), inbound: true }));
	}
}
