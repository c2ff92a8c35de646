import type { INodeProperties } from 'n8n-workflow';

import { jsonClosingFields } from '../../shared/fields/closing';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { InputProblem } from '../../shared/model/inputProblem';
import type { Operation, Resource } from '../../shared/model/operation';
import { recordOf } from '../../shared/text/json';
import { listOf, oneOf } from '../chatbots/answer';
import { channelField, channelFieldFor, readChannel } from '../chatbots/channelField';
import { numericId } from '../fields';
import { fieldText } from '../shapes';
import { numberOrNull } from '../values';
import { change } from './chatbotContact/change';
import { changedShape, channelName } from './chatbotContact/fields';
import { chatRouting } from './chatbotMessage/call';
import { botField, contactField, filledText, readId } from './chatbotMessage/fields';
import { messageRow } from './chatbotMessage/rows';

const operatorField: INodeProperties = {
	displayName: 'Operator ID',
	name: 'operatorId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 7043663',
	description: 'The number of a member of your team, from Account Settings → Users of SendPulse',
};

const assignOperator = change({
	value: 'assignOperator',
	name: 'Assign Operator',
	action: 'Assign an operator to a chat',
	description: 'Make a member of your team responsible for a chat, in the place of any other',
	path: 'operators/assign',
	done: 'assigned',
	body: (read) => ({
		operator_id: Number(numericId(read(operatorField.name, ''), operatorField.displayName)),
	}),
	fields: [operatorField],
});

const unassignOperator = change({
	value: 'unassignOperator',
	name: 'Unassign Operator',
	action: 'Take a chat from its operator',
	description: 'Leave a chat without a responsible member of the team',
	path: 'operators/unAssign',
	done: 'unassigned',
});

const open = change({
	value: 'open',
	name: 'Open',
	action: 'Open a chat',
	description:
		'Move a chat up among those that wait for an operator. The 24 hours of WhatsApp and others do not begin anew.',
	path: 'openChat',
	done: 'opened',
});

const close = change({
	value: 'close',
	name: 'Close',
	action: 'Close a chat',
	description: 'Move a chat out of those that wait for an operator',
	path: 'closeChat',
	done: 'closed',
});

/** Source: docs/gateways/sendpulse.md 25.2, "mark-read". */
const markRead: Operation = {
	value: 'markRead',
	name: 'Mark as Read',
	action: 'Mark a chat as read',
	description: 'Set the number of unread messages of a chat to 0',
	routing: chatRouting({
		method: 'PUT',
		path: '/contacts/mark-read',
		effect: 'again',
		query: (read) => ({ contact_id: readId(read, contactField) }),
		shape(body) {
			const id = fieldText(this, contactField);
			const count = numberOrNull(oneOf(body)?.count);
			return [{ id, channel: channelName(this), read: true, messages: count }];
		},
	}),
	fields: [channelField, contactField, ...jsonClosingFields()],
};

const noteField: INodeProperties = {
	displayName: 'Note',
	name: 'noteText',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	required: true,
	placeholder: 'e.g. Asked for a refund of order 42',
	description: 'Only your operators see it',
};

const noteFields = [channelField, botField, contactField];

const noteOf = (read: ReadParameter) => ({
	contact_id: readId(read, contactField),
	bot_id: readId(read, botField),
});

/** Source: docs/gateways/sendpulse.md 25.2, "createNote". */
const addNote: Operation = {
	value: 'addNote',
	name: 'Add Note',
	action: 'Add a note to a chat',
	description: 'Write a note for your operators into a chat; the contact does not see it',
	routing: chatRouting({
		method: 'POST',
		path: '/contacts/createNote',
		effect: 'once',
		body: (read) => ({ ...noteOf(read), text: filledText(read, noteField) }),
		shape(body) {
			const row = messageRow(recordOf(oneOf(body)));
			return [{ ...row, contactId: row.contactId ?? fieldText(this, contactField) }];
		},
	}),
	fields: [...noteFields, noteField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 25.2, "notes". */
const getNotes: Operation = {
	value: 'getNotes',
	name: 'Get Notes',
	action: 'Get the notes of a chat',
	description: 'List what your operators have noted in a chat',
	routing: chatRouting({
		method: 'GET',
		path: '/contacts/notes',
		query: noteOf,
		shape: (body) => listOf(body).map(messageRow),
	}),
	fields: [...noteFields, ...jsonClosingFields()],
};

/** Channels where a contact can see that someone writes. Source: docs/gateways/sendpulse.md 25.2, "sendTyping". */
const typingChannels = ['messenger', 'telegram', 'whatsapp'] as const;

/** @throws InputProblem on a channel without it */
function typingOn(read: ReadParameter): 'telegram' | 'other' {
	const { id, displayName } = readChannel(read);
	if (id === 'telegram') return id;
	if (typingChannels.some((name) => name === id)) return 'other';
	throw new InputProblem(
		channelField.displayName,
		`is ${displayName}, which cannot show that someone writes`,
		'Choose Messenger, Telegram or WhatsApp.',
	);
}

/** Telegram has it as a message. Source: docs/gateways/sendpulse.md 25.3, "Telegram media". */
const showTyping: Operation = {
	value: 'showTyping',
	name: 'Show Typing',
	action: 'Show a contact that someone writes',
	description: 'Show the contact for some seconds that someone is writing an answer',
	routing: chatRouting({
		method: 'POST',
		path: (read) => (typingOn(read) === 'telegram' ? '/contacts/send' : '/contacts/sendTyping'),
		effect: 'again',
		body: (read) => ({
			contact_id: readId(read, contactField),
			...(typingOn(read) === 'telegram' ? { message: { type: 'action', action: 'typing' } } : {}),
		}),
		shape: changedShape('shown'),
	}),
	fields: [channelFieldFor(typingChannels), contactField, ...jsonClosingFields()],
};

/** Chats as operators see them. Source: docs/gateways/sendpulse.md 25.2. */
export const chatbotChat: Resource = {
	value: 'chatbotChat',
	name: 'Chatbot Chat',
	operations: [
		assignOperator,
		unassignOperator,
		addNote,
		getNotes,
		open,
		close,
		markRead,
		showTyping,
	],
};
