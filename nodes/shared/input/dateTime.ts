import { InputProblem } from '../model/inputProblem';

/** A wall clock without a zone. */
export interface WallClock {
	year: number;
	month: number;
	day: number;
	hour: number;
	minute: number;
	second: number;
}

/** No zone is further than 14 hours from UTC. */
const iso =
	/^(\d{4})-(\d\d)-(\d\d)(?:(?:T|\s+)(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(?:(Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)(?:\[[^\]]*\])?)?$/i;

/** Writes the clock of a zone. */
interface ClockWriter {
	formatter: Intl.DateTimeFormat;
	/** What its numbers are, in their order. */
	order: Intl.DateTimeFormatPartTypes[];
}

/** One a zone: making one costs as much as a hundred uses. */
const writers = new Map<string, ClockWriter>();

/** @throws RangeError when there is no such zone */
function writerOf(timeZone: string): ClockWriter {
	let writer = writers.get(timeZone);
	if (!writer) {
		const formatter = new Intl.DateTimeFormat('en-CA', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
		const parts = formatter.formatToParts(0).map(({ type }) => type);
		writer = { formatter, order: parts.filter((type) => type !== 'literal') };
		writers.set(timeZone, writer);
	}
	return writer;
}

/** The clock that hangs on a wall of the zone at an instant. */
function clockAt(epochMs: number, timeZone: string): WallClock {
	const { formatter, order } = writerOf(timeZone);
	// Making the parts of each clock takes twice as long as finding the numbers in its text.
	const numbers = formatter.format(epochMs).match(/\d+/g) ?? [];
	const value = (type: Intl.DateTimeFormatPartTypes) => Number(numbers[order.indexOf(type)]);
	return {
		year: value('year'),
		month: value('month'),
		day: value('day'),
		hour: value('hour'),
		minute: value('minute'),
		second: value('second'),
	};
}

const asUtc = ({ year, month, day, hour, minute, second }: WallClock): number =>
	Date.UTC(year, month - 1, day, hour, minute, second);

/** The instant at which a clock of the zone shows this; of two (clocks set back) the earlier one. */
function instantOf(clock: WallClock, timeZone: string): number {
	const guess = asUtc(clock);
	const offsetAt = (instant: number) => asUtc(clockAt(instant, timeZone)) - instant;
	const candidates = [offsetAt(guess - 86_400_000), offsetAt(guess + 86_400_000)]
		.map((offset) => guess - offset)
		.filter((instant) => asUtc(clockAt(instant, timeZone)) === guess);
	// A time that clocks skip when set forward: as if they had not been set.
	return candidates.length > 0 ? Math.min(...candidates) : guess - offsetAt(guess - 86_400_000);
}

/** The day of a clock as `YYYY-MM-DD`. */
export const dayOf = ({ year, month, day }: WallClock): string =>
	`${year}-${pad(month)}-${pad(day)}`;

/** How to make a date of a number. @returns an empty text for what is none of those that tables and programs have */
function numberHint(text: string): string {
	if (/^\d{10,13}$/.test(text)) {
		// A form, such as that of a webhook, has it as text, which Luxon does not take.
		const from = text.length > 11 ? 'fromMillis' : 'fromSeconds';
		return ` A timestamp becomes a date by {{ DateTime.${from}(Number($json.time)) }}, with your own field.`;
	}
	if (!/^\d{5}([.,]\d+)?$/.test(text)) return '';
	const time = text.includes(',') ? '$json.time.replace(",", ".")' : '$json.time';
	return ` The number of a spreadsheet becomes a date by {{ DateTime.fromSeconds(Math.round((${time} - 25569) * 86400), { zone: "utc" }).toISO({ includeOffset: false }) }}, with your own field.`;
}

/**
 * Reads an n8n date-time and gives the wall clock of a zone.
 *
 * @param value ISO text, one such as 31.12.2026 9:00 or 2026/12/31, or a date of n8n's; without offset it is a clock of `ownZone`,
 * as n8n's date picker means it
 * @param ownZone the workflow's IANA time zone
 * @param targetZone the IANA time zone in which the gateway reads the time
 * @param label the field's label
 * @throws InputProblem when the value is no date or the zone is unknown
 */
export function wallClock(
	value: unknown,
	ownZone: string,
	targetZone: string,
	label: string,
): WallClock {
	const text = dateText(value);
	const trimmed = text.trim();
	const match = iso.exec(trimmed) ?? iso.exec(isoDate(trimmed));
	const [, year, month, day, hour = '0', minute = '0', second = '0', offset] = match ?? [];
	const clock = {
		year: Number(year),
		month: Number(month),
		day: Number(day),
		hour: Number(hour),
		minute: Number(minute),
		second: Number(second),
	};
	const real = new Date(asUtc(clock));
	if (
		!match ||
		// JavaScript takes the years 0 to 99 for those of the last century; tables write an empty date as 01.01.0001.
		real.getUTCFullYear() !== clock.year ||
		real.getUTCMonth() !== clock.month - 1 ||
		real.getUTCDate() !== clock.day ||
		clock.hour > 23 ||
		clock.minute > 59 ||
		clock.second > 59
	) {
		throw new InputProblem(
			label,
			`“${text}” is not a date and time`,
			`Use the date picker or an ISO 8601 text, e.g. 2026-01-15T09:30:00 or 2026-01-15T09:30:00+03:00.${numberHint(trimmed)}`,
		);
	}
	const unknownZone = [ownZone, targetZone].find((zone) => !isTimeZone(zone));
	if (unknownZone !== undefined) {
		throw new InputProblem(
			label,
			`cannot be converted: “${unknownZone}” is not a time zone`,
			'Use an IANA name, e.g. Europe/Moscow.',
		);
	}
	if (offset !== undefined) return clockAt(asUtc(clock) - offsetMs(offset), targetZone);
	return ownZone === targetZone ? clock : clockAt(instantOf(clock, ownZone), targetZone);
}

/**
 * Reads a date whose clock and zone do not matter, such as a birthday: the day as it is written, or as n8n's date
 * picker and its `$now` show it. A database has a day as the moment at which it begins, of which n8n's nodes show the clock of UTC: one
 * that is midnight in the workflow's zone is the day that begins there.
 *
 * @param label the field's label
 * @param ownZone the workflow's IANA time zone, where it is known
 * @throws InputProblem when the value is no date
 */
export function writtenDate(
	value: unknown,
	label: string,
	ownZone = 'UTC',
): Pick<WallClock, 'year' | 'month' | 'day'> {
	const date = isoDate(dateText(value).trim());
	// What follows the date is checked as well, so that no half of a text is taken for one.
	const written = wallClock(date, 'UTC', 'UTC', label);
	if (/z$/i.test(date) && !isMidnight(written)) {
		const own = wallClock(date, ownZone, ownZone, label);
		if (isMidnight(own)) return own;
	}
	return wallClock(date.slice(0, 10), 'UTC', 'UTC', label);
}

/** Whether a clock shows the beginning of its day. */
export const isMidnight = ({ hour, minute, second }: WallClock): boolean =>
	hour + minute + second === 0;

/** With the day first only dots: between slashes or dashes it may as well be the month. */
const dayFirst = /^(\d\d?)\.(\d\d?)\.(\d{4})(?:,(?=\s))?(?=\s|$)/;

const yearFirst = /^(\d{4})([-./])(\d\d?)\2(\d\d?)(?:,(?=\s))?(?!\d)/;

/** The text with its date as ISO 8601 has it, of the ways in which people and tables write one that has no second meaning. */
const isoDate = (text: string): string =>
	text
		.replace(dayFirst, (_, day: string, month: string, year: string) => `${year}-${month}-${day}`)
		.replace(
			yearFirst,
			(_, year: string, _between: string, month: string, day: string) =>
				`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
		);

function isTimeZone(zone: string): boolean {
	try {
		writerOf(zone);
		return true;
	} catch {
		return false;
	}
}

/** A date as text: those of n8n and of JavaScript in ISO 8601, anything else as it is. */
export function dateText(value: unknown): string {
	if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
	const date = value as { toISO?: () => string | null } | null | undefined;
	return typeof date?.toISO === 'function' ? String(date.toISO()) : String(value ?? '');
}

function offsetMs(offset: string): number {
	if (/^z$/i.test(offset)) return 0;
	const sign = offset.startsWith('-') ? -1 : 1;
	const hours = Number(offset.slice(1, 3));
	const minutes = Number(offset.slice(3).replace(':', '') || 0);
	return sign * (hours * 60 + minutes) * 60_000;
}

/**
 * A clock without zone, `YYYY-MM-DD HH:MM:SS`, as an ISO time.
 *
 * @param zone the IANA zone that the clock is of
 * @returns null when it tells no moment
 */
export function isoClock(value: unknown, zone: string): string | null {
	const text = String(value ?? '').trim();
	if (!/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(text)) return null;
	try {
		return new Date(asUtc(wallClock(text, zone, 'UTC', 'Time'))).toISOString();
	} catch {
		return null;
	}
}

/**
 * @param value as `wallClock` takes it; without an offset it is meant in `zone`
 * @returns the moment that it names
 * @throws InputProblem when it is no date
 */
export const instant = (value: unknown, zone: string, label: string): Date =>
	new Date(asUtc(wallClock(value, zone, 'UTC', label)));

/** Two digits. */
export const pad = (value: number): string => String(value).padStart(2, '0');
