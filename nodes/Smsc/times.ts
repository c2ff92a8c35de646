import type { Encode, Zoned } from '../shared/fields/wire';
import { pad, writtenDate } from '../shared/input/dateTime';
import { amount, textOrEmpty } from '../shared/text/json';

/**
 * A day as SMSC takes it, `dd.mm.yyyy`. Source: docs/gateways/smsc.md 5, `bd`, and docs/gateways/smsc.md 7, `start` and
 * `end`.
 *
 * @throws InputProblem when the value is no date
 */
export const dayText: Encode<Zoned> = (value, label, { timeZone }) => {
	if (value === '' || value === undefined) return '';
	const { year, month, day } = writtenDate(value, label, timeZone);
	return `${pad(day)}.${pad(month)}.${year}`;
};

/** @returns `dd.mm.yyyy` as an ISO date, an empty one and what is no text as null, anything else as it came */
export function isoDay(value: unknown): string | null {
	const text = textOrEmpty(value).trim();
	if (text === '') return null;
	return text.replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, '$3-$2-$1');
}

const moment = /^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/;

/** SMSC shows clocks of Moscow, or of the account's zone. Source: docs/gateways/smsc.md 3.1. */
const moscow = '+03:00';

const quarter = 15 * 60_000;

/** The last second of the year 9999, in Unix time; nothing signs a callback's timestamp. */
const latest = 253_402_300_799;

/** No zone is further from UTC. */
const widestOffset = 14 * 60 * 60_000;

/** By milliseconds: one for each distance that a zone can have. */
const offsetTexts = new Map<number, string>();

/** `+hh:mm` of a distance from UTC. */
function offsetText(milliseconds: number): string {
	let text = offsetTexts.get(milliseconds);
	if (text === undefined) {
		const minutes = Math.abs(milliseconds) / 60_000;
		const sign = milliseconds < 0 ? '-' : '+';
		text = `${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
		offsetTexts.set(milliseconds, text);
	}
	return text;
}

/**
 * A moment as ISO 8601 with offset. Where SMSC gives a timestamp beside the clock, their difference is the offset.
 *
 * @param clock `DD.MM.YYYY hh:mm:ss`
 * @param timestamp Unix seconds, if there are any
 * @returns null when neither tells a moment
 */
export function isoMoment(clock: unknown, timestamp?: unknown): string | null {
	const text = textOrEmpty(clock).trim();
	const seconds = amount(timestamp) ?? 0;
	const instant = seconds > 0 && seconds <= latest ? seconds * 1000 : null;
	const local = moment.test(text)
		? `${text.slice(6, 10)}-${text.slice(3, 5)}-${text.slice(0, 2)}T${text.slice(11)}`
		: null;
	const shown = Date.parse(`${local}Z`);
	if (Number.isNaN(shown)) return instant === null ? null : new Date(instant).toISOString();
	if (instant === null) return `${local}${moscow}`;
	// Clock and timestamp may be cut to seconds apart, so the difference is rounded to what a zone can have.
	const offset = Math.round((shown - instant) / quarter) * quarter;
	return Math.abs(offset) > widestOffset
		? new Date(instant).toISOString()
		: `${local}${offsetText(offset)}`;
}
