import type { IExecuteSingleFunctions, INodeProperties, IDataObject } from 'n8n-workflow';

import { isRecord, readJson, recordOf, recordsOf } from '../text/json';
import {
	type Encode,
	type FieldTable,
	type Item,
	objectOf,
	type TableField,
	type WireField,
	type WireValue,
} from './wire';
import { takingList } from '../input/fieldChecks';
import { checkLevels } from '../input/valueChecks';
import { locatorValue } from '../input/read';
import { itemReader, type Setting } from '../input/parameterReader';
import { type FormField, formOf } from '../model/operation';
import { InputProblem } from '../model/inputProblem';

type More = Partial<INodeProperties>;

const fieldOf =
	(type: INodeProperties['type'], preset: INodeProperties['default']) =>
	(displayName: string, name: string, wire: string, more: More = {}): WireField => ({
		field: { displayName, name, type, default: preset, ...more },
		wire,
	});

export const textField = fieldOf('string', '');

/** The text as it was typed, with the spaces around it. */
export const asTyped: Encode = (value) => {
	const text = locatorValue(value);
	return text.trim() === '' ? undefined : text;
};

/** A text field whose text keeps the spaces around it. */
export const exactTextField = (...field: Parameters<typeof textField>): WireField => ({
	...textField(...field),
	encode: asTyped,
});

export const numberField = fieldOf('number', 0);

/** A whole number within limits, which an expression could leave. */
export const rangeField = (
	displayName: string,
	name: string,
	wire: string,
	[least, most]: readonly [number, number],
	more: More = {},
): WireField => ({
	...numberField(displayName, name, wire, {
		typeOptions: { minValue: least, maxValue: most, numberPrecision: 0 },
		...more,
	}),
	encode(value, label) {
		const number = Number(value);
		if (Number.isInteger(number) && number >= least && number <= most) return number;
		throw new InputProblem(
			label,
			`“${String(value)}” is not a whole number from ${least} to ${most}`,
			'Enter a number within these limits, or check its expression.',
		);
	},
});

/** A date, whose `encode` says how the gateway writes it. */
export const dateField = fieldOf('dateTime', '');

/** A text field for several entries, which may come as a list. */
export const listField = (...field: Parameters<typeof textField>): WireField => {
	const { field: one, ...rest } = textField(...field);
	return { ...rest, field: takingList(one) };
};

/** A flag that travels only when it is on. */
export const onlyTrue: Encode = (value) => (value === true ? true : undefined);

/** @param description a sentence that starts with "Whether" */
export const flagField = (
	displayName: string,
	name: string,
	wire: string,
	description?: string,
	preset = false,
): WireField => ({
	field: {
		displayName,
		name,
		type: 'boolean',
		default: false,
		...(description ? { description } : {}),
		...(preset ? { default: true } : {}),
	},
	wire,
});

/** The same field where it has to be filled. */
export const required = <F extends WireField<never>>({ field, ...rest }: F): F =>
	({ ...rest, field: { ...field, required: true } }) as F;

/** The same field where it may be left empty. */
export const optional = <F extends WireField<never>>({ field, ...rest }: F): F =>
	({ ...rest, field: { ...field, required: undefined } }) as F;

/** The same field as another parameter. */
export const as = <F extends WireField<never>>(wire: string, field: F): F => ({ ...field, wire });

/** The options of a collection, sorted as n8n wants them. */
export const collectionOptions = (fields: readonly FormField[]): INodeProperties[] =>
	formOf(fields).sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));

/**
 * A collection whose options travel beside the other fields. One that was not added, or was left empty, is not sent.
 *
 * @param field its label and name, and what else it is to have
 */
