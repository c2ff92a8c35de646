import type { Operation } from '../model/operation';

type Entry = Pick<Operation, 'value' | 'name' | 'action' | 'description'>;

const entry = (value: string, name: string, action: string, description?: string): Entry => ({
	value,
	name,
	action,
	description,
});

/** How operations are called that a plain SMS gateway has, the same words for each. */
export const entries = {
	send: entry('send', 'Send', 'Send an SMS', 'One request per item'),
	sendMany: entry('sendMany', 'Send Many', 'Send many SMS', 'Many items in one request'),
	estimate: entry(
		'estimate',
		'Estimate',
		'Estimate parts and cost of an SMS',
		'Ask for the price, and find the characters that make a text longer. Nothing is sent.',
	),
	getStatus: entry(
		'getStatus',
		'Get Status',
		'Get the status of an SMS',
		'Many items in one request',
	),
	getBalance: entry('getBalance', 'Get Balance', 'Get the balance', 'With its currency'),
	block: entry('add', 'Add', 'Add to the blacklist'),
	unblock: entry('remove', 'Remove', 'Remove from the blacklist'),
	getBlocked: entry('getAll', 'Get Many', 'Get many blacklist entries'),
	getSenders: entry('getAll', 'Get Many', 'Get many senders', 'The approved ones'),
} satisfies Record<string, Entry>;
