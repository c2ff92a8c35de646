import type { IDataObject } from 'n8n-workflow';

import { splitList } from '../../../shared/input/recipients';
import { idOf, recordOf } from '../../../shared/text/json';
import { deliveryCodes } from '../../statuses';
import { isoTime } from '../../times';
import { numberOrNull, othersOf, textOf, wordOf } from '../../values';

/** Source: docs/gateways/sendpulse.md 5.7, "Campaign status". */
export const campaignStatuses: Readonly<Record<number, string>> = {
	0: 'New',
	1: 'In moderation',
	2: 'Sending',
	3: 'Sent',
	4: 'Test to own address',
	5: 'Blocked by the service',
	6: 'To be deleted',
	7: 'Being finalised',
	8: 'Test sent',
	9: 'Delivery in progress',
	10: 'Being prepared',
	11: 'Waits for the answer to a moderator',
	12: 'No active addresses',
	13: 'Being created',
	14: 'Queued',
	15: 'Waits for the A/B result',
	16: 'Cancelled by the user',
	22: 'Sending in part',
	23: 'Sent in part',
	25: 'Sent in part then blocked',
	26: 'Draft',
	27: 'Needs editing',
	28: 'Resend to non-openers planned',
	33: 'Automation: balance exceeded',
	36: 'Automation draft',
};

/** @returns what a campaign's status code means; null for one that is not known */
export const campaignStatusOf = (code: unknown): string | null =>
	campaignStatuses[numberOrNull(code) ?? -1] ?? null;

/** Source: docs/gateways/sendpulse.md 5.7, "Delivery status". */
const letterStatuses: Readonly<Record<number, string>> = {
	0: 'Queued',
	1: 'Sent',
	2: 'Delivered',
	3: 'Opened',
	4: 'Clicked',
	5: 'Unsubscribed',
	6: 'Address does not exist',
	7: 'Temporarily unavailable',
	8: 'Unavailable',
	9: 'Refused as spam by server',
	10: 'Mailbox full',
	11: 'Marked as spam',
	12: 'Failure',
	16: 'Invalid',
	17: 'Temporarily blocked',
	18: 'Disabled by admin',
	20: 'Already unsubscribed',
};

const known = [
	'id',
	'name',
	'message',
	'status',
	'all_email_qty',
	'tariff_email_qty',
	'paid_email_qty',
	'overdraft_price',
	'overdraft_currency',
	'ovedraft_currency',
	'send_date',
	'statistics',
] as const;

const knownMessage = [
	'sender_name',
	'sender_email',
	'subject',
	'body',
	'preheader',
	'attachments',
	'list_id',
] as const;

/** Ids of the books, of which there is one or a list. */
const bookIds = (value: unknown): string[] =>
	(Array.isArray(value) ? value : [value]).map(idOf).filter((id): id is string => id !== null);

/**
 * The row of a campaign. Its body is plain HTML. Source: docs/gateways/sendpulse.md 5.2 and 5.3.
 *
 * @param simple leave out the letter, the costs and what this package does not know
 */
export function campaignRow(entry: IDataObject, simple: boolean, zone: string): IDataObject {
	const message = recordOf(entry.message);
	const row: IDataObject = {
		id: idOf(entry.id),
		name: textOf(entry.name),
		statusCode: numberOrNull(entry.status),
		status: campaignStatusOf(entry.status),
		subject: textOf(message.subject),
		senderEmail: textOf(message.sender_email),
		bookIds: bookIds(message.list_id),
		sendAt: isoTime(entry.send_date, zone),
		recipients: numberOrNull(entry.all_email_qty),
		...('statistics' in entry ? { statistics: entry.statistics } : {}),
	};
	if (simple) return row;
	return {
		...row,
		senderName: textOf(message.sender_name),
		preheader: textOf(message.preheader),
		...('body' in message ? { html: textOf(message.body) } : {}),
		attachments: splitFiles(message.attachments),
		emailsFromTariff: numberOrNull(entry.tariff_email_qty),
		emailsFromBalance: numberOrNull(entry.paid_email_qty),
		price: numberOrNull(entry.overdraft_price),
		currency: currencyOf(entry),
		...othersOf(message, knownMessage),
		...othersOf(entry, known),
	};
}

/** Names of files, which come as one text. */
const splitFiles = (files: unknown): string[] =>
	Array.isArray(files) ? splitList(files) : (textOf(files) ?? '').split(/,\s*/).filter(Boolean);

/** The server spells it `ovedraft_currency` when it creates. Source: docs/gateways/sendpulse.md 5.1. */
export const currencyOf = (entry: IDataObject): string | null =>
	textOf(entry.ovedraft_currency) ?? textOf(entry.overdraft_currency);

/** What became of one recipient's letter. Source: docs/gateways/sendpulse.md 4 and 5.7; `send_date` is the Go SDK's. */
export function letterRow(entry: IDataObject, email: string, zone: string): IDataObject {
	const { detail_status: code, global_status: globalCode } = entry;
	return {
		email,
		sentAt: isoTime(entry.sent_date ?? entry.send_date, zone),
		status: deliveryCodes[String(numberOrNull(code) ?? '')] ?? 'unknown',
		statusCode: numberOrNull(code),
		statusText: wordOf(entry.detail_status_explain, code, letterStatuses),
		globalStatusCode: numberOrNull(globalCode),
		globalStatusText: wordOf(entry.global_status_explain, globalCode, letterStatuses),
	};
}
