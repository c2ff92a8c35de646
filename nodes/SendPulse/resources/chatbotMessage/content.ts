import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import {
	objectField,
	asTyped,
	optionsField,
	required,
	textField,
} from '../../../shared/fields/parts';
import { showFor } from '../../../shared/model/operation';
import {
	type Encode,
	type Item,
	type TableField,
	type FieldTable,
	jsonValues,
	type WireField,
} from '../../../shared/fields/wire';
import type { Setting } from '../../../shared/input/parameterReader';
import { textIn } from '../../../shared/input/read';
import { InputProblem } from '../../../shared/model/inputProblem';
import { recordOf } from '../../../shared/text/json';
import { buttonsField, publicUrl, readButtons } from './buttons';
import { channelMessages } from './perChannel';
import { readChannel } from '../../chatbots/channels';

/** The tag with which Messenger takes a message at any time. */
export const messageTagField: WireField = {
	field: {
		displayName: 'Message Tag',
		name: 'messageTag',
		type: 'options',
		default: 'HUMAN_AGENT',
		options: [
			{ name: 'Customer Feedback', value: 'CUSTOMER_FEEDBACK' },
			{ name: 'Human Agent', value: 'HUMAN_AGENT' },
		],
		description:
			'Sends outside the 24 hours of Messenger. Facebook allows Human Agent only where a person answers.',
	},
	wire: 'message_tag',
};

/** Options of what a message says, which its text or media read. */
export const contentOptions: FieldTable = [
	messageTagField,
	{
		field: {
			displayName: 'Parse Mode',
			name: 'parseMode',
			type: 'options',
			default: 'html',
			options: [{ name: 'HTML', value: 'html', description: '&lt;b&gt;, &lt;i&gt;, &lt;a&gt; …' }],
			description: 'Without this, Telegram shows the text as typed',
		},
		wire: 'parse_mode',
	},
];

const optionsTable = [optionsField(contentOptions)];

/** What the options say of the message. */
const optionsOf = (item: Item & Setting): IDataObject => jsonValues(optionsTable, item.read, item);

const textName = 'chatText';

/** The parameters that make a message of a text alone, whatever the node has beside it. */
export const textOnly = (text: string): IDataObject => ({
	chatMessageType: 'text',
	[textName]: text,
	[buttonsField.name]: {},
});

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

const mediaMessage: TableField['encode'] = (address, label, item) => {
	const { id, displayName } = readChannel(item.read);
	const { media, captioned } = channelMessages[id];
	const kind = textIn(item.read, mediaTypeField.name, 'image');
	const build = media[kind];
	if (!build) {
		throw new InputProblem(
			mediaTypeField.displayName,
			`“${kind}” is not supported on ${displayName}`,
			'Choose another type or channel, or write the message as JSON.',
		);
	}
	const caption = textIn(item.read, captionField.name);
	if (caption.trim() !== '' && !captioned.includes(kind)) {
		throw new InputProblem(
			captionField.displayName,
			`cannot go with ${kind === 'audio' || kind === 'voice' ? 'a sound' : 'a file'} on ${displayName}`,
			'Send the text as a separate message.',
		);
	}
	return build({ url: publicUrl(address, label), caption, options: optionsOf(item) });
};

const textMessage: TableField['encode'] = (value, label, item) => {
	const text = asTyped(value, label, item);
	if (text === undefined) return undefined;
	const channel = readChannel(item.read);
	return channelMessages[channel.id].text({
		text: String(text),
		buttons: readButtons(item.read, channel),
		options: optionsOf(item),
	});
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
export const contentFieldsWith = (...others: INodePropertyOptions[]): FieldTable => [
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
					description:
						'Never shortened. The maximum length differs by channel; 512 characters fit everywhere.',
				}),
			),
			encode: textMessage,
		},
		buttonsField,
	]),
	...showFor({ [messageTypeName]: ['media'] }, [
		mediaTypeField,
		{
			...required(
				textField('Media URL', 'chatMediaUrl', 'message', {
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
