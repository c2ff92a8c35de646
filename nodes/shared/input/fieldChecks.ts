import {
	type INodeProperties,
	type INodePropertyCollection,
	type INode,
	NodeHelpers,
} from 'n8n-workflow';

import { InputProblem } from '../model/inputProblem';
import { choosingHint, describeValue, isMoment } from './describeValue';
import { isNestedBeyond, isRecord, mostLevels, readJson } from '../text/json';
import { describeCharacter, firstUnencodable } from '../text/charset';
import { type FormField, formOf } from '../model/operation';

/** What a field takes beside one text, which n8n's description of it cannot say. */
const takes = Symbol('takes');

type Marked = INodeProperties & { [takes]?: 'list' | 'file' };

/** A field for several entries: a list as well as a text with separators. */
export const takingList = (field: INodeProperties): INodeProperties => mark(field, 'list');

/** A field that names files of the item, or holds them. */
export const takingFiles = (field: INodeProperties): INodeProperties => mark(field, 'file');

const mark = (field: INodeProperties, kind: 'list' | 'file'): INodeProperties => {
	const marked: Marked = { ...field, [takes]: kind };
	return marked;
};

/** @returns whether a list may be the field's value */
const isList = (field: INodeProperties): boolean =>
	(field as Marked)[takes] !== undefined ||
	field.type === 'multiOptions' ||
	field.typeOptions?.multipleValues === true;

const cutInside = (label: string, text: string): InputProblem =>
	new InputProblem(
		label,
		`contains half of the character ${describeCharacter(firstUnencodable(text, 'utf-8') ?? '')}: the text was cut inside a character, e.g. an emoji`,
		'Cut by whole characters: {{ Array.from($json.text).slice(0, 17).join("") }}, with your own field.',
	);

/** @throws InputProblem when the value has lists and objects inside each other in more levels than can be sent */
export function checkLevels(value: unknown, label: string): void {
	if (!isNestedBeyond(mostLevels, value)) return;
	throw new InputProblem(
		label,
		`has lists and objects inside each other, more than ${mostLevels.toLocaleString('en')} levels deep`,
		'Check the brackets and braces in it.',
	);
}

/** @throws InputProblem when a text in the value, or a name, has half of a pair of UTF-16 */
function wholeTexts(value: unknown, label: string): void {
	if (typeof value === 'string') {
		if (!value.isWellFormed()) throw cutInside(label, value);
	} else if (Array.isArray(value)) {
		for (const entry of value) wholeTexts(entry, label);
	} else if (isRecord(value) && !isMoment(value)) {
		for (const [name, entry] of Object.entries(value)) {
			wholeTexts(name, label);
			wholeTexts(entry, label);
		}
	}
}

/** JSON may write half a character as an escape. */
const halfEscape = /\\u[dD][89abAB][0-9a-fA-F]{2}|\\u[dD][c-fC-F][0-9a-fA-F]{2}/;

function wholeJson(value: unknown, label: string): void {
	checkLevels(value, label);
	wholeTexts(value, label);
}

function jsonValue(value: unknown, label: string): void {
	wholeJson(value, label);
	if (typeof value === 'string' && halfEscape.test(value)) wholeJson(readJson(value)?.value, label);
}

/** @throws InputProblem when one text, number or truth value belongs there and something else stands there */
export function oneValue(value: unknown, label: string): void {
	if (typeof value === 'string') wholeTexts(value, label);
	if (typeof value !== 'object' || value === null || isMoment(value)) return;
	throw new InputProblem(
		label,
		(redact) => `is ${describeValue(value, redact) ?? 'empty'}, but one text is expected here`,
		choosingHint(value),
	);
}

type Entries = Record<string, unknown>;

function collection(field: INodeProperties, value: unknown): void {
	for (const option of (field.options ?? []) as INodeProperties[]) {
		checkValue(option, (value as Entries)[option.name]);
	}
}

function groups(field: INodeProperties, value: unknown): void {
	for (const { name, values } of (field.options ?? []) as INodePropertyCollection[]) {
		const given = (value as Entries)[name];
		for (const entry of (Array.isArray(given) ? given : [given]) as unknown[]) {
			if (!isRecord(entry)) continue;
			for (const inner of values) {
				checkValue(inner, entry[inner.name], `${field.displayName}: ${inner.displayName}`);
			}
		}
	}
}

