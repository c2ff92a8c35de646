import type { INodeProperties } from 'n8n-workflow';

import { recordOf } from '../text/json';
import { takingList } from '../input/fieldValues';
import { InputProblem } from '../model/inputProblem';
import type { ReadParameter } from '../input/parameterReader';
import { locatorValue } from './list';

/** A parameter as it travels in a form. */
export type WireParameter = [name: string, value: string];

/**
 * Brings a field's value to its text on the wire.
 *
 * @param label the field's label, for problems
 * @throws InputProblem when the value cannot be sent
 */
export type Encode = (value: unknown, label: string) => string;

/** A field that fills one parameter, so that a table of them is both the form and its reading. */
export interface WireField {
	field: INodeProperties;
	wire: string;
	/** As `wireText`, if missing. */
	encode?: Encode;
}

/** Text as it is, true and false as 1 and 0, lists joined by commas, dropdowns by their id. */
export function wireText(value: unknown): string {
	if (typeof value === 'boolean') return value ? '1' : '0';
	if (Array.isArray(value)) return value.map(wireText).join(',');
	return locatorValue(value);
}

/** A truth value in a text is the word that n8n shows of it. */
const encodeOf =
	({ type }: INodeProperties): Encode =>
	(value) =>
		type === 'string' && typeof value === 'boolean' ? String(value) : wireText(value);

type More = Partial<INodeProperties>;

export const textField = (
	displayName: string,
	name: string,
	wire: string,
	more: More = {},
): WireField => ({ field: { displayName, name, type: 'string', default: '', ...more }, wire });

export const numberField = (
	displayName: string,
	name: string,
	wire: string,
	more: More = {},
): WireField => ({ field: { displayName, name, type: 'number', default: 0, ...more }, wire });

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
		if (Number.isInteger(number) && number >= least && number <= most) return String(number);
		throw new InputProblem(
			label,
			`“${String(value)}” is not a whole number from ${least} to ${most}`,
			'Enter a number within these limits, or check its expression.',
		);
	},
});

/** A text field for several entries, which may come as a list. */
export const listField = (...field: Parameters<typeof textField>): WireField => {
	const { field: one, ...rest } = textField(...field);
	return { ...rest, field: takingList(one) };
};

/** @param description a sentence that starts with "Whether" */
export const flagField = (
	displayName: string,
	name: string,
	wire: string,
	description: string,
	preset = false,
): WireField => ({
	field: {
		displayName,
		name,
		type: 'boolean',
		default: false,
		description,
		...(preset ? { default: true } : {}),
	},
	wire,
});

/** The options of a collection, sorted as n8n wants them. */
export const collectionOptions = (fields: readonly WireField[]): INodeProperties[] =>
	fields.map(({ field }) => field).sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));

/**
 * The parameters of a collection's options. An option that was added and left empty is sent empty, which is how a value
 * is cleared; one that was not added is not sent.
 */
export function collectionParameters(
	fields: readonly WireField[],
	collection: unknown,
): WireParameter[] {
	const values = recordOf(collection);
	return fields.flatMap(({ field, wire, encode = encodeOf(field) }): WireParameter[] => {
		const value = values[field.name];
		return value === undefined || value === null ? [] : [[wire, encode(value, field.displayName)]];
	});
}

/** The same field where it has to be filled. */
export const required = ({ field, ...rest }: WireField): WireField => ({
	...rest,
	field: { ...field, required: true },
});

/**
 * The parameters of fields outside a collection; an empty one is not sent.
 *
 * @throws InputProblem when a required one is empty, as an expression can make it
 */
export function fieldParameters(
	fields: readonly WireField[],
	read: ReadParameter,
): WireParameter[] {
	return fields.flatMap(({ field, wire, encode = encodeOf(field) }): WireParameter[] => {
		const value = read(field.name, '');
		if (wireText(value).trim() === '') {
			if (!field.required) return [];
			throw new InputProblem(
				field.displayName,
				'is empty',
				'Enter a value, or check its expression.',
			);
		}
		return [[wire, encode(value, field.displayName)]];
	});
}
