import {
	type INodeProperties,
	type INodePropertyCollection,
	type INode,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

import { InputProblem } from '../model/inputProblem';
import { choiceIn, choicesIn, nearestIn, numberIn, someChoiceIn, truthOf } from './fieldValue';
import { isRecord } from '../text/json';
import { entriesOf, type FormField, formOf } from '../model/operation';
import { checkLevels, checkJson, checkOneValue } from './valueChecks';

/** What a field takes beside one text, which n8n's description of it cannot say. */
const takes = Symbol('takes');

type Marked = INodeProperties & { [takes]?: 'list' | 'data' | 'tuning' };

/** A field for several entries: a list as well as a text with separators. */
export const takingList = (field: INodeProperties): INodeProperties => mark(field, 'list');

/** A field that takes data of any form: the names of files, or files, rows and tables themselves. */
export const takingData = (field: INodeProperties): INodeProperties => mark(field, 'data');

/** A number that decides only how fast the work goes: the nearest one that the field takes stands for any other. */
export const tuning = (field: INodeProperties): INodeProperties => mark(field, 'tuning');

const mark = (field: INodeProperties, kind: Marked[typeof takes]): INodeProperties => {
	const marked: Marked = { ...field, [takes]: kind };
	return marked;
};

/** @returns whether a list may be the field's value */
const isList = (field: INodeProperties): boolean =>
	['list', 'data'].includes((field as Marked)[takes] ?? '') ||
	field.type === 'multiOptions' ||
	field.typeOptions?.multipleValues === true;

type Entries = Record<string, unknown>;

/** The object with what its entries mean; the same one where they already say it. */
function withMeanings(entries: Entries, meaningOf: (name: string, value: unknown) => unknown) {
	let meant = entries;
	for (const [name, value] of Object.entries(entries)) {
		const meaning = meaningOf(name, value);
		if (meaning === value) continue;
		if (meant === entries) meant = { ...entries };
		meant[name] = meaning;
	}
	return meant;
}

/** What the values of fields mean. */
function fieldsMeant(fields: readonly INodeProperties[], entries: Entries, before = ''): Entries {
	return withMeanings(entries, (name, value) => {
		const named = fields.filter((field) => field.name === name);
		return meaningOfOne(named, value, before);
	});
}

/** Fields whose texts and numbers mean themselves. */
const ofTexts = new Set(['string', 'dateTime', 'color', 'resourceLocator']);

/** Whether the value is a whole text, or a number, where the field takes texts. */
const isAsWritten = ({ type }: INodeProperties, value: unknown): boolean =>
	ofTexts.has(type) &&
	(typeof value === 'string' ? value.isWellFormed() : typeof value === 'number');

/**
 * What a value means where the form shows one of several fields with one name: that of the first that can mean it. Where they are of
 * several kinds, it stays as it is.
 *
 * @throws InputProblem of the first field, if none of them can
 */
function meaningOfOne(named: readonly INodeProperties[], value: unknown, before = ''): unknown {
	const [first] = named;
	// Most of what thousands of rows hold.
	if (first && isAsWritten(first, value)) return value;
	let problem: unknown;
	for (const field of named) {
		try {
			const meaning = meaningOf(field, value, `${before}${field.displayName}`);
			return named.every(({ type }) => type === field.type) ? meaning : value;
		} catch (error) {
			problem ??= error;
		}
	}
	if (problem !== undefined) throw problem as Error;
	return value;
}

function groups(field: INodeProperties, value: Entries): Entries {
	const kinds = (field.options ?? []) as INodePropertyCollection[];
	return withMeanings(value, (name, held) => {
		const values = kinds.find((one) => one.name === name)?.values ?? [];
		const entry = (one: unknown): unknown =>
			isRecord(one) ? fieldsMeant(values, one, `${field.displayName}: `) : one;
		if (!Array.isArray(held)) return entry(held);
		const entries = held.map(entry);
		return entries.some((one, at) => one !== held[at]) ? entries : held;
	});
}

/** The values of a resource mapper, each by its name. */
function mapped(values: unknown, label: string): void {
	if (!isRecord(values)) return;
	for (const [name, value] of Object.entries(values)) checkOneValue(value, `${label}: ${name}`);
}

/**
 * What a field's value means: an expression may give a text where the field has a number, true or false, or one of its choices.
 *
 * @throws InputProblem, naming the field and what to do, when it is none that the field can mean: a list or an object in the place of
 * a text, a text with half a character, which no gateway can be sent, no number, a word that is none of the choices
 */
function meaningOf(field: INodeProperties, value: unknown, label = field.displayName): unknown {
	if (value === undefined || value === null) return value;
	if (value === '') return field.type === 'boolean' ? undefined : value;
	switch (field.type) {
		case 'notice':
		case 'button':
			return value;
		case 'hidden':
			return field.options && isRecord(value) ? groups(field, value) : value;
		case 'json':
			checkJson(value, label);
			return value;
		case 'collection':
			return isRecord(value) ? fieldsMeant(entriesOf(field), value) : value;
		case 'fixedCollection':
			return isRecord(value) ? groups(field, value) : value;
		case 'resourceMapper':
			if (isRecord(value)) mapped(value.value, label);
			return value;
		case 'resourceLocator':
			checkLeaf(field, isRecord(value) && '__rl' in value ? value.value : value, label);
			return value;
		default:
			checkLeaf(field, value, label);
			return meaningOfLeaf(field, value, label);
	}
}

function meaningOfLeaf(field: INodeProperties, value: unknown, label: string): unknown {
	switch (field.type) {
		case 'boolean':
			return truthOf(value, label);
		case 'number':
			return ((field as Marked)[takes] === 'tuning' ? nearestIn : numberIn)(field, value, label);
		case 'options':
			return choiceIn(field, value, label);
		case 'multiOptions':
			return choicesIn(field, value, label);
		default:
			return value;
	}
}

function checkLeaf(field: INodeProperties, value: unknown, label: string): void {
	checkLevels(value, label);
	if ((field as Marked)[takes] === 'data') return;
	if (!isList(field) || !Array.isArray(value)) return checkOneValue(value, label);
	for (const entry of value) checkOneValue(entry, label);
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

/** The same of a node without operations, such as a trigger. @param description of the node type */
export function registerForm({ name, properties }: INodeTypeDescription): void {
	registerFields(name, [{ value: '', operations: [{ value: '', fields: properties }] }]);
}

const none: FormField[] = [];

/** @returns the fields of the operation that the node carries out; none of a node that nobody registered */
function fieldsOf({ type, parameters }: Pick<INode, 'type' | 'parameters'>): FormField[] {
	const name = type.slice(type.lastIndexOf('.') + 1).replace(/Tool$/, '');
	const resources = known.get(name) ?? [];
	const resource =
		resources.find(({ value }) => value === parameters.resource) ??
		(parameters.resource === undefined ? resources[0] : undefined);
	const operation =
		resource?.operations.find(({ value }) => value === parameters.operation) ??
		(parameters.operation === undefined ? resource?.operations[0] : undefined);
	return operation?.fields ?? none;
}

/** What a parameter's value means. @throws InputProblem when it is none that its field can mean */
export type Meaning = (name: string, value: unknown) => unknown;

const isLocator = ({ type }: INodeProperties): boolean => type === 'resourceLocator';

/** Of fields that share a name, one for a list allows more than others, and so does a resource locator, which is an object. */
const allowance = (field: INodeProperties): number =>
	(isList(field) ? 2 : 0) + (isLocator(field) ? 1 : 0);

function meaningsOfFields(fields: readonly INodeProperties[]): Meaning {
	const byName = new Map<string, INodeProperties[]>();
	const know = (name: string, field: INodeProperties): void => {
		const named = [...(byName.get(name) ?? []), field];
		byName.set(
			name,
			named.sort((one, other) => allowance(other) - allowance(one)),
		);
	};
	for (const field of fields) {
		know(field.name, field);
		for (const option of entriesOf(field)) know(`${field.name}.${option.name}`, option);
	}
	return (name, value) => meaningOfOne(byName.get(name) ?? [], value);
}

/** By the fields of an operation, as each of its rows asks for them. */
const made = new WeakMap<readonly FormField[], Meaning>();

/** The meaning of a node's parameters by their names; one field of a collection has a path. */
export function meaningsOf(node: INode): Meaning {
	const fields = fieldsOf(node);
	const meaning = made.get(fields) ?? meaningsOfFields(formOf(fields));
	made.set(fields, meaning);
	return meaning;
}

/** The operation's fields that the editor shows with the node's parameters. */
const shownForm = (node: INode): INodeProperties[] =>
	formOf(fieldsOf(node)).filter((field) =>
		NodeHelpers.displayParameter(node.parameters, field, node, null),
	);

/** By the node that its rows share. */
const shown = new WeakMap<INode, readonly string[]>();

/** Their names. */
export function shownFields(node: INode): readonly string[] {
	const names = shown.get(node) ?? [...new Set(shownForm(node).map(({ name }) => name))];
	shown.set(node, names);
	return names;
}

/** @returns all problems that reading fields throws as one; what n8n cannot evaluate is left to n8n, which says so itself */
export function problemIn(
	names: readonly string[],
	read: (name: string) => unknown,
): InputProblem | undefined {
	let problems: InputProblem | undefined;
	for (const name of names) {
		try {
			read(name);
		} catch (error) {
			if (error instanceof InputProblem) problems = problems?.and(error) ?? error;
		}
	}
	return problems;
}

/**
 * The same of all fields that a trigger's form shows. An expression that chooses nothing is a problem too, as the trigger would listen
 * to nothing.
 *
 * @throws what n8n cannot evaluate
 */
export function triggerProblem(
	node: INode,
	read: (name: string) => unknown,
): InputProblem | undefined {
	const fields = new Map(shownForm(node).map((field) => [field.name, field]));
	const chosen = (name: string): void => {
		const value = read(name);
		const field = fields.get(name);
		// Several of a list may be none where a person has chosen so.
		const isTyped = !String(node.parameters[name]).startsWith('=');
		if (field && !(isTyped && field.type === 'multiOptions')) someChoiceIn(field, value);
	};
	const problem = problemIn([...fields.keys()], chosen);
	if (!problem) for (const name of fields.keys()) chosen(name);
	return problem;
}
