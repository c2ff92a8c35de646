import type { IDataObject } from 'n8n-workflow';

import { quoteLongIntegers } from './longIntegers';
import { integersFarApart, integersIn, withIntegers } from './restoredIntegers';

/** Answers to one message, and to some tens, are shorter (characters). */
const short = 4096;

/**
 * Parses JSON without losing digits: integers beyond 2^53 become strings, because gateways use them as ids. They are put into
 * quotes before, or put back afterwards: where the texts between them are long, a copy with quotes costs more than parsing does,
 * and where a string holds what looks like a value, quotes would break it.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string): unknown {
	const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
	// In a short text, making room for copies takes longer than looking for digits.
	if (source.length < short && !/\d{16}/.test(source)) return JSON.parse(source);
	const found = integersFarApart(source);
	if (found === undefined) {
		const quoted = quoteLongIntegers(source);
		if (quoted === undefined) return JSON.parse(source);
		try {
			return JSON.parse(quoted);
		} catch {
			// It is no JSON, or what was put into a string is an error. The error is to speak of the text as it came.
		}
	}
	return withIntegers(JSON.parse(source), found ?? integersIn(source));
}

/** @returns the parsed text, or null when it is not JSON */
export function readJson(text: string): { value: unknown } | null {
	try {
		return { value: parseJson(text) };
	} catch {
		return null;
	}
}

/** What writes JSON, n8n and its HTTP client too, calls itself for each level, and breaks off at some thousands. */
export const mostLevels = 1000;

/** @returns whether lists and objects stand inside each other in more than so many levels */
export function isNestedBeyond(levels: number, value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	if (Array.isArray(value)) {
		for (const inner of value as unknown[])
			if (typeof inner === 'object' && isNestedBeyond(levels - 1, inner)) return true;
		return false;
	}
	for (const name in value) {
		const inner = (value as IDataObject)[name];
		if (typeof inner === 'object' && isNestedBeyond(levels - 1, inner)) return true;
	}
	return false;
}

/**
 * Parses an answer that is always an object.
 *
 * @param member what every answer has
 * @throws SyntaxError when the text is something else
 */
export function parseObject(text: string, member: string): Record<string, unknown> {
	const body = parseJson(text);
	if (isRecord(body) && body[member] !== undefined) return body;
	throw new SyntaxError(`An answer without ${member}`);
}

/** Reads an answer that has to be an object or a list. @throws SyntaxError */
export function parseStructure(text: string): object {
	const body = parseJson(text);
	if (typeof body === 'object' && body !== null) return body;
	throw new SyntaxError('Neither an object nor a list');
}

/** @returns true for a JSON object, and only for one */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns whether two values say the same as JSON, in which a member that is undefined is none; their order does not matter */
export function isEqualJson(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
		return false;
	if (Array.isArray(one) !== Array.isArray(other)) return false;
	const members = one as IDataObject;
	const others = other as IDataObject;
	for (const name in members) if (!isEqualJson(members[name], others[name])) return false;
	for (const name in others)
		if (others[name] !== undefined && members[name] === undefined) return false;
	return true;
}

const written = new WeakMap<object, string>();

function jsonOnce(value: unknown): string {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	let json = written.get(value);
	if (json === undefined) written.set(value, (json = JSON.stringify(value)));
	return json;
}

/** The list of the latest key: rows that follow each other mostly have the same. */
let latest: unknown[] = [];
let latestKey = '';

/**
 * @returns what lists have in common whose JSON is equal, and no others. Texts stand in it with their length, which costs half of
 * writing them as JSON; that of objects and lists is remembered, as many messages share them and nobody changes them.
 */
export function jsonKey(...parts: unknown[]): string {
	if (parts.length === latest.length && parts.every((part, at) => part === latest[at]))
		return latestKey;
	let key = '';
	for (const part of parts)
		key += typeof part === 'string' ? `${part.length}:${part},` : `${jsonOnce(part)},`;
	// Only now: what cannot be written as JSON leaves none.
	latest = parts;
	latestKey = key;
	return key;
}

