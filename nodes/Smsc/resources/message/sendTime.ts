import type { IDataObject } from 'n8n-workflow';

import { wallClock } from '../../../shared/dateTime';
import { InputProblem } from '../../../shared/delivery/inputProblem';
import type { WireParameter } from '../../../shared/fields/wire';

const given = (value: unknown): boolean =>
	value !== undefined && value !== null && String(value).trim() !== '';

/** An instant, so that no zone can be misunderstood. */
function instant(value: unknown, timeZone: string): string {
	const { year, month, day, hour, minute, second } = wallClock(value, timeZone, 'UTC', 'Send At');
	return `0${Date.UTC(year, month - 1, day, hour, minute, second) / 1000}`;
}

function hours(value: unknown): string {
	const text = String(value).replace(/\s/g, '');
	const [, from, to] = /^(\d{1,2})[-–](\d{1,2})$/.exec(text) ?? [];
	if (from === undefined || Number(from) > 24 || Number(to) > 24 || Number(from) === Number(to)) {
		throw new InputProblem(
			'Send Between',
			`“${String(value)}” is not a span of hours`,
			'Enter two hours of the day, e.g. 9-21.',
		);
	}
	return `${Number(from)}-${Number(to)}`;
}

function minutes(value: unknown): string {
	const number = Number(value);
	if (Number.isInteger(number) && number >= 1) return `+${number}`;
	throw new InputProblem(
		'Send In',
		`“${String(value)}” is not a whole number of minutes`,
		'Enter 1 or more.',
	);
}

/**
 * `time`: `0<unix seconds>`, `h1-h2` or `+<minutes>`. Source: docs/gateways/smsc.md 2.1.
 *
 * @param timeZone in which a date without offset is meant
 * @throws InputProblem when a time cannot be read, or when there are two
 */
export function sendTime(options: IDataObject, timeZone: string): WireParameter[] {
	const { sendAt, sendBetween, sendIn } = options;
	if ([sendAt, sendBetween, sendIn].filter(given).length > 1) {
		throw new InputProblem(
			'Send At',
			'stands beside another time of sending',
			'Keep one of Send At, Send Between and Send In.',
		);
	}
	if (given(sendAt)) return [['time', instant(sendAt, timeZone)]];
	if (given(sendBetween)) return [['time', hours(sendBetween)]];
	return given(sendIn) ? [['time', minutes(sendIn)]] : [];
}
