import { jsonClosingFields } from '../../shared/fields/closing';
import { exactTextField, required } from '../../shared/fields/parts';
import type { WireField } from '../../shared/fields/wire';
import { InputProblem } from '../../shared/model/inputProblem';
import type { Operation, Resource } from '../../shared/model/operation';
import { recordOf } from '../../shared/text/json';
import { chatList, chatRouting, listOf, oneOf } from '../chatbots/call';
import { channelField, channelFieldFor, channelOf } from '../chatbots/channels';
import { botField, contactField } from '../chatbots/fields';
import { messageRow } from '../chatbots/rows';
import { idField, idNumber } from '../fields';
import { fieldText, listShape } from '../shapes';
import { numberOrNull } from '../values';
import { change } from './chatbotContact/change';
import { changedShape, channelName } from './chatbotContact/fields';
import { saysYes } from '../errors';
import { sendPulse } from '../gateway';
import { unsaid } from '../../shared/routing/settle';

const assignOperator = change({
	value: 'assignOperator',
	name: 'Assign Operator',
	action: 'Assign an operator to a chat',
	description: 'A member of your team, in place of any other',
	path: 'operators/assign',
	done: 'assigned',
	fields: [
		{
			...idField(
				'Operator ID',
				'operatorId',
				'operator_id',
				'e.g. 7043663',
				'From Account Settings → Users of SendPulse',
			),
			encode: idNumber,
		},
	],
});

const unassignOperator = change({
	value: 'unassignOperator',
	name: 'Unassign Operator',
	action: 'Take a chat from its operator',
	path: 'operators/unAssign',
	done: 'unassigned',
});

const open = change({
	value: 'open',
	name: 'Open',
	action: 'Open a chat',
	description:
		'Move it among those that wait for an operator. The 24 hours of WhatsApp and others do not restart.',
	path: 'openChat',
	done: 'opened',
});

const close = change({
	value: 'close',
	name: 'Close',
	action: 'Close a chat',
	description: 'It no longer waits for an operator',
	path: 'closeChat',
	done: 'closed',
});

/** Source: docs/gateways/sendpulse.md 25.2, "mark-read". */
const markRead: Operation = {
	value: 'markRead',
	name: 'Mark as Read',
	action: 'Mark a chat as read',
	routing: chatRouting({
		method: 'PUT',
		path: '/contacts/mark-read',
		effect: 'again',
		query: [contactField],
		shape(body) {
			const id = fieldText(this, contactField);
			const count = numberOrNull(oneOf(body)?.count);
			return [{ id, channel: channelName(this), read: true, messages: count }];
		},
	}),
	fields: [channelField, contactField, ...jsonClosingFields()],
};

const noteFields = [botField, contactField];

const noteField: WireField = required(
	exactTextField('Note', 'noteText', 'text', {
		typeOptions: { rows: 3 },
	}),
);

/** Source: docs/gateways/sendpulse.md 25.2, "createNote". */
const addNote: Operation = {
	value: 'addNote',
	name: 'Add Note',
	action: 'Add a note to a chat',
	description: 'The contact does not see it',
	routing: chatRouting({
		method: 'POST',
		path: '/contacts/createNote',
		effect: 'once',
		body: [...noteFields, noteField],
		shape(body) {
			if (!saysYes(body)) throw unsaid(this, sendPulse);
			const row = messageRow(recordOf(oneOf(body)));
			return [{ ...row, contactId: row.contactId ?? fieldText(this, contactField) }];
		},
	}),
	fields: [channelField, ...noteFields, noteField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 25.2, "notes". */
const getNotes: Operation = {
	value: 'getNotes',
	name: 'Get Notes',
	action: 'Get the notes of a chat',
	routing: chatRouting({
		method: 'GET',
		path: '/contacts/notes',
		query: noteFields,
		shape: listShape((body) => listOf(body).map(messageRow), { list: chatList }),
	}),
	fields: [channelField, ...noteFields, ...jsonClosingFields()],
};

/** Channels where a contact can see that someone writes. Source: docs/gateways/sendpulse.md 25.2, "sendTyping". */
const typingChannels = ['messenger', 'telegram', 'whatsapp'] as const;

/** @throws InputProblem on a channel without it */
function isMessage(channel: unknown): boolean {
	const { id, displayName } = channelOf(channel);
	if (typingChannels.some((name) => name === id)) return id === 'telegram';
	throw new InputProblem(
		channelField.displayName,
		`is ${displayName}, which cannot show that someone is typing`,
		'Choose Messenger, Telegram or WhatsApp.',
	);
}

/** Telegram has it as a message. Source: docs/gateways/sendpulse.md 25.3, "Telegram media". */
const typingField: WireField = {
	field: channelFieldFor(typingChannels),
	wire: 'message',
	encode: (channel) => (isMessage(channel) ? { type: 'action', action: 'typing' } : undefined),
};

const showTyping: Operation = {
	value: 'showTyping',
	name: 'Show Typing',
	action: 'Show a contact that someone is typing',
	description: 'For some seconds',
	routing: chatRouting({
		method: 'POST',
		path: (read) =>
			isMessage(read(typingField.field.name)) ? '/contacts/send' : '/contacts/sendTyping',
		effect: 'again',
		body: [contactField, typingField],
		shape: changedShape('shown'),
	}),
	fields: [typingField, contactField, ...jsonClosingFields()],
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
