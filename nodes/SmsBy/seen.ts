import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../shared/text/json';
import { byNewest } from './latest';
import { dedupeKeyOf, messageKey, type Observation, prefixOf } from './polling';

/** What n8n keeps of the last look: the mark of every message by its key. */
type Seen = Record<string, string>;

const finalMark = '!';

/** @param seen what the last look saw; undefined at the first one */
export const isDecided = (seen: Seen | undefined, key: string): boolean =>
	seen?.[key]?.endsWith(finalMark) === true;

const markOf = ({ mark, final }: Observation): string => (final ? `${mark}${finalMark}` : mark);

/** Keys by what they have in common, each list in its order. */
class KeyLists {
	private readonly lists = new Map<string, { keys: string[]; taken: number }>();

	add(name: string, key: string): void {
		const list = this.lists.get(name);
		if (list) list.keys.push(key);
		else this.lists.set(name, { keys: [key], taken: 0 });
	}

	take(name: string): string | undefined {
		const list = this.lists.get(name);
		return list?.keys[list.taken++];
	}
}

/** How the keys of a list, or those of messages, begin. */
const groupOf = (key: string): string => key.slice(0, key.indexOf(':') + 1);

/** List and number that a key is of. */
const recipientOf = (key: string): string => key.split(':', 2).join(':');

/**
 * Gives each of several messages to one number the key that its status was noted under, since a list need not keep its order.
 *
 * @returns the observations, in their order
 */
export function recognised(seen: Seen, observations: readonly Observation[]): Observation[] {
	const name = (key: string, mark: string | undefined) => `${recipientOf(key)} ${mark}`;
	const noted = new KeyLists();
	for (const { key } of observations) noted.add(name(key, seen[key]), key);
	const same = observations.map((one) => noted.take(name(one.key, markOf(one))));
	const taken = new Set(same);
	const free = new KeyLists();
	for (const { key } of observations) if (!taken.has(key)) free.add(recipientOf(key), key);
	return observations.map((one, at) => {
		const key = same[at] ?? free.take(recipientOf(one.key)) ?? one.key;
		if (key === one.key) return one;
		return { ...one, key, report: { ...one.report, dedupeKey: dedupeKeyOf(key, one.report) } };
	});
}

/** Whether a key is of a message, or of the list of a campaign or a bulk request. */
const isOf = (name: string, key: string): boolean =>
	name.endsWith(':') ? key.startsWith(name) : key === name;

/**
 * @param unnoted names of what no look has read to its end yet: statuses that were not seen before are only to be noted
 * @returns the observations whose status is not the one of the last look
 */
export const changed = (
	seen: Seen,
	observations: readonly Observation[],
	unnoted: readonly string[],
): Observation[] =>
	observations.filter(
		(observation) =>
			seen[observation.key] !== markOf(observation) &&
			(seen[observation.key] !== undefined || !unnoted.some((name) => isOf(name, observation.key))),
	);

/** What is watched. */
interface WatchList {
	messageIds: readonly string[];
	/** Campaigns and bulk requests; undefined where not all of them are known, so that nothing can be forgotten. */
	groupIds: readonly string[] | undefined;
}

/**
 * What to keep for the next look: all that was seen now, and of what is watched also that which was seen before. A list may come
 * short for once, and nothing of it is to be reported again.
 */
export function remember(
	seen: Seen | undefined,
	observations: readonly Observation[],
	{ messageIds, groupIds }: WatchList,
): Seen {
	const messages = new Set(messageIds.map(messageKey));
	const lists = new Set(groupIds?.map(prefixOf));
	const read = new Set(observations.map(({ key }) => groupOf(key)));
	const isWatched = (key: string) => {
		const list = groupOf(key);
		if (list === messageKey('')) return messages.has(key);
		// That a list is missing holds until it is there again.
		if (key === list && read.has(list)) return false;
		return groupIds === undefined || lists.has(list);
	};
	return Object.fromEntries([
		...Object.entries(seen ?? {}).filter(([key]) => isWatched(key)),
		...observations.map((observation) => [observation.key, markOf(observation)]),
	]) as Seen;
}

/** Reads what an earlier look has left in the workflow's static data; what no look would leave counts as nothing. */
export function seenIn({ seen }: IDataObject): Seen | undefined {
	if (!isRecord(seen)) return undefined;
	return Object.fromEntries(
		Object.entries(seen).filter(([, mark]) => typeof mark === 'string'),
	) as Seen;
}

/** The IDs of the latest campaigns that earlier looks have met; undefined where none has looked for them. */
export const latestIn = ({ latest }: IDataObject): string[] | undefined =>
	Array.isArray(latest)
		? latest.filter((id): id is string => typeof id === 'string' && /^\d{1,40}$/.test(id))
		: undefined;

const sortedIds = (ids: readonly string[]): bigint[] => ids.map(BigInt).sort(byNewest);

/**
 * Campaigns that have become the latest though they are older than those that were: newer ones were deleted, or more are to be watched.
 * What happened to them before is no news. One that comes up among those that were was not in the list then, so it is new. Where no
 * look has met any, as when they begin to be watched beside others, none is, but for those in front of one that was
 * watched: a former version of this package noted no latest ones.
 *
 * @param before those of the earlier looks
 * @param newest without those that are watched by their own IDs
 */
export function risen(
	seen: Seen,
	before: readonly string[] | undefined,
	newest: readonly string[],
): string[] {
	const lists = new Set(Object.keys(seen).map(groupOf));
	const isSeen = (id: string) => lists.has(prefixOf(id));
	const bound = before ? (sortedIds(before).at(-1) ?? 0n) : sortedIds(newest.filter(isSeen))[0];
	return newest.filter((id) => !isSeen(id) && (bound === undefined || BigInt(id) < bound));
}

/** How many entries of the list of campaigns had no ID that can be read at the first look, and still have none. */
export const namelessIn = ({ nameless }: IDataObject): number =>
	Number.isSafeInteger(nameless) ? (nameless as number) : 0;

/**
 * @param before as in `namelessIn`; undefined at the first look
 * @returns how many of those are left, and how many are gone, or have an ID by now
 */
export function namelessAfter(
	before: number | undefined,
	list: { error?: Error; nameless: number; inNoOrder?: true },
): { left: number; gone: number } {
	if (before === undefined) return { left: list.inNoOrder ? list.nameless : 0, gone: 0 };
	const left = list.error ? before : Math.min(before, list.nameless);
	return { left, gone: before - left };
}

/** Campaigns that come up as entries without an ID go: the oldest of them may be what those were. @param gone how many went */
export function risenLate(
	seen: Seen | undefined,
	before: readonly string[] | undefined,
	newest: readonly string[],
	gone: number,
): string[] {
	const lists = new Set(Object.keys(seen ?? {}).map(groupOf));
	const unmet = newest.filter((id) => !lists.has(prefixOf(id)) && !before?.includes(id));
	return gone === 0 ? [] : sortedIds(unmet).slice(-gone).map(String);
}

/** The latest campaigns to keep for the next look. @param areAll so many are there, and all of them were read */
export function keptLatest(
	before: readonly string[] | undefined,
	newest: readonly string[],
	most: number,
	areAll: boolean,
): string[] {
	if (areAll) return [...newest];
	const ids = [...new Set([...newest, ...(before ?? [])])];
	return sortedIds(ids).slice(0, most).map(String);
}

/** Names of what no look has read to its end yet. */
export const unnotedIn = ({ unnoted }: IDataObject): string[] =>
	Array.isArray(unnoted) ? unnoted.map(String) : [];
