import type { Setting } from '../shared/input/parameterReader';
import type { Encode } from '../shared/fields/wire';
import { dayOf, pad, type WallClock, wallClock } from '../shared/input/dateTime';
import { amount } from '../shared/text/json';
import { accountZone } from './hosts';

/** Unix seconds as an ISO time; 0 means "not yet". Source: docs/gateways/smsby.md 3.5, checkSMS. */
export function isoSeconds(value: unknown): string | null {
	const seconds = amount(value) ?? 0;
	const date = new Date(seconds * 1000);
	return seconds > 0 && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}

const minute = (clock: WallClock): string => `${pad(clock.hour)}:${pad(clock.minute)}`;

/** The user's time by the clock of the account, as a method writes it. */
const written =
	(write: (clock: WallClock) => string): Encode<Setting> =>
	(value, label, { timeZone, credentials }) =>
		write(wallClock(value, timeZone, accountZone(credentials), label));

/** `YYYY-MM-DDTHH:mm:ss` of the bulk methods. Source: docs/gateways/smsby.md 3.2, `schedule_time`. */
export const bulkTime = written((clock) => `${dayOf(clock)}T${minute(clock)}:${pad(clock.second)}`);

/** `YYYY-MM-DD HH:MM`. Source: docs/gateways/smsby.md 6 and 7, `d_schedule`. */
export const minuteTime = written((clock) => `${dayOf(clock)} ${minute(clock)}`);

/** `YYYY-MM-DD HH:MM:SS`, as the gateway itself writes times; the format of `time` is not documented. */
export const secondTime = written(
	(clock) => `${dayOf(clock)} ${minute(clock)}:${pad(clock.second)}`,
);
