import { type Unit, base64Units, hexUnits, unitsOf } from './units';
import { pasted } from './address';
import { canStartAt, leastPart, type Pattern, Reader, sameAgain } from './occurrences';
import { entityNames } from './entities';
import { escapeSigns } from './escapes';
import { Writing } from './spellings';

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
function entityStart(codes: number[]): string {
	const again = `(?:amp;?|AMP;?|#${zeros}38;?|#[xX]${zeros}26;?){0,4}`;
	const decimal = codes.map((code) => `#${zeros}${code}`);
	const hexadecimal = codes.map((code) => `#[xX]${zeros}${digits(code, 1)}`);
	return `&${again}${oneOf([...decimal, ...hexadecimal, ...codes.flatMap(entityNames)])}`;
}

/** Letters and digits are found everywhere, so what follows one has to fit as well. */
function followedBy(second: Unit | undefined): string {
	if (second?.kind !== 'letter' && second?.kind !== 'sign') return '';
	return `(?=${startOf([second])}|[\\r\\n]|\\\\[rn]|%0[aAdD]|$)`;
}

/**
 * A pattern of what can stand where a secret starts: quick to look for, and matched by little else.
 *
 * @param first the first units of the secret
 */
function startOf([first, second]: readonly Unit[]): string {
	if (!first || first.kind === 'backslash' || first.kind === 'space')
		return '(?:\\\\{1,8}(?!\\\\)|[%&])';
	const signs = [ampersand, slash];
	const plain = [first.text, ...first.others].map(quoted);
	// A run of lost characters is read from its beginning, not again from each of its signs.
	if (first.kind === 'foreign') plain.push('(?<![\\uFFFD?]{4})[\\uFFFD?]');
	if (first.code === 0x2b) plain.push(' ');
	const bytes = [...first.bytes.map((list) => list[0] ?? 0), ...signs];
	const numbers = [first.text.charCodeAt(0), ...signs].map((code) => digits(code, 4));
	const isPlain = first.kind === 'letter';
	const behind = isPlain ? '' : `|${quoted(first.text)}`;
	return oneOf([
		oneOf(plain) + (isPlain && second ? followedBy(second) : ''),
		`%(?:25){0,4}(?:${oneOf(bytes.map((byte) => digits(byte, 2)))}|u${oneOf(numbers)})`,
		entityStart([first.code, percent, slash]),
		`\\\\{1,8}(?:[%&xU]|u(?:\\{|${numbers.join('|')}|0025)${behind})`,
	]);
}

/** White space, and what a form makes of it. */
const spaceSign = '[\\t-\\r \\x85\\xA0+]';

/** What it looks like may be white space. */
const isSpaced = ({ code, kind, others }: Unit): boolean =>
	kind === 'space' || (code === 0x2b && others.length === 0);

/** What a unit looks like in a text without the signs of escapes. */
function unescaped({ text, others, code, kind }: Unit): string {
	// Backslashes are escapes themselves.
	if (kind === 'backslash') return '(?!)';
	const plain = [text, ...others].map(quoted);
	if (code === 0x2b) plain.push(' ');
	if (kind === 'foreign') plain.push('[\\uFFFD?]{1,4}');
	return oneOf(plain);
}

/** Signs of escapes, as a pattern. */
const escaping = '[%&\\\\]';

/**
 * A pattern that is in each text that holds the units and has no sign of an escape. It begins with a single sign: where a run could
 * begin it, a search would read a long one again from each of its signs.
 *
 * @param units the first ones of a secret
 */
function unescapedStart(units: readonly Unit[]): string {
	const solid = units.findIndex((unit) => !isSpaced(unit));
	const parts = units.map((unit, at) => {
		const before = units[at - 1];
		if (!isSpaced(unit)) return (before && !isSpaced(before) ? '[\\r\\n]*' : '') + unescaped(unit);
		const next = units[at + 1];
		if (next && isSpaced(next)) return '';
		return at < solid || solid < 0 ? spaceSign : `${spaceSign}+`;
	});
	return parts.join('');
}

export type Redact = <T>(value: T) => T;

/** What stands in the place of a secret. */
export const mask = '***';

/** So many names of members are remembered as holding no secret: rows have the same ones thousands of times. */
const mostNames = 500;

/** The last text of each is remembered as well, up to so many characters: in most members it is that of the next row. */
const longestText = 100;

/**
 * Shorter values occur in ordinary texts by chance: masking them would spoil what people need to read, and tell where
 * the secret stands. None of the gateways issues such secrets.
 */
const shortest = 4;

/** The middles that a value has in base64, one for each place where it can stand, as behind `user:`. */
function base64Middles(bytes: Buffer): string[] {
	return [0, 1, 2].map((shift) => {
		const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
		return encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
	});
}

/** What has to be looked for, each in every spelling. */
function patternsOf(secret: string): Array<readonly Unit[]> {
	const text = pasted(secret.toWellFormed());
	if (text.length < shortest) return [];
	const bytes = Buffer.from(text, 'utf8');
	// A server may take a part of it for markup.
	const bare = pasted(text.replace(/<[^<>]*>/g, ''));
	// Another part of it, or the system of its files, may write letters and their accents as one or apart.
	const spelled = [text, text.normalize('NFC'), text.normalize('NFD'), bare];
	return [
		...[...new Set(spelled)].filter((one) => one.length >= shortest).flatMap(unitsOf),
		base64Units(bytes.toString('base64')),
		base64Units(bytes.toString('base64').replace(/={1,2}$/, '')),
		...base64Middles(bytes)
			.filter((middle) => middle.length >= shortest)
			.map(base64Units),
		hexUnits(bytes.toString('hex')),
	];
}

