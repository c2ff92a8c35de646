/**
 * How one character may be written in a text that a server sends back: as it is, or escaped for a URL, a form, JSON,
 * PHP or HTML, also one inside another. Everything here is linear: a character is read with a bounded number of steps.
 */

import { isSpace, type Unit, unitOf } from './units';

/** Escapes inside escapes that are followed: a URL in a form in JSON in HTML. */
const deepest = 4;

/** Backslashes in a row that are read as one: each JSON inside JSON doubles them. */
const mostBackslashes = 8;

/** White space in a row that is read as one. */
const mostSpaces = 64;

const mostZeros = 16;

const isHex = (code: number): boolean =>
	(code >= 0x30 && code <= 0x39) ||
	(code >= 0x41 && code <= 0x46) ||
	(code >= 0x61 && code <= 0x66);

/** @returns the value of so many hex digits, or -1 */
function hexAt(text: string, at: number, digits: number): number {
	if (at + digits > text.length) return -1;
	let value = 0;
	for (let index = at; index < at + digits; index++) {
		const code = text.charCodeAt(index);
		if (!isHex(code)) return -1;
		value = value * 16 + (code <= 0x39 ? code - 0x30 : (code & 0xdf) - 55);
	}
	return value;
}

/** An escape is introduced by one of these, which may itself be escaped. */
type Introduction = readonly [sign: number, end: number];

/** The signs that introduce an escape: of a URL, of HTML, and of JSON or PHP. */
export const escapeSigns = { percent: 0x25, ampersand: 0x26, slash: 0x5c } as const;

const { percent, ampersand, slash } = escapeSigns;

const introducing = (code: number): boolean =>
	code === percent || code === ampersand || code === slash;

const introducers: Readonly<Record<string, number>> = {
	amp: ampersand,
	AMP: ampersand,
	percnt: percent,
	bsol: slash,
};

/** @returns where the digits of an entity end, with the character that they name */
function numberAt(text: string, at: number): readonly [code: number, end: number] | null {
	const hex = (text.charCodeAt(at) | 0x20) === 0x78;
	const start = hex ? at + 1 : at;
	let end = start;
	let value = 0;
	for (const last = start + mostZeros + 7; end < last; end++) {
		const code = text.charCodeAt(end);
		if (hex ? !isHex(code) : !(code >= 0x30 && code <= 0x39)) break;
		value = value * (hex ? 16 : 10) + (code <= 0x39 ? code - 0x30 : (code & 0xdf) - 55);
	}
	return end === start ? null : [value, afterSemicolon(text, end)];
}

function afterSemicolon(text: string, at: number): number {
	if (text[at] === ';') return at + 1;
	return text[at] === '%' && hexAt(text, at + 1, 2) === 0x3b ? at + 3 : at;
}

/** What follows an introduction and stands for another one. */
function introducedAt(text: string, sign: number, at: number): Introduction | null {
	if (sign === slash) {
		if (text[at] !== 'u' && text[at] !== 'x') return null;
		const digits = text[at] === 'u' ? 4 : 2;
		const code = hexAt(text, at + 1, digits);
		return introducing(code) ? [code, at + 1 + digits] : null;
	}
	if (sign === percent) {
		const code = hexAt(text, at, 2);
		return introducing(code) ? [code, at + 2] : null;
	}
	if (text[at] === '#') {
		const number = numberAt(text, at + 1);
		return number && introducing(number[0]) ? number : null;
	}
	const name = /^(?:amp|AMP|percnt|bsol)/.exec(text.slice(at, at + 6))?.[0];
	return name ? [introducers[name] ?? 0, afterSemicolon(text, at + name.length)] : null;
}

/** Every way to read an introduction of an escape at a position. */
function introductionsAt(text: string, at: number): Introduction[] {
	const first = text.charCodeAt(at);
	if (!introducing(first)) return [];
	const found: Introduction[] = [[first, at + 1]];
	for (let index = 0; index < found.length && index < 2 * deepest; index++) {
		const [sign, end] = found[index] as Introduction;
		const inner = introducedAt(text, sign, end);
		if (inner) found.push(inner);
		if (sign !== slash || text.charCodeAt(end) !== slash) continue;
		let after = end;
		while (after < end + mostBackslashes && text.charCodeAt(after) === slash) after++;
		found.push([slash, after]);
	}
	return found;
}

