import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { pad, writtenDate } from '../../../shared/input/dateTime';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { isRecord, recordOf } from '../../../shared/text/json';
import { numberOf, numberOrNull, rowsOf, variablesOf } from '../../values';

type Value = string | number;

const label = 'Variables';

const inputModeField: INodeProperties = {
	displayName: 'Variables From',
	name: 'variablesMode',
	type: 'options',
	default: 'fields',
	options: [
		{ name: 'Fields Below', value: 'fields' },
		{ name: 'JSON', value: 'json', description: 'An object of names and values' },
	],
	description: 'How the values of the contact’s variables are given',
};

const pairsField: INodeProperties = {
	displayName: label,
	name: 'variables',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Variable',
	default: {},
	displayOptions: { show: { variablesMode: ['fields'] } },
	description:
		'Values of the contact’s variables. A variable that the address book does not have is created; those not named here keep their values.',
	options: [
		{
			displayName: 'Variable',
			name: 'variable',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. name',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					default: 'text',
					options: [
						{ name: 'Date', value: 'date' },
						{ name: 'Number', value: 'number' },
						{ name: 'Text', value: 'text' },
					],
					description: 'The first value of a new variable determines its type',
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
};

const jsonField: INodeProperties = {
	displayName: 'Variables (JSON)',
	name: 'variablesJson',
	type: 'json',
	typeOptions: { rows: 4 },
	default: '{}',
	placeholder: 'e.g. { "name": "Ann", "age": 21 }',
	displayOptions: { show: { variablesMode: ['json'] } },
	description:
		'Names and values of the contact’s variables. Those not named here keep their values.',
};

/** The values of a contact's variables. */
export const variableFields: INodeProperties[] = [inputModeField, pairsField, jsonField];

/**
 * A value as SendPulse takes it. HTML tags and carriage returns make it refuse the whole request, so that they are found
 * before. Source: docs/gateways/sendpulse.md 3.3.
 */
function wireValue(name: string, type: unknown, value: unknown): Value {
	if (type === 'number') {
		const number = numberOrNull(value);
		if (number !== null) return number;
		throw new InputProblem(
			label,
			`has “${String(value)}” as “${name}”, which is not a number`,
			'Enter a number, or choose another type.',
		);
	}
	if (type === 'date') {
		const { year, month, day } = writtenDate(value, `${label}: ${name}`);
		return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
	}
	if (typeof value === 'number') return value;
	if (typeof value === 'object' && value !== null) {
		throw new InputProblem(
			label,
			`has a list or an object as “${name}”`,
			'Give a text or a number.',
		);
	}
	const text = String(value ?? '').replace(/\r\n?/g, '\n');
	// Searched for its end from each of many beginnings, a text would take as long as the square of its length.
	const tag = text.search(/<\/?[a-z!]/i);
	if (tag >= 0 && text.lastIndexOf('>') > tag) {
		throw new InputProblem(
			label,
			`has HTML tags in “${name}”`,
			'SendPulse takes plain text only. Leave the tags out.',
		);
	}
	return text;
}

function fromJson(given: unknown): IDataObject {
	let object: unknown = given;
	if (typeof given === 'string') {
		if (given.trim() === '') return {};
		try {
			object = JSON.parse(given);
		} catch {
			object = undefined;
		}
	}
	if (isRecord(object)) return object;
	throw new InputProblem(
		'Variables (JSON)',
		'is not a JSON object',
		'Enter names and values, e.g. { "name": "Ann" }.',
	);
}

/** What a variable is on the wire, where its type goes along. */
export type WireType = 'string' | 'number' | 'date';

/** A value with its type. */
export interface TypedValue {
	type: WireType;
	value: Value;
}

const wireType = (type: unknown, value: Value): WireType => {
	if (type === 'date') return 'date';
	return typeof value === 'number' ? 'number' : 'string';
};

/**
 * Reads `variableFields`. An empty value is left out, unless the user wrote it as JSON, since it would not clear a
 * variable of another type than text.
 *
 * @throws InputProblem
 */
export function readTypedVariables(read: ReadParameter): Map<string, TypedValue> {
	const typed = (name: string, type: unknown, given: unknown): [string, TypedValue] => {
		const value = wireValue(name, type, given);
		return [name, { type: wireType(type, value), value }];
	};
	if (read('variablesMode', 'fields') === 'json') {
		return new Map(
			Object.entries(fromJson(read('variablesJson', '{}')))
				.filter(([, value]) => value !== null && value !== undefined)
				.map(([name, value]) => typed(name, 'text', value)),
		);
	}
	const pairs = rowsOf(recordOf(read('variables', {})).variable);
	return new Map(
		pairs
			.map(({ name, type, value }) => [String(name ?? '').trim(), type, value] as const)
			.filter(([name, , value]) => name !== '' && String(value ?? '') !== '')
			.map(([name, type, value]) => typed(name, type, value)),
	);
}

/** Reads `variableFields` without the types. @throws InputProblem */
export const readVariables = (read: ReadParameter): Map<string, Value> =>
	new Map([...readTypedVariables(read)].map(([name, { value }]) => [name, value]));

/**
 * Variables in an answer as an object, numbers as numbers: where they come as a list, all values are texts beside their type.
 * Source: docs/gateways/sendpulse.md 3.1, 3.7 and 21.2.
 */
export function typedVariables(value: unknown): IDataObject {
	if (!Array.isArray(value)) return variablesOf(value);
	return variablesOf(
		rowsOf(value).map((entry) =>
			entry.type === 'number' ? { ...entry, value: numberOf(entry.value) } : entry,
		),
	);
}
