import type { INodeProperties } from 'n8n-workflow';

import { excerptOf } from '../../shared/input/describeValue';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { InputProblem } from '../../shared/model/inputProblem';
import { entryOf } from '../../shared/text/json';

export type ChannelId =
	| 'instagram'
	| 'livechat'
	| 'messenger'
	| 'telegram'
	| 'tiktok'
	| 'viber'
	| 'whatsapp';

/** A messenger that a bot talks through. */
export interface ChatChannel {
	/** Its word in events, and the value of fields. */
	id: ChannelId;
	displayName: string;
	/** In front of the API's paths. */
	prefix: string;
	/** Its number in answers about all channels. */
	number: number;
	/** A send takes a list, `messages`, in the place of `message`. */
	takesList: boolean;
}

/** Source: docs/gateways/sendpulse.md 25.1. */
export const chatChannels: readonly ChatChannel[] = [
	{ id: 'instagram', displayName: 'Instagram', prefix: '/instagram', number: 5, takesList: true },
	{ id: 'livechat', displayName: 'Live Chat', prefix: '/live-chat', number: 7, takesList: true },
	{ id: 'messenger', displayName: 'Messenger', prefix: '/messenger', number: 1, takesList: false },
	{ id: 'telegram', displayName: 'Telegram', prefix: '/telegram', number: 3, takesList: false },
	{ id: 'tiktok', displayName: 'TikTok', prefix: '/tiktok', number: 8, takesList: true },
	{ id: 'viber', displayName: 'Viber', prefix: '/viber/chatbots', number: 6, takesList: true },
	{ id: 'whatsapp', displayName: 'WhatsApp', prefix: '/whatsapp', number: 4, takesList: false },
];

/** Other words for the same channel. Source: docs/gateways/sendpulse.md 18.4.2, "service". */
const sameChannel: Readonly<Record<string, string>> = {
	facebook: 'messenger',
	live_chat: 'livechat',
	'live-chat': 'livechat',
};

/** @returns the one word for a channel; a word that nobody knows stays as it came */
export const channelId = (service: string): string => entryOf(sameChannel, service) ?? service;

const label = 'Channel';

/** @param ids the channels that are offered; all, if missing */
export const channelFieldFor = (ids?: readonly ChannelId[]): INodeProperties => ({
	displayName: label,
	name: 'channel',
	type: 'options',
	default: 'telegram',
	options: chatChannels
		.filter(({ id }) => ids?.includes(id) ?? true)
		.map(({ id, displayName }) => ({ name: displayName, value: id })),
	description: 'Channel of the bot; the triggers put it out as “channel”',
});

export const channelField: INodeProperties = channelFieldFor();

/** @throws InputProblem when it is no channel */
export function channelOf(value: unknown): ChatChannel {
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	const id = channelId(text);
	const found = chatChannels.find((one) => one.id === id);
	if (found) return found;
	throw new InputProblem(
		label,
		(redact) => (text === '' ? 'is empty' : `“${excerptOf(text, redact, 40)}” is not a channel`),
		`Use one of ${chatChannels.map((one) => one.id).join(', ')}.`,
	);
}

export const readChannel = (read: ReadParameter): ChatChannel =>
	channelOf(read(channelField.name, 'telegram'));

export const whatsApp: ChatChannel = channelOf('whatsapp');
