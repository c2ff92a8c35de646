import type { Message, Route, Row, RowResult } from './route';
import { recipientIdentity } from '../input/recipients';
import type { Failure } from '../model/failure';

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
	const open = new Map<string, number>();
	const last = new Map<string, number>();
	const packets: T[][] = [];
	for (const entry of entries) {
		const key = keyOf(entry);
		const keys = keysOf(entry);
		const earliest = keys.reduce((latest, one) => Math.max(latest, last.get(one) ?? 0), 0);
		let place = open.get(key) ?? -1;
		if (place < earliest || (packets[place]?.length ?? 0) >= size) {
			place = packets.push([]) - 1;
			open.set(key, place);
		}
		packets[place]?.push(entry);
		for (const one of keys) last.set(one, place);
	}
	return packets;
}

/** Puts rows into the packets that a route allows: messages that stay together side by side, equal ones in one request. */
export function packRoute<M extends Message>(
	route: Route<M>,
	rows: Array<Row<M>>,
	listSize: number,
): Array<Array<Row<M>>> {
	const { togetherKey, orderKeys } = route;
	const ordered = togetherKey
		? pack(rows, ({ message }) => togetherKey(message), Infinity).flat()
		: rows;
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

/** What became of one part of a row; undefined when it was not tried. */
interface PartResult {
	recipient: string;
	result: RowResult | undefined;
}

const isAccepted = ({ result }: PartResult): boolean => result?.state === 'accepted';

const isGone = ({ result }: PartResult): boolean =>
	result?.state === 'failed' && result.failure.kind === 'notFound';

/** The row's result: accepted when every part is, else the first failure, which says what was done all the same. */
function wholeOf(parts: PartResult[], shareOne: boolean): RowResult | undefined {
	const [first] = parts;
	if (parts.length <= 1) return first?.result;
	const mayBeGone = shareOne && parts.some(isAccepted);
	const isDone = (part: PartResult) => isAccepted(part) || (mayBeGone && isGone(part));
	const done = parts.filter(isDone);
	if (done.length === parts.length) {
		return { state: 'accepted', messageId: null, groupId: null };
	}
	const failed = parts.find((part) => part.result?.state === 'failed' && !isDone(part));
	if (failed?.result?.state !== 'failed') {
		if (done.length === 0) return undefined;
		return { state: 'failed', failure: stoppedBetween(parts, done) };
	}
	const { failure } = failed.result;
	const text = `${failed.recipient}: ${failure.text}`;
	const hint = done.length > 0 ? `${doneOf(done)} ${failure.hint}` : failure.hint;
	// Something was done, so the row is not one that called nobody.
	const uncalled = done.length > 0 ? undefined : failure.uncalled;
	return { ...failed.result, failure: { ...failure, text, hint, uncalled } };
}

const doneOf = (done: PartResult[]): string =>
	`Done before: ${done.map(({ recipient }) => recipient).join(', ')}.`;

const stoppedBetween = (parts: PartResult[], done: PartResult[]): Failure => ({
	kind: 'unavailable',
	code: null,
	text: `The execution ended after ${done.length} of ${parts.length} calls for this item`,
	hint: `${doneOf(done)} Run the workflow again with only the others.`,
	httpStatus: null,
});

/** The rows to be carried out, and how their results become those of the input's rows. */
interface Unfolded<M extends Message> {
	units: Array<Row<M>>;
	fold(results: Map<number, RowResult>): Map<number, RowResult>;
}

/** Takes rows apart that stand for several calls; see `Route.parts`. */
export function unfold<M extends Message>(route: Route<M>, rows: Array<Row<M>>): Unfolded<M> {
	const { parts } = route;
	if (!parts) return { units: rows, fold: (results) => results };
	const units: Array<Row<M>> = [];
	const unitsOf = new Map<number, Array<Row<M>>>();
	for (const { index, message } of rows) {
		const own = parts(message).map((recipient, at) => ({
			index: units.length + at,
			message: { ...message, recipient },
		}));
		for (const unit of own) units.push(unit);
		unitsOf.set(index, own);
	}
	return {
		units,
		fold: (results) => {
			const whole = new Map<number, RowResult>();
			for (const [index, own] of unitsOf) {
				const result = wholeOf(
					own.map((unit) => ({
						recipient: unit.message.recipient,
						result: results.get(unit.index),
					})),
					route.partsShareOne === true,
				);
				if (result) whole.set(index, result);
			}
			return whole;
		},
	};
}
