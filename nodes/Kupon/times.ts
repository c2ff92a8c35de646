import { dayOf, pad, wallClock } from '../shared/input/dateTime';
import { pasted } from '../shared/text/address';

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
	const clock = wallClock(value, timeZone, pasted(gatewayZone) || timeZone, label);
	return `${dayOf(clock)} ${pad(clock.hour)}:${pad(clock.minute)}`;
}
