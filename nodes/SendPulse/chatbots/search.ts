import type {
	IDataObject,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
} from 'n8n-workflow';

import { InputProblem } from '../../shared/model/inputProblem';
import { locatorValue } from '../../shared/input/read';
import { listSearch } from '../../shared/routing/search';
import { idOf, isRecord, recordOf } from '../../shared/text/json';
import { jsonRequest } from '../call';
import { type Entry, listEntries, nextPage, pageSize } from '../listSearch';
import { sendPulse } from '../gateway';
import { chatbotAnswer, chatList, dataOf, listOf } from './call';
import { channelOf, type ChatChannel, whatsApp } from './channels';
import { textOf } from '../values';

/** An editor asks again at each letter that the user types. */
const keepMs = 15_000;

/** Operations that have no channel field, because they are of WhatsApp alone. */
const ofWhatsApp = ['chatbotMessage.sendTemplate', 'chatbotContact.create'];

/** The channel that the form shows. */
function channelIn(context: ILoadOptionsFunctions): ChatChannel {
	const [resource, operation] = ['resource', 'operation'].map((name) =>
		context.getCurrentNodeParameter(name),
	);
	if (ofWhatsApp.includes(`${String(resource)}.${String(operation)}`)) return whatsApp;
	const channel = context.getCurrentNodeParameter('channel') ?? 'telegram';
	if (String(channel).startsWith('=')) {
		throw new InputProblem(
			'Channel',
			'is an expression, so its value is not known here',
			'Enter the ID, or choose a channel for now.',
		);
	}
	return channelOf(channel);
}

/** Source: docs/gateways/sendpulse.md 25.2. */
const page = `size=${pageSize}&skip=0`;

/** @throws InputProblem when no bot is chosen */
export function botIn(context: ILoadOptionsFunctions): string {
	const bot = locatorValue(context.getCurrentNodeParameter('bot')).trim();
	if (/^[\w-]+$/.test(bot)) return bot;
	throw new InputProblem('Bot', 'is not chosen', 'Choose the bot first, or enter the ID here.');
}

const next = (_read: number, body: unknown, last: IHttpRequestOptions) => nextPage(last, body);

const dropdown = (
	path: (context: ILoadOptionsFunctions) => string,
	entry: Entry,
	picks?: (row: IDataObject) => boolean,
	rows = listOf,
) =>
	listSearch(sendPulse, {
		request() {
			return jsonRequest('GET', path(this));
		},
		answer: chatbotAnswer,
		entries: listEntries(entry, { rows, list: chatList, picks }),
		next,
		keepMs,
	});

/** Bots of the channel that the form shows. Source: docs/gateways/sendpulse.md 25.5, "bot". */
export const searchBots = listSearch(sendPulse, {
	request() {
		return jsonRequest('GET', `${channelIn(this).prefix}/bots?${page}`);
	},
	answer: chatbotAnswer,
	entries: listEntries(
		({ id, name, channel_data: data }) => {
			const { name: platform, username } = recordOf(data);
			return { name: textOf(name) ?? textOf(platform) ?? username, value: id };
		},
		{ rows: listOf, list: chatList },
	),
	next,
	keepMs,
});

/** Flows that are not switched off. Source: docs/gateways/sendpulse.md 25.5, "flow". */
export const searchChatFlows = dropdown(
	(context) => `${channelIn(context).prefix}/flows?bot_id=${botIn(context)}&${page}`,
	({ id, name }) => ({ name, value: id }),
	({ status }) => Number(status ?? 1) === 1,
);

/** Source: docs/gateways/sendpulse.md 25.2, "tags". */
export const searchChatTags = dropdown(
	(context) => `${channelIn(context).prefix}/tags?bot_id=${botIn(context)}&${page}`,
	({ name }) => ({ name, value: name }),
);

/** Variables of contacts. Source: docs/gateways/sendpulse.md 25.2, "variables". */
export const searchChatVariables = dropdown(
	(context) => `${channelIn(context).prefix}/variables?bot_id=${botIn(context)}&${page}`,
	({ name }) => ({ name, value: name }),
	({ type }) => Number(type ?? 1) === 1,
);

/** Templates that can be sent. Source: docs/gateways/sendpulse.md 25.2, "templates". */
export const searchChatTemplates = dropdown(
	(context) => `${whatsApp.prefix}/templates?bot_id=${botIn(context)}`,
	({ name, language }) => ({
		name: `${textOf(name)} (${textOf(language)})`,
		value: `${textOf(name)}/${textOf(language)}`,
	}),
	({ status, name, language }) =>
		status === 'APPROVED' && [name, language].every((text) => textOf(text)?.trim()),
);

/** The latest dialogs of all channels, those of one. Source: docs/gateways/sendpulse.md 25.2, "Across all channels". */
const searchDialogs = dropdown(
	() => '/chatbots/dialogs?size=100&skip=0&order=desc',
	({ contact, service }) => {
		const { id, full_name: name } = recordOf(contact);
		const contactId = idOf(id);
		return {
			name: textOf(name) ?? contactId,
			value: contactId === null ? null : `${Number(service)}:${contactId}`,
		};
	},
	undefined,
	(body) => {
		const data = dataOf(body);
		return listOf(isRecord(data) ? data.list : data);
	},
);

/** Contacts with the latest dialogs of the channel. */
export async function searchChatContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const prefix = `${channelIn(this).number}:`;
	const { results } = await searchDialogs.call(this, filter);
	return {
		results: results
			.filter(({ value }) => String(value).startsWith(prefix))
			.map((entry) => ({ ...entry, value: String(entry.value).slice(prefix.length) })),
	};
}
