import type { Answer } from '../../framework/answer.mts';
import { bytes } from '../../framework/answer.mts';
import { encodeText } from '../../framework/charset.mts';
import type { SmscSettings } from '../settings.mts';
import type { Reply } from './reply.mts';
import { CHARSETS, DEFAULT_CHARSET } from './words.mts';
import type { Format } from './words.mts';

/** Only fmt 3 was recorded (docs/gateways/smsc.md 1.4); the media types of the others are guesses. */
const MEDIA_TYPES: Readonly<Record<Format, string>> = {
	0: 'text/html',
	1: 'text/html',
	2: 'text/xml',
	3: 'application/json',
};

/**
 * An answer in the bytes of the charset the caller asked for, always with HTTP 200 (docs/gateways/smsc.md 1.5) and, unless
 * the mode says otherwise, a label that names windows-1251 whatever was asked (docs/gateways/smsc.md 1.4).
 */
export const render = (
	reply: Reply,
	format: Format,
	charset: string,
	settings: SmscSettings,
): Answer => {
	const label = settings.charsetLabel === 'requested' ? charset : DEFAULT_CHARSET;
	const text = textOf(reply, format, settings);
	return bytes(
		encodeText(text, CHARSETS[charset] ?? 'win1251'),
		`${MEDIA_TYPES[format]}; charset=${label}`,
	);
};

const textOf = (reply: Reply, format: Format, { fmt3Quirks }: SmscSettings): string => {
	if (format !== 3) return [reply.plain, reply.columns, reply.xml][format] ?? '';
	// fmt=3 is not always JSON (docs/gateways/smsc.md 1.5).
	if (reply.kind === 'done' && fmt3Quirks.includes('empty')) return '';
	if (reply.kind === 'done' && fmt3Quirks.includes('OK')) return reply.plain;
	if (reply.kind === 'error' && fmt3Quirks.includes('ERROR')) return reply.plain;
	return reply.json;
};
