import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isRecord, recordOf } from '../text/json';
import { takingList } from '../input/fieldChecks';
import { InputProblem } from '../model/inputProblem';
import { type FormField, formOf } from '../model/operation';
import type { ReadParameter, Setting } from '../input/parameterReader';
import { choiceOf, textsOf, locatorValue } from '../input/read';

/** A parameter as it travels in a form. */
export type WireParameter = [name: string, value: string];

/** A parameter, where it has a value. */
export const parameter = (name: string, value: string | undefined): WireParameter[] =>
	value === undefined || value === '' ? [] : [[name, value]];

/** A value as it travels in JSON; a form has its text. */
export type WireValue = IDataObject[string];

/** Fields of a request in the order of the form; those without a parameter only decide which others it shows. */
export type FieldTable<S = Item & Setting> = ReadonlyArray<WireField<S> | INodeProperties>;

/**
 * Brings a field's value to what travels.
 *
 * @param label the field's label, for problems
 * @param item where the request is JSON
 * @returns undefined when nothing travels
 * @throws InputProblem when the value cannot be sent
 */
export type Encode<S = Item> = (value: unknown, label: string, item: S) => WireValue | undefined;

/** A field that fills one parameter, so that a table of them is both the form and its reading. */
export interface WireField<S = Item> {
	field: INodeProperties;
	/**
	 * The parameter's name; without one the members of what `encode` gives are parameters themselves. In JSON, the names of the
	 * objects that it is in stand before it, as in `stats.opens`. There, fields of one parameter that are lists make one list, with
	 * each entry once, and objects make one object.
	 */
	wire: string;
	/** If missing, the value travels as `wireText` in a form and as `jsonValue` in JSON. */
	encode?: Encode<S>;
	/** What travels in JSON where nothing is filled in. */
	unset?: WireValue;
	/** Has to be filled, although the form does not mark it: whether it is asked for hangs on a choice that may be an expression. */
	needed?: true;
}

/** The item whose fields are read. */
export interface Item {
	read: ReadParameter;
}

/** A field whose reading may need the time zone, the credentials and the files of its item. */
export type TableField = WireField<Item & Setting>;

/** Text as it is, true and false as 1 and 0, lists joined by commas, dropdowns by their id. */
export function wireText(value: unknown): string {
	if (typeof value === 'boolean') return value ? '1' : '0';
	if (Array.isArray(value)) return value.map(wireText).join(',');
	return locatorValue(value);
}

/**
 * Numbers as numbers, texts without spaces around them, dropdowns by their id, everything else as it is.
 *
 * @throws InputProblem when a number is none
 */
function jsonValue({ type, displayName }: INodeProperties, value: unknown): WireValue {
	if (type === 'string' || type === 'color' || type === 'resourceLocator')
		return locatorValue(value).trim();
	if (type === 'multiOptions') return textsOf(value);
	if (type !== 'number') return value as WireValue;
	const number = Number(value);
	if (Number.isFinite(number)) return number;
	throw new InputProblem(
		displayName,
		`“${String(value)}” is not a number`,
		'Enter a number, or check its expression.',
	);
}

type More = Partial<INodeProperties>;

const fieldOf =
	(type: INodeProperties['type'], preset: INodeProperties['default']) =>
	(displayName: string, name: string, wire: string, more: More = {}): WireField => ({
		field: { displayName, name, type, default: preset, ...more },
		wire,
	});

export const textField = fieldOf('string', '');

export const numberField = fieldOf('number', 0);

/** A date, whose `encode` says how the gateway writes it. */
export const dateField = fieldOf('dateTime', '');

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

/** A flag that travels only when it is on. */
export const onlyTrue: Encode = (value) => (value === true ? true : undefined);

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

/** The options of a collection, sorted as n8n wants them. */
export const collectionOptions = (fields: readonly FormField[]): INodeProperties[] =>
	formOf(fields).sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));

/** The same field where it has to be filled. */
export const required = <F extends WireField<never>>({ field, ...rest }: F): F =>
	({ ...rest, field: { ...field, required: true } }) as F;

/** The same field where it may be left empty. */
export const optional = <F extends WireField<never>>({ field, ...rest }: F): F =>
	({ ...rest, field: { ...field, required: undefined } }) as F;

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const isEmpty = (value: unknown): boolean => wireText(value).trim() === '';

const missing = ({ displayName }: INodeProperties): InputProblem =>
	new InputProblem(displayName, 'is empty', 'Enter a value, or check its expression.');

/** @returns whether nothing was filled in @throws InputProblem when something has to be */
function isUnset<S>({ field, encode, needed }: WireField<S>, value: unknown, item: S): boolean {
	if (!isEmpty(value)) return false;
	if (!field.required && !needed) return true;
	// Its own words say best what is asked for.
	if (isEmpty(encode?.(value, field.displayName, item))) throw missing(field);
	return false;
}

/** Lists become one list with each entry once, objects one object; of anything else the later stands. */
function joined(known: WireValue, value: WireValue): WireValue {
	if (Array.isArray(known) && Array.isArray(value))
		return [...new Set<unknown>([...known, ...value])] as WireValue;
	return isRecord(known) && isRecord(value) ? joinedObjects(known, value) : value;
}

