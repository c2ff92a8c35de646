import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../model/inputProblem';
import { isRecord, readJson, recordOf, recordsOf } from '../text/json';
import type { WireField, WireValue } from './wire';

/** Fields whose value has parts: entries with fields of their own, or JSON. */

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