export const collectionField = <S extends Item = Item & Setting>(
	{
		displayName,
		name,
		...more
	}: Pick<INodeProperties, 'displayName' | 'name'> & Partial<INodeProperties>,
	options: FieldTable<S>,
): WireField<S> => ({
	// In the order in which others are written, as equal ones of several operations are shown once.
	field: {
		displayName,
		name,
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		...more,
		options: collectionOptions(options),
	},
	wire: '',
	encode: (value, _label, item) => {
		const values = recordOf(value);
		return objectOf(options, (name) => values[name], item);
	},
});

/** The reading of those options of a request that travel; `jsonClosingFields` shows them. */
export const optionsField = (options: FieldTable): TableField =>
	collectionField({ displayName: 'Options', name: 'options' }, options);

/** Return All and Limit of an operation that reads a list. The gate reads them. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 50,
		displayOptions: { hide: { returnAll: [true] } },
		description: 'Max number of results to return',
	},
];

/** For answers with more than ten fields. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** @returns whether Simplify is on for the item that the step is about */
export const isSimplified = (context: IExecuteSingleFunctions): boolean =>
	itemReader(context)(simplifyField.name, simplifyField.default) === true;

/**
 * A dropdown that is filled from the account, with a mode to type the id.
 *
 * @param searchListMethod name of the node's `listSearch` method
 */
export function locatorField(field: {
	displayName: string;
	name: string;
	searchListMethod: string;
	description?: string;
	required?: boolean;
	/** Where the value that is typed is no ID: n8n asks for one. */
	placeholder?: string;
}): INodeProperties {
	const { searchListMethod, placeholder, ...rest } = field;
	return {
		...rest,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
		],
	};
}

/**
 * A dropdown of which several entries can be chosen, as n8n has them.
 *
 * @param displayName with "Names or IDs" at its end
 * @param loadOptionsMethod name of the node's `loadOptions` method
 * @param meaning what is chosen, without a full stop
 */
export const choicesField = (
	displayName: string,
	name: string,
	loadOptionsMethod: string,
	meaning: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod },
	default: [],
	description: `${meaning}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});

type EntriesForm = Pick<INodeProperties, 'displayName' | 'name'> &
	Partial<INodeProperties> & {
		/** What one entry is called; in small letters it is the name under which n8n keeps them. */
		entry: string;
		values: INodeProperties[];
	};

/** Of entries that are names with a value each. */
export const nameAndValue: INodeProperties[] = [
	{ displayName: 'Name', name: 'name', type: 'string', default: '' },
	{ displayName: 'Value', name: 'value', type: 'string', default: '' },
];

/** A field to which any number of entries can be added. @param encode gets the entries, of which there may be none */
export const entriesField = <S = unknown>(
	{ entry, values, ...form }: EntriesForm,
	wire: string,
	encode: (entries: IDataObject[], label: string, item: S) => WireValue | undefined,
): WireField<S> => {
	const group = entry.toLowerCase();
	return {
		field: {
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: `Add ${entry}`,
			default: {},
			...form,
			options: [{ displayName: entry, name: group, values }],
		},
		wire,
		encode: (value, label, item) => encode(recordsOf(recordOf(value)[group]), label, item),
	};
};

/**
 * @returns what a JSON field holds, typed or given by an expression; undefined for what is no JSON
 * @throws InputProblem when it has more levels than can be sent
 */
export function jsonIn(value: unknown, label: string): unknown {
	const parsed = typeof value === 'object' ? value : readJson(String(value))?.value;
	checkLevels(parsed, label);
	return parsed;
}

/**
 * A field for a JSON object.
 *
 * @param example what to write, for the hint where it is none
 */
export const objectField = (
	displayName: string,
	name: string,
	wire: string,
	example: string,
	more: Partial<INodeProperties> = {},
): WireField => ({
	field: { displayName, name, type: 'json', default: '{}', ...more },
	wire,
	encode(value, label): IDataObject | undefined {
		if (String(value ?? '').trim() === '') return undefined;
		const object = jsonIn(value, label);
		if (isRecord(object)) return object;
		throw new InputProblem(label, 'is not a JSON object', `Write e.g. ${example}.`);
	},
});
