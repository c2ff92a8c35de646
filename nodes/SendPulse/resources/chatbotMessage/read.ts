import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import { listFields } from '../../../shared/fields/list';
import { closingFields } from '../../call';
import { fieldText } from '../../listCall';
import { mapOf } from '../../wireValues';
import { listOf } from '../../chatbots/answer';
import { chatRouting } from './call';
import { channelField, channelOf } from '../../chatbots/channelField';
import { botField, chatbotPaging, contactField, readId } from './fields';
import { chatRow, messageRow } from './rows';

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
export const getMessages: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many chatbot messages',
	description: 'List the messages of a chat, the newest first if not chosen otherwise',
	routing: chatRouting({
		method: 'GET',
		path: '/chats/messages',
		query: (read): IDataObject => {
			const { order } = mapOf(read('options', {}));
			return { contact_id: readId(read, contactField), order: order ?? 'desc' };
		},
		paging: chatbotPaging,
		shape: (body) => listOf(body).map(messageRow),
	}),
	fields: [channelField, contactField, ...listFields, ...closingFields(orderOption)],
};

/** Source: docs/gateways/sendpulse.md 25.2, "chats". */
export const getChats: Operation = {
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
			const { id } = channelOf(fieldText(this, 'channel'));
			return listOf(body).map((chat) => chatRow(chat, id));
		},
	}),
	fields: [channelField, botField, ...listFields, ...closingFields()],
};
