import type { IDataObject } from 'n8n-workflow';

import { idOf } from '../../../shared/transport/json';
import { isoDay } from '../../calendar';

const text = (value: unknown): string =>
	value === undefined || value === null ? '' : String(value);

/** The ids in `group`: a number, or several joined by `|` or `,`; 0 means none. Source: docs/gateways/smsc.md 5. */
export const groupIds = (group: unknown): string[] =>
	text(group)
		.split(/[|,\s]+/)
		.filter((id) => id !== '' && id !== '0');

/** The wire has the address under three names. Source: docs/gateways/smsc.md A1.1. */
const addressNames = ['phone', 'mail', 'email'];

/** The number or address of a row. */
export const addressIn = (entry: IDataObject): string =>
	text(addressNames.map((name) => entry[name]).find((value) => value !== undefined));

/** Leaves out what `addressIn` reads. */
export const withoutAddress = (entry: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(entry).filter(([name]) => !addressNames.includes(name)));

const knownKeys = [
	...addressNames,
	'name',
	'group',
	'first_name',
	'last_name',
	'middle_name',
	'birthday',
	'id',
	'comments',
	'tags',
	'phone_other',
	'mail_other',
	'int_id',
];

/**
 * The row of a contact. Source: docs/gateways/smsc.md 5, where `int_id` is from clients.
 *
 * @param simple leave out the fields that few people fill, and those that this package does not know
 */
export function contactRow(entry: IDataObject, simple: boolean): IDataObject {
	const contact: IDataObject = {
		// Null where the server does not show it; the id in its answer is the client's own.
		contactId: idOf(entry.int_id),
		address: addressIn(entry),
		name: text(entry.name),
		firstName: text(entry.first_name),
		middleName: text(entry.middle_name),
		lastName: text(entry.last_name),
		birthday: isoDay(entry.birthday),
		groupIds: groupIds(entry.group),
		ownId: idOf(entry.id),
		tags: text(entry.tags),
	};
	if (simple) return contact;
	const unknown = Object.entries(entry).filter(([key]) => !knownKeys.includes(key));
	return {
		...contact,
		comments: text(entry.comments),
		otherAddresses: text(entry.mail_other ?? entry.phone_other),
		...Object.fromEntries(unknown),
	};
}
