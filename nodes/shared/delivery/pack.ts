import type { Row } from './collect';
import type { Message, Route } from './route';

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
		let packet = open.get(key);
		if (!packet || packet.length >= size) {
			packet = [];
			packets.push(packet);
			open.set(key, packet);
		}
		packet.push(entry);
	}
	return packets;
}

/** Puts rows into the packets that a route allows: messages that stay together side by side, equal ones in one request. */
export function packRoute<M extends Message>(
	route: Route<M>,
	rows: Array<Row<M>>,
	listSize: number,
): Array<Array<Row<M>>> {
	const { togetherKey } = route;
	const ordered = togetherKey
		? pack(rows, ({ message }) => togetherKey(message), Infinity).flat()
		: rows;
	return pack(ordered, ({ message }) => route.groupKey(message), listSize);
}
