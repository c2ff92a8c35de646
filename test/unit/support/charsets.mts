import type { Charset } from '../../../nodes/shared/text/charset.ts';

/** The name that iconv-lite has for each charset; its UCS-2 is UTF-16, so it is an oracle inside the BMP only. */
export const iconvNames: Record<Charset, string> = {
	'utf-8': 'utf8',
	'windows-1251': 'windows-1251',
	'koi8-r': 'koi8-r',
	'utf-16be': 'utf-16be',
	'utf-16le': 'utf-16le',
	'ucs-2be': 'utf-16be',
	'ucs-2le': 'utf-16le',
};

export const allCharsets = Object.keys(iconvNames) as Charset[];
