import type { Setting } from '../shared/input/parameterReader';
import { pad, type WallClock, wallClock } from '../shared/input/dateTime';
import { accountZone } from './hosts';

/** Unix seconds as an ISO time; 0 means "not yet". Source: docs/gateways/smsby.md 3.5, checkSMS. */
export function isoSeconds(value: unknown): string | null {
	const seconds = Number(value);
	const date = new Date(seconds * 1000);
	return seconds > 0 && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}

/** The user's time as a clock of the account; undefined when there is none. */
function clockOf(value: unknown, { timeZone, credentials }: Setting): WallClock | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	return wallClock(value, timeZone, accountZone(credentials), 'Send At');
}

const day = (clock: WallClock): string => `${clock.year}-${pad(clock.month)}-${pad(clock.day)}`;
const minute = (clock: WallClock): string => `${pad(clock.hour)}:${pad(clock.minute)}`;

/** `YYYY-MM-DDTHH:mm:ss` of the bulk methods. Source: docs/gateways/smsby.md 3.2, `schedule_time`. */
export function bulkTime(value: unknown, setting: Setting): string | undefined {
	const clock = clockOf(value, setting);
	return clock && `${day(clock)}T${minute(clock)}:${pad(clock.second)}`;
}

/** `YYYY-MM-DD HH:MM`. Source: docs/gateways/smsby.md 6 and 7, `d_schedule`. */
export function minuteTime(value: unknown, setting: Setting): string | undefined {
	const clock = clockOf(value, setting);
	return clock && `${day(clock)} ${minute(clock)}`;
}

/** `YYYY-MM-DD HH:MM:SS`, as the gateway itself writes times; the format of `time` is not documented. */
export function secondTime(value: unknown, setting: Setting): string | undefined {
	const clock = clockOf(value, setting);
	return clock && `${day(clock)} ${minute(clock)}:${pad(clock.second)}`;
}
