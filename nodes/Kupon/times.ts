import type { Encode } from '../shared/fields/wire';
import { pad, wallClock } from '../shared/input/dateTime';
import { InputProblem } from '../shared/model/inputProblem';

/** A whole number of minutes. Source: docs/gateways/kupon.md 2, `ttl`. */
export const minutes: Encode = (value, label) => {
	const number = Number(value);
	if (value === 0) return undefined;
	if (Number.isInteger(number) && number >= 1) return number;
	throw new InputProblem(
		label,
		`“${String(value)}” is not a whole number of minutes`,
		'Enter 1 or more.',
	);
};

/**
 * `YYYY-MM-DD HH:MM`, no seconds and no zone. Source: docs/gateways/kupon.md 2, `sent_date`.
 *
 * @param gatewayZone the account's zone; the workflow's, if empty
 */
export function sentDate(
	value: unknown,
	label: string,
	timeZone: string,
	gatewayZone: unknown,
): string {
	const clock = wallClock(value, timeZone, String(gatewayZone ?? '') || timeZone, label);
	return `${clock.year}-${pad(clock.month)}-${pad(clock.day)} ${pad(clock.hour)}:${pad(clock.minute)}`;
}
