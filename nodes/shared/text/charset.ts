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

/** Where a form is written, piece by piece: takes half as long as the language's own encoding, and a tenth of adding to a text. */
const desk = Buffer.alloc(4096);
const deskView = new DataView(desk.buffer, desk.byteOffset, desk.length);
/** Behind it a character of four bytes may find no room. */
const lastPlace = desk.length - 16;

const piece = (length: number): string => desk.toString('latin1', 0, length);

/** Writes a byte at a place of the desk. @returns the place behind it */
function write(byte: number, place: number): number {
	deskView.setUint32(place, formWord[byte] as number);
	return place + (formLength[byte] as number);
}

/** Encodes bytes for `application/x-www-form-urlencoded`. */
export function formEncodeBytes(bytes: Uint8Array): string {
	let form = '';
	let place = 0;
	for (let at = 0; at < bytes.length; at++) {
		if (place > lastPlace) {
			form += piece(place);
			place = 0;
		}
		place = write(bytes[at] as number, place);
	}
	return form + piece(place);
}

/** A byte of UTF-8 behind the first one, which has the last six of these bits. */
const following = (bits: number): number => 0x80 | (bits & 0x3f);

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** The same of a text's bytes in UTF-8, none of which are made: that would take as long again. */
function formEncodeUtf8(text: string): string {
	let form = '';
	let place = 0;
	for (let at = 0; at < text.length; at++) {
		if (place > lastPlace) {
			form += piece(place);
			place = 0;
		}
		const unit = text.charCodeAt(at);
		if (unit < 0x80) {
			place = write(unit, place);
			continue;
		}
		let code = unit;
		if (unit < 0x800) {
			place = write(0xc0 | (unit >> 6), place);
		} else {
			if (isSurrogate(unit)) {
				code = text.codePointAt(at++) as number;
				place = write(0xf0 | (code >> 18), place);
				place = write(following(code >> 12), place);
			} else {
				place = write(0xe0 | (unit >> 12), place);
			}
			place = write(following(code >> 6), place);
		}
		place = write(following(code), place);
	}
	return form + piece(place);
}

/** A value of a form. @throws UnencodableCharacter */
function formValue(value: string, charset: Charset): string {
	if (charset !== 'utf-8') return formEncodeBytes(encode(value, charset));
	checkEncodable(value, charset);
	return formEncodeUtf8(value);
}

/**
 * Builds a form body whose values really are in the given charsets.
 *
 * @param charsetOf the charset of a parameter's value; names are ASCII
 * @throws UnencodableCharacter
 */
export function formBody(
	parameters: ReadonlyArray<readonly [name: string, value: string]>,
	charsetOf: (name: string) => Charset = () => 'utf-8',
): string {
	return parameters
		.map(([name, value]) => `${encodeURIComponent(name)}=${formValue(value, charsetOf(name))}`)
		.join('&');
}
