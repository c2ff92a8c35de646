import {
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { acknowledgementOf } from '../shared/callbacks/handOver';
import { receive } from '../shared/callbacks/receive';
import { rawBodyField } from '../shared/fields/trigger';
import { authenticationField, credentials } from './authentication';
import { eventFields, eventFilter } from './events';
import { sendPulse } from './gateway';
import { registeredWebhook } from './registration';

export class SendPulseTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Trigger',
		name: 'sendPulseTrigger',
		icon: { light: 'file:../../icons/sendpulse.svg', dark: 'file:../../icons/sendpulse.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{($parameter["service"] === "smtp" ? $parameter["smtpEvents"] : $parameter["events"]).join(", ")}}',
		description:
			'Starts the workflow when SendPulse reports what became of a letter, or a change in an address book',
		defaults: { name: 'SendPulse Trigger' },
		eventTriggerDescription: 'Waiting for events of SendPulse, which come within a minute',
		activationMessage: 'Events of SendPulse now start the workflow.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: acknowledgementOf(sendPulse),
				path: 'sendpulse',
			},
		],
		properties: [
			authenticationField,
			{
				displayName: 'Service',
				name: 'service',
				type: 'options',
				noDataExpression: true,
				default: 'bulk',
				options: [
					{
						name: 'Bulk Email',
						value: 'bulk',
						description: 'Campaigns and address books. The node registers itself.',
					},
					{
						name: 'SMTP',
						value: 'smtp',
						description: 'Transactional e-mail. The URL is entered in SendPulse.',
					},
				],
			},
			{
				displayName:
					'The node registers its URL in your SendPulse account for the events below, and removes only what it has registered. Webhooks of other programs are left alone.',
				name: 'bulkNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { service: ['bulk'] } },
			},
			{
				displayName:
					'In SendPulse open <b>Account Settings → API → Create Webhook</b>, choose SMTP, and enter the <b>production URL</b> above with <code>?secret=</code> and the percent-encoded Callback Secret of your credential behind it. SendPulse has no API for this.',
				name: 'smtpNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { service: ['smtp'] } },
			},
			...eventFields,
			rawBodyField,
		],
	};

	webhookMethods = { default: registeredWebhook };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, sendPulse, eventFilter(this));
	}
}