/** Bytes, dates and the like are no containers. */
function isPlainObject(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

function maskText(text: string, search: RegExp, patterns: readonly Pattern[]): string {
	let masked = '';
	let done = 0;
	let open: { start: number; end: number } | null = null;
	const writing = new Writing(text);
	const readers = new Map<Pattern, Reader>();
	search.lastIndex = 0;
	for (let found = search.exec(text); found; found = search.exec(text)) {
		const start = found.index;
		// The next one may start inside this one.
		search.lastIndex = start + 1;
		let end = -1;
		for (const pattern of patterns) {
			if (!canStartAt(text, start, pattern)) continue;
			let reader = readers.get(pattern);
			if (!reader) readers.set(pattern, (reader = new Reader(writing, pattern)));
			end = Math.max(end, reader.endFrom(start));
		}
		if (end < 0) continue;
		if (open && start < open.end) {
			open.end = Math.max(open.end, end);
			continue;
		}
		if (open) {
			masked += text.slice(done, open.start) + mask;
			done = open.end;
		}
		open = { start, end };
	}
	if (!open) return text;
	return masked + text.slice(done, open.start) + mask + text.slice(open.end);
}

function compile(secrets: readonly string[]): Redact {
	const patterns = secrets.flatMap(patternsOf).map((units): Pattern => {
		const start = startOf(units);
		const [first] = units;
		const spelled = first ? [first.text, ...first.others] : [];
		if (first?.kind === 'foreign') spelled.push('?');
		const plain = new Set(spelled.map((text) => text.charCodeAt(0)));
		return { units, plain, start: new RegExp(start, 'y'), again: sameAgain(units) };
	});
	if (patterns.length === 0) return (value) => value;
	const starts = new Set(patterns.map(({ start }) => start.source));
	// Of a long row of backslashes only its end can matter.
	const search = new RegExp(`(?!\\\\{9})(?:${[...starts].join('|')})`, 'g');
	// Nearly no text has any of these, and such a text holds no secret, nor a part that was cut.
	const suspect = new RegExp(
		[escaping, ...patterns.map(({ units }) => unescapedStart(units.slice(0, leastPart)))].join('|'),
	);
	const masking = (text: string): string =>
		suspect.test(text) ? maskText(text, search, patterns) : text;
	const hasNumbers = secrets.some((secret) => /^\d+$/.test(pasted(secret)));

	/** The names that hold no secret, each with a text that holds none. */
	const known = new Map<string, string>();

	const cleanName = (name: string): string => {
		if (known.has(name)) return name;
		const masked = masking(name);
		if (masked === name && known.size < mostNames) known.set(name, name);
		return masked;
	};

	/** What holds no secret comes back as it is, not as a copy. No functions are made in it, which each text would pay for. */
	const clean = (value: unknown): unknown => {
		if (typeof value === 'string') return masking(value);
		if (hasNumbers && (typeof value === 'number' || typeof value === 'bigint')) {
			const text = String(value);
			const masked = masking(text);
			return masked === text ? value : masked;
		}
		if (Array.isArray(value)) return cleanList(value);
		return isPlainObject(value) ? cleanMembers(value as Record<string, unknown>) : value;
	};

	const cleanList = (list: unknown[]): unknown[] => {
		const entries = list.map(clean);
		return entries.every((entry, index) => Object.is(entry, list[index])) ? list : entries;
	};

	const cleanMembers = (members: Record<string, unknown>): Record<string, unknown> => {
		// Nearly always nothing is masked, and then nothing is made.
		let cleaned: Array<[string, unknown]> | undefined;
		let same = 0;
		for (const name in members) {
			const member = members[name];
			const isShort = typeof member === 'string' && member.length <= longestText;
			if (!cleaned && isShort && known.get(name) === member) {
				same++;
				continue;
			}
			const nameNow = cleanName(name);
			const memberNow = clean(member);
			if (!cleaned && nameNow === name && Object.is(memberNow, member)) {
				if (isShort && known.has(name)) known.set(name, member);
				same++;
				continue;
			}
			cleaned ??= Object.entries(members).slice(0, same);
			cleaned.push([nameNow, memberNow]);
		}
		return cleaned ? Object.fromEntries(cleaned) : members;
	};
	return <T>(value: T) => clean(value) as T;
}

/** The latest ones: n8n opens an account's line once for each item of a declarative node. */
const compiled = new Map<string, Redact>();

const mostCompiled = 20;

/**
 * Makes a function that replaces every secret by `***` in strings, and in the strings of arrays and objects (keys
 * included), in every spelling in which a server may send it back (`spellings.ts`), in base64 and in hexadecimal. Also
 * what is left of a secret where a text was cut. Other values pass unchanged; the original is never altered.
 */
export function redactor(secrets: readonly string[]): Redact {
	const key = JSON.stringify(secrets);
	let redact = compiled.get(key);
	if (redact) {
		compiled.delete(key);
	} else {
		redact = compile([...new Set(secrets)]);
		const [oldest] = compiled.keys();
		if (compiled.size >= mostCompiled && oldest !== undefined) compiled.delete(oldest);
	}
	compiled.set(key, redact);
	return redact;
}
