import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import { isNestedBeyond, isRecord, readJson } from '../text/json';
import { type DecodedCallback, type ParsedReport, reportOf } from '../model/deliveryReport';
import { multipartFields } from './multipart';

export interface CallbackRequest {
	method: string;
	/** Path and query as they came. */
	url: string;
	headers: Readonly<Record<string, string | string[] | undefined>>;
	body: Buffer;
}

/** n8n itself reads no more parameters of a form; a sender who is not known yet must not fill the memory. */
export const mostPairs = 1000;

/** The values of hexadecimal digits, by the codes of their characters. */
const hexValues: ReadonlyArray<number | undefined> = Array.from({ length: 256 }, (_, code) => {
	const character = String.fromCharCode(code);
	return /[0-9a-f]/i.test(character) ? parseInt(character, 16) : undefined;
});

/** Undoes percent-encoding. @param source text of which each character is one byte */
function percentBytes(source: string): Buffer {
	const bytes = Buffer.allocUnsafe(source.length);
	let length = 0;
	for (let index = 0; index < source.length; index++) {
		const byte = source.charCodeAt(index) & 0xff;
		const high = byte === 0x25 ? hexValues[source.charCodeAt(index + 1)] : undefined;
		const low = high === undefined ? undefined : hexValues[source.charCodeAt(index + 2)];
		if (high !== undefined && low !== undefined) {
			bytes[length++] = high * 16 + low;
			index += 2;
		} else {
			bytes[length++] = byte === 0x2b ? 0x20 : byte;
		}
	}
	return bytes.subarray(0, length);
}

/** The values of each name, in the order in which they came. */
function byName(pairs: Iterable<readonly [name: string, value: Buffer]>): Map<string, Buffer[]> {
	const values = new Map<string, Buffer[]>();
	for (const [name, value] of pairs) {
		const known = values.get(name);
		if (known) known.push(value);
		else values.set(name, [value]);
	}
	return values;
}

function pairOf(text: string): [name: string, value: Buffer] {
	const equals = text.indexOf('=');
	const name = percentBytes(equals < 0 ? text : text.slice(0, equals)).toString('latin1');
	return [name, percentBytes(equals < 0 ? '' : text.slice(equals + 1))];
}

/**
 * Splits `a=1&b=2` into the bytes of its values, which is what signatures cover; a name may come several times.
 *
 * @returns nothing at all for more than a thousand parameters: no gateway sends as many, and a part would mislead
 */
export function pairBytes(source: Buffer): Map<string, Buffer[]> {
	const pairs = source.toString('latin1').split('&', mostPairs + 1);
	if (pairs.length > mostPairs) return new Map();
	return byName(pairs.filter((pair) => pair !== '').map(pairOf));
}

const isUrlEncoded = (contentType: string): boolean =>
	/^application\/x-www-form-urlencoded/i.test(contentType);

type Pairs = ReadonlyMap<string, Buffer[]>;

/** The same as text. */
function decodePairs(pairs: Pairs, read: (bytes: Buffer) => string): Map<string, string[]> {
	const values = new Map<string, string[]>();
	for (const [name, list] of pairs) {
		values.set(read(Buffer.from(name, 'latin1')), list.map(read));
	}
	return values;
}

/**
 * The fields of a form, in either of the two ways in which it may be sent.
 *
 * @returns undefined for a body of another kind
 */
export function formPairs(contentType: string, body: Buffer): Map<string, Buffer[]> | undefined {
	if (isUrlEncoded(contentType)) return pairBytes(body);
	const parts = multipartFields(contentType, body, mostPairs);
	return parts && byName(parts);
}

/** What older servers of this part of the world write. */
const olderCharset = 'windows-1251';

/** @returns the charset that a content type names, as `TextDecoder` calls it; undefined where there is none that can be read */
export function declaredCharset(contentType: string): string | undefined {
	const label = /charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1];
	try {
		return label === undefined ? undefined : new TextDecoder(label).encoding;
	} catch {
		return undefined;
	}
}

