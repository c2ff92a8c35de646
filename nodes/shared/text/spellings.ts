/**
 * How one character may be written in a text that a server sends back: as it is, or escaped for a URL, a form, JSON,
 * PHP or HTML, also one inside another. Everything here is linear: a character is read with a bounded number of steps.
 */

import {
	byteAt,
	entityAt,
	escapeSigns,
	hexAt,
	introducedAt,
	introducing,
	type Introduction,
} from './escapes';
import { isSpace, type Unit, unitOf } from './units';

/** Escapes inside escapes that are followed: a URL in a form in JSON in HTML. */
const deepest = 4;

/** Backslashes in a row that are read as one: each JSON inside JSON doubles them. */
const mostBackslashes = 8;

/** White space in a row that is read as one. */
const mostSpaces = 64;

const { percent, ampersand, slash } = escapeSigns;

const shortEscapes: Readonly<Record<string, number>> = {
	n: 10,
	r: 13,
	t: 9,
	b: 8,
	f: 12,
	v: 11,
	0: 0,
};

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

/** A line break inside a secret, such as that of a page or of a mailer. @returns the position behind it */
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

const noIntroductions: readonly Introduction[] = [];

/** A text, of which each character is read in whatever way it is written. */
export class Writing {
	/** Those at each position: several secrets are looked for, and an escape may stand in another one. */
	private readonly introductions = new Map<number, readonly Introduction[]>();

	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}

	/**
	 * Reads one character of a secret at a position.
	 *
	 * @returns the positions at which it may end; none where it does not stand there
	 */
	endsAt(at: number, unit: Unit): number[] {
		if (unit.kind === 'space') return this.spacesAt(at);
		if (unit.kind === 'backslash') return this.backslashesAt(at);
		const ends = this.signAt(at, unit);
		const behind = behindBreak(this.text, at);
		if (behind > at) ends.push(...this.signAt(behind, unit));
		return ends;
	}

	/** @returns every end of a single sign at a position */
	private signAt(at: number, unit: Unit): number[] {
		const { text } = this;
		const ends: number[] = [];
		if (text.startsWith(unit.text, at)) ends.push(at + unit.text.length);
		const code = text.charCodeAt(at);
		if (introducing(code)) ends.push(...this.escapesAt(at, unit));
		for (const other of unit.others) {
			if (text.startsWith(other, at)) ends.push(at + other.length);
		}
		// A `+` that was decoded as part of a form.
		if (unit.code === 0x2b && code === 0x20) ends.push(at + 1);
		if (unit.kind === 'foreign' && isReplaced(code)) {
			let end = at;
			while (end < at + unit.lost && isReplaced(text.charCodeAt(end))) end++;
			if (end === at + unit.lost) ends.push(end);
		}
		return ends;
	}

	/**
	 * @param again a sign behind a backslash may be escaped once more
	 * @returns every end of an escape at a position that stands for the character
	 */
	private escapesAt(at: number, unit: Unit, again = true): number[] {
		const { text } = this;
		const ends: number[] = [];
		for (const [sign, end] of this.introductionsAt(at)) {
			if (sign === ampersand) {
				ends.push(...entityAt(text, end, unit));
				continue;
			}
			// One of ASCII behind a backslash is read with the other escapes.
			if (sign === percent || unit.kind === 'foreign') {
				for (const bytes of unit.bytes) {
					const after = this.bytesAt(end, sign, bytes);
					if (after > 0) ends.push(after);
				}
			}
			if (sign === percent) {
				const after = this.unicodeAt(end, percent, codesOf(unit));
				if (after > 0) ends.push(after);
			} else {
				const after = this.escapedAt(end, codesOf(unit));
				if (after > 0) ends.push(after);
				if (unit.kind === 'letter') continue;
				// `\/` and `\"`, and what is quoted for a shell or a pattern, also where the sign is escaped too.
				if (text.startsWith(unit.text, end)) ends.push(end + unit.text.length);
				if (again) ends.push(...this.escapesAt(end, unit, false));
			}
		}
		return ends;
	}

	/** @returns every end of a run of white space, in whatever way each of it is written */
	private spacesAt(at: number): number[] {
		const { text } = this;
		const ends: number[] = [];
		let position = at;
		for (let count = 0; count < mostSpaces; count++) {
			const code = text.charCodeAt(position);
			let end = -1;
			if (isSpace(code) || code === 0x2b) end = position + 1;
			else if (introducing(code)) {
				end = Math.max(...spaceUnits.flatMap((unit) => this.escapesAt(position, unit)), -1);
			}
			if (end < 0) break;
			ends.push(end);
			position = end;
		}
		return ends;
	}

	/** @returns every end of a run of backslashes, in whatever way each of it is written */
	private backslashesAt(at: number): number[] {
		const ends = new Set<number>();
		let latest = [at];
		for (let count = 0; count < mostBackslashes && latest.length > 0; count++) {
			const next: number[] = [];
			for (const position of latest) {
				for (const [sign, end] of this.introductionsAt(position)) {
					if (sign !== slash || ends.has(end)) continue;
					ends.add(end);
					next.push(end);
				}
			}
			latest = next;
		}
		return [...ends];
	}

	/**
	 * A character that is written as its bytes, the first `%` or backslash of which is read already.
	 *
	 * @returns its end, or -1
	 */
	private bytesAt(at: number, sign: number, bytes: Buffer): number {
		const { text } = this;
		let position = byteAt(text, at, sign, bytes[0]);
		for (let index = 1; index < bytes.length && position >= 0; index++) {
			// The other bytes are written as the first one is.
			const ends = this.introductionsAt(position)
				.filter(([kind]) => kind === sign)
				.map(([, end]) => byteAt(text, end, sign, bytes[index]));
			position = ends.find((end) => end >= 0) ?? -1;
		}
		return position;
	}

	/** `u` and four digits, of JSON behind a backslash and of JavaScript's `escape` behind `%`; two of them where it has two halves. */
	private unicodeAt(at: number, sign: number, [code, high, low]: readonly number[]): number {
		const { text } = this;
		if (text[at] !== 'u') return -1;
		const found = hexAt(text, at + 1, 4);
		if (found < 0) return -1;
		if (found === code) return at + 5;
		if (found !== high) return -1;
		const next = this.introductionsAt(at + 5).find(
			([kind, end]) => kind === sign && text[end] === 'u' && hexAt(text, end + 1, 4) === low,
		);
		return next ? next[1] + 5 : -1;
	}

	/** A character behind one or more backslashes. @returns its end, or -1 */
	private escapedAt(at: number, codes: readonly number[]): number {
		const { text } = this;
		const sign = text[at] ?? '';
		if (sign === 'u' && text[at + 1] === '{') {
			const near = text.slice(at + 2, at + 13);
			const close = near.indexOf('}');
			return close >= 0 && parseInt(near.slice(0, close), 16) === codes[0] ? at + close + 3 : -1;
		}
		if (sign === 'u') return this.unicodeAt(at, slash, codes);
		const digits = sign === 'x' ? 2 : sign === 'U' ? 8 : 0;
		if (digits > 0 && hexAt(text, at + 1, digits) === codes[0]) return at + 1 + digits;
		return shortEscapes[sign] === codes[0] ? at + 1 : -1;
	}

	/** Every way to read an introduction of an escape at a position. */
	private introductionsAt(at: number): readonly Introduction[] {
		const { text } = this;
		const first = text.charCodeAt(at);
		if (!introducing(first)) return noIntroductions;
		const known = this.introductions.get(at);
		if (known) return known;
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
		this.introductions.set(at, found);
		return found;
	}
}
