import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { pollAlone } from '../shared/callbacks/pollAlone';
import { registerForm, tuning } from '../shared/input/fieldChecks';
import { locatorField } from '../shared/fields/parts';
import { authenticationField, credentials } from './authentication';
import { searchBots } from './chatbots/search';
import { channelField } from './chatbots/channels';
import { pollChats } from './chatbots/polling/poll';

export class SendPulseChatbotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse Chatbot Messages Trigger',
		name: 'sendPulseChatbotTrigger',
		icon: { light: 'file:../../icons/sendpulse.svg', dark: 'file:../../icons/sendpulse.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["channel"]}}',
		description:
			'Polls SendPulse for chatbot messages: those that no webhook reported, or all of them if n8n has no public address',
		defaults: { name: 'SendPulse Chatbot Messages Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [
			authenticationField,
			{
				displayName:
					'The SendPulse Trigger with the service Chatbot brings messages at once and other events too, but SendPulse loses some calls. Let both start one workflow, and put a Remove Duplicates node after them: Remove Items Processed in Previous Executions, with dedupeKey as the value. A message has the same dedupeKey from both.',
				name: 'webhookNotice',
				type: 'notice',
				default: '',
			},
			channelField,
			{
				...locatorField({
					displayName: 'Bot',
					name: 'bot',
					searchListMethod: 'bots',
					placeholder: 'e.g. 5f0000000000000000000001',
				}),
				description: 'The bot to watch; if empty, all bots of the channel',
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
				typeOptions: { minValue: 1, numberPrecision: 0 },
				default: 24,
				displayOptions: { show: { startWith: ['past'] } },
				description: 'How far the first poll goes back',
			},
			tuning({
				displayName: 'Calls per Poll',
				name: 'callsPerPoll',
				type: 'number',
				typeOptions: { minValue: 5, maxValue: 500, numberPrecision: 0 },
				default: 50,
				description:
					'Calls at most: one per hundred chats, and one per chat with new messages. The rest follows with the next polls.',
			}),
		],
	};

	constructor() {
		registerForm(this.description);
	}

	methods = { listSearch: { bots: searchBots } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollAlone(this, pollChats);
	}
}