/** @returns a JSON object as it is; an empty one for whatever is none, such as the list that PHP writes for an empty map */
export const recordOf = (value: unknown): IDataObject => (isRecord(value) ? value : {});

/** @returns the values that there are, without those that are undefined */
export function told(values: IDataObject): IDataObject {
	const there: Array<[string, IDataObject[string]]> = [];
	for (const name in values) if (values[name] !== undefined) there.push([name, values[name]]);
	return Object.fromEntries(there);
}

/** @returns the JSON objects of a list; none of what is no list */
export const recordsOf = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.filter(isRecord) : [];

/** @returns the list under a name of an answer; an empty one where there is none */
export function listIn(body: unknown, name: string): unknown[] {
	const value = recordOf(body)[name];
	return Array.isArray(value) ? value : [];
}

/** @returns the first list in an answer, of those that stand least deep in it; undefined where there is none */
function outerList(answer: unknown): unknown[] | undefined {
	let level: unknown[] = [answer];
	while (level.length > 0) {
		const list = level.find((value) => Array.isArray(value));
		if (list) return list;
		level = level.filter(isRecord).flatMap((value): unknown[] => Object.values(value));
	}
	return undefined;
}

/**
 * @param rows that were made of a page of a list
 * @returns how many entries the page has, with those that are no rows: without them a full page would pass for the last one
 */
export const entryCount = (answer: unknown, rows: readonly unknown[]): number =>
	Math.max(rows.length, outerList(answer)?.length ?? 0);

/** @returns whether there is nothing in a value, nor in what it holds: no word, no number, no yes */
export const isBlank = (value: unknown): boolean =>
	typeof value === 'object' && value !== null
		? Object.values(value).every(isBlank)
		: value === undefined || value === null || value === '' || value === false;

/** @returns true for what stands in the place of an error and names none: nothing, zero, false, an empty text, list or object */
export function isNoError(value: unknown): boolean {
	if (typeof value === 'string')
		return ['', '0', 'false', 'null'].includes(value.trim().toLowerCase());
	if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
	return value === undefined || value === null || value === false || value === 0;
}

/** @returns a gateway's words: a text as it is, anything else as JSON; empty when there are none */
export function wordsOf(value: unknown): string {
	if (isNoError(value)) return '';
	return typeof value === 'string' ? value.trim() : (JSON.stringify(value) ?? '');
}

/** Ids are strings in every output row, whatever the gateway uses. */
export function idOf(value: unknown): string | null {
	if (typeof value === 'string') return value === '' ? null : value;
	return typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
}

/**
 * Of what kind ids are is seldom documented, but “wrong number” is none, and neither are 0, -1, `error` and “Ошибка”, nor what programs
 * write that have none.
 */
const idLike = /^(?!(?:0+|-[\d.]+|error|ok|true|false|null|none|nan|undefined)$)[!-~]+$/i;

/** @returns the id that a gateway has given to what was sent or made; null where none can be meant */
export function givenId(value: unknown): string | null {
	if (typeof value === 'number' && !Number.isSafeInteger(value)) return null;
	const id = idOf(value);
	return id !== null && idLike.test(id) ? id : null;
}

/** @returns a text as it is and a number as its digits; empty for anything else */
export const textOrEmpty = (value: unknown): string => idOf(value) ?? '';

/** @returns the number in a value or in its text; undefined when there is none */
export function amount(value: unknown): number | undefined {
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const number = typeof value === 'string' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Money with its currency, if there is any. */
export const money = (name: string, value: unknown, currency: string | null): IDataObject => {
	const number = amount(value);
	return number === undefined ? {} : { [name]: number, currency };
};

/**
 * Looks up a word that came from outside. Only entries that the table itself has count: a plain access would also find
 * what every object has, such as `constructor`.
 *
 * @returns undefined when the table has no such entry
 */
export const entryOf = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
	Object.hasOwn(table, word) ? table[word] : undefined;
