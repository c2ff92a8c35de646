import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { objectField } from '../../../shared/fields/parts';
import { showFor, type FormField } from '../../../shared/model/operation';
import {
	asTyped,
	type Encode,
	type Item,
	type JsonTable,
	required,
	textField,
	type WireField,
} from '../../../shared/fields/wire';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { optionsIn, textIn } from '../../../shared/input/read';
import { InputProblem } from '../../../shared/model/inputProblem';
import { recordOf } from '../../../shared/text/json';
import {
	buttonsField,
	card,
	plainButtons,
	publicUrl,
	readButtons,
	telegramKeyboard,
	whatsAppButtons,
} from './buttons';
import { type ChannelId, type ChatChannel, readChannel } from '../../chatbots/channels';

/** The tag with which Messenger takes a message at any time. */
export const messageTagField = (description: string): WireField => ({
	field: {
		displayName: 'Message Tag',
		name: 'messageTag',
		type: 'options',
		default: 'HUMAN_AGENT',
		options: [
			{ name: 'Customer Feedback', value: 'CUSTOMER_FEEDBACK' },
			{ name: 'Human Agent', value: 'HUMAN_AGENT' },
		],
		description,
	},
	wire: 'message_tag',
});

/** Options of what a message says, which its text or media read. */
export const contentOptions: FormField[] = [
	messageTagField(
		'Sends outside the 24 hours of Messenger. Facebook allows Human Agent only where a person answers.',
	),
	{
		displayName: 'Parse Mode',
		name: 'parseMode',
		type: 'options',
		default: 'html',
		options: [{ name: 'HTML', value: 'html', description: '&lt;b&gt;, &lt;i&gt;, &lt;a&gt; …' }],
		description: 'Without this, Telegram shows the text as typed',
	},
];

const textName = 'chatText';

/** The parameters that make a message of a text alone, whatever the node has beside it. */
export const textOnly = (text: string): IDataObject => ({
	chatMessageType: 'text',
	[textName]: text,
	[buttonsField.name]: {},
});

/** The tag with which Messenger takes a message at any time. Source: docs/gateways/sendpulse.md 25.3. */
const messengerFrame = (options: IDataObject): IDataObject => {
	const tag = String(options.messageTag ?? '');
	return tag === '' ? { type: 'RESPONSE' } : { type: 'MESSAGE_TAG', tag };
};

const parseMode = ({ parseMode: mode }: IDataObject): IDataObject =>
	mode ? { parse_mode: mode } : {};

type Build = (text: string, read: ReadParameter, channel: ChatChannel) => IDataObject;

const plainText: Build = (text, read, channel) => {
	const buttons = readButtons(read, channel);
	return {
		type: 'text',
		text: { text, ...(buttons.length > 0 ? { buttons: plainButtons(buttons, channel) } : {}) },
	};
};

/** A text of each channel, with its buttons. Source: docs/gateways/sendpulse.md 25.3. */
const texts: Readonly<Record<ChannelId, Build>> = {
	telegram: (text, read, channel) => {
		const buttons = readButtons(read, channel);
		return {
			type: 'text',
			text,
			...parseMode(optionsIn(read)),
			...(buttons.length > 0 ? { reply_markup: telegramKeyboard(buttons) } : {}),
		};
	},
	whatsapp: (text, read, channel) => {
		const buttons = readButtons(read, channel);
		return buttons.length > 0
			? { type: 'interactive', interactive: whatsAppButtons(text, buttons, channel.displayName) }
			: { type: 'text', text: { body: text } };
	},
	messenger: (text, read, channel) => {
		const frame = messengerFrame(optionsIn(read));
		const buttons = readButtons(read, channel);
		if (buttons.length === 0) return { ...frame, content_type: 'message', text };
		const payload = {
			template_type: 'generic',
			elements: [card(text, buttons, 'chain')],
		};
		return {
			...frame,
			content_type: 'template',
			data: { attachment: { type: 'template', payload } },
		};
	},
	instagram: (text, read, channel) => {
		const buttons = readButtons(read, channel);
		if (buttons.length === 0) return { type: 'text', message: { text } };
		const payload = { elements: [card(text, buttons, 'to_chain_id')] };
		return { type: 'generic_template', message: { attachment: { payload } } };
	},
	viber: plainText,
	livechat: plainText,
	tiktok: plainText,
};

interface Media {
	kind: string;
	url: string;
	caption: string;
	options: IDataObject;
}

/** Media of each channel by the kinds it has; a channel without one takes none. Source: docs/gateways/sendpulse.md 25.3. */
const media: Readonly<Record<ChannelId, Readonly<Record<string, (given: Media) => IDataObject>>>> =
	(() => {
		const captioned = ({ caption }: Media): IDataObject => (caption ? { caption } : {});
		const telegram =
			(type: string) =>
			(given: Media): IDataObject => ({
				type,
				[type]: given.url,
				...captioned(given),
				...(given.caption ? parseMode(given.options) : {}),
			});
		const whatsapp =
			(type: string, more: IDataObject = {}) =>
			(given: Media): IDataObject => ({
				type,
				[type]: { link: given.url, ...captioned(given), ...more },
			});
		const messenger =
			(type: string, key: string) =>
			({ url, options }: Media): IDataObject => ({
				...messengerFrame(options),
				content_type: type,
				[key]: url,
			});
		const liveChat =
			(type: string) =>
			({ url }: Media): IDataObject => ({ type, [type]: { file: { path: url } } });
		return {
			telegram: {
				image: telegram('photo'),
				document: telegram('document'),
				video: telegram('video'),
				audio: telegram('audio'),
				voice: telegram('voice'),
			},
			whatsapp: {
				image: whatsapp('image'),
				document: whatsapp('document'),
				audio: whatsapp('audio'),
				voice: whatsapp('audio', { voice: true }),
			},
			messenger: {
				image: messenger('media_img', 'img'),
				document: messenger('media_file', 'file'),
			},
			instagram: {
				image: ({ url }) => ({
					type: 'image',
					message: {
						attachment: { type: 'image', payload: { url, is_external_attachment: true } },
					},
				}),
			},
			viber: {
				image: ({ url }) => ({
					type: 'image',
					image: { file: { path: url, is_path_absolute: true } },
				}),
			},
			livechat: { image: liveChat('image'), document: liveChat('document') },
			tiktok: {},
		};
	})();

