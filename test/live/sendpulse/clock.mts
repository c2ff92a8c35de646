/** The clock of the account, which has no zone on the wire. Source: docs/gateways/sendpulse.md 1.5. */
import type { Verdict } from '../model.mts';
import { confirmed, contradicted } from '../verdicts.mts';

const QUARTER = 900_000;

/** What a call and the clocks of two machines can take. */
const SLACK = 300_000;

/**
 * Tells the zone of a clock that shows the present; which one the account has is not known beforehand.
 *
 * @param wall `YYYY-MM-DD hh:mm:ss`
 * @param now milliseconds since 1970
 */
export function zoneOf(wall: string, now: number): Verdict {
	const ahead = Date.parse(`${wall.replace(' ', 'T')}Z`) - now;
	const quarters = Math.round(ahead / QUARTER);
	const isNow = Math.abs(ahead - quarters * QUARTER) <= SLACK && Math.abs(quarters) <= 14 * 4;
	if (!isNow) return contradicted('the present on some clock', 'another time');
	return confirmed(
		`UTC${quarters < 0 ? '−' : '+'}${Math.abs(quarters) / 4}: is it that of the account?`,
	);
}
