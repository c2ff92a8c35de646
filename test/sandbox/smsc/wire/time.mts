const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MOSCOW_MINUTES = 180;

const two = (value: number): string => String(value).padStart(2, '0');

/** `DD.MM.YYYY hh:mm:ss` in a fixed zone (status.php; the recording shows Moscow, docs/gateways/smsc.md 3.1). */
export const formatDate = (at: number, utcOffsetMinutes: number): string => {
	const local = new Date(at + utcOffsetMinutes * MINUTE);
	const day = `${two(local.getUTCDate())}.${two(local.getUTCMonth() + 1)}.${local.getUTCFullYear()}`;
	return `${day} ${local.toISOString().slice(11, 19)}`;
};

/** Unix seconds. */
export const timestamp = (at: number): number => Math.floor(at / 1000);

/** An instant from its parts in a zone, null when no such minute exists. */
const instantOf = (
	[day = '', month = '', year = '', hour = '00', minute = '00']: readonly string[],
	utcOffsetMinutes: number,
): number | null => {
	const iso = `${year}-${month}-${day}T${hour}:${minute}:00.000Z`;
	const date = new Date(iso);
	if (Number.isNaN(date.getTime()) || date.toISOString() !== iso) return null;
	return date.getTime() - utcOffsetMinutes * MINUTE;
};

/** `dd.mm.yyyy` as the first instant of that day (get.php, jobs.php, birthdays); null when it is none. */
export const parseDay = (value: string, utcOffsetMinutes: number): number | null => {
	const match = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(value);
	return match === null ? null : instantOf(match.slice(1), utcOffsetMinutes);
};

/**
 * `time` of send.php (docs/gateways/smsc.md 2.1): `DDMMYYhhmm`, `DD.MM.YY hh:mm`, `h1-h2`, `0<unix ts>`, `+<minutes>`; 0 or
 * nothing is now. null for anything else. `tz` counts from Moscow; without it the account's zone holds.
 */
export const parseSendTime = (
	value: string,
	now: number,
	tz: number | undefined,
	utcOffsetMinutes: number,
): number | null => {
	const zone = tz === undefined ? utcOffsetMinutes : MOSCOW_MINUTES + tz * 60;
	if (value === '' || value === '0') return now;
	const minutes = /^\+(\d{1,6})$/.exec(value);
	if (minutes) return now + Number(minutes[1]) * MINUTE;
	const unix = /^0(\d{10})$/.exec(value);
	if (unix) return Number(unix[1]) * 1000;
	const window = /^(\d{1,2})-(\d{1,2})$/.exec(value);
	if (window) return nextInWindow(Number(window[1]), Number(window[2]), now, zone);
	const date =
		/^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(value) ??
		/^(\d{2})\.(\d{2})\.(\d{2}) (\d{2}):(\d{2})$/.exec(value);
	if (!date) return null;
	const [, day = '', month = '', year = '', ...clock] = date;
	return instantOf([day, month, `20${year}`, ...clock], zone);
};

/** Now inside the window, else its next beginning; a window may cross midnight (a guess). */
const nextInWindow = (from: number, to: number, now: number, zone: number): number | null => {
	if (from > 24 || to > 24 || from === to) return null;
	const local = now + zone * MINUTE;
	const midnight = Math.floor(local / DAY) * DAY;
	const hour = (local - midnight) / HOUR;
	const isInside = from < to ? hour >= from && hour < to : hour >= from || hour < to;
	if (isInside) return now;
	const start = midnight + from * HOUR;
	return (start > local ? start : start + DAY) - zone * MINUTE;
};

/** `valid` (docs/gateways/smsc.md 2.1): `hh:mm` from a minute, or 1 to 24 hours; null for anything else. */
export const parseLifetime = (value: string): number | null => {
	if (value === '') return DAY;
	const clock = /^(\d{1,2}):([0-5]\d)$/.exec(value);
	const ms = clock
		? Number(clock[1]) * HOUR + Number(clock[2]) * MINUTE
		: /^\d{1,2}$/.test(value)
			? Number(value) * HOUR
			: 0;
	return ms > 0 && ms <= DAY ? ms : null;
};
