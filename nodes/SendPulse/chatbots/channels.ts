import { entryOf } from '../../shared/text/lookup';

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
