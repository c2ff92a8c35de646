import { idOf } from '../../shared/text/json';

/** Seconds since 1970 stay below it for three thousand years, milliseconds have been above it since 1973. */
const leastMilliseconds = 1e11;

/**
 * Reads a moment: seconds or milliseconds since 1970, as a number or as text, or a date in ISO form. Source:
 * docs/gateways/sendpulse.md 18.4.2, "date".
 *
 * @returns milliseconds since 1970, or null when it is none of these
 */
export function momentMs(value: unknown): number | null {
	const text = (idOf(value) ?? '').trim().slice(0, 40);
	if (text === '') return null;
	const number = Number(text);
	if (Number.isNaN(number)) {
		const date = Date.parse(text);
		return Number.isNaN(date) ? null : date;
	}
	const ms = number > leastMilliseconds ? number : number * 1000;
	return ms > 0 && !Number.isNaN(new Date(ms).getTime()) ? ms : null;
}

/** The same as ISO 8601. */
export function isoMoment(value: unknown): string | null {
	const ms = momentMs(value);
	return ms === null ? null : new Date(ms).toISOString();
}
