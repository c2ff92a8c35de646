import type { INodeProperties } from 'n8n-workflow';

import { smsTextField } from '../../../shared/fields/common';
import { textField } from '../../../shared/fields/parts';
import {
	fieldParameters,
	readText,
	type WireField,
	type WireParameter,
} from '../../../shared/fields/wire';
import { takingData } from '../../../shared/input/fieldChecks';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { locatorValue, textIn } from '../../../shared/input/read';
import { phoneNumber } from '../../../shared/input/recipients';
import { InputProblem } from '../../../shared/model/inputProblem';
import { showFor } from '../../../shared/model/operation';

/** What a message says. */
export interface Content {
	text: string;
	parameters: WireParameter[];
}

/** An entry of the field Type. */
export interface Channel {
	value: string;
	name: string;
	description?: string;
}

/** A way in which send.php delivers. Source: docs/gateways/smsc.md 2.1. */
interface TextChannel extends Channel {
	/** Telegram takes a nickname or an ID beside phone numbers. */
	nickname?: boolean;
	/** Takes files beside the text. */
	files?: boolean;
	/** What it asks for beside the text; the node finds what is missing, since the type may be an expression. */
	fields?: WireField[];
	/** What chooses it. */
	parameters?: WireParameter[];
	text(read: ReadParameter): string;
}

export const textOfMessage: INodeProperties = {
	...smsTextField,
	description: 'SMSC splits a long SMS and bills each part',
};

const optionalText = (read: ReadParameter): string => textIn(read, textOfMessage.name);

const textProblem = (problem: string, hint: string): InputProblem =>
	new InputProblem(textOfMessage.displayName, problem, hint);

function messageText(read: ReadParameter): string {
	const text = optionalText(read);
	if (text.trim() === '') throw textProblem('is empty', 'Enter the text of the message.');
	return text;
}

/** Longer ones are refused without a reason. Source: docs/gateways/smsc.md 2.1 and 18. */
const longestSms = 1000;

function smsText(read: ReadParameter): string {
	const text = messageText(read);
	if (text.length <= longestSms) return text;
	throw textProblem(
		`has ${text.length} characters`,
		`SMSC takes ${longestSms} at most. Shorten it, or send it in several messages.`,
	);
}

const formatField: INodeProperties = {
	displayName: 'Format',
	name: 'binaryFormat',
	type: 'options',
	default: 'hex',
	options: [
		{ name: 'Bytes', value: 'bytes', description: 'Each character of the text is a byte' },
		{ name: 'Hex', value: 'hex', description: 'The text is the data in hexadecimal digits' },
	],
	description:
		'How the text holds the data, which begins with the user data header: its first byte is its length, 00 for none',
};

/** Data always go as hexadecimal digits, which no charset can change. */
function binaryText(read: ReadParameter): string {
	const text = messageText(read);
	if (read(formatField.name) !== 'bytes') {
		const digits = text.replace(/\s/g, '');
		if (/^([0-9a-f]{2})+$/i.test(digits)) return digits;
		throw textProblem(
			'does not consist of pairs of hexadecimal digits',
			'Write each byte as two digits, e.g. 0B0504158A00.',
		);
	}
	if (/^[\0-\xff]*$/.test(text)) return Buffer.from(text, 'latin1').toString('hex');
	throw textProblem(
		'contains characters that are not bytes',
		'Use characters up to U+00FF, or the format Hex.',
	);
}

/** Link and title of a WAP Push, which are the lines of its text. */
const linkFields: WireField[] = [
	{
		...textField('URL', 'url', ''),
		needed: true,
	},
	{ ...textField('Title', 'title', ''), needed: true },
];

const botField: WireField = {
	...textField('Bot', 'bot', 'bot', {
		placeholder: 'e.g. @myshop_bot',
		description: 'As connected to your account',
	}),
	needed: true,
	encode(value, label) {
		const name = locatorValue(value).trim().replace(/^@/, '');
		if (name !== '') return `@${name}`;
		throw new InputProblem(label, 'is empty', 'Enter the name of the bot, e.g. @myshop_bot.');
	},
};

const botNumberField: WireField = {
	...textField('WhatsApp Number', 'botNumber', 'bot', {
		placeholder: 'e.g. 79001112233',
		description: 'As connected to your account. The text may hold &lt;file https://…&gt;.',
	}),
	needed: true,
	encode: (value, label) => `wa:${phoneNumber(value, undefined, label)}`,
};

