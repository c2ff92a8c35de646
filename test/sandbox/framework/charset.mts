import iconv from 'iconv-lite';

export type DecodedText = { readonly text: string; readonly problems: readonly string[] };

const BOM = '\uFEFF';

/** The problem of a text that begins with one. */
export const orderMark = 'byte order mark at the start';

/**
 * Decodes bytes with a charset iconv-lite knows, and names everything that is wrong with them
 * instead of hiding it: bytes that mean nothing in this charset, a byte order mark, lone surrogates.
 */
export const decodeText = (bytes: Buffer, encoding: string): DecodedText => {
	if (!iconv.encodingExists(encoding)) throw new RangeError(`Unknown encoding ${encoding}`);
	const text = iconv.decode(bytes, encoding, { stripBOM: false });
	const problems: string[] = [];
	// iconv-lite maps an undefined byte of a one-byte charset to U+FFFD and back again.
	const isUnicode = /^(utf|ucs)/i.test(encoding);
	const hasUndefined = !isUnicode && text.includes('\uFFFD');
	if (hasUndefined || !iconv.encode(text, encoding).equals(bytes)) {
		problems.push(`bytes that do not decode as ${encoding}`);
	}
	if (text.startsWith(BOM)) problems.push(orderMark);
	if (/\p{Cs}/u.test(text)) problems.push('lone surrogate');
	return { text, problems };
};

/** Encodes text for an answer or a callback. */
export const encodeText = (text: string, encoding: string): Buffer => {
	if (!iconv.encodingExists(encoding)) throw new RangeError(`Unknown encoding ${encoding}`);
	return iconv.encode(text, encoding);
};
