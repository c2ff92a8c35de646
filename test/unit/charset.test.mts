import iconv from 'iconv-lite';
import {
	canEncode,
	type Charset,
	encode,
	firstUnencodable,
	UnencodableCharacter,
} from '../../nodes/shared/text/charset.ts';
import { allCharsets, iconvNames } from './support/charsets.mts';

const surrogate = (code: number) => code >= 0xd800 && code <= 0xdfff;

/** Every code point of the BMP, and samples of each plane above it. */
const everyCharacter = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code));
const astral = Array.from({ length: 16 }, (_, plane) => (plane + 1) * 0x1_0000).flatMap((first) =>
	[0, 0x1234, 0xf600, 0xfffd].map((offset) => String.fromCodePoint(first + offset)),
);

/** What iconv-lite makes of a character, or null where it has to put a replacement. */
function oracleBytes(character: string, charset: Charset): string | null {
	if (character.length === 1 && surrogate(character.charCodeAt(0))) return null;
	if (character.length > 1 && charset.startsWith('ucs')) return null;
	const bytes = iconv.encode(character, iconvNames[charset], { addBOM: false });
	const back = iconv.decode(bytes, iconvNames[charset], { stripBOM: false });
	// iconv-lite writes U+FFFD as 0x98, the one byte that windows-1251 leaves unassigned.
	const unassigned = charset === 'windows-1251' && bytes[0] === 0x98;
	return back === character && !unassigned ? bytes.toString('hex') : null;
}

function ourBytes(character: string, charset: Charset): string | null {
	try {
		return encode(character, charset).toString('hex');
	} catch (error) {
		if (error instanceof UnencodableCharacter) return null;
		throw error;
	}
}

describe.each(allCharsets)('encoding to %s', (charset) => {
	const all = [...everyCharacter, ...astral];
	let ours: Array<string | null>;
	let theirs: Array<string | null>;
	beforeAll(() => {
		ours = all.map((character) => ourBytes(character, charset));
		theirs = all.map((character) => oracleBytes(character, charset));
	});

	test('every character becomes the bytes that iconv-lite makes, or is refused by both', () => {
		const different = all
			.filter((_, index) => ours[index] !== theirs[index])
			.map((character) => character.codePointAt(0)?.toString(16));
		expect(different).toEqual([]);
	});

	test('a text is the bytes of its characters in their order, without a byte order mark', () => {
		const text = everyCharacter.filter((_, index) => theirs[index] !== null).join('');
		const expected = iconv.encode(text, iconvNames[charset], { addBOM: false });
		expect(encode(text, charset).equals(expected)).toBe(true);
	});

	test('an empty text is no bytes', () => {
		expect(encode('', charset)).toHaveLength(0);
		expect(firstUnencodable('', charset)).toBeNull();
	});

	test.each(['\ud83d', '\ude00', 'a\ud800b', '\ude00\ud83d', '\ud83d\ud83d\ude00'])(
		'a lone surrogate is refused and named (%j)',
		(text) => {
			const lone = /[\ud800-\udfff]/.exec(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''))?.[0];
			expect(firstUnencodable(text, charset)).toBe(lone);
			const code = lone?.charCodeAt(0).toString(16).toUpperCase();
			expect(() => encode(text, charset)).toThrow(`U+${code}`);
			expect(() => encode(text, charset)).toThrow(UnencodableCharacter);
		},
	);

	test('canEncode, firstUnencodable and encode agree on every character', () => {
		const quarrels = all.filter((character, index) => {
			const can = ours[index] !== null;
			const first = firstUnencodable(`a${character}`, charset);
			return canEncode(character, charset) !== can || (first === null) !== can;
		});
		expect(quarrels).toEqual([]);
	});
});

describe('a character that the charset lacks', () => {
	test.each([
		['windows-1251', '\x98', 'U+0098'],
		['windows-1251', '👍', 'U+1F44D'],
		['windows-1251', 'ë', 'U+00EB'],
		['windows-1251', 'ә', 'U+04D9'],
		['ucs-2be', '😀', 'U+1F600'],
		['ucs-2le', '😀', 'U+1F600'],
	] as Array<[Charset, string, string]>)('%s names %j as %s', (charset, character, code) => {
		const act = () => encode(`Привет, ${character} мир 🎉`, charset);
		expect(act).toThrow(`“${character}” (${code})`);
		expect(act).toThrow(charset);
		try {
			act();
		} catch (error) {
			expect(error).toMatchObject({ character, charset });
		}
	});

	test('the first one is named, not the last one', () => {
		expect(firstUnencodable('абв€😀ї中', 'windows-1251')).toBe('😀');
		expect(firstUnencodable('中😀文👍', 'ucs-2be')).toBe('😀');
	});

	test('the error text of a lone surrogate is well-formed, so that it can be stored and shown', () => {
		expect.assertions(1);
		try {
			encode('\ud83d', 'utf-8');
		} catch (error) {
			expect((error as Error).message.isWellFormed()).toBe(true);
		}
	});
});
