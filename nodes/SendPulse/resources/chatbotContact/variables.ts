import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { locatorField, locatorValue } from '../../../shared/fields/list';
import { isRecord, recordOf } from '../../../shared/text/json';
import { numberOrNull, rowsOf } from '../../values';
import { readJsonField } from '../chatbotMessage/fields';

const label = 'Variables';

const jsonField: INodeProperties = {
	displayName: 'Variables (JSON)',
	name: 'chatVariablesJson',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "city": "Riga", "orders": 3 }',
	displayOptions: { show: { chatVariablesFrom: ['json'] } },
	description: 'Names and values: texts, numbers, true or false',
};

/** Values of a contact's variables, as fields or as JSON. */
export const variableFields: INodeProperties[] = [
	{
		displayName: 'Variables From',
		name: 'chatVariablesFrom',
		type: 'options',
		default: 'fields',
		options: [
			{ name: 'Fields Below', value: 'fields' },
			{ name: 'JSON', value: 'json' },
		],
	},
	{
		displayName: label,
		name: 'chatVariables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Variable',
		default: {},
		displayOptions: { show: { chatVariablesFrom: ['fields'] } },
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					locatorField({
						displayName: 'Name',
						name: 'name',
						searchListMethod: 'searchChatVariables',
						idMode: 'By Name',
						placeholder: 'e.g. city',
					}),
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						default: 'text',
						options: [
							{ name: 'Number', value: 'number' },
							{ name: 'Text', value: 'text' },
							{ name: 'Yes or No', value: 'boolean' },
						],
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
	jsonField,
];

type Value = string | number | boolean;

function typed(name: string, type: unknown, value: unknown): Value {
	const text = String(value ?? '');
	if (type === 'number') {
		const number = numberOrNull(value);
		if (number !== null) return number;
		throw new InputProblem(label, `has no number in “${name}”`, 'Enter a number, or choose Text.');
	}
	if (type === 'boolean') {
		const known = { true: true, yes: true, '1': true, false: false, no: false, '0': false };
		const found = Object.entries(known).find(([word]) => word === text.trim().toLowerCase());
		if (found) return found[1];
		throw new InputProblem(
			label,
			`has neither true nor false in “${name}”`,
			'Enter true or false.',
		);
	}
	return text;
}

function fromJson(read: ReadParameter): Array<[string, Value]> {
	const value = readJsonField(read, jsonField, '{ "city": "Riga" }');
	if (!isRecord(value)) {
		throw new InputProblem(
			jsonField.displayName,
			'is not an object',
			'Write e.g. { "city": "Riga" }.',
		);
	}
	return Object.entries(value).map(([name, one]) => {
		if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') {
			return [name, one];
		}
		throw new InputProblem(
			jsonField.displayName,
			`has no text, number, true or false as “${name}”`,
			'Give a single value. To clear a variable use Delete Variable.',
		);
	});
}

/**
 * Reads `variableFields`.
 *
 * @throws InputProblem when one has no value of its type
 */
export function readVariables(read: ReadParameter): Array<[string, Value]> {
	if (read('chatVariablesFrom', 'fields') === 'json') return fromJson(read);
	return rowsOf(recordOf(read('chatVariables', {})).variable)
		.map(({ name, type, value }) => [locatorValue(name).trim(), type, value] as const)
		.filter(([name]) => name !== '')
		.map(([name, type, value]) => [name, typed(name, type, value)]);
}

/** As a call that sets them takes them. Source: docs/gateways/sendpulse.md 25.2, "setVariable". */
export function variablesToSet(read: ReadParameter): IDataObject[] {
	const variables = readVariables(read);
	if (variables.length > 0) {
		return variables.map(([name, value]) => ({ variable_name: name, variable_value: value }));
	}
	throw new InputProblem(label, 'is empty', 'Add at least one variable to set.');
}
