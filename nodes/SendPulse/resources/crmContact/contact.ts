import type { IDataObject } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/input/parameterReader';
import { readText } from '../../../shared/fields/wire';
import { idOf } from '../../../shared/text/json';
import { crmPath } from '../../crm';
import { chosenField } from '../../fields';
import { flagOf, numberOrNull, othersOf, rowsOf, textOf } from '../../values';

export const contactField = chosenField('id', {
	displayName: 'Contact',
	name: 'crmContactId',
	searchListMethod: 'crmContacts',
	required: true,
});

/** The path of the contact in `contactField`. */
export const contactPath = (read: ReadParameter): string =>
	`${crmPath}/contacts/${readText(contactField, read)}`;

const known = [
	...['id', 'firstName', 'lastName', 'responsibleId', 'externalContactId', 'sourceType'],
	...['phones', 'emails', 'tags', 'messengers', 'dealsQty', 'createdAt', 'updatedAt'],
];

/** The main one of a contact's entries, or the first. */
const mainOf = (entries: IDataObject[], name: string): string | null =>
	textOf((entries.find(({ isMain }) => flagOf(isMain)) ?? entries[0])?.[name]);

/**
 * The row of a contact. Source: docs/gateways/sendpulse.md 17.3.
 *
 * @param simple leave out what this package does not know
 */
export function contactRow(entry: IDataObject, simple: boolean): IDataObject {
	const [phones, emails] = [rowsOf(entry.phones), rowsOf(entry.emails)];
	const row: IDataObject = {
		id: idOf(entry.id),
		firstName: textOf(entry.firstName),
		lastName: textOf(entry.lastName),
		phone: mainOf(phones, 'phone'),
		email: mainOf(emails, 'email'),
		phones: phones.map(({ phone }) => textOf(phone)),
		emails: emails.map(({ email }) => textOf(email)),
		tags: rowsOf(entry.tags).map(({ id, name }) => ({ id: idOf(id), name: textOf(name) })),
		responsibleId: idOf(entry.responsibleId),
		externalId: idOf(entry.externalContactId),
		sourceType: textOf(entry.sourceType),
		deals: numberOrNull(entry.dealsQty),
		createdAt: textOf(entry.createdAt),
		updatedAt: textOf(entry.updatedAt),
	};
	if (simple) return row;
	return { ...row, messengers: entry.messengers ?? [], ...othersOf(entry, known) };
}
