import type { INodeProperties } from 'n8n-workflow';

import { takingList } from '../../shared/input/fieldChecks';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { textsOf } from '../../shared/input/read';
import { type ReportFilter, reportsPerExecution } from '../../shared/fields/trigger';
import { entryOf, idOf, isRecord, recordOf } from '../../shared/text/json';
import type { DeliveryReport } from '../../shared/model/deliveryReport';
import { splitList } from '../../shared/input/recipients';
import { channelId, chatChannels } from './channels';
import { chatTitles, incomingTitle, titleId } from './titles';

/** Stands for what nobody knows yet: titles and channels. */
const other = 'other';

const forChatbots: INodeProperties['displayOptions'] = { show: { service: ['chatbot'] } };

const titles = Object.entries(chatTitles).map(([value, { displayName }]) => ({
	name: displayName,
	value,
}));

const byName = (options: Array<{ name: string; value: string }>) =>
	options.sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** Which events of bots start the workflow. */
export const chatEventFields: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'chatEvents',
		type: 'multiOptions',
		required: true,
		displayOptions: forChatbots,
		// Without outgoing messages: a workflow that answers would start itself with each answer.
		default: [
			'bot_block',
			'incoming_message',
			'link_click',
			'new_subscriber',
			'open_chat',
			'other',
			'run_custom_flow',
			'unsubscribe',
		],
		description:
			'Events that start the workflow, of those that you have chosen in SendPulse. Other stands for titles that this node does not know, such as those of the steps of your flows. A workflow that answers should not start with Outgoing Message: its own answers would start it.',
		options: byName([...titles, { name: 'Other', value: other }]),
	},
	{
		displayName: 'Filters',
		name: 'chatFilters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: forChatbots,
		options: [
			takingList({
				displayName: 'Bot IDs',
				name: 'bots',
				type: 'string',
				default: '',
				placeholder: 'e.g. 5f0000000000000000000001',
				description: 'Separated by commas',
			}),
			{
				displayName: 'Channels',
				name: 'channels',
				type: 'multiOptions',
				default: [],
				description: 'Other stands for channels that this node does not know yet',
				options: byName([
					...chatChannels.map(({ id, displayName }) => ({ name: displayName, value: id })),
					{ name: 'Other', value: other },
				]),
			},
			takingList({
				displayName: 'Titles',
				name: 'titles',
				type: 'string',
				default: '',
				placeholder: 'e.g. incoming_message, order paid',
				description:
					'Separated by commas, such as those of the steps of your flows. Case does not matter.',
			}),
		],
	},
];

const knownChannels = new Set<string>(chatChannels.map(({ id }) => id));

/** An empty choice leaves nothing out. */
const among = (wanted: readonly string[], value: string): boolean =>
	wanted.length === 0 || wanted.includes(value);

const letters = (text: string): string => text.trim().toLowerCase();

/** Titles are typed by people and may have spaces in them. */
const titlesIn = (input: unknown): string[] =>
	String(input ?? '')
		.split(/[,;\n]/)
		.map(letters)
		.filter((title) => title !== '');

/** The report of a bot's event has these; what is no event of a bot has not. */
const botOf = (report: DeliveryReport): string => {
	const { bot } = report as DeliveryReport & { bot?: unknown };
	return isRecord(bot) ? (idOf(bot.id) ?? '') : '';
};

/** Reads what `chatEventFields` offers. */
export function chatEventFilter(read: ReadParameter): ReportFilter {
	const events = textsOf(read('chatEvents', [incomingTitle]));
	const filters = recordOf(read('chatFilters', {}));
	const bots = splitList(filters.bots);
	const channels = textsOf(filters.channels);
	const ownTitles = titlesIn(filters.titles);
	return {
		statuses: [],
		inbound: false,
		decide: (report) => {
			const title = report.code ?? '';
			const name = entryOf(chatTitles, titleId(title)) ? titleId(title) : other;
			const channel = channelId(report.channel ?? '');
			return (
				events.includes(name) &&
				among(bots, botOf(report)) &&
				among(channels, knownChannels.has(channel) ? channel : other) &&
				among(ownTitles, letters(title))
			);
		},
		reportsPerExecution: reportsPerExecution(read),
	};
}
