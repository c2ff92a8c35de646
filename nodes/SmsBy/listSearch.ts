import type { INodeListSearchItems } from 'n8n-workflow';

import { choicesOf, entriesFor, entryFor, listSearch } from '../shared/routing/search';
import { entryCount, idOf, recordOf } from '../shared/text/json';
import { hasNames, idNames, listOf, lists } from './answer';
import { get, listReader, methodRequest } from './call';
import { smsBy } from './gateway';

/** An editor asks again at each letter that the user types. */
const keepMs = 30_000;

type Entries = INodeListSearchItems[] | undefined;

const dropdown = (name: string, entries: (body: unknown) => Entries) =>
	listSearch(smsBy, { request: () => methodRequest(get(name), []), entries, keepMs });

const named = (body: unknown): Entries =>
	hasNames(body)
		? idNames(body).map(({ id, name }) => ({ name: `${name} (${id})`, value: id }))
		: undefined;

/** Alpha-names, and the system name, which every account has. Source: docs/gateways/smsby.md 4, getAlphanames. */
export const searchAlphanames = dropdown('getAlphanames', (body) => {
	const entries = named(body);
	return entries?.some(({ value }) => value === '0')
		? entries
		: entries && [...entries, { name: 'System Name (0)', value: '0' }];
});

/** Viber names; the answer is assumed to be shaped like that of getAlphanames. Source: docs/gateways/smsby.md 6. */
export const searchVibernames = dropdown('getVibernames', named);

/** Code objects by what they make. Source: docs/gateways/smsby.md 5, getPasswordObjects. */
export const searchCodeObjects = dropdown('getPasswordObjects', (body) =>
	entriesFor(listOf(body, lists.codeObjects), ({ id, type_id: type, len }) => {
		const kind = type === 'both' ? 'letters and numbers' : idOf(type);
		return entryFor(id, [`${idOf(id)}:`, idOf(len), kind].filter(Boolean).join(' '));
	}),
);

const campaignPage = 100;

const campaignsFrom = (offset: number) =>
	methodRequest(get('getMessagesList'), [
		['limit_offset', String(offset)],
		['limit_rows', String(campaignPage)],
	]);

/** In which order the campaigns come is not documented, so that all pages are read. Source: docs/gateways/smsby.md 3.5, getMessagesList. */
export const searchCampaigns = listSearch(smsBy, {
	request: () => campaignsFrom(0),
	answer: listReader,
	entries: (body) =>
		entriesFor(listOf(body, lists.campaigns), ({ message_id: id, message: text }) =>
			entryFor(id, idOf(text) && `${idOf(text)?.slice(0, 60).toWellFormed()} (${idOf(id)})`),
		),
	next: (_read, body, last) => {
		const from = Number(recordOf(last.qs).limit_offset) + campaignPage;
		return entryCount(body, []) < campaignPage ? null : campaignsFrom(from);
	},
	keepMs,
});

/** The same for a list of which several can be chosen. */
export const getCampaigns = choicesOf(searchCampaigns);
