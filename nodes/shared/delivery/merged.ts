import type { Message, Row } from './route';

/** Calls for each row, and for each that is merged with it, in their order. */
export function eachRow<M extends Message>(
	rows: ReadonlyArray<Row<M>>,
	visit: (row: Row<M>) => void,
): void {
	for (const row of rows) {
		visit(row);
		if (row.merged) for (const other of row.merged) visit(other);
	}
}

/**
 * Takes out some of the rows that a message stands for.
 *
 * @returns the row as it is where none is out, the first of those that are left with the others merged with it, or undefined
 */
export function without<M extends Message>(
	row: Row<M>,
	isOut: (row: Row<M>) => boolean,
): Row<M> | undefined {
	const { merged } = row;
	if (!merged) return isOut(row) ? undefined : row;
	const left = [row, ...merged].filter((one) => !isOut(one));
	if (left.length > merged.length) return row;
	const [first, ...others] = left;
	if (!first) return undefined;
	return { ...first, merged: others.length > 0 ? others : undefined };
}

/** Notes that a row goes in its own name, and those that are merged with it go with it. @param duplicateOf to be changed */
export function noteMerged<M extends Message>(
	duplicateOf: Map<number, number>,
	{ index, merged = [] }: Row<M>,
): void {
	duplicateOf.delete(index);
	for (const other of merged) duplicateOf.set(other.index, index);
}

/** @returns the row whose message stands for this one, or the row itself */
export function leaderOf(duplicateOf: ReadonlyMap<number, number>, row: number): number {
	const first = duplicateOf.get(row);
	// A row goes with the earlier one of its key, which can be merged with another.
	return first === undefined ? row : (duplicateOf.get(first) ?? first);
}
