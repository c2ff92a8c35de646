import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import type { Operation } from '../../../shared/model/operation';
import { closingFields } from '../../../shared/fields/closing';
import { listFields, simplifyField, textField, isSimplified } from '../../../shared/fields/parts';
import { fieldParameters } from '../../../shared/fields/wire';
import { soughtPhones, withoutInvisible } from '../../../shared/input/recipients';
import { idOf, textOrEmpty } from '../../../shared/text/json';
import { cursorPaging, type Paging } from '../../../shared/routing/paging';
import { isoDay } from '../../times';
import { fieldRouting, listShape } from '../../call';
import { filters, groupChoice } from '../../fields';
import { addressKind, addressTypeField, books, bookScript } from './address';

/** The ids in `group`: a number, or several joined by `|` or `,`; 0 means none. Source: docs/gateways/smsc.md 5. */
export const groupIds = (group: unknown): string[] =>
	textOrEmpty(group)
		.split(/[|,\s]+/)
		.filter((id) => id !== '' && id !== '0');

/** The wire has the address under three names. Source: docs/gateways/smsc.md A1.1. */
export const addressNames = ['phone', 'mail', 'email'];

/** The number or address of a row. */
export const addressIn = (entry: IDataObject): string =>
	textOrEmpty(addressNames.map((name) => entry[name]).find((value) => value !== undefined));

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
		name: textOrEmpty(entry.name),
		firstName: textOrEmpty(entry.first_name),
		middleName: textOrEmpty(entry.middle_name),
		lastName: textOrEmpty(entry.last_name),
		birthday: isoDay(entry.birthday),
		groupIds: groupIds(entry.group),
		ownId: idOf(entry.id),
		tags: textOrEmpty(entry.tags),
	};
	if (simple) return contact;
	const unknown = Object.entries(entry).filter(([key]) => !knownKeys.includes(key));
	return {
		...contact,
		comments: textOrEmpty(entry.comments),
		otherAddresses: textOrEmpty(entry.mail_other ?? entry.phone_other),
		...Object.fromEntries(unknown),
	};
}

/** An address or a part of one. @throws InputProblem for a text that nobody sees, which would find everybody */
function soughtAddress(value: unknown, label: string): string {
	const sought = withoutInvisible(String(value)).trim();
	if (sought !== '') return sought;
	throw new InputProblem(label, 'is empty', 'Enter an address, e.g. ann@example.com.');
}

/** Source: docs/gateways/smsc.md 5. */
const contactFilters = filters([
	textField('After Contact ID', 'afterId', 'after_id', {
		description: 'The contactId where the list before ended',
	}),
	groupChoice(),
	textField('Full Name', 'fullName', 'fio', { placeholder: 'e.g. Smith Ann' }),
	{
		...textField('Number or Address', 'address', '', { placeholder: 'e.g. 79001112233' }),
		encode(value, label, { read }) {
			const kind = addressKind(read);
			const sought =
				kind === 'phone' ? soughtPhones(value, label).join(',') : soughtAddress(value, label);
			return { [books[kind].parameter]: sought };
		},
	},
	textField('Search', 'search', 'search', { description: 'Text to look for in all fields' }),
]);

/** Pages by `int_id`, as far as the server shows it. Their size is not documented, so an empty one is the last. */
const paging: Paging = cursorPaging({
	place: 'body',
	after: 'after_id',
	idField: 'contactId',
	pageSize: 1,
});

/** `get=1`; no contact at all is error 3. Source: docs/gateways/smsc.md 1.7 and 5. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contacts',
	description: 'Phone numbers or e-mail addresses',
	routing: fieldRouting(bookScript, {
		body: { get: 1 },
		answer: 'list',
		parameters: (read) => fieldParameters([contactFilters], read),
		paging,
		async shape(body) {
			const simple = isSimplified(this);
			const row = (entry: IDataObject) => contactRow(entry, simple);
			return await listShape([...addressNames, 'id', 'int_id', 'name'], row).call(this, body);
		},
	}),
	fields: [addressTypeField, ...listFields, contactFilters, simplifyField, ...closingFields()],
};
