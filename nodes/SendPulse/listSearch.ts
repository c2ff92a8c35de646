import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { listSearch } from '../shared/routing/search';
import { idOf, isRecord } from '../shared/text/json';
import { jsonRequest } from './call';
import { sendPulse } from './gateway';
import { rowsOf } from './values';

/** An editor asks again at each letter that the user types. */
const keepMs = 15_000;

/** The most that a page has; a dropdown shows the first page. Source: docs/gateways/sendpulse.md 1.4. */
const page = 'limit=100';

const dropdown = (
	path: string,
	entry: (row: IDataObject) => { name: unknown; value: unknown },
	rows: (body: unknown) => IDataObject[] = rowsOf,
) =>
	listSearch(sendPulse, {
		request: () => jsonRequest('GET', path),
		entries: (body) =>
			rows(body).flatMap((row): INodeListSearchItems[] => {
				const { name, value } = entry(row);
				const id = idOf(value);
				return id === null ? [] : [{ name: idOf(name) ?? id, value: id }];
			}),
		keepMs,
	});

const withNote = (name: unknown, note: unknown): string => {
	const text = idOf(note);
	return `${idOf(name) ?? ''}${text === null ? '' : ` (${text})`}`;
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
export const searchTags = dropdown(
	'/tags',
	({ id, name }) => ({ name, value: id }),
	(body) => rowsOf(isRecord(body) ? body.tags : body),
);

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
