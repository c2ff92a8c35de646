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
import { type ReportFilter, reportFilter, triggerFields } from '../shared/fields/trigger';
import type { ReadParameter } from '../shared/input/parameterReader';
import { callChannel } from './callback';
import { smsc } from './gateway';
import { callbackCharset, handlerSuffix } from './event';
import { wireStatuses } from './statuses';

const shownSuffix = handlerSuffix.replaceAll('&', '&amp;');

export class SmscTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMSC Trigger',
		name: 'smscTrigger',
		icon: { light: 'file:../../icons/smsc.svg', dark: 'file:../../icons/smsc.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["statuses"].join(", ")}}',
		description:
			'Send SMS, messenger messages, e-mail and voice calls through SMSC, and get delivery statuses and replies',
		defaults: { name: 'SMSC Trigger' },
		eventTriggerDescription: 'Waiting for a callback from SMSC',
		activationMessage:
			'Callbacks sent to the production URL of this trigger now start the workflow.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messageGatewaysSmscApi', required: true }],
		webhooks: [
			// Which answer SMSC expects is not documented. Source: docs/gateways/smsc.md 16.
			callbackWebhook(smsc, 'GET,POST', triggerPath.smsc),
		],
		properties: [
			{
				displayName: `In the settings of your SMSC account enter:<ul><li>as the callback handler: the production URL above, followed by ${shownSuffix}</li><li>as the secret: the Callback Secret of your credential</li></ul>The ending asks for UTF-8, JSON and a signature: “md5” works as well as “sha1”, “crc32” does not. Without “charset” SMSC sends windows-1251, without “fmt” a form, with “fmt=2” XML; all of them are understood.`,
				name: 'setupNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName:
					'An account has one handler URL, so let one workflow receive its callbacks and hand them on. The test URL would take the place of the production one: if you enter it to try this node, enter the production URL again afterwards.',
				name: 'singleUrlNotice',
				type: 'notice',
				default: '',
			},
			...triggerFields(['unknown', ...Object.values(wireStatuses)]),
			{
				displayName: 'Call Checks',
				name: 'callChecks',
				type: 'boolean',
				default: true,
				description:
					'Whether the call that Call Check: Start waits for starts the workflow, with the status “inbound” and the channel “callCheck”',
			},
		],
	};

	constructor() {
		registerForm(this.description);
	}

	webhookMethods = { default: unregisteredWebhook(smsc) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const filter = (read: ReadParameter): ReportFilter => {
			const callChecks = read('callChecks', true) === true;
			return {
				...reportFilter(read),
				decide: ({ channel }) => (channel === callChannel ? callChecks : undefined),
			};
		};
		return await receive(this, smsc, filter, callbackCharset);
	}
}
