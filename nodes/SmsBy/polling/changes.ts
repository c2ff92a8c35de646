import type { IDataObject } from 'n8n-workflow';

import type { Observation } from './observe';

/** What n8n keeps of the last look: the mark of every message by its key. */
export type Seen = Record<string, string>;

const finalMark = '!';

/** @param seen what the last look saw; undefined at the first one */
export const isDecided = (seen: Seen | undefined, key: string): boolean =>
	seen?.[key]?.endsWith(finalMark) === true;

const markOf = ({ mark, final }: Observation): string => (final ? `${mark}${finalMark}` : mark);

/** @returns the observations whose status is not the one of the last look */
export const changed = (seen: Seen, observations: readonly Observation[]): Observation[] =>
	observations.filter((observation) => seen[observation.key] !== markOf(observation));

/**
 * What to keep for the next look: all that was seen now, and decided messages that are watched but not asked for any more.
 *
 * @param watched keys of messages that were not asked for
 */
export function remember(
	seen: Seen | undefined,
	observations: readonly Observation[],
	watched: readonly string[],
): Seen {
	const kept = watched.flatMap((key): Array<[string, string]> => {
		const mark = seen?.[key];
		return mark === undefined ? [] : [[key, mark]];
	});
	return Object.fromEntries([
		...kept,
		...observations.map((observation) => [observation.key, markOf(observation)]),
	]) as Seen;
}

/** Reads what an earlier look has left in the workflow's static data. */
export function seenIn(data: IDataObject): Seen | undefined {
	return typeof data.seen === 'object' && data.seen !== null ? (data.seen as Seen) : undefined;
}
