import type { CallbackAttempt } from '../framework/callbacks.mts';
import type { Message } from '../framework/message.mts';
import type { RunningGateway } from '../framework/running.mts';

/** Characters of a text that a line of the list shows. */
const EXCERPT = 160;

type Gateway = RunningGateway<object, unknown>;

const wordOf = ({ definition }: Gateway, message: Message, status: string): string =>
	definition.statusWords(message).find((one) => one.status === status)?.word ?? status;

/** A letter's subject, a push's title. */
const headingOf = ({ details }: Message): string | null => {
	const heading = details.subject ?? details.title;
	return typeof heading === 'string' ? heading : null;
};

/** A message as a line of the list. */
export const lineOf = (gateway: Gateway, message: Message) => ({
	gateway: message.gateway,
	id: message.id,
	channel: message.channel,
	recipient: message.recipient,
	sender: message.sender,
	heading: headingOf(message),
	excerpt: message.text.slice(0, EXCERPT),
	word: wordOf(gateway, message, message.status),
	scheduledAt: message.scheduledAt,
	receivedAt: message.receivedAt,
});

/** What the page shows of an attempt to report a status. */
const attemptOf = ({ status, attempt, at, httpStatus, error, outcome }: CallbackAttempt) => ({
	status,
	attempt,
	at,
	httpStatus,
	error,
	outcome,
});

/** One message whole, with what can be made happen to it and what its sender was told. */
export const detailOf = (gateway: Gateway, message: Message) => {
	// The wire form of a list is as long as the list; GET /messages/:gateway/:id has it.
	const { raw: _raw, ...shown } = message;
	return {
		...shown,
		heading: headingOf(message),
		word: wordOf(gateway, message, message.status),
		history: message.history.map(({ status, at }) => ({
			status,
			at,
			word: wordOf(gateway, message, status),
		})),
		deeds: gateway.definition.statusWords(message).filter(({ deed }) => deed !== undefined),
		canReply: Object.hasOwn(gateway.actions, 'receive'),
		callbacks: gateway.callbacks
			.filter(({ messageIds }) => messageIds.includes(message.id))
			.map(attemptOf),
	};
};

/** Whether a message has every word of a search in what its recipient or its sender knows of it. */
export const isFound = (message: Message, words: readonly string[]): boolean => {
	if (words.length === 0) return true;
	const { id, channel, recipient, sender, text } = message;
	const haystack = [id, channel, recipient, sender, headingOf(message) ?? '', text]
		.join('\n')
		.toLowerCase();
	return words.every((word) => haystack.includes(word));
};
