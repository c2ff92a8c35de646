import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { entriesField, objectField, nameAndValue } from '../shared/fields/parts';
import { locatorValue } from '../shared/input/read';
import { showFor } from '../shared/model/operation';
import type { FieldTable, WireValue, Zoned } from '../shared/fields/wire';
import { InputProblem } from '../shared/model/inputProblem';
import { recordOf, recordsOf } from '../shared/text/json';

/** A variable with a value, and the type that the user gave it; none where it is from JSON. */
export interface Variable {
	name: string;
	type: unknown;
	value: IDataObject[string];
}

/** Variables as entries or as JSON, whichever the user finds easier. */
export interface VariablesForm {
	/** Which of the two; the first of its options is for entries. */
	choice: Pick<INodeProperties, 'displayName' | 'name' | 'description'> & {
		options: [entries: INodePropertyOptions, json: INodePropertyOptions];
	};
	entries: Partial<INodeProperties> & {
		displayName: string;
		name: string;
		values: INodeProperties[];
	};
	json: Partial<INodeProperties> & { name: string };
	/** What to write as JSON. */
	example: string;
	/**
	 * Brings a value to what travels.
	 *
	 * @returns undefined for one that is left out
	 * @throws InputProblem when it is none of its type
	 */
	valueOf(variable: Variable, label: string, item: Zoned): IDataObject[string];
}

/**
 * Fields for variables, and their reading.
 *
 * @param wire as `WireField.wire`
 * @param written how the request has them, each name once
 */
export function variableFields(
	{ choice, entries, json, example, valueOf }: VariablesForm,
	wire: string,
	written: (variables: Variable[]) => WireValue | undefined,
): FieldTable {
	const values = (given: Variable[], label: string, item: Zoned): WireValue | undefined => {
		const read = given.map((one) => ({ ...one, value: valueOf(one, label, item) }));
		const left = read.filter(({ name, value }) => name !== '' && value !== undefined);
		return written([...new Map(left.map((one) => [one.name, one])).values()]);
	};
	const unset = written([]);
	const [fromEntries, fromJson] = choice.options.map(({ value }) => value);
	const { name, ...form } = json;
	const object = objectField('Variables (JSON)', name, wire, example, form);
	return [
		{ ...choice, type: 'options', default: fromEntries },
		...showFor({ [choice.name]: [fromEntries] }, [
			{
				...entriesField<Zoned>({ ...entries, entry: 'Variable' }, wire, (given, label, item) =>
					values(
						given
							.map(({ name: text, type, value }) => {
								return { name: locatorValue(text).trim(), type: type ?? 'text', value };
							})
							.filter((one) => one.name !== ''),
						label,
						item,
					),
				),
				unset,
			},
		]),
		...showFor({ [choice.name]: [fromJson] }, [
			{
				...object,
				encode: (value: unknown, label: string, item: Zoned) =>
					values(
						Object.entries(recordOf(object.encode?.(value, label, item))).map(
							([variable, one]) => ({ name: variable, type: undefined, value: one }),
						),
						label,
						item,
					),
				unset,
			},
		]),
	];
}

/** Names and values as an object. */
export const asObject = (variables: Variable[]): IDataObject =>
	Object.fromEntries(variables.map(({ name, value }) => [name, value]));

/** The same as a list. */
export const asList = (variables: Variable[]): IDataObject[] =>
	variables.map(({ name, value }) => ({ name, value }));

/** @throws InputProblem when a request would set no variable */
export function settingSome(body: IDataObject): IDataObject {
	if (recordsOf(body.variables).length > 0) return body;
	throw new InputProblem('Variables', 'is empty', 'Add at least one variable to set.');
}

/**
 * Texts that a letter or an event shows.
 *
 * @param entries label and name of the field for entries
 * @param meaning what the values are, as the start of a sentence
 */
export const textVariables = (
	entries: { displayName: string; name: string },
	wire: string,
): FieldTable =>
	variableFields(
		{
			choice: {
				displayName: 'Specify Variables',
				name: 'specifyVariables',
				options: [
					{ name: 'Using Fields Below', value: 'pairs' },
					{ name: 'Using JSON', value: 'json' },
				],
			},
			entries: {
				...entries,
				values: nameAndValue,
			},
			json: { name: 'variablesJson' },
			example: '{"name":"Ann"}',
			valueOf: ({ type, value }) => (type === undefined ? value : String(value ?? '')),
		},
		wire,
		asObject,
	);
