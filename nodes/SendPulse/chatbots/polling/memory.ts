import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../shared/text/json';

/** A chat whose new messages did not all fit into the calls of one poll: where to go on. */
export interface Rest {
	/** How many of the newest messages are in front of it. */
	skip: number;
	/** Older ones are not wanted. */
	from: number;
	/** The oldest moment that was handed over, where the list was seen to be newest first. */
	below: number | null;
	/** What was handed over of that moment. */
	ids: string[];
}

/** What was handed over of one chat. Holds neither texts nor phone numbers, because n8n stores it with the workflow. */
export interface ChatMark {
	/** The moment of the newest message, in milliseconds since 1970. */
	at: number;
	/** The messages of the last minute before it, and their moments by their ids. */
	recent: Record<string, number>;
	rest?: Rest;
}

/** How far the chats of one bot have been looked through. */
export interface BotMemory {
	name: string | null;
	/** Every message from before it was handed over, or is not wanted. */
	floor: number;
	/** Chats that this round has behind it. */
	skip: number;
	/** When this round began. */
	since?: number;
	/** When the round before it began. */
	before?: number;
	/** By the contact's id, those with messages after the floor. */
	chats: Record<string, ChatMark>;
}

/** What n8n keeps from poll to poll. */
export interface Memory {
	/** Messages from before it are not wanted. */
	start: number;
	/** By the bot's id. */
	bots: Record<string, BotMemory>;
	/** The bot to begin with. */
	next?: string;
}

/** A message that was seen, as far as it has to be told from others. */
export interface Sighting {
	id: string;
	at: number;
}

/** Messages may be listed a little later than ones that were written after them. */
const overlapMs = 60_000;

/** The clocks of SendPulse and of n8n may differ by less. */
const marginMs = 3_600_000;

/** The oldest moment at which a chat can have what was not handed over yet. */
export const oldestWanted = (floor: number, mark: ChatMark | undefined): number =>
	mark === undefined ? floor : Math.max(floor, mark.at - overlapMs);

const isRecent = (mark: ChatMark | undefined, { id }: Sighting): boolean =>
	mark !== undefined && Object.hasOwn(mark.recent, id);

/** Whether a message has not been handed over. */
export const isNew = (floor: number, mark: ChatMark | undefined, message: Sighting): boolean =>
	message.at >= oldestWanted(floor, mark) && !isRecent(mark, message);

/** The same for what an earlier poll had no calls for. Of the oldest moment, only what was not handed over counts. */
export function isOfRest(mark: ChatMark, message: Sighting): boolean {
	const { rest } = mark;
	if (rest === undefined || message.at < rest.from || isRecent(mark, message)) return false;
	const { below, ids } = rest;
	return (
		below === null || message.at < below || (message.at === below && !ids.includes(message.id))
	);
}

/**
 * Notes what was seen of a chat now.
 *
 * @param seen the messages that are handed over, and the last one of the chat, in any order
 * @param rest what is left for the next poll; as long as there is some, what it could meet again is kept
 */
export function noted(
	mark: ChatMark | undefined,
	seen: readonly Sighting[],
	rest: Rest | undefined,
): ChatMark {
	const at = seen.reduce((latest, one) => Math.max(latest, one.at), mark?.at ?? 0);
	const recent = [
		...Object.entries(mark?.recent ?? {}).filter(
			([, moment]) => rest !== undefined || moment >= at - overlapMs,
		),
		...seen.filter((one) => one.at >= at - overlapMs).map((one) => [one.id, one.at] as const),
	];
	return { at, recent: Object.fromEntries(recent), ...(rest ? { rest } : {}) };
}

export const firstLook = (name: string | null, floor: number): BotMemory => ({
	name,
	floor,
	skip: 0,
	chats: {},
});

/**
 * Ends a round through all chats. What is older than the round before the last one has been come by twice by then, so that it need not be
 * remembered any more.
 */
export function endRound(bot: BotMemory, now: number): void {
	if (bot.before !== undefined) {
		// The clock of n8n may have been ahead, that of SendPulse is in its messages.
		const newest = Object.values(bot.chats).reduce((latest, { at }) => Math.max(latest, at), 0);
		bot.floor = Math.max(bot.floor, Math.min(bot.before, newest) - marginMs);
	}
	bot.before = bot.since ?? now;
	delete bot.since;
	bot.skip = 0;
	for (const [contactId, { at, rest }] of Object.entries(bot.chats)) {
		if (at < bot.floor && rest === undefined) delete bot.chats[contactId];
	}
}

const isNumber = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value);

const isMark = (value: unknown): boolean =>
	isRecord(value) && isNumber(value.at) && isRecord(value.recent);

const isBot = (value: unknown): boolean =>
	isRecord(value) &&
	isNumber(value.floor) &&
	isNumber(value.skip) &&
	isRecord(value.chats) &&
	Object.values(value.chats).every(isMark);

const isMemory = (value: unknown): boolean =>
	isRecord(value) &&
	isNumber(value.start) &&
	isRecord(value.bots) &&
	Object.values(value.bots).every(isBot);

/**
 * Reads a copy of what earlier polls have left, so that a poll that fails changes nothing. What none of them would leave counts
 * as nothing.
 *
 * @param start where a first poll begins
 */
export function memoryIn({ memory }: IDataObject, start: number, now: number): Memory {
	if (!isMemory(memory)) return { start, bots: {} };
	const kept = JSON.parse(JSON.stringify(memory)) as Memory;
	// The clock of n8n was ahead then, and what comes from now on is new.
	kept.start = Math.min(kept.start, now);
	for (const bot of Object.values(kept.bots)) bot.floor = Math.min(bot.floor, now);
	return kept;
}