function joinedObjects(known: IDataObject, more: IDataObject): IDataObject {
	const members = new Map(Object.entries(known));
	for (const [name, value] of Object.entries(more)) {
		members.set(name, joined(members.get(name), value));
	}
	return Object.fromEntries(members);
}

/** A value inside the objects that its name says. */
const placed = (wire: string, value: WireValue): IDataObject =>
	recordOf(
		wire === ''
			? value
			: wire.split('.').reduceRight<WireValue>((inner, name) => ({ [name]: inner }), value),
	);

/** What travels of a value that is there; undefined for one that does not. */
function encoded<S>({ field, encode }: WireField<S>, value: unknown, item: S) {
	if (encode) return encode(value, field.displayName, item);
	return isEmpty(value) ? undefined : jsonValue(field, value);
}

/** What travels of a field. @throws InputProblem when it has to be filled and is not */
const valueOf = <S>(one: WireField<S>, value: unknown, item: S): WireValue | undefined =>
	// A collection may hold options that have to be filled.
	one.field.type !== 'collection' && isUnset(one, value, item)
		? one.unset
		: encoded(one, value, item);

/** Whether others of the table are shown by what a field holds. */
const decides = (fields: readonly FormField[], { name }: INodeProperties): boolean =>
	formOf(fields).some(({ displayOptions }) => name in (displayOptions?.show ?? {}));

/** @throws InputProblem when an expression gives what is none of the choices, by which the form would show nothing */
function checkChoice({ displayName, options = [] }: INodeProperties, value: unknown): void {
	const choices = options.flatMap((one) => ('value' in one ? [one.value] : []));
	if (value !== undefined) choiceOf(value, displayName, choices);
}

/**
 * The fields that the form shows and that have a parameter.
 *
 * @param read the values of these fields, which may be those of a collection
 * @throws InputProblem as `checkChoice`
 */
function shownOf<S>(fields: FieldTable<S>, read: ReadParameter, item: Item): Array<WireField<S>> {
	const isShown = ({ displayOptions: { show } = {} }: INodeProperties): boolean =>
		show === undefined ||
		Object.entries(show).every(([name, values = []]) =>
			(values as unknown[]).includes(name.startsWith('/') ? item.read(name.slice(1)) : read(name)),
		);
	return fields.flatMap((one) => {
		const field = 'wire' in one ? one.field : one;
		if (!isShown(field)) return [];
		if (field.type === 'options' && decides(fields, field)) checkChoice(field, read(field.name));
		return 'wire' in one ? [one] : [];
	});
}

/** The values of fields in one object, beside those that are there. */
function together<S>(
	fields: Array<WireField<S>>,
	value: (one: WireField<S>) => WireValue | undefined,
	known: IDataObject = {},
): IDataObject {
	return fields.reduce((object, one) => {
		const given = value(one);
		return given === undefined ? object : joinedObjects(object, placed(one.wire, given));
	}, known);
}

const objectOf = <S extends Item>(fields: FieldTable<S>, read: ReadParameter, item: S) =>
	together(shownOf(fields, read, item), (one) => valueOf(one, read(one.field.name, ''), item));

/** What is read of an item; the setting may be missing where no field needs it. */
type Given =
	| [fields: FieldTable<Item>, read: ReadParameter]
	| [fields: FieldTable, read: ReadParameter, setting: Setting];

/**
 * The values of fields in JSON. One that is empty, or that the form does not show, is not sent.
 *
 * @throws InputProblem when a required one is empty, as an expression can make it, or a value cannot be sent
 */
export const jsonValues = (...[fields, read, setting]: Given): IDataObject =>
	objectOf(fields, read, { ...setting, read } as Item & Setting);

const parametersOf = (values: IDataObject): WireParameter[] =>
	Object.entries(values).map(([name, value]) => [name, wireText(value)]);

/** The same values as the parameters of a form. */
export const fieldParameters = (...given: Given): WireParameter[] =>
	parametersOf(jsonValues(...given));

/**
 * The parameters of a collection's options in a form. An option that was added and left empty is sent empty, which is how a value
 * is cleared; one that was not added is not sent.
 *
 * @param name of the collection
 */
export function collectionParameters(
	fields: FieldTable<Item>,
	read: ReadParameter,
	name = 'options',
): WireParameter[] {
	const values = recordOf(read(name, {}));
	const added = shownOf(fields, (option) => values[option], { read }).filter(
		({ field }) => !isAbsent(values[field.name]),
	);
	const cleared = added.flatMap(({ wire }) => (wire === '' ? [] : [[wire, ''] as const]));
	const value = (one: WireField) => encoded(one, values[one.field.name], { read });
	return parametersOf(together(added, value, Object.fromEntries(cleared)));
}

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

/** The same field as another parameter. */
export const as = <F extends WireField<never>>(wire: string, field: F): F => ({ ...field, wire });

/**
 * What one field alone says, as text: a part of a path, a recipient.
 *
 * @throws InputProblem when it is required and empty, or cannot be sent
 */
export const readText = (one: WireField, read: ReadParameter): string =>
	wireText(valueOf(one, read(one.field.name, ''), { read }));
