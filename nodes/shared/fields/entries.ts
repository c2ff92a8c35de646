import type { Operation } from '../model/operation';

type Entry = Pick<Operation, 'value' | 'name' | 'action' | 'description'>;

const entry = (value: string, name: string, action: string, description: string): Entry => ({
	value,
	name,
	action,
	description,
});

/** How operations are called that a plain SMS gateway has, the same words for each. */
export const entries = {
	send: entry(
		'send',
		'Send',
		'Send an SMS',
		'Send one message for each input item, one request each',
	),
	sendMany: entry(
		'sendMany',
		'Send Many',
		'Send many SMS',
		'Send one message for each input item, many items in one request',
	),
	estimate: entry(
		'estimate',
		'Estimate',
		'Estimate parts and cost of an SMS',
		'Ask what a message would cost, and find the characters that make it longer. Nothing is sent.',
	),
	getStatus: entry(
		'getStatus',
		'Get Status',
		'Get the status of an SMS',
		'Ask what became of the messages of the input items, many in one request',
	),
	getBalance: entry(
		'getBalance',
		'Get Balance',
		'Get the balance',
		'Get the balance and its currency',
	),
	block: entry('add', 'Add', 'Add to the blacklist', 'Send no more messages to a phone number'),
	unblock: entry(
		'remove',
		'Remove',
		'Remove from the blacklist',
		'Send messages to a phone number again',
	),
	getBlocked: entry(
		'getAll',
		'Get Many',
		'Get many blacklist entries',
		'List the phone numbers that get no messages',
	),
	getSenders: entry('getAll', 'Get Many', 'Get many senders', 'List the approved sender names'),
} satisfies Record<string, Entry>;
