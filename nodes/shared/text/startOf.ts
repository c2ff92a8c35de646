import { escapeSigns } from './spellings';
import type { Unit } from './units';

const { percent, ampersand, slash } = escapeSigns;

/** Digits of a number in both cases, as a pattern. */
const digits = (value: number, count: number): string =>
	value
		.toString(16)
		.padStart(count, '0')
		.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const oneOf = (choices: string[]): string => `(?:${[...new Set(choices)].join('|')})`;

const zeros = '0{0,16}';

/** The start of an entity for one of these characters, or of one whose `&` is an entity. */
function entityStart(codes: number[], isNamed: boolean): string {
	const again = `(?:amp;?|AMP;?|#${zeros}38;?|#[xX]${zeros}26;?){0,4}`;
	const decimal = codes.map((code) => `#${zeros}${code}`);
	const hexadecimal = codes.map((code) => `#[xX]${zeros}${digits(code, 1)}`);
	const names = isNamed ? ['[A-Za-z]'] : ['percnt', 'bsol'];
	return `&${again}${oneOf([...decimal, ...hexadecimal, ...names])}`;
}

/** Letters and digits are found everywhere, so what follows one has to fit as well. */
function followedBy(second: Unit | undefined): string {
	if (second?.kind !== 'letter' && second?.kind !== 'sign' && second?.kind !== 'coded') return '';
	const breaks = second.kind === 'coded' ? '|[\\r\\n]|\\\\[rn]|%0[aAdD]' : '';
	return `(?=${startOf([second])}${breaks}|$)`;
}

/**
 * A pattern of what can stand where a secret starts: quick to look for, and matched by little else.
 *
 * @param first the first units of the secret
 */
export function startOf([first, second]: readonly Unit[]): string {
	if (!first || first.kind === 'backslash' || first.kind === 'space')
		return '(?:\\\\{1,8}(?!\\\\)|[%&])';
	const signs = [ampersand, slash];
	const plain = [first.text, ...first.others].map(quoted);
	if (first.kind === 'foreign') plain.push('\\uFFFD', '\\?');
	if (first.code === 0x2b) plain.push(' ');
	const bytes = [...first.bytes.map((list) => list[0] ?? 0), ...signs];
	const numbers = [first.text.charCodeAt(0), ...signs].map((code) => digits(code, 4));
	const isPlain = first.kind === 'letter' || first.kind === 'coded';
	const behind = isPlain ? '' : `|${quoted(first.text)}`;
	return oneOf([
		oneOf(plain) + (isPlain && second ? followedBy(second) : ''),
		`%(?:25){0,4}${oneOf(bytes.map((byte) => digits(byte, 2)))}`,
		entityStart([first.code, percent, slash], !isPlain),
		`\\\\{1,8}(?:[%&xU]|u(?:\\{|${numbers.join('|')}|0025)${behind})`,
	]);
}
