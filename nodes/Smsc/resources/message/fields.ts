import type { INodeProperties } from 'n8n-workflow';

import { phoneField, referenceField as sharedReference } from '../../../shared/fields/common';
import { takingFiles } from '../../../shared/input/fieldChecks';
import { showFor } from '../../../shared/model/operation';
import { locatorField } from '../../../shared/fields/parts';
import {
	type Channel,
	fileChannels,
	nicknameChannels,
	phoneChannels,
	plainChannels,
} from './channels';
import { nicknameField } from './recipient';

export const typeField = (channels: readonly Channel[]): INodeProperties => ({
	displayName: 'Type',
	name: 'type',
	type: 'options',
	default: 'sms',
	description: 'Each way of sending has to be open to your account',
	options: channels
		.map(({ name, value, description }) => ({
			name,
			value,
			...(description ? { description } : {}),
		}))
		.sort((a, b) => a.name.localeCompare(b.name, 'en')),
});

/** Source: docs/gateways/smsc.md 2.1 `sender`. */
export const senderField: INodeProperties = locatorField({
	displayName: 'Sender',
	name: 'sender',
	searchListMethod: 'searchSenders',
	placeholder: 'e.g. MyShop',
	description:
		'A registered name. If empty, the default of your account, which a dot switches off.',
	idMode: 'By Name',
});

/** One way to give a recipient a type, all under one name. */
export const recipientByType: INodeProperties[] = [
	{ ...phoneField, displayOptions: { show: { type: phoneChannels } } },
	{ ...nicknameField, displayOptions: { show: { type: nicknameChannels } } },
];

const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Your order 42 is ready',
	description: 'SMSC splits and bills a long SMS by its parts',
};

export const attachmentsField: INodeProperties = takingFiles({
	displayName: 'Attachments',
	name: 'attachments',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	description:
		'Separated by commas. The text can refer to them as &lt;file 1&gt;, &lt;file 2&gt; and so on.',
	hint: 'The names of the input binary fields that hold the files',
});

/**
 * What is asked for by type; the node itself finds what is missing, so that the type may be an expression. Source:
 * docs/gateways/smsc.md 2.1.
 */
const contentByType: INodeProperties[] = [
	...showFor({ type: plainChannels }, [textField]),
	...showFor({ type: ['binary'] }, [
		{
			displayName: 'Format',
			name: 'binaryFormat',
			type: 'options',
			default: 'hex',
			options: [
				{
					name: 'Bytes',
					value: 'bytes',
					description: 'Each character of the text is a byte',
				},
				{ name: 'Hex', value: 'hex', description: 'The text is the data in hexadecimal digits' },
			],
			description:
				'How the text holds the data, which begins with the user data header: its first byte is its length, 00 for none',
		},
	]),
	...showFor({ type: ['wapPush'] }, [
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/offer',
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Our offer',
		},
	]),
	...showFor({ type: ['telegramBot'] }, [
		{
			displayName: 'Bot',
			name: 'bot',
			type: 'string',
			default: '',
			placeholder: 'e.g. @myshop_bot',
			description: 'As it is connected to your account',
		},
	]),
	...showFor({ type: ['whatsapp'] }, [
		{
			displayName: 'WhatsApp Number',
			name: 'botNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. 79001112233',
			description: 'As it is connected to your account. The text may hold &lt;file https://…&gt;.',
		},
	]),
	...showFor({ type: ['mms'] }, [
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			placeholder: 'e.g. Your order 42',
		},
	]),
];

export const contentFields: INodeProperties[] = contentByType;

export const fileFields: INodeProperties[] = showFor({ type: fileChannels }, [attachmentsField]);

/** Source: docs/gateways/smsc.md 2.1 `id`. */
export const referenceField: INodeProperties = {
	...sharedReference,
	description:
		'Your own ID; the output brings it back. Up to 26 Latin letters, digits, dots, dashes and underscores also come back with the delivery reports of messages that do not share a request.',
};

export const subjectField: INodeProperties = {
	displayName: 'Subject',
	name: 'subject',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Your order 42',
};

export const fromField: INodeProperties = {
	displayName: 'Sender',
	name: 'sender',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. shop@example.com',
	description: 'As it is registered in your account',
};

export const mailTextField: INodeProperties = {
	displayName: 'Message',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 6 },
	default: '',
	required: true,
	placeholder: 'e.g. <p>Your order 42 is ready</p>',
	description: 'Plain text or HTML',
};

/** What is said in a call. Source: docs/gateways/smsc.md 2.1 `call`, `fileurl` and files. */
export const speechFields: INodeProperties[] = [
	{
		displayName: 'Say',
		name: 'source',
		type: 'options',
		default: 'text',
		options: [
			{ name: 'Sound File', value: 'file', description: 'From a binary field of the input item' },
			{ name: 'Sound From a URL', value: 'url', description: 'SMSC fetches the file' },
			{ name: 'Text', value: 'text' },
		],
	},
	...showFor({ source: ['text'] }, [{ ...textField }]),
	...showFor({ source: ['file'] }, [
		{
			...attachmentsField,
			displayName: 'Sound File',
			description: undefined,
			hint: 'The name of the input binary field that holds the sound',
		},
	]),
	...showFor({ source: ['url'] }, [
		{
			displayName: 'Sound URL',
			name: 'soundUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/greeting.mp3',
			description: 'Address of the sound, 101 bytes or more',
		},
	]),
];

const voices = ['m', 'm2', 'm3', 'm4', 'w', 'w2', 'w3', 'w4'];

/** How a call is made. Source: docs/gateways/smsc.md 2.1 and 18. */
export const callOptions: INodeProperties[] = [
	{
		displayName: 'Attempts',
		name: 'attempts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 9, numberPrecision: 0 },
		default: 5,
		description: 'How many calls if nobody answers, 1 to 9',
	},
	{
		displayName: 'Retry Interval (Seconds)',
		name: 'retrySeconds',
		type: 'number',
		typeOptions: { minValue: 10, maxValue: 3600, numberPrecision: 0 },
		default: 20,
		description: 'Between the calls, 10 to 3600',
	},
	{
		displayName: 'Voice',
		name: 'voice',
		type: 'options',
		default: 'm',
		description: 'Not all are available everywhere; the default depends on the account',
		options: voices
			.map((value) => ({
				name: `${value.startsWith('m') ? 'Male' : 'Female'} ${value.slice(1) || '1'} (${value})`,
				value,
			}))
			.sort((a, b) => a.name.localeCompare(b.name, 'en')),
	},
	{
		displayName: 'Wait for Answer (Seconds)',
		name: 'waitSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 99, numberPrecision: 0 },
		default: 22,
		description: 'How long the phone rings; 10 to 35 are reasonable',
	},
];
