/** Clocks without a zone: which zone they show. */
import type { Verdict } from '../model.mts';
import { confirmed, contradicted } from '../verdicts.mts';

const HOUR = 3_600_000;

/** What a call and the clocks of two machines can take. */
const SLACK = 300_000;

/** Minsk and Moscow, without a summer time. Source: docs/gateways/smsby.md 11, "clocks without a zone". */
const OFFSET_HOURS = 3;

/** `YYYY-MM-DD hh:mm:ss` of the gateway's country. */
export const wallOf = (ms: number): string =>
	new Date(ms + OFFSET_HOURS * HOUR).toISOString().slice(0, 19).replace('T', ' ');

/**
 * Tells the zone of a clock that shows the present.
 *
 * @param wall `YYYY-MM-DD hh:mm:ss`
 * @param now milliseconds since 1970
 */
export function zoneOf(wall: string, now: number): Verdict {
	const shown = Date.parse(`${wall.replace(' ', 'T')}Z`);
	const expected = `UTC+${OFFSET_HOURS}, the clock of Minsk and Moscow`;
	if (Number.isNaN(shown)) return contradicted('YYYY-MM-DD hh:mm:ss', 'another form of time');
	const quarters = Math.round((shown - now) / (HOUR / 4));
	const hours = quarters / 4;
	if (Math.abs(shown - now - hours * HOUR) > SLACK || Math.abs(hours) > 14) {
		return contradicted(expected, 'a time that is not now in any zone');
	}
	if (hours === OFFSET_HOURS) return confirmed();
	return contradicted(expected, `UTC${hours < 0 ? '−' : '+'}${Math.abs(hours)}`);
}
