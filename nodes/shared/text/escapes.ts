/** How an escape is introduced, and what a byte, a number or a name behind its introduction stands for. */

import { entityNames, isOldEntity } from './entities';
import type { Unit } from './units';

const mostZeros = 16;

const isHex = (code: number): boolean =>
	(code >= 0x30 && code <= 0x39) ||
	(code >= 0x41 && code <= 0x46) ||
	(code >= 0x61 && code <= 0x66);

/** @returns the value of so many hex digits, or -1 */
export function hexAt(text: string, at: number, digits: number): number {
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
export type Introduction = readonly [sign: number, end: number];

/** The signs that introduce an escape: of a URL, of HTML, and of JSON or PHP. */
export const escapeSigns = { percent: 0x25, ampersand: 0x26, slash: 0x5c } as const;

const { percent, ampersand, slash } = escapeSigns;

/** @returns whether a character introduces an escape */
export const introducing = (code: number): boolean =>
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
export function introducedAt(text: string, sign: number, at: number): Introduction | null {
	if (sign === slash) {
		if (text[at] !== 'u' && text[at] !== 'x') return null;
		const digits = text[at] === 'u' ? 4 : 2;
		const code = hexAt(text, at + 1, digits);
		return introducing(code) ? [code, at + 1 + digits] : null;
	}
	if (sign === percent) {
		const [start, digits] = text[at] === 'u' ? [at + 1, 4] : [at, 2];
		const code = hexAt(text, start, digits);
		return introducing(code) ? [code, start + digits] : null;
	}
	if (text[at] === '#') {
		const number = numberAt(text, at + 1);
		return number && introducing(number[0]) ? number : null;
	}
	const name = /^(?:amp|AMP|percnt|bsol)/.exec(text.slice(at, at + 6))?.[0];
	return name ? [introducers[name] ?? 0, afterSemicolon(text, at + name.length)] : null;
}

/** A byte behind `%` or, in the notation of logs and of Python, behind `\x`. @returns its end, or -1 */
export function byteAt(text: string, at: number, sign: number, byte: number | undefined): number {
	const digits = sign === percent ? at : at + 1;
	if (sign === slash && text[at] !== 'x') return -1;
	return hexAt(text, digits, 2) === byte ? digits + 2 : -1;
}

/** An entity behind its `&`. @returns its ends */
export function entityAt(text: string, at: number, { code }: Unit): number[] {
	if (text[at] === '#') {
		const number = numberAt(text, at + 1);
		return number?.[0] === code ? [number[1]] : [];
	}
	return entityNames(code).flatMap((name) => {
		if (!text.startsWith(name, at)) return [];
		const end = at + name.length;
		const after = afterSemicolon(text, end);
		return after > end || isOldEntity(code) ? [after] : [];
	});
}
