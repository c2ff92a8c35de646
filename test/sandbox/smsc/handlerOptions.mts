import { CHARSETS, DEFAULT_CHARSET } from './wire/words.mts';

type HandlerOptions = {
	readonly charset: string;
	/** 2 XML, 3 JSON, null for named values. */
	readonly format: 2 | 3 | null;
	readonly signatures: readonly ('md5' | 'sha1' | 'crc32')[];
};

/**
 * The options a client writes into the address of its handler (docs/gateways/smsc.md 16): `charset`, `fmt=2|3`, and `md5`,
 * `sha1`, `crc32`, which ask for a signature. With fmt there is no koi8-r; what comes then is UNKNOWN, windows-1251 is a
 * guess.
 */
export const handlerOptions = (url: string): HandlerOptions => {
	const query = new URL(url).searchParams;
	const named = query.get('charset')?.toLowerCase() ?? '';
	const charset = Object.hasOwn(CHARSETS, named) ? named : DEFAULT_CHARSET;
	const fmt = query.get('fmt');
	const format = fmt === '2' ? 2 : fmt === '3' ? 3 : null;
	return {
		charset: format !== null && charset === 'koi8-r' ? DEFAULT_CHARSET : charset,
		format,
		signatures: (['md5', 'sha1', 'crc32'] as const).filter((name) => query.has(name)),
	};
};
