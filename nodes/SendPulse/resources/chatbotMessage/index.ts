import type { INodeProperties } from 'n8n-workflow';

import { approvalEntry } from '../../../shared/approval/operation';
import type { Route } from '../../../shared/delivery/route';
import { jsonClosingFields } from '../../../shared/fields/closing';
import {
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../../../shared/fields/common';
import { listFields, optionsField } from '../../../shared/fields/parts';
import { showFor, type Operation, type Resource } from '../../../shared/model/operation';
import { type FieldTable, jsonValues, type WireField } from '../../../shared/fields/wire';
import { InputProblem } from '../../../shared/model/inputProblem';
import { byRoute } from '../../../shared/operations/byRoute';
import { chatList, chatRouting, listOf } from '../../chatbots/call';
import { channelField, channelOf, readChannel } from '../../chatbots/channels';
import { botField, chatbotPaging, contactField, phoneField } from '../../chatbots/fields';
import { chatRow, messageRow } from '../../chatbots/rows';
import { sendPulse } from '../../gateway';
import { fieldText } from '../../shapes';
import { createCampaign } from './campaign';
import { contentFieldsWith, contentOptions, textOnly } from './content';
import { runFlow } from './runFlow';
import { addressed, type ChatMessage, chatRoute } from './sendRoute';
import { sendTemplate } from './template';

const sendToField: INodeProperties = {
	displayName: 'Send To',
	name: 'sendTo',
	type: 'options',
	default: 'contact',
	options: [
		{ name: 'Contact', value: 'contact' },
		{ name: 'Phone Number (WhatsApp)', value: 'phone' },
	],
};

/** Whom a message goes to. */
const recipientFields: FieldTable = [
	channelField,
	sendToField,
	...showFor({ [sendToField.name]: ['contact'] }, [contactField]),
	...showFor({ [sendToField.name]: ['phone'] }, [botField, phoneField]),
];

const contentFields = contentFieldsWith();

/** `POST /contacts/send`, or `/contacts/sendByPhone` of WhatsApp. Source: docs/gateways/sendpulse.md 25.2. */
const sendRoute: Route<ChatMessage> = chatRoute((read, setting) => {
	const channel = readChannel(read);
	if (channel.id !== 'whatsapp' && read(sendToField.name) === 'phone') {
		throw new InputProblem(
			sendToField.displayName,
			'is Phone Number, which only WhatsApp has',
			'Choose Contact, or the channel WhatsApp.',
		);
	}
	const recipient = jsonValues(recipientFields, read, setting);
	const { message } = jsonValues(contentFields, read, setting);
	const content = channel.takesList ? { messages: [message] } : { message };
	return { channel, ...addressed('send', { ...recipient, ...content }) };
});

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a chatbot message',
	description: 'To a contact, or to a phone number over WhatsApp',
	...byRoute(sendPulse, sendRoute),
	fields: [
		...recipientFields,
		...contentFields,
		referenceField,
		...jsonClosingFields(
			defaultCountryOption,
			duplicatesOption,
			...contentOptions,
			...safetyOptions,
		),
	],
};

const sendAndWait = approvalEntry(
	{ gateway: sendPulse, route: sendRoute, write: (text) => textOnly(text) },
	recipientFields,
	jsonClosingFields(defaultCountryOption, ...contentOptions, ...safetyOptions),
	'Send a chatbot message and wait for approval',
);

/** The newest first, unless chosen otherwise. */
const orderOption: WireField = {
	field: {
		displayName: 'Order',
		name: 'order',
		type: 'options',
		default: 'asc',
		options: [
			{ name: 'Newest First', value: 'desc' },
			{ name: 'Oldest First', value: 'asc' },
		],
	},
	wire: 'order',
	unset: 'desc',
};

/** Source: docs/gateways/sendpulse.md 25.2, "chats/messages". */
const getMessages: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many chatbot messages',
	description: 'Of one chat, by default the newest first',
	routing: chatRouting({
		method: 'GET',
		path: '/chats/messages',
		query: [contactField, optionsField([orderOption])],
		paging: chatbotPaging('id'),
		list: chatList,
		shape: (body) => listOf(body).map(messageRow),
	}),
	fields: [channelField, contactField, ...listFields, ...jsonClosingFields(orderOption)],
};

/** Source: docs/gateways/sendpulse.md 25.2, "chats". */
const getChats: Operation = {
	value: 'getChats',
	name: 'Get Chats',
	action: 'Get the chats of a chatbot',
	description: 'With the contact, the last message and how many are unread',
	routing: chatRouting({
		method: 'GET',
		path: '/chats',
		query: [botField],
		paging: chatbotPaging(),
		list: chatList,
		shape(body) {
			const { id } = channelOf(fieldText(this, channelField));
			return listOf(body).map((chat) => chatRow(chat, id));
		},
	}),
	fields: [channelField, botField, ...listFields, ...jsonClosingFields()],
};

/** Messages of chatbots, on seven channels. Source: docs/gateways/sendpulse.md 25. */
export const chatbotMessage: Resource = {
	value: 'chatbotMessage',
	name: 'Chatbot Message',
	operations: [send, sendTemplate, sendAndWait, createCampaign, runFlow, getMessages, getChats],
};
