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
import { finalStatuses } from '../shared/model/deliveryStatus';
import { kupon } from './gateway';
import { nativeStatuses } from './statuses';

export class KuponTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kupon.mobi Trigger',
		name: 'kuponTrigger',
		icon: { light: 'file:../../icons/kupon.svg', dark: 'file:../../icons/kupon.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["statuses"].join(", ")}}',
		description:
			'Send SMS, messenger, push and e-mail messages and cascades through Kupon.mobi, and get their delivery statuses',
		defaults: { name: 'Kupon.mobi Trigger' },
		eventTriggerDescription: 'Waiting for a status callback from Kupon.mobi',
		activationMessage:
			'Status callbacks sent to the production URL of this trigger now start the workflow.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messageGatewaysKuponApi', required: true }],
		webhooks: [
			// Exactly 200 counts at the gateway; the body is for people. Source: docs/gateways/kupon.md 2, `callback`.
			callbackWebhook(kupon, 'GET,POST', triggerPath.kupon),
		],
		properties: [
			{
				displayName:
					'Copy the production URL above into Status Callback → Callback URL of each Kupon.mobi node that sends. That node adds the message ID, the status and the Callback Secret; both nodes need the same credential. Nothing has to be set up in your Kupon.mobi account.',
				name: 'setupNotice',
				type: 'notice',
				default: '',
			},
			...triggerFields(['unknown', ...Object.values(nativeStatuses)]),
			{
				displayName: 'Cascade Steps',
				name: 'cascadeSteps',
				type: 'boolean',
				default: false,
				description:
					'Whether a failed step of a cascade starts the workflow although the gateway goes on with the next channel',
			},
		],
	};

	constructor() {
		registerForm(this.description);
	}

	webhookMethods = { default: unregisteredWebhook(kupon) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, kupon, (read) => {
			const cascadeSteps = read('cascadeSteps', false) === true;
			return {
				...reportFilter(read),
				// Elsewhere unreachable is the end of a message, and the filter offers it as such.
				decide: ({ status, final }) =>
					!cascadeSteps && !final && finalStatuses.includes(status) ? false : undefined,
			};
		});
	}
}
