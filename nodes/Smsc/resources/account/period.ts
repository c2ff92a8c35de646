import type { INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import { fieldParameters, type WireField, type WireParameter } from '../../../shared/fields/wire';
import { dayText } from '../../calendar';

const day = (displayName: string, name: string, wire: string, description: string): WireField => ({
	field: { displayName, name, type: 'dateTime', default: '', description },
	wire,
	encode: dayText,
});

const period = [
	day('Start', 'start', 'start', 'First day of the period, in the time zone of your account'),
	day('End', 'end', 'end', 'Last day of the period'),
];

/** `start` and `end` as days. Source: docs/gateways/smsc.md 7. */
export const periodFields: INodeProperties[] = period.map(({ field }) => field);

/** Reads `periodFields`. */
export const periodParameters = (read: ReadParameter): WireParameter[] =>
	fieldParameters(period, read);
