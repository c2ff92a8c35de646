import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { registerForm } from '../shared/input/fieldChecks';
import { registeredWebhook } from '../shared/callbacks/lifecycle';
import { reportTrigger } from '../shared/callbacks/reportTrigger';
import { listIn } from '../shared/text/json';
import { methodForm } from './call';
import { smsRu } from './gateway';

const { description, webhook } = reportTrigger(
	smsRu,
	'POST',
	'The node registers its URL in your SMS.ru account when the workflow is published, and removes it afterwards. SMS.ru reports the status of every message in the account, whichever program sent it. Handlers of other programs are left alone.',
);

export class SmsRuTrigger implements INodeType {
	description: INodeTypeDescription = {
		...description,
		displayName: 'SMS.ru Trigger',
		name: 'smsRuTrigger',
		icon: { light: 'file:../../icons/smsru.svg', dark: 'file:../../icons/smsru.dark.svg' },
		subtitle: '={{$parameter["statuses"].join(", ")}}',
		description:
			'Send SMS through SMS.ru, get prices and statuses, and start workflows when a status comes',
		defaults: { name: 'SMS.ru Trigger' },
	};

	constructor() {
		registerForm(this.description);
	}

	/** Source: docs/gateways/smsru.md 7. */
	webhookMethods = {
		default: registeredWebhook(smsRu, {
			get: () => methodForm('/callback/get'),
			urls: (body) => listIn(body, 'callback').map(String),
			add: (url) => methodForm('/callback/add', [['url', url]]),
			remove: (url) => methodForm('/callback/del', [['url', url]]),
		}),
	};

	webhook = webhook;
}
