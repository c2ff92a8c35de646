import { type DecodedCallback, pairBytes, searchBytes } from '../shared/callbacks/decode';
import { type Charset, encode, firstUnencodable } from '../shared/charset';
import { entryOf } from '../shared/lookup';
import { isRecord, readJson } from '../shared/transport/json';
import { handlerOptions } from './handlerUrl';

/** One value of a call, as text and as the bytes that SMSC signs. */
export interface EventValue {
	text: string;
	bytes: Buffer;
}

/** The values of a call that have one meaning. */
export type EventFields = ReadonlyMap<string, EventValue>;

export type EventKind = 'status' | 'inbound' | 'call';

/** Text of JSON or XML, back in the bytes that it was signed in; a signature over anything else cannot match. */
function textBytes(text: string, charset: string): Buffer {
	const target = charset as Charset;
	return firstUnencodable(text, target) === null ? encode(text, target) : Buffer.alloc(0);
}

const fromTexts = (pairs: ReadonlyArray<readonly [string, string]>, charset: string) =>
	pairs.map(([name, text]): [string, EventValue] => [
		name,
		{ text, bytes: textBytes(text, charset) },
	]);

function fromPairs(source: Buffer, charset: string): Array<[string, EventValue]> {
	const decoder = new TextDecoder(charset);
	return [...pairBytes(source)].flatMap(([name, values]) =>
		values.map((bytes): [string, EventValue] => [name, { text: decoder.decode(bytes), bytes }]),
	);
}

const entities: Readonly<Record<string, string>> = {
	lt: '<',
	gt: '>',
	amp: '&',
	quot: '"',
	apos: "'",
};

function unescapeXml(text: string): string {
	return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
		if (name !== undefined) return entryOf(entities, String(name)) ?? String(whole);
		const code = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
		return code > 0x10ffff ? String(whole) : String.fromCodePoint(code);
	});
}

/** Elements that hold text only; the name of the root is not documented. Source: docs/gateways/smsc.md 16 `fmt=2`. */
function fromXml(text: string): Array<[string, string]> {
	// A section cannot hold the start of another, or unclosed ones would each be searched to the end of the text.
	const leaf =
		/<([A-Za-z_][\w.-]*)>(?:<!\[CDATA\[((?:(?!<!\[CDATA\[)[\s\S])*?)\]\]>|([^<]*))<\/\1>/g;
	return [...text.matchAll(leaf)].map(([, name = '', cdata, plain = '']) => [
		name,
		cdata ?? unescapeXml(plain),
	]);
}

function fromJson(text: string): Array<[string, string]> {
	const json = readJson(text)?.value;
	if (!isRecord(json)) return [];
	return Object.entries(json).flatMap(
		([name, value]): Array<[string, string]> =>
			['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : [],
	);
}

function valuesOf({ method, search, charset, text, body }: DecodedCallback) {
	if (method === 'GET' || body.length === 0) return fromPairs(searchBytes(search), charset);
	const start = text.trimStart().charAt(0);
	if (start === '{') return fromTexts(fromJson(text), charset);
	if (start === '<') return fromTexts(fromXml(text), charset);
	return fromPairs(body, charset);
}

const isSignature: Readonly<Record<string, RegExp>> = {
	md5: /^[0-9a-f]{32}$/i,
	sha1: /^[0-9a-f]{40}$/i,
};

/**
 * Reads the fields of an event, from the body of a POST or the query of a GET, whatever form the handler's URL asked for.
 * The options in that URL come along with a GET: they are no fields, and only what looks like a signature is one. A name
 * with several values is left out, since nobody knows then which one counts.
 */
export function eventFields(callback: DecodedCallback): EventFields {
	const fields = new Map<string, EventValue>();
	const ambiguous = new Set<string>();
	for (const [name, value] of valuesOf(callback)) {
		if (value.text === '') continue;
		if (handlerOptions.includes(name) && !entryOf(isSignature, name)?.test(value.text)) continue;
		if (fields.has(name)) ambiguous.add(name);
		fields.set(name, value);
	}
	for (const name of ambiguous) fields.delete(name);
	return fields;
}

/** Source: docs/gateways/smsc.md 16. */
export function kindOf(fields: EventFields): EventKind | null {
	if (fields.has('waitcall')) return 'call';
	if (fields.has('mes')) return 'inbound';
	return fields.has('status') ? 'status' : null;
}
