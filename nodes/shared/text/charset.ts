/** Text to bytes. n8n's verification allows no library, so the single-byte tables come from `TextDecoder` itself. */

export type Charset = 'utf-8' | SingleByteCharset | 'utf-16be' | 'utf-16le' | 'ucs-2be' | 'ucs-2le';

const singleByte = ['windows-1251', 'koi8-r'] as const;

type SingleByteCharset = (typeof singleByte)[number];

const isSingleByte = (charset: Charset): charset is SingleByteCharset =>
	singleByte.some((name) => name === charset);

/** Names a character in an error text, also one that cannot be shown. */
export function describeCharacter(character: string): string {
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	return `“${character.toWellFormed()}” (U+${code})`;
}

/** @returns each UTF-16 unit of a text as `\uXXXX`, which JSON and JavaScript read as the same */
export const unicodeEscapes = (text: string): string =>
	Array.from(
		{ length: text.length },
		(_, unit) => `\\u${text.charCodeAt(unit).toString(16).padStart(4, '0')}`,
	).join('');

/** A character that the charset cannot hold. It is never replaced silently. */
export class UnencodableCharacter extends Error {
	readonly character: string;

	readonly charset: Charset;

	constructor(character: string, charset: Charset) {
		super(`The character ${describeCharacter(character)} does not exist in ${charset}`);
		this.character = character;
		this.charset = charset;
	}
}

const noByte = -1;

const tables = new Map<SingleByteCharset, Int16Array>();

/** The byte of each UTF-16 code unit; `noByte` where the charset has none, as for both halves of a surrogate pair. */
function tableOf(charset: SingleByteCharset): Int16Array {
	let table = tables.get(charset);
	if (!table) {
		table = new Int16Array(0x10000).fill(noByte);
		const decoder = new TextDecoder(charset);
		for (let byte = 0; byte < 256; byte++) {
			// In windows-1251 0x98 is unassigned; TextDecoder maps it to a control character that no text means.
			if (charset !== 'windows-1251' || byte !== 0x98) {
				table[decoder.decode(Uint8Array.of(byte)).charCodeAt(0)] = byte;
			}
		}
		tables.set(charset, table);
	}
	return table;
}

/** The caller has checked the text. */
function encode8(text: string, charset: SingleByteCharset): Buffer {
	const table = tableOf(charset);
	const bytes = Buffer.allocUnsafe(text.length);
	for (let place = 0; place < text.length; place++) {
		bytes[place] = table[text.charCodeAt(place)] as number;
	}
	return bytes;
}

/** Surrogate pairs are what UTF-16 has and UCS-2 has not; the caller has checked the text. */
function encode16(text: string, charset: Charset): Buffer {
	const bytes = Buffer.from(text, 'utf16le');
	return charset.endsWith('be') ? bytes.swap16() : bytes;
}

/**
 * Encodes a text without a byte order mark.
 *
 * @throws UnencodableCharacter naming the first character that the charset lacks
 */
export function encode(text: string, charset: Charset): Buffer {
	checkEncodable(text, charset);
	if (isSingleByte(charset)) return encode8(text, charset);
	return charset === 'utf-8' ? Buffer.from(text, 'utf8') : encode16(text, charset);
}

/** @throws UnencodableCharacter naming the first character that the charset lacks */
function checkEncodable(text: string, charset: Charset): void {
	const unencodable = firstUnencodable(text, charset);
	if (unencodable !== null) throw new UnencodableCharacter(unencodable, charset);
}

/** @returns the first character that the charset lacks, or null */
export function firstUnencodable(text: string, charset: Charset): string | null {
	if (charset === 'utf-8' && text.isWellFormed()) return null;
	if (isSingleByte(charset)) {
		const table = tableOf(charset);
		for (let place = 0; place < text.length; place++) {
			if (table[text.charCodeAt(place)] === noByte)
				return String.fromCodePoint(text.codePointAt(place) as number);
		}
		return null;
	}
	for (const character of text) {
		if (!canEncode(character, charset)) return character;
	}
	return null;
}

/** @param character one code point */
export function canEncode(character: string, charset: Charset): boolean {
	if (isSingleByte(charset)) return tableOf(charset)[character.charCodeAt(0)] !== noByte;
	return character.isWellFormed() && !(charset.startsWith('ucs') && character.length > 1);
}

const unreserved = /[A-Za-z0-9\-._~]/;

