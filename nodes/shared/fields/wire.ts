import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isRecord, recordOf } from '../text/json';
import { InputProblem } from '../model/inputProblem';
import { type FormField, formOf } from '../model/operation';
import { onceForAll, type ReadParameter, type Setting } from '../input/parameterReader';
import { someChoiceIn } from '../input/fieldValue';
import { textsOf, locatorValue } from '../input/read';

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
 * @param item that the field is of, for what hangs on its other fields
 * @returns undefined when nothing travels
 * @throws InputProblem when the value cannot be sent
 */
export type Encode<S = Item> = (value: unknown, label: string, item: S) => WireValue | undefined;

/** A field that fills one parameter, so that a table of them is both the form and its reading. */
export interface WireField<S = Item> {
	field: INodeProperties;
	/**
	 * The parameter's name; without one the members of what `encode` gives are parameters themselves. In JSON, the names of the
	 * objects that it is in stand before it, as in `stats.opens`. Fields of one parameter that are lists make one list, with each
	 * entry once, and objects make one object.
	 */
	wire: string;
	/** If missing, the value travels as `plainValue` makes it, in a form as the text of that. */
	encode?: Encode<S>;
	/** What travels where nothing is filled in. */
	unset?: WireValue;
	/** Has to be filled, although the form does not mark it: whether it is asked for hangs on a choice that may be an expression. */
	needed?: true;
}

/** A field of the form with its reading; one that has none is read as it is. */
export const asWireField = (one: FormField): WireField => {
	if ('wire' in one) return one as WireField;
	return { field: 'field' in one ? one.field : one, wire: '' };
};

/** The item whose fields are read. */
export interface Item {
	read: ReadParameter;
}

/** The same with the workflow's time zone, for a day; missing where no setting is at hand. */
export type Zoned = Item & Partial<Pick<Setting, 'timeZone'>>;

/** A field whose reading may need the time zone, the credentials and the files of its item. */
export type TableField = WireField<Item & Setting>;

/** Text as it is, true and false as 1 and 0, lists joined by commas, dropdowns by their id. */
export function wireText(value: unknown): string {
	if (typeof value === 'boolean') return value ? '1' : '0';
	if (Array.isArray(value)) return value.map(wireText).join(',');
	return locatorValue(value);
}

/** Texts without spaces around them, dropdowns by their id, everything else as it is. */
function plainValue({ type }: INodeProperties, value: unknown): WireValue {
	if (type === 'string' || type === 'color' || type === 'resourceLocator')
		return locatorValue(value).trim();
	return type === 'multiOptions' ? textsOf(value) : (value as WireValue);
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const isEmpty = (value: unknown): boolean => wireText(value).trim() === '';

/** @returns whether nothing was filled in @throws InputProblem when something has to be */
function isUnset<S>({ field, encode, needed }: WireField<S>, value: unknown, item: S): boolean {
	if (!isEmpty(value)) return false;
	if (!field.required && !needed) return true;
	// Its own words say best what is asked for.
	if (!isEmpty(encode?.(value, field.displayName, item))) return false;
	throw new InputProblem(field.displayName, 'is empty', 'Enter a value, or check its expression.');
}

/** Lists become one list with each entry once, objects one object; of anything else the later stands. */
function joined(known: WireValue, value: WireValue): WireValue {
	if (Array.isArray(known) && Array.isArray(value))
		return [...new Set<unknown>([...known, ...value])] as WireValue;
	return isRecord(known) && isRecord(value) ? joinedObjects(known, value) : value;
}

function joinedObjects(known: IDataObject, more: IDataObject): IDataObject {
	if (!Object.keys(more).some((name) => Object.hasOwn(known, name))) return { ...known, ...more };
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
	return isEmpty(value) ? undefined : plainValue(field, value);
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

/**
 * The fields that the form shows and that have a parameter.
 *
 * @param read the values of these fields, which may be those of a collection
 * @throws InputProblem when nothing is chosen in a field by which the form shows others, as an expression can make it
 */
function shownOf<S>(fields: FieldTable<S>, read: ReadParameter, item: Item): Array<WireField<S>> {
	const isShown = ({ displayOptions: { show } = {} }: INodeProperties): boolean => {
		for (const name in show) {
			const value = name.startsWith('/') ? item.read(name.slice(1)) : read(name);
			if (!(show[name] as unknown[] | undefined)?.includes(value)) return false;
		}
		return true;
	};
	return onceForAll(read, fields, () =>
		fields.filter((one): one is WireField<S> => {
			const field = 'wire' in one ? one.field : one;
			if (!isShown(field)) return false;
			if (field.type === 'options' && decides(fields, field)) {
				const value = read(field.name);
				if (value !== undefined) someChoiceIn(field, value);
			}
			return 'wire' in one;
		}),
	);
}

/** The values of fields in one object. @param object to which they are added */
function together<S>(
	fields: Array<WireField<S>>,
	value: (one: WireField<S>) => WireValue | undefined,
	object: IDataObject = {},
): IDataObject {
	let values = object;
	for (const one of fields) {
		const given = value(one);
		if (given === undefined) continue;
		if (one.wire === '' || one.wire.includes('.'))
			values = joinedObjects(values, placed(one.wire, given));
		// Most fields are a parameter, and many rows have them.
		else values[one.wire] = joined(values[one.wire], given);
	}
	return values;
}

/** The values of fields, which may be those of a collection. */
export const objectOf = <S extends Item>(fields: FieldTable<S>, read: ReadParameter, item: S) =>
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
	objectOf(
		fields,
		read,
		(setting?.read === read ? setting : { ...setting, read }) as Item & Setting,
	);

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
	fields: FieldTable<Zoned>,
	read: ReadParameter,
	name = 'options',
	{ timeZone }: Partial<Setting> = {},
): WireParameter[] {
	const values = recordOf(read(name, {}));
	const item: Zoned = { read, timeZone };
	const added = shownOf(fields, (option) => values[option], item).filter(
		({ field }) => !isAbsent(values[field.name]),
	);
	const cleared = added.flatMap(({ wire }) => (wire === '' ? [] : [[wire, ''] as const]));
	const value = (one: WireField<Zoned>) => encoded(one, values[one.field.name], item);
	return parametersOf(together(added, value, Object.fromEntries(cleared)));
}

/**
 * What one field alone says, as text: a part of a path, a recipient.
 *
 * @throws InputProblem when it is required and empty, or cannot be sent
 */
export const readText = (one: WireField, read: ReadParameter): string =>
	wireText(valueOf(one, read(one.field.name, ''), { read }));
