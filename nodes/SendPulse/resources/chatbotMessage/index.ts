import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { approvalEntry } from '../../../shared/approval/operation';
import type { Route } from '../../../shared/delivery/route';
import {
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../../../shared/fields/common';
import { listFields } from '../../../shared/fields/list';
import type { Operation, Resource } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { showFor } from '../../../shared/fields/showFor';
import { recordOf } from '../../../shared/text/json';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { listOf } from '../../chatbots/answer';
import { channelField, channelOf, readChannel } from '../../chatbots/channelField';
import { sendPulse } from '../../gateway';
import { chatRouting } from './call';
import { createCampaign } from './campaign';
import { contentFieldsWith, contentOptions, messageOf, textOnly } from './content';
import { botField, chatbotPaging, contactField, readId } from './fields';
import { chatRow, messageRow } from './rows';
import { runFlow } from './runFlow';
import { type ChatMessage, chatRoute, phoneField, readRecipient } from './sendRoute';
import { sendTemplate } from './template';
import { fieldText } from '../../shapes';

/** Whom a message goes to. */
const recipientFields: INodeProperties[] = [
	channelField,
	{
		displayName: 'Send To',
		name: 'sendTo',
		type: 'options',
		default: 'contact',
		options: [
			{ name: 'Contact', value: 'contact' },
			{ name: 'Phone Number (WhatsApp)', value: 'phone' },
		],
	},
	...showFor({ sendTo: ['contact'] }, [contactField]),
	...showFor({ sendTo: ['phone'] }, [botField, phoneField]),
];

/** `POST /contacts/send`, or `/contacts/sendByPhone` of WhatsApp. Source: docs/gateways/sendpulse.md 25.2. */
const sendRoute: Route<ChatMessage> = chatRoute((read) => {
	const channel = readChannel(read);
	const { recipient, values, byPhone } = readRecipient(read, channel, read('sendTo', 'contact'));
	const message = messageOf(read, channel);
	return {
		channel,
		recipient,
		path: byPhone ? '/contacts/sendByPhone' : '/contacts/send',
		body: { ...values, ...(channel.takesList ? { messages: [message] } : { message }) },
	};
});

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a chatbot message',
	description: 'Have a bot write to a contact, or to a phone number over WhatsApp',
	...byRoute(sendPulse, sendRoute),
	fields: [
		...recipientFields,
		...contentFieldsWith(),
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

const orderOption: INodeProperties = {
	displayName: 'Order',
	name: 'order',
	type: 'options',
	default: 'asc',
	options: [
		{ name: 'Newest First', value: 'desc' },
		{ name: 'Oldest First', value: 'asc' },
	],
};

/** Source: docs/gateways/sendpulse.md 25.2, "chats/messages". */
const getMessages: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many chatbot messages',
	description: 'List the messages of a chat, the newest first if not chosen otherwise',
	routing: chatRouting({
		method: 'GET',
		path: '/chats/messages',
		query: (read): IDataObject => {
			const { order } = recordOf(read('options', {}));
			return { contact_id: readId(read, contactField), order: order ?? 'desc' };
		},
		paging: chatbotPaging,
		shape: (body) => listOf(body).map(messageRow),
	}),
	fields: [channelField, contactField, ...listFields, ...jsonClosingFields(orderOption)],
};

/** Source: docs/gateways/sendpulse.md 25.2, "chats". */
const getChats: Operation = {
	value: 'getChats',
	name: 'Get Chats',
	action: 'Get the chats of a chatbot',
	description:
		'List the chats of a bot, with the contact, the last message and how many are unread',
	routing: chatRouting({
		method: 'GET',
		path: '/chats',
		query: (read) => ({ bot_id: readId(read, botField) }),
		paging: chatbotPaging,
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
