import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import { locatorValue } from '../../../shared/fields/list';
import { askFor, listSearch } from '../../../shared/routing/search';
import { idOf, isRecord } from '../../../shared/text/json';
import { jsonRequest } from '../../call';
import { sendPulse } from '../../gateway';
import { chatbotAnswer, dataOf, listOf } from '../../chatbots/answer';
import { channelIn } from '../../chatbots/botSearch';
import { whatsApp } from '../../chatbots/channelField';
import { templateKey } from './template';
import { fieldsOfTemplate } from './templateParameters';
import { textOf } from '../../values';

/** An editor asks again at each letter that the user types. */
const keepMs = 15_000;

/** A dropdown shows the first page. Source: docs/gateways/sendpulse.md 25.2. */
const page = 'size=100&skip=0';

/** @throws InputProblem when no bot is chosen */
function botIn(context: ILoadOptionsFunctions): string {
	const bot = locatorValue(context.getCurrentNodeParameter('bot')).trim();
	if (/^[\w-]+$/.test(bot)) return bot;
	throw new InputProblem('Bot', 'is not chosen', 'Choose the bot first, or enter the ID here.');
}

type Entry = (row: IDataObject) => { name: unknown; value: unknown };

const dropdown = (
	path: (context: ILoadOptionsFunctions) => string,
	entry: Entry,
	rows: (body: unknown) => IDataObject[] = listOf,
) =>
	listSearch(sendPulse, {
		request() {
			return jsonRequest('GET', path(this));
		},
		answer: chatbotAnswer,
		entries: (body) =>
			rows(body).flatMap((row): INodeListSearchItems[] => {
				const { name, value } = entry(row);
				const id = idOf(value);
				return id === null ? [] : [{ name: textOf(name) ?? id, value: id }];
			}),
		keepMs,
	});

const platformOf = (value: unknown): IDataObject => (isRecord(value) ? (value as IDataObject) : {});

/** Flows that are not switched off. Source: docs/gateways/sendpulse.md 25.5, "flow". */
export const searchChatFlows = dropdown(
	(context) => `${channelIn(context).prefix}/flows?bot_id=${botIn(context)}&${page}`,
	({ id, name }) => ({ name, value: id }),
	(body) => listOf(body).filter(({ status }) => Number(status ?? 1) === 1),
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
	(body) => listOf(body).filter(({ type }) => Number(type ?? 1) === 1),
);

/** Templates that can be sent. Source: docs/gateways/sendpulse.md 25.2, "templates". */
export const searchChatTemplates = dropdown(
	(context) => `${whatsApp.prefix}/templates?bot_id=${botIn(context)}`,
	({ name, language }) => ({
		name: `${textOf(name) ?? ''} (${textOf(language) ?? ''})`,
		value: `${textOf(name) ?? ''}/${textOf(language) ?? ''}`,
	}),
	(body) => listOf(body).filter(({ status }) => status === 'APPROVED'),
);

/** The latest dialogs of all channels, those of one. Source: docs/gateways/sendpulse.md 25.2, "Over all channels". */
const searchDialogs = dropdown(
	() => '/chatbots/dialogs?size=100&skip=0&order=desc',
	({ contact, service }) => {
		const { id, full_name: name } = platformOf(contact);
		const contactId = idOf(id);
		return {
			name: textOf(name) ?? contactId,
			value: contactId === null ? null : `${Number(service)}:${contactId}`,
		};
	},
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

/** The parameters of the chosen template, for the editor. Source: docs/gateways/sendpulse.md 25.3, "Template of WhatsApp". */
export async function getTemplateParameters(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const { name, language } = templateKey(this.getCurrentNodeParameter('chatTemplate'));
	const question = jsonRequest('GET', `${whatsApp.prefix}/templates?bot_id=${botIn(this)}`);
	const answer = await askFor(this, sendPulse, question, chatbotAnswer);
	const template = listOf(answer).find(
		(one) => textOf(one.name) === name && textOf(one.language) === language,
	);
	if (!template) {
		return {
			fields: [],
			emptyFieldsNotice: 'The bot has no such template. Choose one from the list.',
		};
	}
	return {
		fields: fieldsOfTemplate(template),
		emptyFieldsNotice: 'This template has no parameters.',
	};
}
