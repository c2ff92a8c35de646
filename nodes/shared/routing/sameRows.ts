import type { INodeExecutionData } from 'n8n-workflow';

import { isEqualJson } from '../text/json';

export type Rows = readonly INodeExecutionData[];

/** A row without what Include Raw Answer puts into the first one of a page. */
function contentOf(page: Rows, at: number): object | undefined {
	const json = page[at]?.json;
	return at === 0 && json !== undefined && 'raw' in json ? { ...json, raw: undefined } : json;
}

/**
 * Tells the rows of a list from each other, and its pages.
 *
 * @param idField the field with a row's ID; rows without one are told by all that they say
 */
export function rowComparison(idField?: string) {
	const idAt = (page: Rows, at: number): unknown =>
		idField === undefined ? undefined : (page[at]?.json[idField] ?? undefined);
	const isSame = (one: Rows, at: number, other: Rows, place: number): boolean => {
		const id = idAt(one, at);
		const otherId = idAt(other, place);
		if (id !== undefined || otherId !== undefined) return id === otherId;
		return isEqualJson(contentOf(one, at), contentOf(other, place));
	};
	/** @returns whether rows of one page, from a place on, are those at the start of another, as far as both go */
	const isSameFrom = (one: Rows, from: number, other: Rows): boolean => {
		for (let at = from; at < one.length && at - from < other.length; at++)
			if (!isSame(one, at, other, at - from)) return false;
		return true;
	};
	/** What is seen of a page at once. */
	const beginningOf = (page: Rows): unknown =>
		idAt(page, 0) ?? JSON.stringify(contentOf(page, 0)) ?? '';
	const came = new Map<unknown, Rows[]>();
	const ids = new Set<unknown>();
	/** IDs that one page had on several rows, so that they tell no row from another: 0 for what has none, say. */
	const shared = new Set<unknown>();

	return {
		/** @returns whether a page is whole the same as one that was given before */
		hasCome(page: Rows): boolean {
			const beginning = beginningOf(page);
			const alike = came.get(beginning) ?? [];
			came.set(beginning, alike);
			if (alike.some((one) => one.length === page.length && isSameFrom(one, 0, page))) return true;
			alike.push(page);
			return false;
		},
		/** @returns how many rows a page may have in common with the end of the one before, most first */
		overlaps(before: Rows, page: Rows): number[] {
			const lengths: number[] = [];
			const id = idAt(page, 0);
			const content = contentOf(page, 0);
			for (let from = Math.max(0, before.length - page.length); from < before.length; from++) {
				const isFirst =
					id === undefined
						? isEqualJson(contentOf(before, from), content)
						: idAt(before, from) === id;
				if (isFirst && isSameFrom(before, from, page)) lengths.push(before.length - from);
			}
			return lengths;
		},
		/** @returns the rows of a page from a place on, but for those whose ID an earlier page had; each page is to be given once, in its order */
		fresh(page: Rows, from: number): INodeExecutionData[] {
			const own = new Set<unknown>();
			for (const at of page.keys()) {
				const id = idAt(page, at);
				if (id === undefined) continue;
				if (own.has(id)) shared.add(id);
				own.add(id);
			}
			const hasCome = (id: unknown) => ids.has(id) && !shared.has(id);
			const rows = page.slice(from).filter((_row, at) => !hasCome(idAt(page, from + at)));
			for (const id of own) ids.add(id);
			return rows;
		},
		/** @returns by how many rows a page has moved on when it was asked for again; 0 where that cannot be seen */
		moved(before: Rows, again: Rows): number {
			for (let rows = 0; rows < again.length; rows++)
				if (isSameFrom(again, rows, before)) return rows;
			return 0;
		},
		hasId: (row: INodeExecutionData | undefined): boolean =>
			row !== undefined && idAt([row], 0) !== undefined,
	};
}
