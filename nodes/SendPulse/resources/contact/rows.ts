import type { IDataObject } from 'n8n-workflow';

import { idOf } from '../../../shared/text/json';
import { numberOrNull, othersOf, textOf, wordOf } from '../../wireValues';
import { typedVariables } from './variables';

/** Source: docs/gateways/sendpulse.md 3. */
const statuses: Readonly<Record<number, string>> = {
	0: 'New',
	1: 'Active',
	2: 'Confirmation requested',
	3: 'Activation requested',
	4: 'Unsubscribed',
	5: 'Rejected by administrator',
	6: 'Unsubscribed from everything',
	7: 'Activation letter sent',
	8: 'Blocked by user’s choice',
	9: 'Sending error',
	10: 'Blocked host',
	11: 'Blocked sender name',
	12: 'Blocked part of address',
	13: 'Deleted by user',
	14: 'Temporarily unavailable',
};

const known = [
	'email',
	'abook_id',
	'book_id',
	'phone',
	'status',
	'status_explain',
	'variables',
] as const;

/**
 * The row of a contact, the same from every call. Source: docs/gateways/sendpulse.md 3.1, 3.7, 3.8 and 4.
 *
 * @param bookId for answers that do not name the book
 */
export function contactRow(entry: IDataObject, bookId: string | null = null): IDataObject {
	const { email, status, status_explain: explain, variables } = entry;
	return {
		email: textOf(email),
		bookId: idOf(entry.abook_id ?? entry.book_id) ?? bookId,
		statusCode: numberOrNull(status),
		status: wordOf(explain, status, statuses),
		...('phone' in entry ? { phone: textOf(entry.phone) } : {}),
		...(variables === undefined ? {} : { variables: typedVariables(variables) }),
		...othersOf(entry, known),
	};
}
