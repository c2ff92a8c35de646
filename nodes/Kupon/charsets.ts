import type { Charset } from '../shared/text/charset';

/** The names that the gateway takes, as they go over the wire. Source: docs/gateways/kupon.md 2, `charset`. */
export const charsets: Readonly<Record<string, Charset>> = {
	'UTF-8': 'utf-8',
	CP1251: 'windows-1251',
	UTF16BE: 'utf-16be',
	'UTF-16BE': 'utf-16be',
	UTF16LE: 'utf-16le',
	'UTF-16LE': 'utf-16le',
	UCS2BE: 'ucs-2be',
	'UCS-2BE': 'ucs-2be',
	UCS2LE: 'ucs-2le',
	'UCS-2LE': 'ucs-2le',
};

/** The gateway's own default is not stated, so the name is always sent. Source: docs/gateways/kupon.md 7. */
export const defaultCharset = 'UTF-8';
