import type { ChannelName } from './model.mts';

/** How a channel speaks (docs/gateways/sendpulse.md 25.1). */
export type Channel = {
	readonly name: ChannelName;
	readonly prefix: string;
	/** Its number in /chatbots answers. */
	readonly number: number;
	/** Whether a send takes `messages` in place of `message`. */
	readonly isList: boolean;
	/** Free texts only within 24 hours of the customer's last message. */
	readonly hasWindow: boolean;
	/** Its word in the `channel` of a bot, in capitals. */
	readonly word: string;
};

export const CHANNELS: readonly Channel[] = [
	{
		name: 'telegram',
		prefix: '/telegram',
		number: 3,
		isList: false,
		hasWindow: false,
		word: 'TELEGRAM',
	},
	{
		name: 'whatsapp',
		prefix: '/whatsapp',
		number: 4,
		isList: false,
		hasWindow: true,
		word: 'WHATSAPP',
	},
	{
		name: 'instagram',
		prefix: '/instagram',
		number: 5,
		isList: true,
		hasWindow: true,
		word: 'INSTAGRAM',
	},
	{
		name: 'messenger',
		prefix: '/messenger',
		number: 1,
		isList: false,
		hasWindow: true,
		word: 'MESSENGER',
	},
	{
		name: 'livechat',
		prefix: '/live-chat',
		number: 7,
		isList: true,
		hasWindow: false,
		word: 'LIVE_CHAT',
	},
	{
		name: 'viber',
		prefix: '/viber/chatbots',
		number: 6,
		isList: true,
		hasWindow: false,
		word: 'VIBER',
	},
	{ name: 'tiktok', prefix: '/tiktok', number: 8, isList: true, hasWindow: false, word: 'TIKTOK' },
];

const byName = new Map(CHANNELS.map((channel) => [channel.name, channel]));

/** The channel of that name. @throws RangeError there is none. */
export const channelOf = (name: ChannelName): Channel => {
	const channel = byName.get(name);
	if (!channel) throw new RangeError(`No channel ${name}`);
	return channel;
};
