import type { INodeProperties } from 'n8n-workflow';

import { excerptOf } from '../../../shared/input/describeValue';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';

/** Channels by the words that SendPulse's events have for them. */
export type ChannelName =
	| 'telegram'
	| 'whatsapp'
	| 'instagram'
	| 'messenger'
	| 'viber'
	| 'livechat'
	| 'tiktok';

/** How the calls of a channel are made. Source: docs/gateways/sendpulse.md 25.1. */
export interface Channel {
	name: ChannelName;
	label: string;
	/** In front of every path. */
	prefix: string;
	/** Its number in answers about all channels. */
	number: number;
	/** A send takes a list, `messages`, in the place of `message`. */
	takesList: boolean;
}

const channel = (
	name: ChannelName,
	label: string,
	prefix: string,
	number: number,
	takesList: boolean,
): Channel => ({ name, label, prefix, number, takesList });

const channels: readonly Channel[] = [
	channel('instagram', 'Instagram', '/instagram', 5, true),
	channel('livechat', 'Live Chat', '/live-chat', 7, true),
	channel('messenger', 'Messenger', '/messenger', 1, false),
	channel('telegram', 'Telegram', '/telegram', 3, false),
	channel('tiktok', 'TikTok', '/tiktok', 8, true),
	channel('viber', 'Viber', '/viber/chatbots', 6, true),
	channel('whatsapp', 'WhatsApp', '/whatsapp', 4, false),
];

/** Other spellings that are met. Source: docs/gateways/sendpulse.md 25.1. */
const otherNames: Readonly<Record<string, ChannelName>> = {
	facebook: 'messenger',
	live_chat: 'livechat',
	'live-chat': 'livechat',
};

const label = 'Channel';

const entry = ({ name, label: shown }: Channel) => ({ name: shown, value: name });

/** @param names the channels that are offered; all, if missing */
export const channelFieldFor = (names?: readonly ChannelName[]): INodeProperties => ({
	displayName: label,
	name: 'channel',
	type: 'options',
	default: 'telegram',
	options: channels.filter(({ name }) => names?.includes(name) ?? true).map(entry),
	description: 'The channel of the bot. An event of the trigger has it as “service”.',
});

export const channelField: INodeProperties = channelFieldFor();

/** @throws InputProblem when it is no channel */
export function channelOf(value: unknown): Channel {
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	const name = otherNames[text] ?? text;
	const found = channels.find((one) => one.name === name);
	if (found) return found;
	throw new InputProblem(
		label,
		(redact) => (text === '' ? 'is empty' : `“${excerptOf(text, redact, 40)}” is not a channel`),
		`Use one of ${channels.map((one) => one.name).join(', ')}.`,
	);
}

export const readChannel = (read: ReadParameter): Channel => channelOf(read('channel', 'telegram'));

export const whatsApp: Channel = channelOf('whatsapp');
