import type { IDataObject } from 'n8n-workflow';

/** Digits that a JavaScript number may not hold exactly; with more it never does. */
const longDigits = 16;

/** The largest integer up to which all are exact, of as many digits. */
const greatest = String(Number.MAX_SAFE_INTEGER);

const quote = 0x22;
const minus = 0x2d;
const zero = 0x30;
const colon = 0x3a;
const backslash = 0x5c;

const digit = 1;
/** Goes on with a number behind its digits: a point, a sign, or an exponent of either case. */
const mark = 2;
const space = 3;

const kinds = new Uint8Array(256);
for (const character of '0123456789') kinds[character.charCodeAt(0)] = digit;
for (const character of '.eE+-') kinds[character.charCodeAt(0)] = mark;
for (const character of ' \t\n\r') kinds[character.charCodeAt(0)] = space;

const isNumeric = (byte: number): boolean => kinds[byte] === digit || kinds[byte] === mark;

/** @returns whether so many digits stand in a row anywhere; of most texts it looks at one character in sixteen */
function hasLongDigits(text: string): boolean {
	for (let last = longDigits - 1; last < text.length; ) {
		let first = last;
		while (kinds[text.charCodeAt(first)] === digit) {
			if (last - --first === longDigits) return true;
		}
		last = first + longDigits;
	}
	return false;
}

/** A name must be a string, so a number before a colon stays what it is: an error. */
function isName(bytes: Uint8Array, end: number): boolean {
	let at = end;
	while (at < bytes.length && kinds[bytes[at] as number] === space) at++;
	return bytes[at] === colon;
}

/** @returns whether a JavaScript number holds the integer of these digits, of which the first is no zero */
function isExact(bytes: Uint8Array, first: number, end: number): boolean {
	if (end - first !== longDigits) return end - first < longDigits;
	for (let position = 0; position < longDigits; position++) {
		const difference = (bytes[first + position] as number) - greatest.charCodeAt(position);
		if (difference !== 0) return difference < 0;
	}
	return true;
}

/** @returns where each integer begins and ends that a JavaScript number would change, one pair after the other */
function longIntegers(bytes: Uint8Array): number[] {
	const found: number[] = [];
	const { length } = bytes;
	for (let at = 0; at < length; at++) {
		const byte = bytes[at] as number;
		if (byte === quote) {
			for (at++; at < length && bytes[at] !== quote; at++) if (bytes[at] === backslash) at++;
			continue;
		}
		const first = byte === minus ? at + 1 : at;
		if (kinds[bytes[first] as number] !== digit) continue;
		const start = at;
		at = first + 1;
		while (at < length && kinds[bytes[at] as number] === digit) at++;
		const end = at;
		while (at < length && isNumeric(bytes[at] as number)) at++;
		const isInteger = at-- === end && bytes[first] !== zero;
		if (isInteger && !isExact(bytes, first, end) && !isName(bytes, end)) found.push(start, end);
	}
	return found;
}

/** The text with quotes around each of these stretches. */
function withQuotes(bytes: Uint8Array, stretches: number[]): string {
	const quoted = new Uint8Array(bytes.length + stretches.length);
	let from = 0;
	let to = 0;
	// An index and a loop, because a call for each stretch would take longer than the stretch.
	for (let index = 0; index < stretches.length; index++) {
		const border = stretches[index] as number;
		while (from < border) quoted[to++] = bytes[from++] as number;
		quoted[to++] = quote;
	}
	quoted.set(bytes.subarray(from), to);
	return Buffer.from(quoted.buffer).toString('utf8');
}

/** The same JSON without halves of characters, which bytes cannot hold. @throws SyntaxError when the text is not JSON */
function escapeHalves(text: string): string {
	JSON.parse(text);
	return text.replace(/\p{Surrogate}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}

/**
 * Parses JSON without losing digits: integers beyond 2^53 become strings, because gateways use them as ids. One pass over
 * the text puts them into quotes, so that the whole takes at most about twice as long as `JSON.parse`.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string): unknown {
	const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
	if (!hasLongDigits(source)) return JSON.parse(source);
	const bytes = Buffer.from(source.isWellFormed() ? source : escapeHalves(source), 'utf8');
	const stretches = longIntegers(bytes);
	if (stretches.length === 0) return JSON.parse(source);
	try {
		return JSON.parse(withQuotes(bytes, stretches));
	} catch {
		// The error is to speak of the text as it came.
		return JSON.parse(source);
	}
}

/** @returns the parsed text, or null when it is not JSON */
export function readJson(text: string): { value: unknown } | null {
	try {
		return { value: parseJson(text) };
	} catch {
		return null;
	}
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

/** @returns true for a JSON object, and only for one */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns a JSON object as it is; an empty one for whatever is none, such as the list that PHP writes for an empty map */
export const recordOf = (value: unknown): IDataObject => (isRecord(value) ? value : {});

/** @returns the JSON objects of a list; none of what is no list */
export const recordsOf = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.filter(isRecord) : [];
/** @returns the list under a name of an answer; an empty one where there is none */
export function listIn(body: unknown, name: string): unknown[] {
	const value = recordOf(body)[name];
	return Array.isArray(value) ? value : [];
}

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
