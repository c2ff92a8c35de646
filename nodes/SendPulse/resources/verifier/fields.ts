import type { IDataObject } from 'n8n-workflow';

import { isoTime } from '../../times';
import { recordOf } from '../../../shared/text/json';
import { namedBookField, namedEmailField } from '../../fields';
import { numberOrNull, textOf } from '../../values';

/** Words of the codes. Source: docs/gateways/sendpulse.md 15. */
const addressStatuses: Readonly<Record<number, string>> = {
	0: 'unverified',
	1: 'valid',
	2: 'unconfirmed',
	3: 'invalid',
};

export const addressStatus = (code: unknown): string =>
	addressStatuses[numberOrNull(code) ?? -1] ?? 'unknown';

const listStatuses: Readonly<Record<number, string>> = {
	0: 'inProgress',
	1: 'green',
	2: 'yellow',
	3: 'red',
};

/** The head of a list's check. Source: docs/gateways/sendpulse.md 15, `GET check-list`. */
export function checkRow(entry: IDataObject, zone: string): IDataObject {
	const counts = recordOf(entry.data);
	return {
		bookId: numberOrNull(entry.id) === null ? null : String(entry.id),
		name: textOf(entry.address_book_name),
		emails: numberOrNull(entry.all_emails_quantity),
		status: listStatuses[numberOrNull(entry.status) ?? -1] ?? 'unknown',
		statusText: textOf(entry.status_text),
		checkedAt: isoTime(entry.check_date, zone),
		unverified: numberOrNull(counts[0]),
		valid: numberOrNull(counts[1]),
		unconfirmed: numberOrNull(counts[2]),
		invalid: numberOrNull(counts[3]),
	};
}

export const bookField = namedBookField('verifiedBook');

export const emailField = namedEmailField('verifiedEmail');