/** What a byte is in a form body, behind which stand zeros that are none of it. */
const formWord = new Uint32Array(256);
/** How many characters it is. */
const formLength = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
	const character = String.fromCharCode(byte);
	const escaped = `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
	const text = character === ' ' ? '+' : unreserved.test(character) ? character : escaped;
	formWord[byte] = Buffer.from(text.padEnd(4, '\0'), 'latin1').readUInt32BE();
	formLength[byte] = text.length;
}

/**
 * Where a form is written, piece by piece: takes half as long as the language's own encoding, and a tenth of adding to a text. A request
 * with a hundred texts has room on it.
 */
const desk = Buffer.alloc(64 * 1024);
const deskView = new DataView(desk.buffer, desk.byteOffset, desk.length);
/** Behind it a character of four bytes may find no room. */
const lastPlace = desk.length - 16;

/** The pieces that were written before the one on the desk. */
let full = '';

/** Puts a piece to those before it, where there may be no room for another character. @returns the place to write on */
function roomAt(place: number): number {
	if (place <= lastPlace) return place;
	full += desk.toString('latin1', 0, place);
	return 0;
}

/** @param write writes a form from the desk's beginning on, and returns the place behind it */
function formOf(write: () => number): string {
	full = '';
	const length = write();
	const form = full + desk.toString('latin1', 0, length);
	full = '';
	return form;
}

/** Writes a byte at a place of the desk. @returns the place behind it */
function write(byte: number, place: number): number {
	deskView.setUint32(place, formWord[byte] as number);
	return place + (formLength[byte] as number);
}

/** Encodes bytes for `application/x-www-form-urlencoded`. */
export const formEncodeBytes = (bytes: Uint8Array): string =>
	formOf(() => {
		let place = 0;
		for (let at = 0; at < bytes.length; at++) place = write(bytes[at] as number, roomAt(place));
		return place;
	});

/** A byte of UTF-8 behind the first one, which has the last six of these bits. */
const following = (bits: number): number => 0x80 | (bits & 0x3f);

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** @returns whether JSON writes a character below 128 in another way than as it is */
const isEscaped = (code: number): boolean => code < 0x20 || code === 0x22 || code === 0x5c;

/** A character as it stands inside of quotes in JSON. */
const asEscaped = (character: string): string => JSON.stringify(character).slice(1, -1);

/**
 * Writes a text in UTF-8, none of whose bytes are made: that would take as long again.
 *
 * @param text well-formed
 * @param inJson inside of quotes in JSON; then it need not be well-formed
 * @returns the place behind it
 */
function writeText(text: string, from: number, inJson = false): number {
	let place = from;
	for (let at = 0; at < text.length; at++) {
		place = roomAt(place);
		const unit = text.charCodeAt(at);
		if (unit < 0x80) {
			place =
				inJson && isEscaped(unit)
					? writeText(asEscaped(text.charAt(at)), place)
					: write(unit, place);
			continue;
		}
		let code = unit;
		if (unit < 0x800) {
			place = write(0xc0 | (unit >> 6), place);
		} else {
			if (isSurrogate(unit)) {
				code = text.codePointAt(at) as number;
				// Half a character.
				if (code === unit) {
					place = writeText(asEscaped(text.charAt(at)), place);
					continue;
				}
				at++;
				place = write(0xf0 | (code >> 18), place);
				place = write(following(code >> 12), place);
			} else {
				place = write(0xe0 | (unit >> 12), place);
			}
			place = write(following(code >> 6), place);
		}
		place = write(following(code), place);
	}
	return place;
}

/** Writes a plain object as JSON, which is not made of it before: that would take as long again. @returns the place behind it */
function writeObject(members: Readonly<Record<string, unknown>>, from: number): number {
	let place = writeText('{', from);
	let before = '"';
	for (const name in members) {
		const value = members[name];
		const json = typeof value === 'string' ? '"' : JSON.stringify(value);
		// As in JSON, what has none is left out.
		if (json === undefined) continue;
		place = writeText('":', writeText(name, writeText(before, place), true));
		place = writeText(json, place);
		if (typeof value === 'string') place = writeText('"', writeText(value, place, true));
		before = ',"';
	}
	return writeText('}', place);
}

function writeList(list: JsonList): number {
	let place = writeText('[', 0);
	let between = '';
	for (const members of list) {
		place = writeObject(members, writeText(between, place));
		between = ',';
	}
	return writeText(']', place);
}

/** JSON whose characters all exist in the charset: what it lacks is escaped, which JSON reads as the same. */
const jsonInCharset = (list: JsonList, charset: Charset): string =>
	Array.from(JSON.stringify(list), (character) =>
		canEncode(character, charset) ? character : unicodeEscapes(character),
	).join('');

/** A value of a form. @throws UnencodableCharacter */
function formValue(value: string | JsonList, charset: Charset): string {
	const isText = typeof value === 'string';
	if (charset !== 'utf-8')
		return formEncodeBytes(encode(isText ? value : jsonInCharset(value, charset), charset));
	if (!isText) return formOf(() => writeList(value));
	checkEncodable(value, charset);
	return formOf(() => writeText(value, 0));
}

/** Plain objects, which travel as JSON. */
type JsonList = ReadonlyArray<Readonly<Record<string, unknown>>>;

export type FormParameter = readonly [name: string, value: string | JsonList];

/**
 * Builds a form body whose values really are in the given charsets.
 *
 * @param charsetOf the charset of a parameter's value; names are ASCII
 * @throws UnencodableCharacter
 */
export function formBody(
	parameters: readonly FormParameter[],
	charsetOf: (name: string) => Charset = () => 'utf-8',
): string {
	return parameters
		.map(([name, value]) => `${encodeURIComponent(name)}=${formValue(value, charsetOf(name))}`)
		.join('&');
}
