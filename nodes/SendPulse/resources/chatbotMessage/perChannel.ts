import type { IDataObject } from 'n8n-workflow';

import type { ChannelId } from '../../chatbots/channels';
import type { Button } from './buttons';

/** A message as each channel takes it: what goes into `message`, or is the one element of `messages`. Source: docs/gateways/sendpulse.md 25.3. */

/** What the options say of a message: `parse_mode` of Telegram, `message_tag` of Messenger. */
interface Options {
	options: IDataObject;
}

interface Text extends Options {
	text: string;
	buttons: Button[];
}

interface Media extends Options {
	url: string;
	caption: string;
}

/** How a channel takes messages. */
interface Channel {
	text(given: Text): IDataObject;
	/** By the kinds that it has; none, where it takes no media. */
	media: Readonly<Record<string, (given: Media) => IDataObject>>;
	/** Kinds that can have a text beside them. */
	captioned: readonly string[];
}

const captionOf = ({ caption }: Media): IDataObject => (caption ? { caption } : {});

const parseMode = ({ options: { parse_mode: mode } }: Options): IDataObject =>
	mode ? { parse_mode: mode } : {};

const telegramMedia =
	(type: string) =>
	(given: Media): IDataObject => ({
		type,
		[type]: given.url,
		...captionOf(given),
		...(given.caption ? parseMode(given) : {}),
	});

const telegram: Channel = {
	text: (given) => ({
		type: 'text',
		text: given.text,
		...parseMode(given),
		...(given.buttons.length > 0 ? { reply_markup: { inline_keyboard: rows(given.buttons) } } : {}),
	}),
	media: {
		image: telegramMedia('photo'),
		document: telegramMedia('document'),
		video: telegramMedia('video'),
		audio: telegramMedia('audio'),
		voice: telegramMedia('voice'),
	},
	captioned: ['image', 'document', 'video', 'audio', 'voice'],
};

/** Rows with one button each. */
const rows = (buttons: Button[]): IDataObject[][] =>
	buttons.map(({ title: text, url, flowId }) => [
		url
			? { text, type: 'web_url', url }
			: { text, type: 'postback', data: { to_chain_id: flowId } },
	]);

const whatsAppMedia =
	(type: string, more: IDataObject = {}) =>
	(given: Media): IDataObject => ({
		type,
		[type]: { link: given.url, ...captionOf(given), ...more },
	});

const whatsapp: Channel = {
	text: ({ text, buttons }) =>
		buttons.length === 0
			? { type: 'text', text: { body: text } }
			: {
					type: 'interactive',
					interactive: {
						type: 'button',
						body: { text },
						action: {
							buttons: buttons.map(({ title, flowId }) => ({
								type: 'reply',
								...(flowId ? { to_chain_id: flowId } : {}),
								reply: { title },
							})),
						},
					},
				},
	media: {
		image: whatsAppMedia('image'),
		document: whatsAppMedia('document'),
		audio: whatsAppMedia('audio'),
		voice: whatsAppMedia('audio', { voice: true }),
	},
	captioned: ['image', 'document'],
};

/**
 * A card whose title is the text.
 *
 * @param target the name under which a button says where it goes
 */
const card = ({ text, buttons }: Text, target: 'chain' | 'to_chain_id'): IDataObject => ({
	title: text,
	buttons: buttons.map(({ title, url, flowId }) =>
		url ? { type: 'web_url', title, url } : { type: 'postback', title, data: { [target]: flowId } },
	),
});

const messengerFrame = ({ options: { message_tag: tag } }: Options): IDataObject =>
	tag ? { type: 'MESSAGE_TAG', tag } : { type: 'RESPONSE' };

const messengerMedia =
	(type: string, key: string) =>
	(given: Media): IDataObject => ({
		...messengerFrame(given),
		content_type: type,
		[key]: given.url,
	});

const messenger: Channel = {
	text(given) {
		const frame = messengerFrame(given);
		if (given.buttons.length === 0) return { ...frame, content_type: 'message', text: given.text };
		const payload = { template_type: 'generic', elements: [card(given, 'chain')] };
		return {
			...frame,
			content_type: 'template',
			data: { attachment: { type: 'template', payload } },
		};
	},
	media: {
		image: messengerMedia('media_img', 'img'),
		document: messengerMedia('media_file', 'file'),
	},
	captioned: [],
};

const instagram: Channel = {
	text: (given) =>
		given.buttons.length === 0
			? { type: 'text', message: { text: given.text } }
			: {
					type: 'generic_template',
					message: { attachment: { payload: { elements: [card(given, 'to_chain_id')] } } },
				},
	media: {
		image: ({ url }) => ({
			type: 'image',
			message: { attachment: { type: 'image', payload: { url, is_external_attachment: true } } },
		}),
	},
	captioned: [],
};

/** The text of channels that take it alike. */
const plainText = ({ text, buttons }: Text): IDataObject => ({
	type: 'text',
	text: {
		text,
		...(buttons.length === 0
			? {}
			: {
					buttons: buttons.map(({ title, url, flowId }) => [
						url
							? { text: title, type: 'web_url', url }
							: { text: title, type: 'postback', to_chain_id: flowId },
					]),
				}),
	},
});

const viber: Channel = {
	text: plainText,
	media: {
		image: ({ url }) => ({ type: 'image', image: { file: { path: url, is_path_absolute: true } } }),
	},
	captioned: [],
};

const liveChatMedia =
	(type: string) =>
	({ url }: Media): IDataObject => ({ type, [type]: { file: { path: url } } });

const livechat: Channel = {
	text: plainText,
	media: { image: liveChatMedia('image'), document: liveChatMedia('document') },
	captioned: [],
};

const tiktok: Channel = { text: plainText, media: {}, captioned: [] };

export const channelMessages: Readonly<Record<ChannelId, Channel>> = {
	instagram,
	livechat,
	messenger,
	telegram,
	tiktok,
	viber,
	whatsapp,
};
