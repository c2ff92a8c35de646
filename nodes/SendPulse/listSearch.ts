import {
	type IDataObject,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import { locatorValue } from '../shared/input/read';
import { choicesOf, entriesFor, entryFor, listSearch } from '../shared/routing/search';
import { entryCount, idOf, parseJson, recordOf } from '../shared/text/json';
import { jsonRequest } from './call';
import { sendPulse } from './gateway';
import { isListed } from './shapes';
import { crmPath, entriesOf, isPipeline } from './crm';
import { listAnswer, rowsOf } from './values';
import { webhookRows, webhooksPath } from './webhookRows';
import { nodeOf } from '../shared/model/n8n';

/** An editor asks again at each letter that the user types. */
const keepMs = 15_000;

/** The most that a page has. Source: docs/gateways/sendpulse.md 1.4 and 25.2. */
export const pageSize = 100;

const page = `limit=${pageSize}&offset=0`;

/**
 * @param last the request of the last page, with its place in the address or in the body
 * @param body its answer
 * @returns the request of the next page; null behind a page that is not full, and for a list that has no pages
 */
export function nextPage(last: IHttpRequestOptions, body: unknown): IHttpRequestOptions | null {
	if (entryCount(body, []) < pageSize) return null;
	if (typeof last.body === 'string') {
		const asked = recordOf(parseJson(last.body));
		return { ...last, body: JSON.stringify({ ...asked, offset: Number(asked.offset) + pageSize }) };
	}
	const url = last.url.replace(/(?<=[?&](?:offset|skip)=)\d+/, (place) =>
		String(Number(place) + pageSize),
	);
	return url === last.url ? null : { ...last, url };
}

/** What a row is in a dropdown. */
export type Entry = (row: IDataObject) => { name: unknown; value: unknown };

/** How the rows of a dropdown come out of an answer. */
interface Source {
	/** Every row of the list, also those that cannot be chosen. */
	rows?: (body: unknown) => IDataObject[];
	/** The list's name in the answer, where it has one. */
	list?: string;
	/** Whether a row can be chosen. */
	picks?: (row: IDataObject) => boolean;
}

/** Reads the entries of a list. */
export const listEntries =
	(entry: Entry, { rows = rowsOf, list, picks = () => true }: Source) =>
	(body: unknown) => {
		const found = rows(body);
		return entriesFor(isListed(body, found, { list }) ? found.filter(picks) : undefined, (row) => {
			const { name, value } = entry(row);
			return entryFor(value, name);
		});
	};

const dropdown = (
	path: string | ((context: ILoadOptionsFunctions) => string),
	entry: Entry,
	source: Source = {},
	body?: IDataObject,
) =>
	listSearch(sendPulse, {
		request() {
			const address = typeof path === 'string' ? path : path(this);
			return jsonRequest(body ? 'POST' : 'GET', address, body);
		},
		entries: listEntries(entry, source),
		next: (_read, body, last) => nextPage(last, body),
		keepMs,
	});

/** The CRM lists by a call that reads, although it is a POST. Source: docs/gateways/sendpulse.md 17.2 and 17.3. */
const crmDropdown = (path: string, entry: Entry, source?: Source) =>
	dropdown(path, entry, source, { limit: pageSize, offset: 0 });

/** @returns an empty text where there is no name */
const withNote = (name: unknown, note: unknown): string => {
	const known = idOf(name);
	const text = idOf(note);
	return known === null || text === null ? (known ?? '') : `${known} (${text})`;
};

/** Source: docs/gateways/sendpulse.md 2.2. */
export const searchAddressBooks = dropdown(
	`/addressbooks?${page}`,
	({ id, name, active_email_qty: active }) => ({ name: withNote(name, active), value: id }),
);

/** Source: docs/gateways/sendpulse.md 5.2. */
export const searchCampaigns = dropdown(
	`/campaigns?${page}&order=desc`,
	({ id, name, send_date: date }) => ({ name: withNote(name, date), value: id }),
);

/** Senders with their status. Source: docs/gateways/sendpulse.md 7. */
export const searchSenders = dropdown('/senders', ({ email, status }) => ({
	name: withNote(email, status),
	value: email,
}));

/** The account's own templates; without `owner` the gallery of SendPulse comes. Source: docs/gateways/sendpulse.md 6. */
export const searchTemplates = dropdown(
	`/templates?owner=me&${page}`,
	({ id, real_id: realId, name }) => ({ name, value: realId ?? id }),
);

/** Source: docs/gateways/sendpulse.md 12. */
export const searchWebsites = dropdown(`/push/websites?${page}`, ({ id, url }) => ({
	name: url,
	value: id,
}));

/** Source: docs/gateways/sendpulse.md 10. */
export const searchTags = dropdown('/tags', ({ id, name }) => ({ name, value: id }), {
	rows: (body) => rowsOf(recordOf(body).tags ?? body),
	list: 'tags',
});

/** SMS senders with their status. Source: docs/gateways/sendpulse.md 13. */
export const searchSmsSenders = dropdown(
	'/sms/senders',
	({ sender, country_code: country, status_explain: status }) => ({
		name: withNote(withNote(sender, country), status),
		value: sender,
	}),
);

/** Viber senders with their status. Source: docs/gateways/sendpulse.md 14. */
export const searchViberSenders = dropdown('/viber/senders', ({ id, name, status }) => ({
	name: withNote(name, status),
	value: id,
}));

/** Flows of Automation 360. Source: docs/gateways/sendpulse.md 16. */
export const searchFlows = dropdown(
	`/a360/autoresponders/list?${page}`,
	({ id, name, status }) => ({
		name: withNote(name, String(status) === '0' ? 'off' : null),
		value: id,
	}),
);

/** Those that were deleted are left out. Source: docs/gateways/sendpulse.md 17.1. */
export const searchPipelines = dropdown(
	'/crm/v1/pipelines',
	({ id, name }) => ({ name, value: id }),
	{ rows: entriesOf, picks: isPipeline },
);

/** The steps of the pipeline that is chosen in the node, or among its filters. Source: docs/gateways/sendpulse.md 17.1. */
export const searchSteps = dropdown(
	(context) => {
		const pipeline =
			locatorValue(context.getCurrentNodeParameter('pipeline')) ||
			locatorValue(context.getCurrentNodeParameter('filters.pipeline'));
		if (/^\d+$/.test(pipeline)) return `/crm/v1/pipelines/${pipeline}/steps`;
		throw new NodeOperationError(nodeOf(context), 'Choose a pipeline first', {
			description: 'Or enter the ID of the step.',
		});
	},
	({ id, name }) => ({ name, value: id }),
	{ rows: entriesOf },
);

/** People of the account, who can be responsible. Source: docs/gateways/sendpulse.md 17.1. */
export const searchCrmUsers = dropdown(
	'/crm/v1/users',
	({ id, firstname, lastname, email }) => {
		const name = [firstname, lastname].map(idOf).filter(Boolean).join(' ');
		return { name: name === '' ? email : withNote(name, email), value: id };
	},
	{ rows: entriesOf },
);

/** SMS campaigns by their time, as they have no name. Source: docs/gateways/sendpulse.md 13, `GET /sms/campaigns/list`. */
export const searchSmsCampaigns = dropdown(
	'/sms/campaigns/list',
	({ id, send_date: date }) => ({ name: withNote(date ?? 'SMS', id), value: id }),
	{ rows: (body) => rowsOf(listAnswer(body)) },
);

/** Source: docs/gateways/sendpulse.md 14. */
export const searchViberCampaigns = dropdown(
	`/viber/task?${page}`,
	({ task_id: taskId, id, task_name: taskName, name, send_date: date }) => ({
		name: withNote(taskName ?? name, date),
		value: taskId ?? id,
	}),
);

/** Source: docs/gateways/sendpulse.md 12. */
export const searchPushCampaigns = dropdown(
	`/push/tasks?${page}`,
	({ id, title, send_date: date }) => ({ name: withNote(title, date), value: id }),
);

/** The newest e-mails of the SMTP service. Source: docs/gateways/sendpulse.md 11.2. */
export const searchEmails = dropdown(
	`/smtp/emails?limit=${pageSize}&country=off`,
	({ id, subject, recipient }) => ({ name: withNote(subject, recipient), value: id }),
);

/** One for each event and URL. Source: docs/gateways/sendpulse.md 18.1. */
export const searchWebhooks = dropdown(
	webhooksPath,
	({ id, url, action }) => ({ name: withNote(url, action), value: id }),
	{ rows: (body) => webhookRows(body).map((row) => ({ ...row })) },
);

/** Source: docs/gateways/sendpulse.md 17.3, `POST /contacts/get-list`. */
export const searchCrmContacts = crmDropdown(
	`${crmPath}/contacts/get-list`,
	({ id, firstName, lastName, emails, phones }) => {
		const name = [firstName, lastName].map(idOf).filter(Boolean).join(' ');
		const [email] = rowsOf(emails);
		const [phone] = rowsOf(phones);
		const known = idOf(email?.email) ?? idOf(phone?.phone);
		return { name: name === '' ? (known ?? id) : withNote(name, known), value: id };
	},
	{ rows: (body) => rowsOf(recordOf(recordOf(body).data).list ?? body), list: 'list' },
);

/** Source: docs/gateways/sendpulse.md 17.2, `POST /deals/get-list`. */
export const searchDeals = crmDropdown(`${crmPath}/deals/get-list`, ({ id, name }) => ({
	name: withNote(name, id),
	value: id,
}));

/** For fields of which several entries can be chosen. */
export const [getAddressBooks, getCampaigns, getCrmContacts, getTags] = [
	choicesOf(searchAddressBooks),
	choicesOf(searchCampaigns),
	choicesOf(searchCrmContacts),
	choicesOf(searchTags),
];
