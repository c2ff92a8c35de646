import type { Message, Route, Row } from './route';
import { recipientIdentity } from '../input/recipients';

/**
 * Puts entries into groups of equal keys, in the order in which they come, and cuts each group at a size.
 *
 * @param size entries in a packet at most, at least 1
 */
export function pack<T>(entries: readonly T[], keyOf: (entry: T) => string, size: number): T[][] {
	const open = new Map<string, T[]>();
	const packets: T[][] = [];
	for (const entry of entries) {
		const key = keyOf(entry);
		const packet = open.get(key);
		if (packet && packet.length < size) {
			packet.push(entry);
			continue;
		}
		// Of many packets with one entry each, none has room for more.
		const begun = [entry];
		packets.push(begun);
		open.set(key, begun);
	}
	return packets;
}

/** @returns where the first number that is not below the least stands, or would, in numbers that grow */
function firstFrom(numbers: readonly number[], least: number): number {
	let from = 0;
	let to = numbers.length;
	while (from < to) {
		const middle = (from + to) >> 1;
		if ((numbers[middle] as number) < least) from = middle + 1;
		else to = middle;
	}
	return from;
}

/**
 * The same for rows of which some depend on earlier ones: none goes into a packet that stands before one of those.
 *
 * @param keysOf what a row has in common with those that it depends on
 */
function packInOrder<T>(
	entries: readonly T[],
	keyOf: (entry: T) => string,
	keysOf: (entry: T) => readonly string[],
	size: number,
): T[][] {
	/** Places of the packets of a key that have room, in their order. */
	const open = new Map<string, number[]>();
	const last = new Map<string, number>();
	const packets: T[][] = [];
	for (const entry of entries) {
		const key = keyOf(entry);
		const keys = keysOf(entry);
		const earliest = keys.reduce((latest, one) => Math.max(latest, last.get(one) ?? 0), 0);
		let places = open.get(key);
		if (!places) open.set(key, (places = []));
		const at = firstFrom(places, earliest);
		if (at === places.length) places.push(packets.push([]) - 1);
		const place = places[at] as number;
		const packet = packets[place] as T[];
		packet.push(entry);
		if (packet.length >= size) places.splice(at, 1);
		for (const one of keys) last.set(one, place);
	}
	return packets;
}

/** Puts rows of equal keys together, by the first key, then by the others, each group where its first row stands. */
function sideBySide<M extends Message>(
	rows: Array<Row<M>>,
	[keyOf, ...others]: ReadonlyArray<(message: M) => string>,
): Array<Row<M>> {
	if (!keyOf || rows.length === 1) return rows;
	return pack(rows, ({ message }) => keyOf(message), Infinity).flatMap((group) =>
		sideBySide(group, others),
	);
}

/** Puts rows into the packets that a route allows: messages that stay together side by side, equal ones in one request. */
export function packRoute<M extends Message>(
	route: Route<M>,
	rows: Array<Row<M>>,
	listSize: number,
): Array<Array<Row<M>>> {
	const { togetherKeys = [], orderKeys } = route;
	const ordered = sideBySide(rows, togetherKeys);
	const turnOf = route.toldApartByRecipient ? turns(route) : () => '';
	const keyOf = ({ message }: Row<M>): string => {
		const key = route.groupKey(message);
		return `${turnOf(key, message)}${key}`;
	};
	return orderKeys
		? packInOrder(ordered, keyOf, ({ message }) => orderKeys(message), listSize)
		: pack(ordered, keyOf, listSize);
}

/**
 * Numbers the messages that one recipient gets in a group: those of one number can share a request, and equal ones have one
 * number, unless a recipient can stand in a request only once.
 */
function turns<M extends Message>(route: Route<M>): (key: string, message: M) => string {
	let messages = 0;
	const contentKey =
		route.toldApartByRecipient === 'once' ? () => String(messages++) : route.contentKey;
	const groups = new Map<string, Map<string, M>>();
	const turnsOf = new Map<M, Map<string, number>>();
	return (key, message) => {
		let firsts = groups.get(key);
		if (!firsts) groups.set(key, (firsts = new Map()));
		const recipient = recipientIdentity(message.recipient);
		const first = firsts.get(recipient);
		if (!first) {
			firsts.set(recipient, message);
			return '';
		}
		let turns = turnsOf.get(first);
		if (!turns) turnsOf.set(first, (turns = new Map([[contentKey(first), 0]])));
		const content = contentKey(message);
		const turn = turns.get(content) ?? turns.size;
		turns.set(content, turn);
		return turn === 0 ? '' : `${turn} `;
	};
}
