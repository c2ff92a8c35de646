import type { INodeProperties } from 'n8n-workflow';

import { takingFiles } from '../../../shared/delivery/fieldValues';
import { locatorField } from '../../../shared/fields/list';
import { showFor } from '../../../shared/fields/display';
import { referenceField as sharedReference } from '../../../shared/fields/common';
import {
	type Channel,
	fileChannels,
	nicknameChannels,
	phoneChannels,
	plainChannels,
} from './channels';
import { nicknameField, phoneField } from './recipient';

export const typeField = (channels: readonly Channel[]): INodeProperties => ({
	displayName: 'Type',
	name: 'type',
	type: 'options',
	default: 'sms',
	description: 'Way of sending. Each has to be open to your account.',
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
		'Registered name that the recipient sees. Leave it empty for the default sender of your account; a dot switches that off.',
	idMode: 'By Name',
});

/** One way to give a recipient a type, all under one name. */
export const recipientByType: INodeProperties[] = [
	{ ...phoneField, displayOptions: { show: { type: phoneChannels } } },
	{ ...nicknameField, displayOptions: { show: { type: nicknameChannels } } },
];

export const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Your order 42 is ready',
	description: 'Text of the message; SMSC splits and bills a long SMS by its parts',
};

export const attachmentsField: INodeProperties = takingFiles({
	displayName: 'Attachments',
	name: 'attachments',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	description:
		'Input binary fields that hold the files, separated by commas. The text can refer to them as &lt;file 1&gt;, &lt;file 2&gt; and so on.',
	hint: 'Names of binary fields of the input item',
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
				'How the text holds the data. It begins with the user data header, whose first byte is its length, 00 for none.',
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
			description: 'Name of your bot, as it is connected to your account',
		},
	]),
	...showFor({ type: ['whatsapp'] }, [
		{
			displayName: 'WhatsApp Number',
			name: 'botNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. 79001112233',
			description:
				'Number that you send from, as it is connected to your account. The text may hold &lt;file https://…&gt;.',
		},
	]),
	...showFor({ type: ['mms'] }, [
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			placeholder: 'e.g. Your order',
		},
	]),
];

export const contentFields: INodeProperties[] = contentByType;

export const fileFields: INodeProperties[] = showFor({ type: fileChannels }, [attachmentsField]);

/** Source: docs/gateways/smsc.md 2.1 `id`. */
export const referenceField: INodeProperties = {
	...sharedReference,
	description:
		'Your own ID of this message, such as an order number. It comes back in the output. Up to 26 Latin letters, digits, dots, dashes and underscores also travel in the message ID, and come back with the delivery reports of messages that do not share a request.',
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
	displayName: 'From',
	name: 'sender',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. shop@example.com',
	description: 'E-mail address that the letter comes from, as it is registered in your account',
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
