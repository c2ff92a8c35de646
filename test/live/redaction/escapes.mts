/**
 * Escapes: a text is read through one of them, changed, and written as it was written before. What changes it keeps its length, so
 * that each character of the new text takes the place, and the spelling, of one of the old.
 */
import { charsetOf, decodeBytes, encodeText } from './charset.mts';

export type Change = (text: string) => string;

type Cell = { readonly raw: string; readonly text: string };

/** Letters of a hexadecimal number in the case that they had. */
const inCaseOf = (digits: string, old: string): string =>
	/[a-f]/.test(old) ? digits.toLowerCase() : /[A-F]/.test(old) ? digits.toUpperCase() : digits;

const hex = (code: number, length: number, old: string): string =>
	inCaseOf(code.toString(16).padStart(length, '0'), old);

/** Each code unit of the new text in the spelling of the old one at its place. */
function respelled(
	cells: readonly Cell[],
	changed: string,
	spell: (raw: string, text: string) => string | null,
) {
	let at = 0;
	return cells
		.map(({ raw, text }) => {
			const next = changed.slice(at, at + text.length);
			at += text.length;
			if (next === text) return raw;
			if (raw === text) return next;
			return spell(raw, next) ?? raw;
		})
		.join('');
}

const cellsOf = (text: string, pattern: RegExp, read: (raw: string) => string): Cell[] => {
	const cells: Cell[] = [];
	let at = 0;
	for (const match of text.matchAll(pattern)) {
		for (const raw of text.slice(at, match.index).split('')) cells.push({ raw, text: raw });
		cells.push({ raw: match[0], text: read(match[0]) });
		at = match.index + match[0].length;
	}
	for (const raw of text.slice(at).split('')) cells.push({ raw, text: raw });
	return cells;
};

const textOf = (cells: readonly Cell[]): string => cells.map(({ text }) => text).join('');

/** A sign that stands for itself stays a sign, and a letter or figure one of these. */
const inPlaceOf = (raw: string, byte: number): string => {
	const made = String.fromCharCode(byte);
	const isWord = /[a-z0-9]/i.test(made);
	if (/[a-z0-9]/i.test(raw)) return isWord ? made : 'x';
	return /[!-~]/.test(made) && !isWord && !/[%&=+]/.test(made) ? made : raw;
};

/**
 * A text of URLs and forms: bytes behind `%`, in whatever charset. Text outside ASCII stands for itself.
 *
 * @param other gives bytes for those that are no text
 */
export function throughPercent(
	text: string,
	change: Change,
	other: (bytes: Buffer) => Buffer,
): string {
	return text.replace(/[\0-\x7f]+|[^\0-\x7f]+/g, (run) => {
		if (!run.includes('%')) return change(run);
		const cells = run.match(/%[0-9a-f]{2}|[^]/gi) ?? [];
		const bytes = Buffer.from(
			cells.map((raw) => (raw.length === 3 ? parseInt(raw.slice(1), 16) : raw.charCodeAt(0))),
		);
		const charset = charsetOf(bytes);
		const changed =
			charset === 'bytes' ? other(bytes) : encodeText(change(decodeBytes(bytes, charset)), charset);
		return cells
			.map((raw, at) => {
				const byte = changed[at] ?? 0;
				if (byte === bytes[at]) return raw;
				return raw.length === 3 ? `%${hex(byte, 2, raw)}` : inPlaceOf(raw, byte);
			})
			.join('');
	});
}

const short: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** What stands between the quotes of a JSON text. */
export function throughJsonEscapes(text: string, change: Change): string {
	const cells = cellsOf(text, /\\u[0-9a-f]{4}|\\[^u]/gi, (raw) =>
		raw.length === 6
			? String.fromCharCode(parseInt(raw.slice(2), 16))
			: (short[raw[1] ?? ''] ?? raw[1] ?? ''),
	);
	return respelled(cells, change(textOf(cells)), (raw, next) => {
		if (raw.length === 6) return `\\u${hex(next.charCodeAt(0), 4, raw.slice(2))}`;
		return next === '/' ? '\\/' : null;
	});
}

const named: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00a0',
};

const entity = /&(?:#x([0-9a-f]{1,8})|#(\d{1,10})|(amp|lt|gt|quot|apos|nbsp));/gi;

export const hasEntity = (text: string): boolean => text.search(entity) >= 0;

function characterOf(raw: string): string {
	const name = raw.slice(1, -1);
	if (!name.startsWith('#')) return named[name.toLowerCase()] ?? raw;
	const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
	return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : raw;
}

/** A text of HTML or XML. */
export function throughEntities(text: string, change: Change): string {
	const cells = cellsOf(text, entity, characterOf);
	return respelled(cells, change(textOf(cells)), (raw, next) => {
		const code = next.codePointAt(0) ?? 0;
		const room = raw.length - 3;
		const asNumber = /^&#x/i.test(raw)
			? `&${raw.slice(1, 3)}${hex(code, room - 1, raw.slice(3))};`
			: `&#${String(code).padStart(room, '0')};`;
		const word = Object.keys(named).find((name) => named[name] === next);
		return [asNumber, word ? `&${word};` : raw].find((one) => one.length === raw.length) ?? null;
	});
}

/** Base64 of MIME or of URLs, with or without its signs at the end. */
const base64 = /^(?:[A-Za-z0-9+/]{8,}|[A-Za-z0-9_-]{8,})={0,2}$/;

/** @returns the text with what it encodes changed, or null where it encodes no text */
export function throughBase64(text: string, change: Change): string | null {
	// Hexadecimal is base64 of something too.
	if (!base64.test(text) || /^(?:[\da-f]+|[\dA-F]+)$/.test(text)) return null;
	const kind = /[-_]/.test(text) ? 'base64url' : 'base64';
	const bytes = Buffer.from(text, kind);
	const ends = /=*$/.exec(text)?.[0] ?? '';
	const written = (made: Buffer) => made.toString(kind).replace(/=+$/, '') + ends;
	const charset = charsetOf(bytes);
	if (written(bytes) !== text || charset === 'bytes') return null;
	const plain = decodeBytes(bytes, charset);
	// Nearly every word of letters is base64 of some bytes; text of several letters is what is meant here.
	if (charset !== 'utf-8' && !/[\u0400-\u04ff]{4}/.test(plain)) return null;
	const changed = change(plain);
	return changed === plain ? null : written(encodeText(changed, charset));
}
