import {
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { registerForm } from '../shared/input/fieldChecks';
import { callbackWebhook } from '../shared/callbacks/reportTrigger';
import { receive } from '../shared/callbacks/receive';
import { callbackFields } from '../shared/fields/trigger';
import { authenticationField, credentials } from './authentication';
import { eventFields, eventFilter } from './events';
import { sendPulse } from './gateway';
import { getAddressBooks, getCampaigns } from './listSearch';
import { registeredWebhook } from './registration';
import { searchUrlSecrets, urlSecretFields, webhookPath } from './urlSecret';

export class SendPulseTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Trigger',
		name: 'sendPulseTrigger',
		icon: { light: 'file:../../icons/sendpulse.svg', dark: 'file:../../icons/sendpulse.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{($parameter["service"] === "chatbot" ? $parameter["chatEvents"] : $parameter["service"] === "smtp" ? $parameter["smtpEvents"] : $parameter["events"]).join(", ")}}',
		description:
			'Send e-mail, SMS, Viber and chatbot messages, push and campaigns through SendPulse, manage contacts, and get delivery reports',
		defaults: { name: 'SendPulse Trigger' },
		eventTriggerDescription:
			'Waiting for events from SendPulse: mail events come within a minute, chatbot events at once',
		activationMessage: 'Events from SendPulse now start the workflow.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		webhooks: [callbackWebhook(sendPulse, 'POST', webhookPath)],
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
						name: 'Bulk E-Mail',
						value: 'bulk',
						description: 'Campaigns and address books. The node registers itself.',
					},
					{
						name: 'Chatbot',
						value: 'chatbot',
						description: 'The URL is entered in SendPulse',
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
			...urlSecretFields,
			...eventFields,
			...callbackFields,
		],
	};

	constructor() {
		registerForm(this.description);
	}

	webhookMethods = { default: registeredWebhook };

	methods = {
		listSearch: { urlSecrets: searchUrlSecrets },
		loadOptions: { getAddressBooks, getCampaigns },
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, sendPulse, eventFilter);
	}
}
