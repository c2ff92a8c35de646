import { decodeText } from '../../framework/charset.mts';

/** Each pattern is one class repeated, so that a text of any length is read without a stack. */
const DIGITS = /^[A-Za-z0-9+/]*$/;
const WHITE_SPACE = /[\r\n\t ]+/g;

/**
 * The bytes of a base64 text, null when it is none (docs/gateways/sendpulse.md 1.1, "Base64 fields"). Line
 * breaks are no part of it: Ruby's `encode64` and PHP's `chunk_split` write them.
 */
export const fromBase64 = (text: string): Buffer | null => {
	const joined = text.replaceAll(WHITE_SPACE, '');
	const padding = joined.endsWith('==') ? 2 : joined.endsWith('=') ? 1 : 0;
	const digits = joined.slice(0, joined.length - padding);
	const isRight = joined !== '' && joined.length % 4 === 0 && DIGITS.test(digits);
	return isRight ? Buffer.from(joined, 'base64') : null;
};

export type Decoded = { readonly text: string; readonly problems: readonly string[] };

/** Base64 of UTF-8 bytes as text (docs/gateways/sendpulse.md 1.1). */
export const textFromBase64 = (name: string, text: string): Decoded | null => {
	const bytes = fromBase64(text);
	if (bytes === null) return null;
	const decoded = decodeText(bytes, 'utf8');
	return { text: decoded.text, problems: decoded.problems.map((problem) => `${name}: ${problem}`) };
};

/** A file that travels with a letter. */
export type Attachment = { readonly name: string; readonly bytes: number; readonly base64: string };

/** An attachment as tests see it, whatever it was encoded in. */
export const attachment = (name: string, content: Buffer): Attachment => ({
	name,
	bytes: content.length,
	base64: content.toString('base64'),
});

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	nbsp: ' ',
};

/** A plain text of a letter, as `auto_plain_text` promises; how the service does it is unknown. */
export const plainText = (html: string): string =>
	html
		.replaceAll(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, '')
		.replaceAll(/<(br|\/p|\/div|\/h[1-6]|\/tr|\/li)\b[^>]*>/gi, '\n')
		.replaceAll(/<[^>]*>/g, '')
		.replaceAll(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
		.trim();

/** Puts variables into `{{name}}` places; the syntax is that of SendPulse's editor (inference). */
export const substitute = (text: string, values: ReadonlyMap<string, unknown>): string =>
	text.replaceAll(/\{\{\s*([^{}]+?)\s*\}\}/g, (place, name: string) =>
		values.has(name) ? String(values.get(name)) : place,
	);

/** The addresses a letter links to, in order. */
export const linksOf = (html: string): string[] =>
	[...html.matchAll(/href\s*=\s*["'](https?:[^"']+)["']/gi)].map(([, url = '']) => url);
