import { failsAlone } from './failures';
import { CallFailed, type Calls, pageSize } from './calls';
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
	skipped(chat: ListedChat, failure: CallFailed): void;
}

/** @returns the rows of a page, and whether every chat of it was looked into that has news */
async function lookThrough(
	calls: Calls,
	botId: string,
	bot: BotMemory,
	skip: number,
	finds: Finds,
): Promise<{ count: number; done: boolean }> {
	const rows = await calls.page('/chats', { bot_id: botId }, skip);
	const chats = rows.map(listedChat).filter((chat) => chat !== null);
	for (const chat of chats.filter((one) => hasNews(bot, one))) {
		if (calls.remaining <= 0) return { count: rows.length, done: false };
		try {
			for (const listed of await newMessages(calls, bot, chat)) finds.add({ chat, listed });
		} catch (error) {
			if (!(error instanceof CallFailed) || !failsAlone(error.failure)) throw error;
			finds.skipped(chat, error);
		}
		if (bot.chats[chat.contactId]?.rest) return { count: rows.length, done: false };
	}
	return { count: rows.length, done: true };
}

/**
 * Goes on with the round through the chats of a bot, as far as the calls reach. In which order SendPulse lists them is not known, so that all
 * of them are come by; because it probably is newest first, each poll also looks at the first page. Half of the calls are
 * for that page at most, so that the round gets on.
 *
 * @returns whether the round came to its end
 */
export async function goRound(
	calls: Calls,
	botId: string,
	bot: BotMemory,
	finds: Finds,
	now: number,
): Promise<boolean> {
	if (bot.skip > 0) {
		const first = calls.part(Math.ceil(calls.remaining / 2));
		await lookThrough(first, botId, bot, 0, finds);
	}
	bot.since ??= now;
	while (calls.remaining > 0) {
		const { count, done } = await lookThrough(calls, botId, bot, bot.skip, finds);
		if (!done) return false;
		if (count < pageSize) {
			endRound(bot, now);
			return true;
		}
		bot.skip += count;
	}
	return false;
}
