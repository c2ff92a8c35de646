import type { INodeProperties, IDataObject } from 'n8n-workflow';

import { isRecord, readJson, recordOf, recordsOf } from '../text/json';
import type { WireField, WireValue } from './wire';
import { InputProblem } from '../model/inputProblem';

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
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
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
	placeholder?: string;
	/** What the mode to type a value is called. */
	idMode?: string;
}): INodeProperties {
	const { searchListMethod, placeholder, idMode = 'By ID', ...rest } = field;
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
			{ displayName: idMode, name: 'id', type: 'string', placeholder },
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

/** @returns what a JSON field holds, typed or given by an expression; undefined for what is no JSON */
export const jsonIn = (value: unknown): unknown =>
	typeof value === 'object' ? value : readJson(String(value))?.value;

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
		const object = jsonIn(value);
		if (isRecord(object)) return object;
		throw new InputProblem(label, 'is not a JSON object', `Write e.g. ${example}.`);
	},
});
