import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { sendAtOption } from '../../../shared/fields/common';
import { numberField, optionsField, textField } from '../../../shared/fields/parts';
import {
	type Encode,
	fieldParameters,
	type TableField,
	type WireParameter,
} from '../../../shared/fields/wire';
import { wallClock } from '../../../shared/input/dateTime';
import { optionsIn } from '../../../shared/input/read';
import { InputProblem } from '../../../shared/model/inputProblem';
import {
	parameterReader,
	type ReadParameter,
	type Setting,
} from '../../../shared/input/parameterReader';
import type { FormField } from '../../../shared/model/operation';
import { amount } from '../../../shared/text/json';
import { openLine } from '../../../shared/transport/line';
import { request } from '../../../shared/transport/request';
import { canBe, storedOption } from '../../currency';
import { fieldForm } from '../../call';
import { answerOf, smsc } from '../../gateway';
import { lookupPace, operatorVerdicts } from '../history/getOperator';
import { recipientOf, wireRecipient } from './recipient';

/** An instant, so that no zone can be misunderstood. */
const instant: Encode<Setting> = (value, label, { timeZone }) => {
	const { year, month, day, hour, minute, second } = wallClock(value, timeZone, 'UTC', label);
	return `0${Date.UTC(year, month - 1, day, hour, minute, second) / 1000}`;
};

const hours: Encode = (value, label) => {
	const text = String(value).replace(/\s/g, '');
	const [, from, to] = /^(\d{1,2})[-–](\d{1,2})$/.exec(text) ?? [];
	if (from === undefined || Number(from) > 24 || Number(to) > 24 || Number(from) === Number(to)) {
		throw new InputProblem(
			label,
			`“${String(value)}” is not a span of hours`,
			'Enter two hours of the day, e.g. 9-21.',
		);
	}
	return `${Number(from)}-${Number(to)}`;
};

const minutes: Encode = (value, label) => {
	const number = Number(value);
	if (Number.isInteger(number) && number >= 1) return `+${number}`;
	throw new InputProblem(
		label,
		`“${String(value)}” is not a whole number of minutes`,
		'Enter 1 or more.',
	);
};

const betweenOption: TableField = {
	...textField('Send Between (Hours)', 'sendBetween', 'time', {
		placeholder: 'e.g. 9-21',
		description:
			'Outside these hours of the day the message waits. By your account’s clock, or by the recipient’s with By Recipient’s Clock.',
	}),
	encode: hours,
};

/** `time`: `0<unix seconds>`, `h1-h2` or `+<minutes>`. Source: docs/gateways/smsc.md 2.1. */
const times: TableField[] = [
	{ field: sendAtOption, wire: 'time', encode: instant },
	betweenOption,
	{
		...numberField('Send In (Minutes)', 'sendIn', 'time', {
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 10,
		}),
		encode: minutes,
	},
];

const travelling = [optionsField(times)];

const isGiven = (value: unknown): boolean => String(value ?? '').trim() !== '';

/**
 * Reads the time of sending.
 *
 * @throws InputProblem when a time cannot be read, or when there are two
 */
export function sendTime(read: ReadParameter, setting: Setting): WireParameter[] {
	const options = optionsIn(read);
	if (times.filter(({ field }) => isGiven(options[field.name])).length > 1) {
		throw new InputProblem(
			sendAtOption.displayName,
			'conflicts with another time of sending',
			`Keep one of ${times.map(({ field }) => field.displayName).join(', ')}.`,
		);
	}
	return fieldParameters(travelling, read, setting);
}

const recipientZoneOption: INodeProperties = {
	displayName: 'By Recipient’s Clock',
	name: 'recipientZone',
	type: 'boolean',
	default: false,
	displayOptions: { show: { '/operation': ['send', 'sendMany', 'sendCall', 'sendCode'] } },
	description:
		'Whether Send Between is in the recipient’s time zone, which the node asks SMSC for. For numbers that SMSC does not know, and when an AI agent calls the tool directly, it is in your account’s.',
};

export const timeOptions: FormField[] = [recipientZoneOption, ...times];

/** `tz` of send.php. Source: docs/gateways/smsc.md 2.1. */
export const timeZoneOption = numberField('Hours From Moscow Time', 'timeZone', 'tz', {
	typeOptions: { minValue: -24, maxValue: 24 },
	description: 'Time zone of Send Between, not of Send At; without it, that of the account',
});

/** Numbers in one look-up. */
const perLookup = 100;

/** `tz` of send.php counts from Moscow, that of info.php from Greenwich, which is inferred. Source: docs/gateways/smsc.md 2.1, 8. */
const moscow = 3;

/** Hours east of Greenwich by number; a text says why a look-up failed. */
type Zones = ReadonlyMap<string, number | string>;

const info = answerOf('info');

/** The number of a row that asks for its zone; undefined where it does not, or is no number, which the message itself tells. */
function phoneOf(read: ReadParameter): string | undefined {
	try {
		const { [betweenOption.field.name]: between, [recipientZoneOption.name]: wanted } =
			optionsIn(read);
		return wanted === true && between ? recipientOf(read, 'phone') : undefined;
	} catch {
		return undefined;
	}
}

/** Whether any row can ask: an option that is not stored costs nothing. */
const isStored = (context: IExecuteFunctions): boolean =>
	canBe(storedOption(context, recipientZoneOption.name), false);

/**
 * Looks up in which time zones the recipients are whose rows want to be sent by their own clocks, many in one request.
 *
 * @returns numbers that SMSC does not know are missing
 */
export async function recipientZones(context: IExecuteFunctions): Promise<Zones> {
	const zones = new Map<string, number | string>();
	if (!isStored(context)) return zones;
	const reader = parameterReader(context);
	const phones = [
		...new Set(context.getInputData().flatMap((_item, row) => phoneOf(reader(row)) ?? [])),
	];
	const line = await openLine(context, smsc);
	for (let from = 0; from < phones.length; from += perLookup) {
		const asked = phones.slice(from, from + perLookup);
		const question = fieldForm('info', [
			['get_operator', '1'],
			['phone', asked.map(wireRecipient).join(',')],
		]);
		const answer = await line.account.paces.run(
			lookupPace,
			async (turn) => await request(context, line, question, 'read', info, turn),
			line,
		);
		if (!answer.ok) {
			// With a code it is SMSC's word for "none of them", and else a page that is not there.
			if (answer.failure.kind === 'notFound' && answer.failure.code !== null) continue;
			for (const phone of asked) zones.set(phone, line.redact(answer.failure.text));
			continue;
		}
		operatorVerdicts(asked, answer.value).forEach((verdict, at) => {
			const zone = verdict.accepted ? amount(verdict.extra?.tz) : undefined;
			const phone = asked[at];
			if (phone !== undefined && zone !== undefined) zones.set(phone, zone);
		});
	}
	return zones;
}

/**
 * The message by its recipient's clock. One whose zone SMSC does not know goes by the account's.
 *
 * @throws InputProblem when the look-up failed, since nobody knows whether it is night there
 */
export function inZone<M extends { recipient: string; parameters: WireParameter[] }>(
	message: M,
	zones: Zones,
): M {
	const zone = zones.get(message.recipient);
	if (zone === undefined) return message;
	if (typeof zone === 'string') {
		throw new InputProblem(
			recipientZoneOption.displayName,
			`needs the recipient’s time zone, but SMSC did not give it: ${zone}`,
			'Run the row again, or switch the option off.',
		);
	}
	return {
		...message,
		parameters: [...message.parameters, [timeZoneOption.wire, String(zone - moscow)]],
	};
}
