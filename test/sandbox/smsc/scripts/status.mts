import type { Account } from '../account.mts';
import { hlrRow } from '../hlr.mts';
import type { Sending } from '../ledger.mts';
import type { Script } from '../script.mts';
import { money } from '../wire/money.mts';
import type { Parameters } from '../wire/parameters.mts';
import { badParameters, Refusal } from '../wire/refusal.mts';
import type { Reply, Row } from '../wire/reply.mts';
import { done, jsonObject, list, xmlElement } from '../wire/reply.mts';
import { formatDate, timestamp } from '../wire/time.mts';
import { CHANNELS, STATUS, STATUS_NAMES, TEXT } from '../wire/words.mts';

type Detail = '0' | '1' | '2';

/** A list without the empty end a trailing comma leaves. */
const readList = (text: string): string[] => text.replace(/,\s*$/, '').split(/\s*,\s*/);

/** status.php (docs/gateways/smsc.md 3). */
export const status: Script = (parameters, account) => {
	const phones = readList(parameters.required('phone'));
	const ids = readList(parameters.required('id'));
	const all = parameters.choice('all', ['0', '1', '2']);
	const isDelete = parameters.flag('del');
	parameters.flag('bot');
	// In the order of the ids (docs/gateways/smsc.md 3): another number of phones is error 1 (a guess).
	if (phones.length !== ids.length || ids.includes('')) throw badParameters();
	// A comma in `id` decides (docs/gateways/smsc.md 3.2).
	const isMass = parameters.text('id').includes(',');
	limit(parameters, isMass, account);
	const found = ids.map((id, at) => ({
		id,
		phone: phones[at] ?? '',
		sending: account.ledger.find(id, phones[at] ?? ''),
	}));
	if (isDelete) return remove(found.map(({ sending }) => sending));
	if (!isMass) return single(found[0]?.sending, all, account);
	return several(
		found.map((one) => [...describe(one.sending, all, account), ...identify(one, all)]),
	);
};

/** More than five requests about one message, or one about many, in a minute (docs/gateways/smsc.md 1.8). */
const limit = (parameters: Parameters, isMass: boolean, { limits }: Account): void => {
	if (isMass) limits.take('status of many', 1);
	else limits.take(`status ${parameters.text('id')} ${parameters.text('phone')}`, 5);
};

const remove = (sendings: readonly (Sending | undefined)[]): Reply => {
	if (sendings.includes(undefined)) throw new Refusal(5, TEXT.deleting);
	for (const sending of sendings) {
		if (!sending) continue;
		sending.isDeleted = true;
		sending.message.details.deleted = true;
	}
	return done;
};

/** all=0 adds id and phone to each entry, 1 and 2 add id (docs/gateways/smsc.md 3.2); their place in fmt 1 is a guess. */
const identify = (
	{ id, phone, sending }: { id: string; phone: string; sending: Sending | undefined },
	all: Detail,
): Row => [
	['id', sending?.id ?? (/^[1-9]\d{0,9}$/.test(id) ? Number(id) : id)],
	...(all === '0' || !sending ? ([['phone', sending?.phone ?? phone]] as const) : []),
];

/** An unknown message is status −3, and no error (docs/gateways/smsc.md 3.2); the other fields are guesses then. */
const describe = (sending: Sending | undefined, all: Detail, account: Account): Row => {
	const { utcOffsetMinutes, shortStatus } = account.settings;
	const isShort = all === '0' && shortStatus === 'recorded';
	if (!sending) {
		return [
			['status', STATUS.notFound],
			['last_date', ''],
			['last_timestamp', 0],
			...(isShort
				? []
				: ([
						['flag', 0],
						['err', 0],
					] as const)),
		];
	}
	return [
		['status', Number(sending.message.status)],
		['last_date', formatDate(sending.changedAt, utcOffsetMinutes)],
		['last_timestamp', timestamp(sending.changedAt)],
		...(isShort
			? []
			: ([
					['flag', 0],
					['err', sending.err],
				] as const)),
		...hlrRow(sending),
		...(all === '0' ? [] : full(sending, all, account)),
	];
};

/**
 * The columns of all=1 and 2 (docs/gateways/smsc.md 3.1). The official library splits off 8 columns before the text with
 * all=1 and 11 with all=2, so country, operator and region stand in front of the sender.
 */
const full = (sending: Sending, all: Detail, { settings }: Account): Row => {
	const { sentAt, phone, cost, operator, sender, message, comment, channel, parts } = sending;
	return [
		['send_date', formatDate(sentAt, settings.utcOffsetMinutes)],
		['send_timestamp', timestamp(sentAt)],
		['phone', phone],
		['cost', money(cost)],
		...(all === '2'
			? ([
					['country', operator?.country ?? ''],
					['operator', operator?.operator ?? ''],
					['region', operator?.region ?? ''],
				] as const)
			: []),
		['sender_id', sender],
		['status_name', STATUS_NAMES[message.status] ?? ''],
		['message', message.text],
		['comment', comment],
		['type', CHANNELS[channel]],
		['sms_cnt', parts],
	];
};

/** Dates stand in JSON and XML only; fmt 1 has the timestamps alone (docs/gateways/smsc.md 3.1). */
const asColumns = (row: Row): string =>
	row
		.filter(([name]) => !['last_date', 'send_date', 'flag'].includes(name))
		.map(([, value]) => String(value))
		.join(',');

const PLAIN_NAMES: Readonly<Record<string, string>> = {
	status: 'Status',
	last_date: 'check_time',
};

/** `Status = 1, check_time = …, err = 0` (docs/gateways/smsc.md 3.1); the further names of all=1/2 are guesses. */
const asPlain = (row: Row): string =>
	row
		.filter(([name]) => !['last_timestamp', 'send_timestamp', 'flag'].includes(name))
		.map(([name, value]) => `${PLAIN_NAMES[name] ?? name} = ${String(value)}`)
		.join(', ');

const several = (rows: readonly Row[]): Reply => ({
	...list('message', rows),
	plain: rows.map(asPlain).join('\n'),
	columns: rows.map(asColumns).join('\n'),
});

const single = (sending: Sending | undefined, all: Detail, account: Account): Reply => {
	const row = describe(sending, all, account);
	return {
		kind: 'data',
		plain: asPlain(row),
		columns: asColumns(row),
		// The root element is a guess.
		xml: xmlElement('result', row),
		json: jsonObject(row),
	};
};
