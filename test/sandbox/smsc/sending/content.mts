import type { Account } from '../account.mts';
import type { Parameters } from '../wire/parameters.mts';
import { badParameters } from '../wire/refusal.mts';
import type { Channel } from '../wire/words.mts';
import type { Binary } from './binary.mts';
import { readBinary } from './binary.mts';
import { isSmsLike, isTextless } from './channel.mts';
import type { Options } from './options.mts';
import { countBinaryParts, countParts, truncateToParts } from '../../framework/parts.mts';
import { transliterate } from './translit.mts';

/** What one recipient gets. */
export type Content = {
	readonly text: string;
	readonly comment: string;
	/** SMS parts, or seconds of a call (docs/gateways/smsc.md 2.2, `cnt`). */
	readonly count: number;
	readonly transliterated: string | null;
	readonly isTruncated: boolean;
	readonly binary: Binary | null;
};

/** How fast a voice reads; a guess, as are the seconds of a call with a code. */
const CHARACTERS_A_SECOND = 15;
const CODE_SECONDS = 10;
const URL_IN_TEXT = /https?:\/\/\S+/g;

/** The content of a message that is not binary. */
export const readText = (
	given: string,
	channel: Channel,
	options: Options,
	hasFile: boolean,
	{ settings, tinyUrls }: Account,
): Content => {
	if (isTextless(channel)) return content('', '', 1);
	// A comment follows the text after ~~~ (docs/gateways/smsc.md 2.4, unverified).
	const [text = '', ...comment] = given.split('\n~~~\n');
	if (text === '' && !hasFile) throw badParameters();
	if (text.length > settings.maxTextLength) throw badParameters();
	// A push is the address, a line feed and the title (docs/gateways/smsc.md 2.1).
	if (channel === 'push' && !/^\S+\n/.test(text)) throw badParameters();
	const linked = options.tinyurl ? text.replace(URL_IN_TEXT, (url) => tinyUrls.shorten(url)) : text;
	const latin = transliterate(linked, options.translit);
	const sent =
		isSmsLike(channel) && options.maxsms !== undefined
			? truncateToParts(latin, options.maxsms)
			: latin;
	return {
		...content(options.translit === '0' ? sent : linked, comment.join('\n~~~\n'), 1),
		count: countOf(sent, channel),
		transliterated: options.translit === '0' ? null : sent,
		isTruncated: sent !== latin,
	};
};

/** The content of `bin=1` and `bin=2`. */
export const readBytes = (parameters: Parameters, mode: '1' | '2'): Content => {
	const bytes = parameters.fields.bytes('mes') ?? Buffer.alloc(0);
	if (bytes.length === 0) throw badParameters();
	const binary = readBinary(bytes, mode);
	const count = countBinaryParts(binary.hex.length / 2);
	return { ...content(parameters.text('mes'), '', count), binary };
};

const content = (text: string, comment: string, count: number): Content => ({
	text,
	comment,
	count,
	transliterated: null,
	isTruncated: false,
	binary: null,
});

const countOf = (text: string, channel: Channel): number => {
	if (isSmsLike(channel)) return countParts(text);
	if (channel !== 'call') return 1;
	return isCode(channel, text)
		? CODE_SECONDS
		: Math.max(1, Math.ceil(text.length / CHARACTERS_A_SECOND));
};

/** `mes=code` with `call=1` voices a code (docs/gateways/smsc.md 2.3). */
export const isCode = (channel: Channel, text: string): boolean =>
	channel === 'call' && text === 'code';