/** @returns the ends of a character that is written as percent-encoded bytes, the first `%` of which is read already */
function bytesAt(text: string, at: number, bytes: Buffer): number {
	let position = at;
	for (let index = 0; index < bytes.length; index++) {
		if (index > 0) {
			// The other bytes are written as the first one is.
			const next = introductionsAt(text, position).find(
				([sign, end]) => sign === percent && hexAt(text, end, 2) === bytes[index],
			);
			if (!next) return -1;
			position = next[1];
		}
		if (hexAt(text, position, 2) !== bytes[index]) return -1;
		position += 2;
	}
	return position;
}

const shortEscapes: Readonly<Record<string, number>> = {
	n: 10,
	r: 13,
	t: 9,
	b: 8,
	f: 12,
	v: 11,
	0: 0,
};

/** A character behind one or more backslashes. @returns its end, or -1 */
function escapedAt(text: string, at: number, codes: readonly number[]): number {
	const sign = text[at] ?? '';
	if (sign === 'u' && text[at + 1] === '{') {
		const near = text.slice(at + 2, at + 13);
		const close = near.indexOf('}');
		return close >= 0 && parseInt(near.slice(0, close), 16) === codes[0] ? at + close + 3 : -1;
	}
	const digits = sign === 'u' ? 4 : sign === 'x' ? 2 : sign === 'U' ? 8 : 0;
	const code = hexAt(text, at + 1, digits || 4);
	if (digits > 0 && code === codes[0]) return at + 1 + digits;
	const [, high, low] = codes;
	if (sign === 'u' && high !== undefined && code === high) {
		const next = introductionsAt(text, at + 5).find(
			([kind, end]) => kind === slash && text[end] === 'u' && hexAt(text, end + 1, 4) === low,
		);
		return next ? next[1] + 5 : -1;
	}
	return shortEscapes[sign] === codes[0] ? at + 1 : -1;
}

const oldNames: ReadonlyArray<readonly [string, number]> = [
	['amp', 0x26],
	['AMP', 0x26],
	['lt', 0x3c],
	['LT', 0x3c],
	['gt', 0x3e],
	['GT', 0x3e],
	['quot', 0x22],
	['QUOT', 0x22],
	['nbsp', 0xa0],
];

/** An entity behind its `&`. @returns its ends */
function entityAt(text: string, at: number, unit: Unit): number[] {
	if (text[at] === '#') {
		const number = numberAt(text, at + 1);
		return number?.[0] === unit.code ? [number[1]] : [];
	}
	// A letter or digit of ASCII has no name. Which name it is does not matter: the neighbours have to fit as well.
	if (unit.kind === 'letter' || unit.kind === 'coded') return [];
	const name = /^[A-Za-z][A-Za-z0-9]{0,31}(?=;|%3[Bb])/.exec(text.slice(at, at + 36))?.[0];
	if (name) return [afterSemicolon(text, at + name.length)];
	const old = oldNames.filter(([word, code]) => code === unit.code && text.startsWith(word, at));
	if (old.length > 0) return old.map(([word]) => at + word.length);
	// Browsers take those of Latin-1 without their semicolon.
	const latin = unit.code >= 0xa0 && unit.code <= 0xff;
	const letters = latin ? (/^[A-Za-z]{2,6}/.exec(text.slice(at, at + 6))?.[0].length ?? 0) : 0;
	return Array.from({ length: Math.max(0, letters - 1) }, (_, index) => at + 2 + index);
}

const surrogates = new WeakMap<Unit, readonly number[]>();

/** The code point of a unit, and its two halves where it has them. */
function codesOf(unit: Unit): readonly number[] {
	let codes = surrogates.get(unit);
	if (!codes) {
		codes =
			unit.code > 0xffff
				? [unit.code, unit.text.charCodeAt(0), unit.text.charCodeAt(1)]
				: [unit.code];
		surrogates.set(unit, codes);
	}
	return codes;
}

