/**
 * What a secret is made of: its characters, each with what it may look like to a server that reads bytes in another charset.
 */

/** One character of a secret; a run of white space or of backslashes counts as one. */
export interface Unit {
	/** The character itself. */
	text: string;
	/** Other plain spellings, such as those of a server that reads bytes in another charset. */
	others: readonly string[];
	/** Its bytes in the charsets in which a URL may be written. */
	bytes: readonly Buffer[];
	code: number;
	/** How many signs a server that cannot read the character puts in its place. */
	lost: number;
	kind: 'space' | 'backslash' | 'sign' | 'letter' | 'foreign';
}

/** White space of ASCII, or of the half of Latin-1 beyond it. */
export const isSpace = (code: number): boolean =>
	(code >= 9 && code <= 13) || code === 0x20 || code === 0xa0 || code === 0x85;

const isLetterOrDigit = (code: number): boolean =>
	(code >= 0x30 && code <= 0x39) ||
	(code >= 0x41 && code <= 0x5a) ||
	(code >= 0x61 && code <= 0x7a);

const singleByte = ['windows-1251', 'koi8-r', 'windows-1252'] as const;

const tables = new Map<string, Map<string, number>>();

function byteIn(charset: string, character: string): number | undefined {
	let table = tables.get(charset);
	if (!table) {
		const decoder = new TextDecoder(charset);
		table = new Map();
		for (let byte = 128; byte < 256; byte++) table.set(decoder.decode(Uint8Array.of(byte)), byte);
		tables.set(charset, table);
	}
	return table.get(character);
}

/** What bytes look like to a server that takes them for those of another charset. */
const misread = (bytes: Buffer): string[] => [
	bytes.toString('latin1'),
	...singleByte.map((charset) => new TextDecoder(charset).decode(bytes)),
];

/** Signs as typographers write them, and quotes as SQL and CSV do. */
const written: Readonly<Record<string, string[]>> = {
	'<': ['‹'],
	'>': ['›'],
	'"': ['""', '“', '”', '„', '«', '»'],
	"'": ["''", '‘', '’'],
};

/** A server may put a sign in the place of a character that it cannot read, of each half of it in UTF-16, or of each of its bytes. */
const losses = [() => 1, (text: string) => text.length, (text: string) => Buffer.byteLength(text)];

/** The unit of one character. @param lossOf what `Unit.lost` is for it */
export function unitOf(character: string, lossOf = losses[0] as (text: string) => number): Unit {
	const code = character.codePointAt(0) ?? 0;
	const utf8 = Buffer.from(character, 'utf8');
	if (code < 128) {
		const kind = isLetterOrDigit(code) ? 'letter' : 'sign';
		return {
			text: character,
			others: written[character] ?? [],
			bytes: [utf8],
			code,
			lost: 0,
			kind,
		};
	}
	const single = singleByte
		.map((charset) => byteIn(charset, character))
		.filter((byte) => byte !== undefined)
		.map((byte) => Buffer.of(byte));
	const bytes = [utf8, ...single];
	const others = [...new Set(bytes.flatMap(misread))].filter((text) => text !== character);
	return { text: character, others, bytes, code, lost: lossOf(character), kind: 'foreign' };
}

const space: Unit = { text: ' ', others: [], bytes: [], code: 0x20, lost: 0, kind: 'space' };
const backslash: Unit = {
	text: '\\',
	others: [],
	bytes: [],
	code: 0x5c,
	lost: 0,
	kind: 'backslash',
};

/** Hexadecimal digits, perhaps those of a UUID, are the same in both cases. */
const isHexadecimal = (secret: string): boolean => /^[\da-f-]{16,}$/i.test(secret);

/** The unit of a hexadecimal digit, or of a dash between them. */
function digitOf(character: string): Unit {
	const others = [character.toLowerCase(), character.toUpperCase()];
	return { ...unitOf(character), others: others.filter((other) => other !== character) };
}

/** The units of a secret, once for each way in which a server may lose those that it cannot read. */
export function unitsOf(secret: string): Unit[][] {
	if (isHexadecimal(secret)) return [Array.from(secret, digitOf)];
	// A form makes white space of a `+`, so what follows white space belongs to it.
	const runs =
		secret.match(/[\t-\r \u0085\u00a0][\t-\r \u0085\u00a0+]*|\\+|[^\t-\r \u0085\u00a0\\]/gu) ?? [];
	const ways = losses.map((lossOf) =>
		runs.map((run) => {
			if (run.startsWith('\\')) return backslash;
			return isSpace(run.charCodeAt(0)) ? space : unitOf(run, lossOf);
		}),
	);
	const known = new Map(ways.map((units) => [units.map(({ lost }) => lost).join(), units]));
	return [...known.values()];
}

/** The same sign in the alphabet of URLs. */
const ofUrls: Readonly<Record<string, string[]>> = { '+': ['-'], '/': ['_'] };

/** The units of a base64 text, in the alphabet of MIME or of URLs. */
export const base64Units = (text: string): Unit[] =>
	Array.from(text, (character) => ({
		...unitOf(character),
		others: ofUrls[character] ?? [],
	}));

/** The units of bytes in hexadecimal. */
export const hexUnits = (text: string): Unit[] => Array.from(text, digitOf);
