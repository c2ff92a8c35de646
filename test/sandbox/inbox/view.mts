import type { CallbackAttempt } from '../framework/callbacks.mts';
import type { Message } from '../framework/message.mts';
import type { RunningGateway } from '../framework/running.mts';

/** Characters of a text that a line of the list shows. */
const EXCERPT = 160;

type Gateway = RunningGateway<object, unknown>;

const wordOf = ({ definition }: Gateway, message: Message, status: string): string =>
	definition.statusWords(message).find((one) => one.status === status)?.word ?? status;

const MOODS: Readonly<Record<string, 'good' | 'bad'>> = {
	...{ deliver: 'good', read: 'good', click: 'good' },
	...{ fail: 'bad', expire: 'bad' },
};

/** Whether its status is a good end, a bad one, or none yet. */
const moodOf = ({ definition }: Gateway, message: Message, status: string): string => {
	const words = definition.statusWords(message);
	const deed = words.find((one) => one.status === status)?.deed;
	return (deed && MOODS[deed]) ?? 'unsettled';
};

/** Ids of the messages of which the last report did not reach anyone. */
export const unreported = ({ callbacks }: Gateway): ReadonlySet<string> => {
	const ids = new Set<string>();
	for (const { messageIds, outcome } of callbacks) {
		for (const id of messageIds) {
			if (outcome === 'delivered') ids.delete(id);
			else ids.add(id);
		}
	}
	return ids;
};

/** A letter's subject, a push's title. */
const headingOf = ({ details }: Message): string | null => {
	const heading = details.subject ?? details.title;
	return typeof heading === 'string' ? heading : null;
};

/** A message as a line of the list. */
export const lineOf = (gateway: Gateway, message: Message, lost: ReadonlySet<string>) => ({
	gateway: message.gateway,
	id: message.id,
	channel: message.channel,
	recipient: message.recipient,
	sender: message.sender,
	heading: headingOf(message),
	excerpt: message.text.slice(0, EXCERPT),
	word: wordOf(gateway, message, message.status),
	mood: moodOf(gateway, message, message.status),
	isReportLost: lost.has(message.id),
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
			mood: moodOf(gateway, message, status),
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
