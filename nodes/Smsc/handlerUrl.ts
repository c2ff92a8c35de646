import type { CallbackRequest } from '../shared/callbacks/decode';
import { searchOf } from '../shared/callbacks/decode';

/** What SMSC can send in, the first unless the handler's URL asks for another. Source: docs/gateways/smsc.md 16. */
const charsets = ['windows-1251', 'utf-8', 'koi8-r'];

/** What the panel says to write behind the trigger's URL. Source: docs/gateways/smsc.md 16. */
export const handlerSuffix = '?charset=utf-8&fmt=3&sha1';

/** Names in the handler's URL that are no fields of an event. */
export const handlerOptions: readonly string[] = ['charset', 'fmt', 'md5', 'sha1', 'crc32'];

const known = (name: string | null | undefined): string | undefined =>
	charsets.find((charset) => charset === name?.trim().toLowerCase());

/**
 * The charset of a callback: what the handler's URL asks for, else what the call declares, else SMSC's default. Source:
 * docs/gateways/smsc.md 16.
 */
export function callbackCharset({ url, headers, body }: CallbackRequest): string {
	const asked = known(new URLSearchParams(searchOf(url)).get('charset'));
	const declared = /charset\s*=\s*"?([\w-]+)/i.exec(String(headers['content-type'] ?? ''))?.[1];
	const inXml = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(
		body.toString('latin1', 0, 200),
	)?.[1];
	return asked ?? known(declared) ?? known(inXml) ?? charsets[0] ?? '';
}