/** Whether media have a text beside them. Source: docs/gateways/sendpulse.md 25.3, "WhatsApp media". */
const isCaptioned = (channel: ChannelId, kind: string): boolean =>
	channel === 'telegram' || (channel === 'whatsapp' && kind !== 'audio' && kind !== 'voice');

const mediaTypeField: INodeProperties = {
	displayName: 'Media Type',
	name: 'chatMediaType',
	type: 'options',
	default: 'image',
	options: [
		{ name: 'Audio', value: 'audio', description: 'Telegram, WhatsApp' },
		{
			name: 'Document',
			value: 'document',
			description: 'Live chat, Messenger, Telegram, WhatsApp',
		},
		{ name: 'Image', value: 'image', description: 'All channels but TikTok' },
		{ name: 'Video', value: 'video', description: 'Telegram' },
		{ name: 'Voice Message', value: 'voice', description: 'Telegram, WhatsApp' },
	],
};

const captionField: INodeProperties = {
	displayName: 'Caption',
	name: 'chatCaption',
	type: 'string',
	default: '',
	description: 'Text under the file: on Telegram any, on WhatsApp an image or a document',
};

const mediaMessage: Encode<Item> = (address, label, { read }) => {
	const { id: name, displayName } = readChannel(read);
	const kind = textIn(read, mediaTypeField.name, 'image');
	const build = media[name][kind];
	if (!build) {
		throw new InputProblem(
			mediaTypeField.displayName,
			`“${kind}” is not supported on ${displayName}`,
			'Choose another type or channel, or write the message as JSON.',
		);
	}
	const caption = textIn(read, captionField.name);
	if (caption.trim() !== '' && !isCaptioned(name, kind)) {
		throw new InputProblem(
			captionField.displayName,
			`cannot go with ${kind === 'audio' || kind === 'voice' ? 'a sound' : 'a file'} on ${displayName}`,
			'Send the text as a separate message.',
		);
	}
	return build({ kind, url: publicUrl(address, label), caption, options: optionsIn(read) });
};

const jsonField = objectField(
	'Message (JSON)',
	'chatJson',
	'message',
	'{ "type": "text", "text": "Hi" }',
	{
		typeOptions: { rows: 6 },
		description:
			'As SendPulse’s API takes it on this channel, e.g. { "type": "text", "text": "Hi" } on Telegram',
	},
);

/** Says of what kind a message is. */
export const messageTypeName = 'chatMessageType';

/**
 * What a message says: what goes into `message`, or is the one element of `messages`.
 *
 * @param others kinds that only one operation has
 */
export const contentFieldsWith = (...others: INodePropertyOptions[]): JsonTable => [
	{
		displayName: 'Message Type',
		name: messageTypeName,
		type: 'options',
		default: 'text',
		options: [
			{
				name: 'JSON',
				value: 'json',
				description: 'Anything else, such as cards',
			},
			{ name: 'Media', value: 'media' },
			...others,
			{ name: 'Text', value: 'text' },
		].sort((a, b) => a.name.localeCompare(b.name, 'en')),
	},
	...showFor({ [messageTypeName]: ['text'] }, [
		{
			...required(
				textField('Text', textName, 'message', {
					typeOptions: { rows: 3 },
					placeholder: 'e.g. Your order is ready',
					description:
						'Never shortened. The maximum length differs by channel; 512 characters fit everywhere.',
				}),
			),
			encode: (...given: Parameters<Encode<Item>>) => {
				const text = asTyped(...given);
				const [, , { read }] = given;
				const channel = readChannel(read);
				return text === undefined ? undefined : texts[channel.id](String(text), read, channel);
			},
		},
		buttonsField,
	]),
	...showFor({ [messageTypeName]: ['media'] }, [
		mediaTypeField,
		{
			...required(
				textField('Media URL', 'chatMediaUrl', 'message', {
					placeholder: 'e.g. https://shop.example/invoice.pdf',
					description: 'Public address of the file',
				}),
			),
			encode: mediaMessage,
		},
		captionField,
	]),
	...showFor({ [messageTypeName]: ['json'] }, [
		{
			...required(jsonField),
			encode: (...given: Parameters<Encode>) => {
				const message = jsonField.encode?.(...given);
				if (message === undefined || typeof recordOf(message).type === 'string') return message;
				throw new InputProblem(
					given[1],
					'is not an object with a “type”',
					'Write one message, e.g. { "type": "text", "text": "Hi" }, not a list.',
				);
			},
		},
	]),
];
