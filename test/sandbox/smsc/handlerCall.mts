import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import type { Callback } from '../framework/callbacks.mts';
import { encodeText } from '../framework/charset.mts';
import { handlerOptions } from './handlerOptions.mts';
import type { SmscSettings } from './settings.mts';
import type { Row } from './wire/reply.mts';
import { jsonObject, xmlElement } from './wire/reply.mts';
import { CHARSETS } from './wire/words.mts';

/**
 * The HTTP call that carries named values to the handler: in the query (GET), in a form (POST), or as
 * an XML or JSON body, which is always a POST. The signed string is bytes in the handler's charset.
 */
export const buildCall = (
	row: Row,
	signed: string,
	settings: SmscSettings,
): Pick<Callback, 'url' | 'method' | 'headers' | 'body'> => {
	const { callbackUrl: url, callbackSecret, callbackJson } = settings;
	const { charset, format, signatures } = handlerOptions(url);
	const encode = (text: string) => encodeText(text, CHARSETS[charset] ?? 'win1251');
	const headers = (type: string) => ({
		'content-type': settings.callbackCharsetLabel ? `${type}; charset=${charset}` : type,
	});
	const signature = encode(`${signed}:${callbackSecret}`);
	const signedRow: Row = [
		...row,
		...signatures.map((kind) => [kind, sign(kind, signature, settings)] as const),
	];
	if (format !== null) {
		const typed: Row =
			callbackJson === 'numbers'
				? signedRow
				: signedRow.map(([name, value]) => [name, String(value)] as const);
		// The root element is UNKNOWN; its name is a guess.
		const text = format === 3 ? jsonObject(typed) : xmlElement('result', typed);
		const type = format === 3 ? 'application/json' : 'text/xml';
		return { url, method: 'POST', headers: headers(type), body: encode(text) };
	}
	const pairs = signedRow
		.map(([name, value]) => `${name}=${percentEncode(encode(String(value)))}`)
		.join('&');
	if (settings.callbackMethod === 'GET') {
		const [address = '', fragment] = url.split('#');
		const joined = `${address}${address.includes('?') ? '&' : '?'}${pairs}`;
		return { url: fragment === undefined ? joined : `${joined}#${fragment}`, method: 'GET' };
	}
	const type = 'application/x-www-form-urlencoded';
	return { url, method: 'POST', headers: headers(type), body: Buffer.from(pairs) };
};

const sign = (
	kind: 'md5' | 'sha1' | 'crc32',
	bytes: Buffer,
	{ crc32: form }: SmscSettings,
): string => {
	if (kind !== 'crc32') return createHash(kind).update(bytes).digest('hex');
	const sum = crc32(bytes);
	return form === 'hex' ? sum.toString(16).padStart(8, '0') : String(sum);
};

/** As PHP's urlencode writes bytes. */
const percentEncode = (bytes: Buffer): string =>
	[...bytes]
		.map((byte) => {
			const character = String.fromCharCode(byte);
			if (/[A-Za-z0-9_.-]/.test(character)) return character;
			if (character === ' ') return '+';
			return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
		})
		.join('');