/** The values of a resource mapper, each by its name. */
function mapped(values: unknown, label: string): void {
	if (!isRecord(values)) return;
	for (const [name, value] of Object.entries(values)) oneValue(value, `${label}: ${name}`);
}

/**
 * Checks that a field's value is one that the field can mean: no list or object in the place of a text, and no text with half
 * a character, which no gateway can be sent.
 *
 * @throws InputProblem naming the field, and how to choose a part of the value
 */
function checkValue(field: INodeProperties, value: unknown, label = field.displayName): void {
	if (value === undefined || value === null || value === '') return;
	switch (field.type) {
		case 'notice':
		case 'button':
			return;
		case 'hidden':
			return field.options && isRecord(value) ? groups(field, value) : undefined;
		case 'json':
			return jsonValue(value, label);
		case 'collection':
			return isRecord(value) ? collection(field, value) : undefined;
		case 'fixedCollection':
			return isRecord(value) ? groups(field, value) : undefined;
		case 'resourceMapper':
			return isRecord(value) ? mapped(value.value, label) : undefined;
		case 'resourceLocator':
			return checkLeaf(field, isRecord(value) && '__rl' in value ? value.value : value, label);
		default:
			return checkLeaf(field, value, label);
	}
}

function checkLeaf(field: INodeProperties, value: unknown, label: string): void {
	checkLevels(value, label);
	if ((field as Marked)[takes] === 'file') return;
	if (!isList(field) || !Array.isArray(value)) return oneValue(value, label);
	for (const entry of value) oneValue(entry, label);
}

/** The operations of a node, as far as their fields matter. */
interface WithFields {
	value: string;
	operations: ReadonlyArray<{ value: string; fields: FormField[] }>;
}

/** By the node type's own name. */
const known = new Map<string, readonly WithFields[]>();

/** Makes a node's fields known, so that each of their values is checked wherever it is read. @param name that of the node type */
export function registerFields(name: string, resources: readonly WithFields[]): void {
	known.set(name, resources);
}

/** @returns the fields of the operation that the node carries out; none of a node that nobody registered */
function fieldsOf({ type, parameters }: Pick<INode, 'type' | 'parameters'>): INodeProperties[] {
	const name = type.slice(type.lastIndexOf('.') + 1).replace(/Tool$/, '');
	const resources = known.get(name) ?? [];
	const resource =
		resources.find(({ value }) => value === parameters.resource) ??
		(parameters.resource === undefined ? resources[0] : undefined);
	const operation =
		resource?.operations.find(({ value }) => value === parameters.operation) ??
		(parameters.operation === undefined ? resource?.operations[0] : undefined);
	return formOf(operation?.fields ?? []);
}

/** Checks a parameter's value. @throws InputProblem */
export type Check = (name: string, value: unknown) => void;

const isLocator = ({ type }: INodeProperties): boolean => type === 'resourceLocator';

/** Of fields that share a name, one for a list allows more than others, and so does a resource locator, which is an object. */
const allowsMore = (field: INodeProperties, other: INodeProperties): boolean =>
	(isList(field) && !isList(other)) || (isLocator(field) && !isLocator(other));

/** The check of a node's parameters by their names, whatever the order of the fields is; one field of a collection has a path. */
export function checkOf(node: INode): Check {
	const byName = new Map<string, INodeProperties>();
	const know = (name: string, field: INodeProperties): void => {
		const other = byName.get(name);
		if (!other || allowsMore(field, other)) byName.set(name, field);
	};
	for (const field of fieldsOf(node)) {
		know(field.name, field);
		if (field.type !== 'collection') continue;
		for (const option of (field.options ?? []) as INodeProperties[]) {
			know(`${field.name}.${option.name}`, option);
		}
	}
	return (name, value) => {
		const field = byName.get(name);
		if (field) checkValue(field, value);
	};
}

/** Names of the operation's fields that the editor shows with the node's parameters. */
export const shownFields = (node: INode): string[] => [
	...new Set(
		fieldsOf(node)
			.filter((field) => NodeHelpers.displayParameter(node.parameters, field, node, null))
			.map(({ name }) => name),
	),
];

/** @returns the first problem that reading fields throws; what n8n cannot evaluate is left to n8n, which says so itself */
export function problemIn(
	names: readonly string[],
	read: (name: string) => unknown,
): InputProblem | undefined {
	for (const name of names) {
		try {
			read(name);
		} catch (error) {
			if (error instanceof InputProblem) return error;
		}
	}
	return undefined;
}
