/** Bytes to text and back, such that text of the same shape gives as many bytes. */

const tables = new Map<string, { read: readonly string[]; write: Map<string, number> }>();

function tableOf(charset: string) {
	let table = tables.get(charset);
	if (!table) {
		const decoder = new TextDecoder(charset);
		const read = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)));
		table = { read, write: new Map(read.map((character, byte) => [character, byte])) };
		tables.set(charset, table);
	}
	return table;
}

/** A charset by the name that `TextDecoder` gives it; `bytes` is what is no text. */
export type Charset = 'utf-8' | 'windows-1251' | 'koi8-r' | 'utf-16le' | 'utf-16be' | 'bytes';

const isUtf8 = (bytes: Buffer): boolean => {
	try {
		new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
};

const hasControls = (bytes: Buffer): boolean =>
	bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);

const isReadable = (text: string): boolean => {
	const usual = text.match(/[\t\n\r\u0020-\u007e\u00a0-\u024f\u0400-\u04ff\u2010-\u2122\ufeff]/g);
	return text.length > 0 && (usual?.length ?? 0) >= text.length * 0.9;
};

const wide = ['utf-16le', 'utf-16be'] as const;

/**
 * The charset in which bytes are text: the bytes themselves say so better than any header.
 *
 * @param declared the charset that a header or a parameter names
 */
export function charsetOf(bytes: Buffer, declared?: string): Charset {
	if (hasControls(bytes)) {
		const readable = (charset: Charset) => isReadable(decodeBytes(bytes, charset));
		return (bytes.length % 2 === 0 && wide.find(readable)) || 'bytes';
	}
	if (isUtf8(bytes)) return 'utf-8';
	return /koi8/i.test(declared ?? '') ? 'koi8-r' : 'windows-1251';
}

/** Node's `utf16le` has no opposite. */
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

export function decodeBytes(bytes: Buffer, charset: Charset): string {
	if (charset === 'utf-8') return bytes.toString('utf8');
	if (charset === 'bytes') return bytes.toString('latin1');
	if (charset === 'utf-16le') return bytes.toString('utf16le');
	if (charset === 'utf-16be') return swapped(bytes).toString('utf16le');
	const { read } = tableOf(charset);
	return Array.from(bytes, (byte) => read[byte] ?? '').join('');
}

/** A character that a table lacks, which no stand-in has, becomes a letter of one byte. */
const lacking = 0x78;

export function encodeText(text: string, charset: Charset): Buffer {
	if (charset === 'utf-8') return Buffer.from(text, 'utf8');
	if (charset === 'bytes') return Buffer.from(text, 'latin1');
	if (charset === 'utf-16le') return Buffer.from(text, 'utf16le');
	if (charset === 'utf-16be') return swapped(Buffer.from(text, 'utf16le'));
	const { write } = tableOf(charset);
	return Buffer.from(Array.from(text, (character) => write.get(character) ?? lacking));
}
