import type { INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../shared/model/inputProblem';
import type { ReadParameter } from '../shared/input/parameterReader';
import { additionalParameters } from '../shared/fields/closing';
import {
	collectionOptions,
	collectionParameters,
	fieldParameters,
	flagField,
	type WireField,
	type WireParameter,
} from '../shared/fields/wire';
import { dayText } from './times';

/** Source: docs/gateways/smsc.md 7 and 13, `balance2`. */
export const electronicBalanceField = flagField(
	'Electronic Balance',
	'electronicBalance',
	'balance2',
	undefined,
	true,
);

/** The collection of an operation that creates: what may be given beside the main fields. */
export const additionalFieldsField = (fields: readonly WireField[]): INodeProperties => ({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: collectionOptions(fields),
});

/** Reads `additionalFieldsField`. */
export const additionalFields = (
	fields: readonly WireField[],
	read: ReadParameter,
): WireParameter[] => collectionParameters(fields, read('additionalFields', {}));

/** The collection of an operation that updates. */
export const updateFieldsField = (fields: readonly WireField[]): INodeProperties => ({
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Only fields added here change; one left empty is cleared',
	options: collectionOptions(fields),
});

/**
 * Reads `updateFieldsField`.
 *
 * @throws InputProblem when there is nothing to change
 */
export function updateFields(fields: readonly WireField[], read: ReadParameter): WireParameter[] {
	const changes = collectionParameters(fields, read('updateFields', {}));
	if (changes.length === 0 && additionalParameters(read).length === 0) {
		throw new InputProblem('Update Fields', 'is empty', 'Add at least one field to change.');
	}
	return changes;
}

/** The filters of an operation that reads a list; empty ones are not sent. */
export const filtersField = (fields: readonly WireField[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: collectionOptions(fields),
});

/** Reads `filtersField`. */
export const filters = (fields: readonly WireField[], read: ReadParameter): WireParameter[] =>
	collectionParameters(fields, read('filters', {})).filter(([, value]) => value.trim() !== '');

/** Entries in a request unless the user chose otherwise. SMSC states no limit. */
export const listPreset = 100;

/** Entries in a request at the most. */
export const listMost = 10_000;

const day = (displayName: string, name: string, wire: string, description: string): WireField => ({
	field: { displayName, name, type: 'dateTime', default: '', description },
	wire,
	encode: dayText,
});

const period = [
	day('Start', 'start', 'start', 'In the time zone of your account'),
	day('End', 'end', 'end', 'Last day of the period'),
];

/** `start` and `end` as days. Source: docs/gateways/smsc.md 7. */
export const periodFields: INodeProperties[] = period.map(({ field }) => field);

/** Reads `periodFields`. */
export const periodParameters = (read: ReadParameter): WireParameter[] =>
	fieldParameters(period, read);