/** A `+` of a form may be escaped as well. */
const spaceUnits = [9, 10, 11, 12, 13, 0x20, 0x2b, 0x85, 0xa0].map((code) =>
	unitOf(String.fromCharCode(code)),
);

/** @returns every end of a run of white space, in whatever way each of it is written */
function spacesAt(text: string, at: number): number[] {
	const ends: number[] = [];
	let position = at;
	for (let count = 0; count < mostSpaces; count++) {
		const code = text.charCodeAt(position);
		let end = -1;
		if (isSpace(code) || code === 0x2b) end = position + 1;
		else if (introducing(code)) {
			end = Math.max(...spaceUnits.flatMap((unit) => escapesAt(text, position, unit)), -1);
		}
		if (end < 0) break;
		ends.push(end);
		position = end;
	}
	return ends;
}

/**
 * @param again a sign behind a backslash may be escaped once more
 * @returns every end of an escape at a position that stands for the character
 */
function escapesAt(text: string, at: number, unit: Unit, again = true): number[] {
	const ends: number[] = [];
	for (const [sign, end] of introductionsAt(text, at)) {
		if (sign === percent) {
			for (const bytes of unit.bytes) {
				const after = bytesAt(text, end, bytes);
				if (after > 0) ends.push(after);
			}
		} else if (sign === ampersand) {
			ends.push(...entityAt(text, end, unit));
		} else {
			const after = escapedAt(text, end, codesOf(unit));
			if (after > 0) ends.push(after);
			if (unit.kind === 'letter' || unit.kind === 'coded') continue;
			// `\/` and `\"`, and what is quoted for a shell or a pattern, also where the sign is escaped too.
			if (text.startsWith(unit.text, end)) ends.push(end + unit.text.length);
			if (again) ends.push(...escapesAt(text, end, unit, false));
		}
	}
	return ends;
}

/** @returns every end of a run of backslashes, in whatever way each of it is written */
function backslashesAt(text: string, at: number): number[] {
	const ends = new Set<number>();
	let latest = [at];
	for (let count = 0; count < mostBackslashes && latest.length > 0; count++) {
		const next: number[] = [];
		for (const position of latest) {
			for (const [sign, end] of introductionsAt(text, position)) {
				if (sign !== slash || ends.has(end)) continue;
				ends.add(end);
				next.push(end);
			}
		}
		latest = next;
	}
	return [...ends];
}

/** A line break inside a coded text. @returns the position behind it */
function behindBreak(text: string, at: number): number {
	let position = at;
	for (let count = 0; count < 4; count++) {
		const code = text.charCodeAt(position);
		if (code === 10 || code === 13) position += 1;
		else if (code === slash && (text[position + 1] === 'n' || text[position + 1] === 'r'))
			position += 2;
		else if (code === percent && [10, 13].includes(hexAt(text, position + 1, 2))) position += 3;
		else break;
	}
	return position;
}

/** Signs that a server puts in the place of a character that it cannot read or write. */
const isReplaced = (code: number): boolean => code === 0xfffd || code === 0x3f;

/**
 * Reads one character of a secret at a position.
 *
 * @returns the positions at which it may end; none where it does not stand there
 */
export function endsAt(text: string, at: number, unit: Unit): number[] {
	const { kind } = unit;
	if (kind === 'space') return spacesAt(text, at);
	if (kind === 'backslash') return backslashesAt(text, at);
	const start = kind === 'coded' ? behindBreak(text, at) : at;
	const ends: number[] = [];
	if (text.startsWith(unit.text, start)) ends.push(start + unit.text.length);
	const code = text.charCodeAt(start);
	if (introducing(code)) ends.push(...escapesAt(text, start, unit));
	for (const other of unit.others) {
		if (text.startsWith(other, start)) ends.push(start + other.length);
	}
	// A `+` that was decoded as part of a form.
	if (unit.code === 0x2b && code === 0x20) ends.push(start + 1);
	if (kind === 'foreign' && isReplaced(code)) {
		let end = start;
		while (end < start + unit.lost && isReplaced(text.charCodeAt(end))) end++;
		if (end === start + unit.lost) ends.push(end);
	}
	return ends;
}
