import type { DecodedText } from '../framework/charset.mts';
import { decodeText } from '../framework/charset.mts';
import type { Exchange } from '../framework/exchange.mts';
import { contentTypeOf } from '../framework/exchange.mts';
import type { Field } from '../framework/fields.mts';
import { bodyFields, Fields, jsonFields, queryFields } from '../framework/fields.mts';
import { CHARSETS, ERRORS } from './wire.mts';

const FORM = 'application/x-www-form-urlencoded';

/**
 * Reads the parameters of a request; a text says why it is refused. Strict takes what the documentation names, "specially
 * formed GET/POST requests", as a query or a urlencoded form; lenient also multipart, JSON, and both places at once
 * (docs/gateways/kupon.md 1, 7).
 */
export const readParameters = async (
	exchange: Exchange,
	strict: boolean,
	known: readonly string[],
): Promise<Fields | string> => {
	const query = queryFields(exchange);
	const body = await readBody(exchange, strict);
	if (typeof body === 'string') return body;
	if (strict && exchange.method === 'POST' && query.length > 0) return ERRORS.queryInPost;
	const fields = new Fields([...query, ...body]);
	if (!strict) return fields;
	const [duplicate] = fields.duplicates();
	if (duplicate !== undefined) return ERRORS.duplicate(duplicate);
	for (const { name, malformed } of fields.all) {
		if (!known.includes(name)) return ERRORS.unknownParameter(name);
		if (malformed) return ERRORS.badEncoding(name);
	}
	return fields;
};

const readBody = async (exchange: Exchange, strict: boolean): Promise<Field[] | string> => {
	if (exchange.method === 'GET') return [];
	const { type } = contentTypeOf(exchange.headers);
	if (type === FORM) return await bodyFields(exchange);
	if (!strict && type === 'multipart/form-data') {
		return await bodyFields(exchange).catch(() => ERRORS.badBody(type));
	}
	if (!strict && type === 'application/json') {
		return jsonFields(exchange.body.toString('utf8')) ?? ERRORS.badBody(type);
	}
	if (!strict && exchange.body.length === 0) return [];
	return ERRORS.badBody(type);
};

/** The iconv-lite name of a `charset` parameter; null when the name is not one of the ten. */
export const encodingOf = (charset: string | undefined): string | null => {
	// The default is not documented; UTF-8 is an assumption (docs/gateways/kupon.md 7).
	const name = charset ?? 'UTF-8';
	return Object.hasOwn(CHARSETS, name) ? (CHARSETS[name] ?? null) : null;
};

/** Decodes bytes in the named charset; UCS-2 has no surrogate pairs, so they are a problem there. */
export const decodeNamed = (bytes: Buffer, charset: string | undefined): DecodedText => {
	const decoded = decodeText(bytes, encodingOf(charset) ?? 'utf8');
	const isUcs2 = charset?.startsWith('UCS') ?? false;
	const hasPair = /[\u{10000}-\u{10FFFF}]/u.test(decoded.text);
	return isUcs2 && hasPair
		? { ...decoded, problems: [...decoded.problems, 'surrogate pair, which UCS-2 does not have'] }
		: decoded;
};
