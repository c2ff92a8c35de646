import type { Account } from '../account.mts';
import type { Sending } from '../ledger.mts';
import { mccmnc } from '../operators.mts';
import type { Script } from '../script.mts';
import { money } from '../wire/money.mts';
import type { Parameters } from '../wire/parameters.mts';
import { badParameters, notFound } from '../wire/refusal.mts';
import type { Row } from '../wire/reply.mts';
import { list } from '../wire/reply.mts';
import { formatDate, parseDay, timestamp } from '../wire/time.mts';
import { STATUS_NAMES } from '../wire/words.mts';

const DAY = 24 * 3_600_000;
const HALF_A_YEAR = 184 * DAY;

/** `start` and `end`, days inclusive, at most half a year apart; another date is error 1 (a guess). */
export const periodOf = (
	parameters: Parameters,
	{ settings, clock }: Account,
): { start: number; end: number } => {
	const dayOf = (name: string): number | undefined => {
		const text = parameters.text(name);
		if (text === '') return undefined;
		const day = parseDay(text, settings.utcOffsetMinutes);
		if (day === null) throw badParameters();
		return day;
	};
	const lastDay = dayOf('end');
	const end = lastDay === undefined ? clock.now() + 1 : lastDay + DAY;
	const start = dayOf('start') ?? end - HALF_A_YEAR;
	if (end - start > HALF_A_YEAR + DAY) throw badParameters();
	return { start, end };
};

/** What went out in the period, the newest first. */
export const sentIn = (parameters: Parameters, account: Account): Sending[] => {
	const { start, end } = periodOf(parameters, account);
	return account.ledger.list
		.filter(({ isDeleted, sentAt }) => !isDeleted && sentAt >= start && sentAt < end)
		.reverse();
};

const among = (names: string, name: string): boolean =>
	names === '' || names.split(/\s*,\s*/).some((one) => one.replace(/^\+/, '') === name);

/** get.php `get_messages=1` (docs/gateways/smsc.md 7): SMS and its kin, or e-mail with `format=8`. */
export const getMessages: Script = (parameters, account) => {
	const isMail = parameters.choice('format', ['0', '8']) === '8';
	const most = parameters.integer('cnt', 1, 1000) ?? 1000;
	const before = parameters.integer('prev_id', 0, Number.MAX_SAFE_INTEGER) || Infinity;
	const addresses = parameters.text(isMail ? 'email' : 'phone');
	const found = sentIn(parameters, account)
		.filter(({ channel }) => (channel === 'mail') === isMail)
		.filter(({ phone, intId }) => among(addresses, phone) && intId < before)
		.slice(0, most);
	if (found.length === 0) throw notFound();
	return list(
		'message',
		found.map((sending) => messageRow(sending, account)),
	);
};

/** The fields seen (docs/gateways/smsc.md 7); the full list and the order are UNKNOWN. */
const messageRow = (sending: Sending, { settings }: Account): Row => {
	const { message, operator } = sending;
	const date = (at: number) => formatDate(at, settings.utcOffsetMinutes);
	return [
		['status', Number(message.status)],
		['last_date', date(sending.changedAt)],
		['last_timestamp', timestamp(sending.changedAt)],
		['err', sending.err],
		['send_date', date(sending.sentAt)],
		['send_timestamp', timestamp(sending.sentAt)],
		['phone', sending.phone],
		['cost', money(sending.cost)],
		['sender_id', sending.sender],
		['status_name', STATUS_NAMES[message.status] ?? ''],
		['message', message.text],
		['mccmnc', mccmnc(operator)],
		['operator', operator?.operator ?? ''],
		['sms_cnt', sending.parts],
		['id', sending.id],
		['int_id', sending.intId],
	];
};

/**
 * get.php `get_answers=1` (docs/gateways/smsc.md 7). The order is not known; the newest comes first, so that a client has to
 * look for the highest id. `received` is unverified.
 */
export const getAnswers: Script = (parameters, { inbox, clock, settings }) => {
	const hours = parameters.integer('hour', 1, 168) ?? 24;
	const after = parameters.integer('after_id', 0, Number.MAX_SAFE_INTEGER);
	const most = parameters.integer('cnt', 1, 10_000) ?? 10_000;
	const to = parameters.text('to_phone');
	const since = clock.now() - hours * 3_600_000;
	const found = inbox.list
		// A named id takes the place of the hours (a guess).
		.filter(({ id, receivedAt }) => (after === undefined ? receivedAt >= since : id > after))
		.filter((incoming) => among(to, incoming.to))
		.slice(...(after === undefined ? [-most] : [0, most]))
		.reverse();
	if (found.length === 0) throw notFound();
	return list(
		'answer',
		found.map(({ id, phone, message, to: toPhone, receivedAt }) => [
			['id', id],
			['received', formatDate(receivedAt, settings.utcOffsetMinutes)],
			['phone', phone],
			['message', message],
			['to_phone', toPhone],
			['sent', formatDate(receivedAt, settings.utcOffsetMinutes)],
		]),
	);
};
