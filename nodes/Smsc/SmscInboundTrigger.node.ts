import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { pollAlone } from '../shared/callbacks/pollAlone';
import { registerForm } from '../shared/input/fieldChecks';
import { pollInbound } from './inbound';

export class SmscInboundTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMSC Inbound Trigger',
		name: 'smscInboundTrigger',
		icon: { light: 'file:../../icons/smsc.svg', dark: 'file:../../icons/smsc.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'incoming messages',
		description: 'Polls SMSC for incoming messages, for an n8n without a public address',
		defaults: { name: 'SMSC Inbound Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messageGatewaysSmscApi', required: true }],
		properties: [
			{
				displayName:
					'If SMSC can call your n8n, use the SMSC Trigger instead: it brings messages at once, and delivery statuses too.',
				name: 'webhookNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Start With',
				name: 'startWith',
				type: 'options',
				default: 'new',
				options: [
					{ name: 'Messages From Now On', value: 'new' },
					{ name: 'Messages of the Last Hours', value: 'past' },
				],
				description: 'What the first poll brings; later ones bring what is new',
			},
			{
				displayName: 'Hours',
				name: 'hours',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 168, numberPrecision: 0 },
				default: 24,
				displayOptions: { show: { startWith: ['past'] } },
				description: 'How far the first poll goes back, up to 168 hours',
			},
			{
				displayName: 'Receiving Number',
				name: 'receivingNumber',
				type: 'string',
				default: '',
				placeholder: 'e.g. 79001112233',
				description: 'Only messages to this number; if empty, to all',
			},
		],
	};

	constructor() {
		registerForm(this.description);
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollAlone(this, pollInbound);
	}
}
