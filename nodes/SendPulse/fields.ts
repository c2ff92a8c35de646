import type { INodeProperties } from 'n8n-workflow';

import { locatorValue, locatorField } from '../shared/fields/list';
import { perRequestOption } from '../shared/fields/perRequest';
import type { ReadParameter } from '../shared/input/parameterReader';
import {
	collectionField,
	dateField,
	type Encode,
	type JsonField,
	type Item,
	required,
	textField,
	type WireField,
	type JsonTable,
} from '../shared/fields/wire';
import { accountDay, accountTime } from './times';
import { emailAddress, phoneNumber } from '../shared/input/recipients';
import { InputProblem } from '../shared/model/inputProblem';
import { countryIn } from '../shared/fields/common';

/** The filters of an operation that reads a list. */
export const filtersField = (filters: JsonTable): JsonField =>
	collectionField({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, filters);

/** A day on the account's clock. */
export const dayField = (...field: Parameters<typeof dateField>): JsonField => ({
	...dateField(...field),
	encode: accountDay,
});

/** A moment on it. */
export const timeField = (...field: Parameters<typeof dateField>): JsonField => ({
	...dateField(...field),
	encode: accountTime,
});

/** One of a list of the account, whose ID is a number. @param wire as `WireField.wire` */
export const chosenField = (wire: string, form: Parameters<typeof locatorField>[0]): WireField => ({
	field: locatorField(form),
	wire,
	encode: numericId,
});

/** A field with the ID of something that no list has; it is a number. @param wire as `WireField.wire` */
export const idField = (
	displayName: string,
	name: string,
	wire: string,
	placeholder: string,
	description?: string,
): WireField => ({
	...required(
		textField(displayName, name, wire, { placeholder, ...(description ? { description } : {}) }),
	),
	encode: numericId,
});

/** Languages of SendPulse's own letters and templates. Source: docs/gateways/sendpulse.md 3.3, 6 and 11.3. */
export const languages = [
	{ name: 'English', value: 'en' },
	{ name: 'Portuguese', value: 'pt' },
	{ name: 'Russian', value: 'ru' },
	{ name: 'Spanish', value: 'es' },
	{ name: 'Turkish', value: 'tr' },
	{ name: 'Ukrainian', value: 'ua' },
];

/**
 * Variables as pairs or as JSON, whichever the user finds easier.
 *
 * @param pairs label and name of the field for pairs
 * @param meaning what the values are, as the start of a sentence
 */
export const variableFields = (
	pairs: { displayName: string; name: string },
	meaning: string,
): INodeProperties[] => [
	{
		displayName: 'Specify Variables',
		name: 'specifyVariables',
		type: 'options',
		default: 'pairs',
		options: [
			{ name: 'Using Fields Below', value: 'pairs' },
			{ name: 'Using JSON', value: 'json' },
		],
	},
	{
		...pairs,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Variable',
		default: {},
		displayOptions: { show: { specifyVariables: ['pairs'] } },
		description: meaning,
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
	{
		displayName: 'Variables (JSON)',
		name: 'variablesJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: { specifyVariables: ['json'] } },
		description: `${meaning}, as one JSON object`,
	},
];

/** @throws InputProblem when the field is empty, as an expression can make it */
export function requiredText(read: ReadParameter, field: INodeProperties): string {
	const text = locatorValue(read(field.name, '')).trim();
	if (text !== '') return text;
	throw new InputProblem(field.displayName, 'is empty', 'Enter a value, or check its expression.');
}

/**
 * An id that is a number.
 *
 * @param label the field's label
 * @throws InputProblem when it is empty or no number
 */
export function numericId(value: unknown, label: string): string {
	const id = locatorValue(value).trim();
	if (/^\d+$/.test(id)) return id;
	throw new InputProblem(
		label,
		id === '' ? 'is empty' : `“${id}” is not an ID`,
		'Choose an entry from the list, or enter its ID, which is a whole number.',
	);
}

/** The same as a number. */
export const idNumber: Encode = (value, label) => Number(numericId(value, label));

/** The address in a text, or in a dropdown's entry. @throws InputProblem when it is none */
export const emailOf: Encode = (value, label) => emailAddress(locatorValue(value), label);

/** A phone number with its country code, as digits. @throws InputProblem when it is none */
export const phoneOf: Encode = (value, label) => phoneNumber(value, 'none', label);

/** The same with the national notation that the options choose. */
export const phoneInCountry: Encode<Item> = (value, label, { read }) =>
	phoneNumber(value, countryIn(read), label);

/** A flag that travels only when it is on. */
export const onlyTrue: Encode = (value) => (value === true ? true : undefined);

/** How many items one request carries at most. */
export const itemsOption = (preset: number, most: number): INodeProperties =>
	perRequestOption(
		preset,
		most,
		`How many items one request carries at most, up to ${most}. SendPulse gives one answer for all of them.`,
	);
