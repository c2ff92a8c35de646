import type { Account } from '../account.mts';
import type { Parameters } from '../wire/parameters.mts';
import type { GatewayId } from '../wire/refusal.mts';
import { badParameters, Refusal } from '../wire/refusal.mts';
import { parseLifetime, parseSendTime } from '../wire/time.mts';
import type { Channel } from '../wire/words.mts';
import { SEND_ERROR, TEXT } from '../wire/words.mts';
import { isEmail } from './recipients.mts';

const LARGEST_ID = 2_147_483_647;
const LARGEST = Number.MAX_SAFE_INTEGER;

/** docs/gateways/smsc.md 2.1, `voice`. */
const VOICES = ['m', 'm2', 'm3', 'm4', 'w', 'w2', 'w3', 'w4'] as const;

/** What a request wants beyond recipients and text. */
export type Options = {
	readonly cost: '0' | '1' | '2' | '3';
	readonly customId: GatewayId | undefined;
	readonly translit: '0' | '1' | '2';
	readonly tinyurl: boolean;
	readonly maxsms: number | undefined;
	readonly dueAt: number;
	readonly lifetimeMs: number;
	/** Milliseconds over which a mailing is spread, and between its portions; null without `period`. */
	readonly spread: { readonly periodMs: number; readonly portionMs: number } | null;
	/** Whose numbers the answer explains. */
	readonly explain: 'all' | 'bad' | 'none';
	readonly sender: string;
};

/** Reads and judges the options; error 1, or 5 for `time`. */
export const readOptions = (
	parameters: Parameters,
	channel: Channel,
	{ settings, clock }: Account,
): Options => {
	checkMembers(parameters, channel);
	const tz = parameters.integer('tz', -12, 14);
	const time = parameters.text('time');
	const dueAt = parseSendTime(time, clock.now(), tz, settings.utcOffsetMinutes);
	if (dueAt === null) throw new Refusal(SEND_ERROR.date, TEXT.date);
	const lifetimeMs = parseLifetime(parameters.text('valid'));
	if (lifetimeMs === null) throw badParameters();
	const [op, err] = [parameters.flag('op'), parameters.flag('err')];
	return {
		cost: parameters.choice('cost', ['0', '1', '2', '3']),
		customId: readId(parameters.text('id')),
		translit: parameters.choice('translit', ['0', '1', '2']),
		tinyurl: parameters.flag('tinyurl'),
		maxsms: parameters.integer('maxsms', 0, LARGEST) || undefined,
		dueAt,
		lifetimeMs,
		spread: readSpread(parameters),
		explain: op ? 'all' : err ? 'bad' : 'none',
		// An empty name or `.` switches the default name off (docs/gateways/smsc.md 2.1).
		sender: parameters.text('sender').replace(/^\.$/, ''),
	};
};

/**
 * `id`: 1 to 2147483647, or up to 40 of Latin letters, digits and `.-_` (docs/gateways/smsc.md 2.1). 0 is what the official
 * PHP library sends for none.
 */
const readId = (value: string): GatewayId | undefined => {
	if (value === '' || value === '0') return undefined;
	if (/^[1-9]\d*$/.test(value) && Number(value) <= LARGEST_ID) return Number(value);
	if (!/^[A-Za-z0-9._-]{1,40}$/.test(value)) throw badParameters();
	return value;
};

const readSpread = (parameters: Parameters): Options['spread'] => {
	const freq = parameters.integer('freq', 1, 1440) ?? 60;
	const period = parameters.text('period');
	if (period === '') return null;
	const hours = Number(period);
	if (!/^\d+(\.\d+)?$/.test(period) || hours < 0.1 || hours > 720) throw badParameters();
	return { periodMs: hours * 3_600_000, portionMs: freq * 60_000 };
};

/** Parameters whose only use here is to be right. */
const checkMembers = (parameters: Parameters, channel: Channel): void => {
	parameters.flag('nl');
	parameters.integer('smsreq', 10, 999);
	parameters.integer('pp', 0, LARGEST);
	parameters.choice('voice', ['m3', ...VOICES]);
	const param = parameters.text('param');
	if (param !== '' && !isCallParam(param)) throw badParameters();
	const fileurl = parameters.text('fileurl');
	if (fileurl !== '' && !(/^https?:\/\//i.test(fileurl) && URL.canParse(fileurl))) {
		throw badParameters();
	}
	if (channel !== 'mail') return;
	// subj, mes and sender are mandatory (docs/gateways/smsc.md 2.1).
	parameters.required('subj');
	parameters.required('mes');
	if (!isEmail(parameters.required('sender'))) throw badParameters();
};

/** `w,i,n`: seconds to wait 0-99, retry interval 10-3600, attempts 1-9 (docs/gateways/smsc.md 2.1). */
const isCallParam = (param: string): boolean => {
	const match = /^(\d{1,2}),(\d{1,4}),([1-9])$/.exec(param);
	const interval = Number(match?.[2]);
	return match !== null && interval >= 10 && interval <= 3600;
};