function isUtf8(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/** Whether it is UTF-8 that was cut inside a character: then more characters are whole than broken. */
function isBrokenUtf8(bytes: Uint8Array): boolean {
	let surplus = 0;
	for (const character of new TextDecoder().decode(bytes)) {
		if (character === '\ufffd') surplus--;
		else if (character > '\x7f') surplus++;
	}
	return surplus > 0;
}

/** One decoder for each charset, since a call has many values. It keeps a byte order mark, which may be part of a secret. */
const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

function exactText(bytes: Uint8Array, charset: string): string {
	const decoder = decoders.get(charset) ?? new TextDecoder(charset, { ignoreBOM: true });
	decoders.set(charset, decoder);
	return decoder.decode(bytes);
}

/** What bytes can be counts more than what a program declares without looking. */
function charsetOf(bytes: Uint8Array, declared = 'utf-8'): string {
	if (isUtf8(bytes)) return 'utf-8';
	if (declared !== 'utf-8') return declared;
	return isBrokenUtf8(bytes) ? 'utf-8' : olderCharset;
}

/** What tells the charset of a form; its files may be anything. */
const bytesOf = (pairs: Pairs): Buffer =>
	Buffer.concat([...pairs].flatMap(([name, values]) => [Buffer.from(name, 'latin1'), ...values]));

/** @returns the query of a URL, without its question mark */
export function searchOf(url: string): string {
	const question = url.indexOf('?');
	return question < 0 ? '' : (url.slice(question + 1).split('#', 1)[0] ?? '');
}

/** The bytes of a query: Node.js gives each as one character. */
export function searchBytes(search: string): Buffer {
	return Buffer.from(search, /^[\0-\xff]*$/.test(search) ? 'latin1' : 'utf8');
}

/** JSON below this is no event of any gateway, and n8n could not store it: it serialises by recursion. */
const deepest = 100;

/** The members of a JSON object that are texts, numbers or booleans; none of one that has more than any gateway sends. */
function scalarFields(json: unknown): Map<string, string[]> {
	const fields = new Map<string, string[]>();
	if (!isRecord(json)) return fields;
	const names = Object.keys(json);
	if (names.length > mostPairs) return fields;
	for (const name of names) {
		const value = json[name];
		if (['string', 'number', 'boolean'].includes(typeof value)) fields.set(name, [String(value)]);
	}
	return fields;
}

/**
 * Turns a call's bytes into text and values. A broken body is marked, not thrown: who sent it is asked first. Without its
 * body a call can be judged by what stands in front of it.
 *
 * @param charset a label that `TextDecoder` knows, for the query and the body; without it the content type
 * and the bytes tell
 */
export function decodeCallback(request: CallbackRequest, charset?: string): DecodedCallback {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) {
		if (value !== undefined)
			headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
	}
	const { body } = request;
	const contentType = headers['content-type'] ?? '';
	const pairs = formPairs(contentType, body);
	const bodyCharset =
		charset ?? charsetOf(pairs ? bytesOf(pairs) : body, declaredCharset(contentType));
	const search = searchOf(request.url);
	// What the node has put into the URL is UTF-8, whatever the gateway adds to it.
	const queryText = (bytes: Buffer) => exactText(bytes, charset ?? charsetOf(bytes));
	const text = new TextDecoder(bodyCharset).decode(body);
	const callback: DecodedCallback = {
		method: request.method,
		path: request.url.split(/[?#]/, 1)[0] ?? '',
		search,
		charset: bodyCharset,
		headers,
		query: decodePairs(pairBytes(searchBytes(search)), queryText),
		fields: new Map(),
		malformed: false,
		text,
		body,
	};

	if (body.length === 0) return callback;
	// A program that says nothing of its JSON may send it as plain text; that of PHP calls it a form.
	const isSaid = /^application\/([\w.-]+\+)?json/i.test(contentType);
	if (isSaid || /^\s*[[{]/.test(text)) {
		const parsed = readJson(text);
		if (parsed && !isNestedBeyond(deepest, parsed.value))
			return { ...callback, json: parsed.value, fields: scalarFields(parsed.value) };
		if (isSaid) return { ...callback, malformed: true };
	}
	return pairs
		? { ...callback, fields: decodePairs(pairs, (bytes) => exactText(bytes, bodyCharset)) }
		: callback;
}

/**
 * Reads one value: from the query first, then from the body.
 *
 * @returns undefined when the name is missing or comes more than once, since nobody knows then which one counts
 */
export function single(callback: DecodedCallback, name: string): string | undefined {
	const values = callback.query.get(name) ?? callback.fields.get(name);
	return values?.length === 1 ? values[0] : undefined;
}

/** The event for the `raw` field of a report. @param hidden names of parameters that hold secrets */
export function rawEvent(callback: DecodedCallback, hidden: readonly string[]): IDataObject {
	const plain = (values: ReadonlyMap<string, string[]>): IDataObject =>
		Object.fromEntries(
			[...values]
				.filter(([name]) => !hidden.includes(name))
				.map(([name, list]) => [name, list.length === 1 ? list[0] : list]),
		);
	const event: IDataObject = { method: callback.method, query: plain(callback.query) };
	if (isRecord(callback.json)) {
		const shown = Object.entries(callback.json).filter(([name]) => !hidden.includes(name));
		event.body = Object.fromEntries(shown);
	} else if (callback.json !== undefined) event.body = callback.json as IDataObject;
	else if (callback.fields.size > 0) event.body = plain(callback.fields);
	else if (callback.text !== '') event.body = callback.text;
	return event;
}

/** Equal for equal calls only. @param leftOut names of query parameters */
export function callDigest({ query, body }: DecodedCallback, leftOut: readonly string[]): string {
	const values = [...query].filter(([name]) => !leftOut.includes(name));
	return createHash('sha256')
		.update(JSON.stringify(values))
		.update('\n')
		.update(body)
		.digest('hex');
}

/**
 * The report of a call whose sender is proven and whose event nobody knows: a gateway may have new ones tomorrow, and none
 * is to be lost. Everything stands in `raw`.
 *
 * @param own names of query parameters that the node itself put into the callback URL
 * @returns an empty list when the call carries nothing at all
 */
export function unknownEvent(callback: DecodedCallback, own: readonly string[]): ParsedReport[] {
	const isEmpty =
		[...callback.query.keys()].every((name) => own.includes(name)) && callback.text.trim() === '';
	if (isEmpty) return [];
	return [
		reportOf('unknown', {
			dedupeKey: JSON.stringify(['unknown', callDigest(callback, own)]),
			raw: rawEvent(callback, own),
		}),
	];
}
