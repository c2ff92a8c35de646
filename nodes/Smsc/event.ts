import type { DecodedCallback } from '../shared/model/deliveryReport';
import {
	type CallbackRequest,
	declaredCharset,
	formPairs,
	mostPairs,
	pairBytes,
	searchBytes,
	searchOf,
} from '../shared/callbacks/decode';
import { type Charset, encode, firstUnencodable } from '../shared/text/charset';
import { entryOf } from '../shared/text/json';

/** What SMSC can send in, the first unless the handler's URL asks for another. Source: docs/gateways/smsc.md 16. */
const charsets = ['windows-1251', 'utf-8', 'koi8-r'];

/** What the panel says to write behind the trigger's URL. Source: docs/gateways/smsc.md 16. */
export const handlerSuffix = '?charset=utf-8&fmt=3&sha1';

/** Names in the handler's URL that are no fields of an event. */
export const handlerOptions: readonly string[] = ['charset', 'fmt', 'md5', 'sha1', 'crc32'];

const known = (name: string | null | undefined): string | undefined =>
	charsets.find((charset) => charset === name?.trim().toLowerCase());

/**
 * The charset of a callback: what the handler's URL asks for, else what the call declares, else SMSC's default. Source:
 * docs/gateways/smsc.md 16.
 */
export function callbackCharset({ url, headers, body }: CallbackRequest): string {
	const asked = known(new URLSearchParams(searchOf(url)).get('charset'));
	const declared = declaredCharset(String(headers['content-type'] ?? ''));
	const inXml = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(
		body.toString('latin1', 0, 200),
	)?.[1];
	return asked ?? known(declared) ?? known(inXml) ?? charsets[0] ?? '';
}

/** One value of a call, as text and as the bytes that SMSC signs, which are made for what is signed only. */
export interface EventValue {
	text: string;
	bytes(): Buffer;
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
		{ text, bytes: () => textBytes(text, charset) },
	]);

function fromPairs(
	pairs: ReadonlyMap<string, Buffer[]>,
	charset: string,
): Array<[string, EventValue]> {
	const decoder = new TextDecoder(charset);
	return [...pairs].flatMap(([name, values]) =>
		values.map((bytes): [string, EventValue] => [
			name,
			{ text: decoder.decode(bytes), bytes: () => bytes },
		]),
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

/**
 * Elements that hold text only; the name of the root is not documented. Of more than a call may have there are none. Source:
 * docs/gateways/smsc.md 16 `fmt=2`.
 */
function fromXml(text: string): Array<[string, string]> {
	// A section cannot hold the start of another, or unclosed ones would each be searched to the end of the text.
	const leaf =
		/<([A-Za-z_][\w.-]*)>(?:<!\[CDATA\[((?:(?!<!\[CDATA\[)[\s\S])*?)\]\]>|([^<]*))<\/\1>/g;
	const texts: Array<[string, string]> = [];
	for (const [, name = '', cdata, plain = ''] of text.matchAll(leaf)) {
		if (texts.length === mostPairs) return [];
		texts.push([name, cdata ?? unescapeXml(plain)]);
	}
	return texts;
}

/** The members of a JSON object, each with its one value. */
const fromJson = ({ fields }: DecodedCallback): Array<[string, string]> =>
	[...fields].flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));

function valuesOf(callback: DecodedCallback) {
	const { method, search, charset, text, body, headers } = callback;
	if (method === 'GET' || body.length === 0)
		return fromPairs(pairBytes(searchBytes(search)), charset);
	const start = text.trimStart().charAt(0);
	if (start === '{') return fromTexts(fromJson(callback), charset);
	if (start === '<') return fromTexts(fromXml(text), charset);
	return fromPairs(formPairs(headers['content-type'] ?? '', body) ?? pairBytes(body), charset);
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

/** Which fields SMSC signs, in their order. Source: docs/gateways/smsc.md 16. */
export const signedFields: Readonly<Record<EventKind, readonly string[]>> = {
	status: ['id', 'phone', 'status'],
	inbound: ['phone', 'mes', 'to'],
	call: ['phone', 'ts'],
};

export const eventKinds = Object.keys(signedFields) as EventKind[];

/** A subscriber's number, a short code such as 900, a name such as a bank's, a nickname such as `@ann`. */
const sender = /^[^:\p{Cc}]{1,64}$/u;

/** A number of the user's own, or a bot. No status looks like it, so that no message can pass for a status or the reverse. */
const receiver = /^(?:\+?\d{3,15}|@[^:\s]{1,64})$/;

const shapes: Readonly<Record<EventKind, (parts: string[]) => boolean>> = {
	status: ([id = '', phone = '', status = '', ...others]) =>
		others.length === 0 &&
		/^[\w.-]{1,40}$/.test(id) &&
		/^[^\s]{1,254}$/.test(phone) &&
		/^-?\d{1,2}$/.test(status),
	inbound: (parts) =>
		parts.length >= 3 &&
		sender.test(parts[0] ?? '') &&
		parts.slice(1, -1).join(':') !== '' &&
		receiver.test(parts.at(-1) ?? ''),
	call: ([phone = '', ts = '', ...others]) =>
		others.length === 0 && /^\+?\d{5,15}$/.test(phone) && /^\d{9,11}$/.test(ts),
};

/**
 * The kind of event that the signed text of these fields belongs to. A signature covers a text in which colons stand
 * between the values, so whoever holds one could cut the text elsewhere, or call the values by the names of another event.
 * Each text has therefore one reading at most: colons stand in a message's own text only, and the last value tells a status
 * from a message.
 *
 * @param form whose fields are joined
 * @returns null for the text of an event that is not known
 */
export function signedKind(fields: EventFields, form: EventKind): EventKind | null {
	const parts = signedFields[form]
		.map((name) => fields.get(name)?.text ?? '')
		.join(':')
		.split(':');
	return eventKinds.find((kind) => shapes[kind](parts)) ?? null;
}
