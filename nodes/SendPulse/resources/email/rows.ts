import type { IDataObject } from 'n8n-workflow';

import { idOf, isRecord } from '../../../shared/text/json';
import type { Shape } from '../../../shared/routing/settle';
import { isoTime, zoneOf } from '../../times';
import { numberOf, rowsOf, tidy } from '../../values';
import { isSimplified } from '../../../shared/fields/parts';

const numbers = ['smtp_answer_code', 'total_size'] as const;

const timed = (rows: unknown, zone: string): unknown =>
	Array.isArray(rows)
		? rows.map((row: unknown) =>
				isRecord(row) && 'action_date' in row
					? { ...row, action_date: isoTime(row.action_date, zone) }
					: row,
			)
		: rows;

/** The whole record, with numbers and times in one form. Source: docs/gateways/sendpulse.md 11.2, "Record". */
function fullRow(record: IDataObject, zone: string): IDataObject {
	const { tracking, send_date: sentAt } = record;
	return {
		...tidy(record, { numbers }),
		...(sentAt === undefined ? {} : { send_date: isoTime(sentAt, zone) }),
		...(isRecord(tracking)
			? {
					tracking: {
						...tracking,
						link: timed(tracking.link, zone),
						client_info: timed(tracking.client_info, zone),
					},
				}
			: {}),
	};
}

/** What most workflows look at. */
function simpleRow(record: IDataObject, zone: string): IDataObject {
	const tracking = isRecord(record.tracking) ? record.tracking : {};
	return {
		id: idOf(record.id),
		sender: record.sender ?? null,
		recipient: record.recipient ?? null,
		subject: record.subject ?? null,
		sentAt: isoTime(record.send_date, zone),
		answerCode: numberOf(record.smtp_answer_code ?? null),
		answer: record.smtp_answer_code_explain ?? record.smtp_answer_data ?? null,
		opens: numberOf(tracking.open ?? 0),
		clicks: numberOf(tracking.click ?? 0),
	};
}

/** The row of a sent message. @param zone the account's */
export const emailRow = (record: IDataObject, isSimple: boolean, zone: string): IDataObject =>
	(isSimple ? simpleRow : fullRow)(record, zone);

/** Rows of sent messages. */
export const emailShape: Shape = async function (body) {
	const zone = await zoneOf(this);
	const isSimple = isSimplified(this);
	return rowsOf(body).map((record) => emailRow(record, isSimple, zone));
};

/** Rows of bounces. Source: docs/gateways/sendpulse.md 11.2, `GET /smtp/bounces/day`. */
export const bounceShape: Shape = async function (body) {
	const zone = await zoneOf(this);
	return rowsOf(isRecord(body) ? body.emails : body).map((row) => ({
		recipient: row.email_to ?? null,
		sender: row.sender ?? null,
		subject: row.subject ?? null,
		sentAt: isoTime(row.send_date, zone),
		answerCode: numberOf(row.smtp_answer_code ?? null),
		answerSubcode: idOf(row.smtp_answer_subcode),
		answer: row.smtp_answer_data ?? null,
	}));
};

const flag = (value: unknown): boolean => value === true || Number(value) === 1;

/** Rows of unsubscribed addresses; their flags come as 0 and 1. Source: docs/gateways/sendpulse.md 11.3. */
export const unsubscribedShape: Shape = async function (body) {
	const zone = await zoneOf(this);
	return rowsOf(body).map((row) => ({
		email: row.email ?? null,
		byLink: flag(row.unsubscribe_by_link),
		byUser: flag(row.unsubscribe_by_user),
		spamComplaint: flag(row.spam_complaint),
		unsubscribedAt: isoTime(row.date, zone),
	}));
};

/** Sender domains with their checks. Source: docs/gateways/sendpulse.md 11.4. */
export const domainShape: Shape = (body) =>
	rowsOf(body).map((row) => ({
		id: idOf(row.id),
		domain: row.service_value ?? null,
		active: flag(row.status),
		isDefault: flag(row.is_default),
		checks: row.checks ?? null,
	}));
