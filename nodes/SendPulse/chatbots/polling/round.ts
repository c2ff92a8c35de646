import type { Failure, FailureKind } from '../../../shared/model/failure';
import { type Calls, pageSize } from './calls';
import { hasNews, newMessages } from './chat';
import { type ListedChat, listedChat, type ListedMessage } from './listed';
import { type BotMemory, endRound } from './memory';

/** A message with the chat that it is of. */
export interface NewMessage {
	chat: ListedChat;
	listed: ListedMessage;
}

/** Where a round puts what it finds, and what it leaves out. */
export interface Finds {
	add(message: NewMessage): void;
	/** A chat that SendPulse does not show. */
	skipped(chat: ListedChat, failure: Failure): void;
}

/** What SendPulse says about one chat alone: the others can be read all the same. */
const ofOneChat: readonly FailureKind[] = [
	'notFound',
	'invalidRequest',
	'invalidRecipient',
	'rejected',
];

/** How a look through a page of chats has ended. */
interface Looked {
	/** Chats on the page. */
	count: number;
	/** Whose they are. */
	told?: string;
	/** Every chat of it was looked into that has news. */
	done: boolean;
	/** Why no other call has to be tried in this poll. */
	failure?: Failure;
}

async function lookThrough(
	calls: Calls,
	botId: string,
	bot: BotMemory,
	skip: number,
	finds: Finds,
): Promise<Looked> {
	const page = await calls.page('/chats', { bot_id: botId }, skip);
	if (!page.ok) return { count: 0, done: false, failure: page.failure };
	const { count } = page;
	const chats = page.rows.map(listedChat).filter((chat) => chat !== null);
	for (const chat of chats.filter((one) => hasNews(bot, one))) {
		if (calls.remaining <= 0) return { count, done: false };
		const { found, failure } = await newMessages(calls, bot, chat);
		for (const listed of found) finds.add({ chat, listed });
		if (failure && !ofOneChat.includes(failure.kind)) return { count, done: false, failure };
		if (failure) finds.skipped(chat, failure);
		if (bot.chats[chat.contactId]?.rest && calls.remaining <= 0) return { count, done: false };
	}
	return { count, told: chats.map(({ contactId }) => contactId).join(), done: true };
}

/**
 * Goes on with the round through the chats of a bot, as far as the calls reach. In which order SendPulse lists them is not known, so that all
 * of them are come by; because it probably is newest first, each poll also looks at the first page. Half of the calls are
 * for that page at most, so that the round gets on.
 *
 * @returns why the poll has to end, if it has to
 */
export async function goRound(
	calls: Calls,
	botId: string,
	bot: BotMemory,
	finds: Finds,
	now: number,
): Promise<Failure | undefined> {
	if (bot.skip > 0) {
		const first = calls.part(Math.ceil(calls.remaining / 2));
		const { failure } = await lookThrough(first, botId, bot, 0, finds);
		if (failure) return failure;
	}
	bot.since ??= now;
	let before: string | undefined;
	while (calls.remaining > 0) {
		const { count, told, done, failure } = await lookThrough(calls, botId, bot, bot.skip, finds);
		if (!done) return failure;
		// The same page again would come for ever.
		if (count < pageSize || told === before) {
			endRound(bot, now);
			return undefined;
		}
		before = told;
		bot.skip += count;
	}
	return undefined;
}
