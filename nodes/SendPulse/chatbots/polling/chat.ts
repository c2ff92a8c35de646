import type { Failure } from '../../../shared/model/failure';
import { type Calls, pageSize } from './calls';
import {
	identity,
	incomingMessage,
	isIncoming,
	type ListedChat,
	type ListedMessage,
	momentOf,
} from './listed';
import { type BotMemory, isNew, isOfRest, noted, oldestWanted, type Rest } from './memory';

/** What a look into a chat has found, and what is to be remembered of it. */
interface Look {
	found: ListedMessage[];
	/** Undefined when everything was seen. */
	rest?: Rest;
	/** Why there is nothing. */
	failure?: Failure;
}

/** A page that goes from new to old, as was asked for. */
function isNewestFirst(moments: ReadonlyArray<number | null>): boolean {
	const known = moments.filter((at) => at !== null);
	return known.length === 0 || (known[0] ?? 0) >= (known.at(-1) ?? 0);
}

/**
 * Reads the messages of a chat from new to old until they are old enough or the calls are used up.
 *
 * @param skip messages that are in front
 * @param from the oldest moment that is wanted
 */
async function readDown(
	calls: Calls,
	contactId: string,
	skip: number,
	from: number,
	isWanted: (message: ListedMessage) => boolean,
): Promise<Look> {
	/** By their ids: what is written meanwhile pushes messages to the next page, where they come again. */
	const wanted = new Map<string, ListedMessage>();
	let behind = skip;
	let before: string | undefined;
	let below: number | null = Number.POSITIVE_INFINITY;
	let ids: string[] = [];
	for (;;) {
		const query = { contact_id: contactId, order: 'desc' };
		const page = await calls.page('/chats/messages', query, behind);
		// Nothing of it is noted, so that the next poll begins where this one did.
		if (!page.ok) return { found: [], failure: page.failure };
		const { rows, count } = page;
		const messages = rows.map(incomingMessage).filter((message) => message !== null);
		for (const message of messages) if (isWanted(message)) wanted.set(message.id, message);
		const moments = rows.map(momentOf);
		const sorted = isNewestFirst(moments);
		const oldest = moments.reduce<number>((least, at) => Math.min(least, at ?? least), Infinity);
		const told = rows.map(identity).join();
		// The same page again would come for ever.
		if (count < pageSize || told === before || (sorted && oldest < from))
			return { found: [...wanted.values()] };
		before = told;
		behind += count;
		if (!sorted) below = null;
		if (below !== null && oldest < below) {
			below = oldest;
			ids = messages.filter(({ at }) => at === oldest).map(({ id }) => id);
		}
		if (calls.remaining <= 0)
			return {
				found: [...wanted.values()],
				rest: { skip: behind, from, below: endless(below), ids },
			};
	}
}

/** JSON has no infinity. */
const endless = (below: number | null): number | null =>
	below === Number.POSITIVE_INFINITY ? null : below;

/** Whether a chat has to be looked into. */
export const hasNews = ({ floor, chats }: BotMemory, { contactId, last }: ListedChat): boolean => {
	const mark = chats[contactId];
	return mark?.rest !== undefined || (last !== null && isNew(floor, mark, last));
};

/**
 * The incoming messages of a chat that were not handed over yet: first those that an earlier poll had no calls for. Notes in the memory of the
 * bot what it gives.
 */
export async function newMessages(
	calls: Calls,
	bot: BotMemory,
	{ contactId, last }: ListedChat,
): Promise<Pick<Look, 'found' | 'failure'>> {
	const found: ListedMessage[] = [];
	const before = bot.chats[contactId];
	if (before?.rest) {
		const { skip, from } = before.rest;
		const look = await readDown(calls, contactId, skip, from, (one) => isOfRest(before, one));
		if (look.failure) return look;
		bot.chats[contactId] = noted(before, look.found, look.rest);
		for (const one of look.found) found.push(one);
		if (look.rest || calls.remaining <= 0) return { found };
	}
	const mark = bot.chats[contactId];
	if (last === null || !isNew(bot.floor, mark, last)) return { found };
	const from = oldestWanted(bot.floor, mark);
	const look = await readDown(calls, contactId, 0, from, (one) => isNew(bot.floor, mark, one));
	if (look.failure) return { found, failure: look.failure };
	// The list of chats may know of it before the list of messages does.
	if (isIncoming(last.message) && !look.found.some(({ id }) => id === last.id)) {
		look.found.push(last);
	}
	bot.chats[contactId] = noted(mark, [...look.found, last], look.rest);
	return { found: [...found, ...look.found] };
}