/** What `Send` and `Send Many` offer, in the order of their fields in the form. */
export const textChannels: readonly TextChannel[] = [
	{ value: 'sms', name: 'SMS', text: smsText },
	{
		value: 'flash',
		name: 'Flash SMS',
		description: 'Shown at once and not kept by the phone',
		parameters: [['flash', '1']],
		text: smsText,
	},
	{
		value: 'binary',
		name: 'Binary SMS',
		description: 'Data for a device, behind a header whose first byte is its length',
		fields: [{ field: formatField, wire: '' }],
		parameters: [['bin', '2']],
		text: binaryText,
	},
	{
		value: 'wapPush',
		name: 'WAP Push',
		description: 'A link with a title',
		fields: linkFields,
		parameters: [['push', '1']],
		text: (read) => linkFields.map((field) => readText(field, read)).join('\n'),
	},
	{
		value: 'viber',
		name: 'Viber',
		files: true,
		parameters: [['viber', '1']],
		text: messageText,
	},
	{
		value: 'telegram',
		name: 'Telegram',
		nickname: true,
		files: true,
		parameters: [['tg', '1']],
		text: messageText,
	},
	{
		value: 'telegramBot',
		name: 'Telegram Bot',
		nickname: true,
		files: true,
		description: 'From a bot of your own',
		fields: [botField],
		text: messageText,
	},
	{
		value: 'whatsapp',
		name: 'WhatsApp',
		files: true,
		fields: [botNumberField],
		text: messageText,
	},
	{
		value: 'mms',
		name: 'MMS',
		files: true,
		fields: [textField('Subject', 'subject', 'subj')],
		parameters: [['mms', '1']],
		text: optionalText,
	},
];

const values = (matches: (channel: TextChannel) => boolean): string[] =>
	textChannels
		.filter(matches)
		.map(({ value }) => value)
		.sort();

export const allChannels = values(() => true);
export const nicknameChannels = values(({ nickname = false }) => nickname);
export const phoneChannels = values(({ nickname = false }) => !nickname);
export const fileChannels = values(({ files = false }) => files);
/** Those whose content is one text. */
const plainChannels = values(({ value }) => value !== 'wapPush');
/** A list gives each recipient a text; an MMS is its files. */
export const listChannels = textChannels.filter(({ value }) => value !== 'mms');

const typeName = 'type';
const usualType = 'sms';

export const typeField = (channels: readonly Channel[]): INodeProperties => ({
	displayName: 'Type',
	name: typeName,
	type: 'options',
	default: usualType,
	description: 'Each channel must be enabled for your account',
	options: channels
		.map(({ name, value, description }) => ({
			name,
			value,
			...(description ? { description } : {}),
		}))
		.sort((a, b) => a.name.localeCompare(b.name, 'en')),
});

export const chosenType = (read: ReadParameter): string => textIn(read, typeName, usualType);

/** Fields for some of the types. */
export const typed = <F extends Parameters<typeof showFor>[1][number]>(
	types: string[],
	fields: readonly F[],
): F[] => showFor({ [typeName]: types }, fields);

/** What channels ask for beside the text. */
export const channelFields = (channels: readonly TextChannel[]): WireField[] =>
	channels.flatMap(({ value, fields = [] }) => typed([value], fields));

/** What is asked for by type, where these can be chosen. */
export const contentFields = (channels: readonly TextChannel[]) => [
	...typed(plainChannels, [textOfMessage]),
	...channelFields(channels),
];

export const attachmentsField: INodeProperties = takingData({
	displayName: 'Attachments',
	name: 'attachments',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	description:
		'Separated by commas. The text can refer to them as &lt;file 1&gt;, &lt;file 2&gt; and so on.',
	hint: 'The names of the input binary fields that hold the files',
});

/** For messages, and for an e-mail that is estimated as one of the types. */
export const fileFields: INodeProperties[] = typed([...fileChannels, 'email'], [attachmentsField]);

const channelOf = new Map(textChannels.map((channel) => [channel.value, channel]));

/**
 * Reads what a message says.
 *
 * @throws InputProblem when something is missing
 */
export function contentOf(type: string, read: ReadParameter): Content {
	const channel = channelOf.get(type);
	if (!channel) {
		throw new InputProblem(
			typeField([]).displayName,
			`“${type}” is not a channel of this node`,
			`Choose one of ${allChannels.join(', ')}.`,
		);
	}
	const { parameters = [], fields } = channel;
	return {
		text: channel.text(read),
		parameters: fields ? [...parameters, ...fieldParameters(fields, read)] : parameters,
	};
}
