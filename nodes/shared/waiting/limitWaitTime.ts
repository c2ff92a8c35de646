import { type INodeProperties, WAIT_INDEFINITELY } from 'n8n-workflow';

import { textIn } from '../input/read';
import { instant } from '../input/dateTime';
import { InputProblem } from '../model/inputProblem';
import type { ReadParameter } from '../input/parameterReader';

const label = 'Limit Wait Time';

const untilLabel = 'Max Date and Time';

const msPerUnit: Readonly<Record<string, number>> = {
	minutes: 60_000,
	hours: 3_600_000,
	days: 86_400_000,
};

/**
 * How long an execution sleeps at most, with the names of n8n's Wait node. They are no collection: of one with a preset
 * n8n cannot read a saved workflow in which it is missing.
 */
export const limitWaitTimeFields: INodeProperties[] = [
	{
		displayName: label,
		name: 'limitWaitTime',
		type: 'boolean',
		default: true,
		description:
			'Whether to continue if nothing happens for some time; otherwise the execution may wait forever',
	},
	{
		displayName: 'Limit Type',
		name: 'limitType',
		type: 'options',
		displayOptions: { show: { limitWaitTime: [true] } },
		default: 'afterTimeInterval',
		options: [
			{
				name: 'After Time Interval',
				value: 'afterTimeInterval',
			},
			{
				name: 'At Specified Time',
				value: 'atSpecifiedTime',
			},
		],
	},
	{
		displayName: 'Amount',
		name: 'resumeAmount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		displayOptions: { show: { limitWaitTime: [true], limitType: ['afterTimeInterval'] } },
		default: 24,
		description: 'Limits are checked about once a minute',
	},
	{
		displayName: 'Unit',
		name: 'resumeUnit',
		type: 'options',
		displayOptions: { show: { limitWaitTime: [true], limitType: ['afterTimeInterval'] } },
		options: [
			{ name: 'Days', value: 'days' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Minutes', value: 'minutes' },
		],
		default: 'hours',
	},
	{
		displayName: untilLabel,
		name: 'maxDateAndTime',
		type: 'dateTime',
		displayOptions: { show: { limitWaitTime: [true], limitType: ['atSpecifiedTime'] } },
		default: '',
		description: 'A time without offset is in the workflow’s time zone',
	},
];

/**
 * Reads what `limitWaitTimeFields` offers.
 *
 * @param zone the workflow's IANA time zone
 * @returns when the execution goes on at the latest
 * @throws InputProblem when the fields name no moment, or one that has passed: the message would ask in vain
 */
export function waitTill(read: ReadParameter, zone: string, now = Date.now()): Date {
	if (read('limitWaitTime', true) !== true) return WAIT_INDEFINITELY;
	if (read('limitType', 'afterTimeInterval') === 'atSpecifiedTime') {
		const value = read('maxDateAndTime', '');
		const till = instant(value, zone, untilLabel);
		if (till.getTime() > now) return till;
		throw new InputProblem(
			untilLabel,
			`“${String(value)}” has passed, so that nobody could answer any more`,
			'Choose a later moment, or check its expression.',
		);
	}
	const amount = read('resumeAmount', 24);
	const unit = textIn(read, 'resumeUnit', 'hours');
	const till = new Date(now + Number(amount) * (msPerUnit[unit] ?? NaN));
	if (String(amount).trim() === '' || !(Number(amount) >= 0) || Number.isNaN(till.getTime())) {
		throw new InputProblem(
			label,
			`“${String(amount)} ${unit}” is not a length of time`,
			'Enter a number and choose minutes, hours or days.',
		);
	}
	// n8n keeps the last four digits of a year, so that the year 10239 would have passed.
	return till < WAIT_INDEFINITELY ? till : WAIT_INDEFINITELY;
}
