import type { IDataObject } from 'n8n-workflow';

import { idOf } from '../../../shared/text/json';
import { isoTime } from '../../time';
import { flagOf, numberOrNull, othersOf, textOf, wordOf } from '../../wireValues';

/** Source: docs/gateways/sendpulse.md 2. */
const statuses: Readonly<Record<number, string>> = {
	0: 'Active',
	1: 'Deleted',
	3: 'Awaiting clarification from the owner',
	4: 'Blocked by moderator',
	5: 'Temporarily blocked',
};

const knownBook = [
	'id',
	'name',
	'all_email_qty',
	'active_email_qty',
	'inactive_email_qty',
	'new_phones_quantity',
	'active_phones_quantity',
	'exc_phones_quantity',
	'creationdate',
	'status',
	'status_explain',
] as const;

/**
 * The row of an address book. Source: docs/gateways/sendpulse.md 2.
 *
 * @param simple leave out phone numbers and what this package does not know
 */
export function bookRow(entry: IDataObject, simple: boolean, zone: string): IDataObject {
	const row: IDataObject = {
		id: idOf(entry.id),
		name: textOf(entry.name),
		statusCode: numberOrNull(entry.status),
		status: wordOf(entry.status_explain, entry.status, statuses),
		emails: numberOrNull(entry.all_email_qty),
		activeEmails: numberOrNull(entry.active_email_qty),
		inactiveEmails: numberOrNull(entry.inactive_email_qty),
		createdAt: isoTime(entry.creationdate, zone),
	};
	if (simple) return row;
	return {
		...row,
		newPhones: numberOrNull(entry.new_phones_quantity),
		activePhones: numberOrNull(entry.active_phones_quantity),
		excludedPhones: numberOrNull(entry.exc_phones_quantity),
		...othersOf(entry, knownBook),
	};
}

/** What a campaign to a book costs; `result` is whether the money is enough. Source: docs/gateways/sendpulse.md 2.7. */
export function costRow(entry: IDataObject, bookId: string): IDataObject {
	return {
		bookId,
		enoughMoney: flagOf(entry.result),
		emails: numberOrNull(entry.sent_emails_qty),
		emailsFromTariff: numberOrNull(entry.addressesDeltaFromTariff),
		emailsFromBalance: numberOrNull(entry.addressesDeltaFromBalance),
		price: numberOrNull(entry.overdraftAllEmailsPrice),
		currency: textOf(entry.cur),
		emailsPerCampaign: numberOrNull(entry.max_emails_per_task),
	};
}
