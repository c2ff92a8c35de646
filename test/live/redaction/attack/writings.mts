/** How a value may be written. */
import { createHash } from 'node:crypto';
import { encode, type Charset } from '../../../../nodes/shared/text/charset.ts';

type Writing = (text: string) => string;

const percent = (bytes: Buffer): string =>
	Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/** Text that the charset lacks stays in UTF-8. */
const inCharset =
	(charset: Charset): Writing =>
	(text) => {
		try {
			return percent(encode(text, charset));
		} catch {
			return percent(Buffer.from(text));
		}
	};

const escaped = (text: string, every: number): string =>
	text
		.split('')
		.map((unit, at) =>
			at % every === 0 ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}` : unit,
		)
		.join('');

const entities = (text: string, radix: 10 | 16): string =>
	Array.from(
		text,
		(one) => `&#${radix === 16 ? 'x' : ''}${(one.codePointAt(0) ?? 0).toString(radix)};`,
	).join('');

const named = (text: string): string =>
	text.replace(
		/[&<>"']/g,
		(sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#039;',
	);

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const digest =
	(name: string, form: 'hex' | 'base64'): Writing =>
	(text) =>
		createHash(name).update(text).digest(form);

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

export const writings: Readonly<Record<string, Writing>> = {
	plain: (text) => text,
	'in pairs': (text) => text.replace(/..(?=.)/gu, '$&-'),
	'percent-encoded': encodeURIComponent,
	'every byte percent-encoded': inCharset('utf-8'),
	'percent-encoded in lower case': (text) => inCharset('utf-8')(text).toLowerCase(),
	'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
	'percent-encoded thrice': (text) =>
		encodeURIComponent(encodeURIComponent(encodeURIComponent(text))),
	'percent-encoded windows-1251': inCharset('windows-1251'),
	'percent-encoded KOI8-R': inCharset('koi8-r'),
	'percent-encoded UTF-16': inCharset('utf-16be'),
	'a form': (text) => new URLSearchParams({ a: text }).toString().slice(2),
	'JSON escapes': (text) => escaped(text, 1),
	'every third character a JSON escape': (text) => escaped(text, 3),
	'JSON in JSON': (text) => inJson(JSON.stringify({ note: text })),
	'JSON escapes percent-encoded': (text) => encodeURIComponent(escaped(text, 2)),
	'decimal entities': (text) => entities(text, 10),
	'hexadecimal entities': (text) => entities(text, 16),
	'named entities': named,
	'entities of entities': (text) => named(entities(text, 10)),
	'entities percent-encoded': (text) => encodeURIComponent(entities(text, 10)),
	base64,
	'base64 of URLs': (text) => Buffer.from(text).toString('base64url'),
	'base64 of base64': (text) => base64(base64(text)),
	'base64 of a form': (text) => base64(`a=1&b=${encodeURIComponent(text)}`),
	'base64 percent-encoded': (text) => encodeURIComponent(base64(text)),
	hexadecimal: (text) => Buffer.from(text).toString('hex'),
	md5: digest('md5', 'hex'),
	'md5 in upper case': (text) => digest('md5', 'hex')(text).toUpperCase(),
	sha1: digest('sha1', 'hex'),
	sha256: digest('sha256', 'hex'),
	'sha1 in base64': digest('sha1', 'base64'),
};
