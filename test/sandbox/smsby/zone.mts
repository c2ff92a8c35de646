const formatters = new Map<string, Intl.DateTimeFormat>();

const formatterOf = (zone: string): Intl.DateTimeFormat => {
	const known = formatters.get(zone);
	if (known) return known;
	// Swedish dates are ISO dates with a space.
	const formatter = new Intl.DateTimeFormat('sv-SE', {
		timeZone: zone,
		dateStyle: 'short',
		timeStyle: 'medium',
		hourCycle: 'h23',
	});
	formatters.set(zone, formatter);
	return formatter;
};

/** Whether the runtime knows a zone by this name. */
export const isZone = (value: unknown): boolean => {
	if (typeof value !== 'string') return false;
	try {
		formatterOf(value);
		return true;
	} catch {
		return false;
	}
};

/** An instant as `YYYY-MM-DD HH:MM:SS` on the wall of a zone. */
export const toWall = (instant: number, zone: string): string =>
	formatterOf(zone).format(instant).replace('T', ' ');

/** Seconds are cut off, as `toWall` shows none below. */
const offsetAt = (instant: number, zone: string): number =>
	Date.parse(`${toWall(instant, zone).replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000;

const FORMATS = {
	/** schedule_time of the bulk methods (docs/gateways/smsby.md 3.2). */
	'YYYY-MM-DDTHH:mm:ss': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/,
	/** d_schedule (docs/gateways/smsby.md 6 and 7). */
	'YYYY-MM-DD HH:MM': /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/,
	/** One of the forms a guess allows for `time` of createSmsMessage. */
	'YYYY-MM-DD HH:MM:SS': /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/,
} as const;

export type TimeFormat = keyof typeof FORMATS;

/** A wall clock time without a zone as an instant; null when it is not exactly that or no such time. */
export const fromWall = (value: string, format: TimeFormat, zone: string): number | null => {
	if (!FORMATS[format].test(value)) return null;
	const iso = value.replace(' ', 'T').padEnd(19, ':00');
	const asUtc = new Date(`${iso}Z`);
	if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 19) !== iso) return null;
	const first = asUtc.getTime() - offsetAt(asUtc.getTime(), zone);
	return asUtc.getTime() - offsetAt(first, zone);
};
