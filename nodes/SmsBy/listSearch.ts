import type { INodeListSearchItems } from 'n8n-workflow';

import { choicesOf, listSearch } from '../shared/routing/search';
import { entriesOf, idNames } from './answer';
import { get, methodRequest } from './call';
import { smsBy } from './gateway';

/** An editor asks again at each letter that the user types. */
const keepMs = 30_000;

const dropdown = (name: string, entries: (body: unknown) => INodeListSearchItems[]) =>
	listSearch(smsBy, { request: () => methodRequest(get(name), []), entries, keepMs });

const named = (body: unknown): INodeListSearchItems[] =>
	idNames(body).map(({ id, name }) => ({ name: `${name} (${id})`, value: id }));

/** Alpha-names, and the system name, which every account has. Source: docs/gateways/smsby.md 4, getAlphanames. */
export const searchAlphanames = dropdown('getAlphanames', (body) => {
	const entries = named(body);
	return entries.some(({ value }) => value === '0')
		? entries
		: [...entries, { name: 'System Name (0)', value: '0' }];
});

/** Viber names; the answer is assumed to be shaped like that of getAlphanames. Source: docs/gateways/smsby.md 6. */
export const searchVibernames = dropdown('getVibernames', named);

/** Code objects by what they make. Source: docs/gateways/smsby.md 5, getPasswordObjects. */
export const searchCodeObjects = dropdown('getPasswordObjects', (body) =>
	entriesOf(body, 'result').map(({ id, type_id: type, len }) => ({
		name: `${String(id)}: ${String(len)} ${type === 'both' ? 'letters and numbers' : String(type)}`,
		value: String(id),
	})),
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
	entries: (body) =>
		entriesOf(body, 'result').map(({ message_id: id, message: text }) => ({
			name: `${String(text ?? '').slice(0, 60)} (${String(id)})`,
			value: String(id),
		})),
	next: (read, body) =>
		entriesOf(body, 'result').length < campaignPage ? null : campaignsFrom(read),
	keepMs,
});

/** The same for a list of which several can be chosen. */
export const getCampaigns = choicesOf(searchCampaigns);
