import type { Parameters } from '../wire/parameters.mts';
import { badParameters } from '../wire/refusal.mts';
import type { Channel } from '../wire/words.mts';

/** Switches of docs/gateways/smsc.md 2.1 that choose a channel. */
const SWITCHES = [
	'flash',
	'push',
	'hlr',
	'ping',
	'mms',
	'mail',
	'soc',
	'viber',
	'tg',
	'call',
] as const satisfies readonly Channel[];

/** Prefixes at the start of the text (docs/gateways/smsc.md 2.4; their position is unverified there). */
const PREFIXES: Readonly<Record<string, Channel>> = {
	__CALL__: 'call',
	__VIBER__: 'viber',
	__SOC__: 'soc',
	__PING__: 'ping',
	__HLR__: 'hlr',
};

/** Channels that need no text. */
const TEXTLESS: readonly Channel[] = ['hlr', 'ping'];

export const isTextless = (channel: Channel): boolean => TEXTLESS.includes(channel);

/** Channels whose recipient may be a nickname or `#ID` (docs/gateways/smsc.md 2.1, `phones`). */
export const takesNicknames = (channel: Channel): boolean =>
	channel === 'tg' || channel === 'bot' || channel === 'soc';

/** Channels a registered sender name matters for. */
export const isSmsLike = (channel: Channel): boolean =>
	['sms', 'flash', 'bin', 'push'].includes(channel);

/** The channel the parameters ask for; two at once are error 1 (a guess). */
export const channelOf = (parameters: Parameters): Channel => {
	const chosen: Channel[] = SWITCHES.filter((name) => parameters.flag(name));
	if (parameters.choice('bin', ['0', '1', '2']) !== '0') chosen.push('bin');
	const bot = parameters.text('bot');
	if (bot !== '') {
		const kind = botKind(bot);
		// A bot of Telegram may come with tg=1.
		if (chosen.includes('tg') && kind === 'bot') chosen.splice(chosen.indexOf('tg'), 1);
		chosen.push(kind);
	}
	if (chosen.length > 1) throw badParameters();
	return chosen[0] ?? 'sms';
};

const botKind = (bot: string): Channel => {
	if (/^@\w+$/.test(bot)) return 'bot';
	if (/^wa:\+?\d+$/.test(bot)) return 'whatsapp';
	throw badParameters();
};

/** The channel a prefix of the text asks for, and the text without it. */
export const readPrefix = (channel: Channel, text: string): { channel: Channel; text: string } => {
	const prefix = Object.keys(PREFIXES).find((one) => text.startsWith(one));
	if (prefix === undefined || channel !== 'sms') return { channel, text };
	return { channel: PREFIXES[prefix] ?? channel, text: text.slice(prefix.length) };
};
