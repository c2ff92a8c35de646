import type { IDataObject, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';

import { type Failure, unreadPage } from '../model/failure';
import { entryCount, recordOf } from '../text/json';
import type { Attempt } from '../transport/readAnswer';
import { type Rows, rowComparison } from './sameRows';

/** There may be a next page, and the answer does not have the id that it begins behind. */
export const untold = Symbol('untold');

/** How a list is read in pages. */
export interface Paging {
	/** The field that tells a row from all others. Without it two rows may be equal, and still be about two things. */
	idField?: string;
	/** How the gateway answers behind the end is not known, so that an answer there which has nothing is the end. */
	endsWithNothing?: true;
	/**
	 * For gateways that count the list.
	 *
	 * @param answer that the page is from, parsed
	 * @returns what the answer says that there is behind the place of the page of these options, such as “150 rows”; undefined where it
	 * says nothing of the kind
	 */
	counted?(options: IHttpRequestOptions, answer: unknown): string | undefined;
	/**
	 * @param wanted rows that the user wants; Infinity for all
	 * @returns the request of the first page
	 */
	first(options: IHttpRequestOptions, wanted: number): IHttpRequestOptions;
	/**
	 * @param rows the rows of the page before
	 * @param wanted rows that are still wanted
	 * @param answer that the rows are from, parsed, for what stands beside them
	 * @returns the request of the next page, null when there is none, or `untold`
	 */
	next(
		options: IHttpRequestOptions,
		rows: INodeExecutionData[],
		wanted: number,
		answer?: unknown,
	): IHttpRequestOptions | null | typeof untold;
	/**
	 * Present where a page can be asked for before the one in front of it has come.
	 *
	 * @returns the request of the next page, as `next` makes it when the page of these options comes full
	 */
	ahead?(options: IHttpRequestOptions): IHttpRequestOptions;
}

/** A list that comes whole; only the Limit applies. */
export const wholeList: Paging = {
	first: (options) => options,
	next: () => null,
};

/** Where a list's paging parameters travel. */
type Place = 'qs' | 'body';

const withValues = (
	options: IHttpRequestOptions,
	place: Place,
	values: IDataObject,
): IHttpRequestOptions => ({
	...options,
	[place]: { ...recordOf(options[place]), ...values },
});

/**
 * Pages by limit and offset; a page with fewer rows than asked for is the last.
 *
 * @param idField the field of a row that carries its ID, where it has one
 * @param pageSize rows a page at most
 * @param total how many rows there are by an answer, where the gateway counts them
 * @param shortPages the gateway may give smaller pages than it is asked for, so that the total tells the end
 */
export function offsetPaging(config: {
	place: Place;
	limit: string;
	offset: string;
	pageSize: number;
	idField?: string;
	total?(answer: unknown): number | null;
	shortPages?: true;
}): Paging {
	const { place, limit, offset, pageSize, idField, total, shortPages } = config;
	const placeOf = (options: IHttpRequestOptions) => Number(recordOf(options[place])[offset]);
	/** The size stays, so that gateways which count pages give no row twice. */
	const behind = (options: IHttpRequestOptions, rows: number) =>
		withValues(options, place, { [offset]: placeOf(options) + rows });
	const askedOf = (options: IHttpRequestOptions) => Number(recordOf(options[place])[limit]);
	return {
		idField,
		first: (options, wanted) =>
			withValues(options, place, {
				[limit]: Math.max(1, Math.min(pageSize, wanted)),
				[offset]: 0,
			}),
		next: (options, rows, _wanted, answer) => {
			const asked = askedOf(options);
			// A list inside of a row may be longer than the page.
			const entries = Math.max(rows.length, Math.min(asked, entryCount(answer, rows)));
			const next = behind(options, entries);
			const all = (shortPages && total?.(answer)) ?? 0;
			const isLast = all > 0 ? placeOf(next) >= all : entries < asked;
			return isLast ? null : next;
		},
		counted(options, answer) {
			const all = total?.(answer) ?? 0;
			return all > placeOf(options) ? `${all} rows` : undefined;
		},
		...(shortPages ? {} : { ahead: (options) => behind(options, askedOf(options)) }),
	};
}

/**
 * Pages by the id of the last row; a page with fewer rows than asked for is the last. Where the page size is no parameter, so is one
 * whose rows have no id.
 *
 * @param idField the field of a row that carries the id
 * @param limit the parameter for the page size, where there is one
 */
export function cursorPaging(config: {
	place: Place;
	after: string;
	idField: string;
	pageSize: number;
	limit?: string;
}): Paging {
	const { place, after, idField, pageSize, limit } = config;
	return {
		idField,
		first: (options, wanted) =>
			limit ? withValues(options, place, { [limit]: Math.min(pageSize, wanted) }) : options,
		next: (options, rows, _wanted, answer) => {
			const asked = limit ? Number(recordOf(options[place])[limit]) : pageSize;
			const last = rows.findLast(({ json }) => (json[idField] ?? null) !== null)?.json[idField];
			if (entryCount(answer, rows) < asked) return null;
			if (last === undefined) return limit ? untold : null;
			return withValues(options, place, { [after]: last });
		},
	};
}

/** As many pages have come for each one that is asked for ahead, because pages behind the end of a list are asked for in vain. */
const pagesForOneAhead = 4;

/** So many pages in a row that bring nothing new end the reading. Rows added in front while a list is read make as many of them as they fill. */
const mostKnownPages = 3;

/** A page that was asked for; `answer` is what its rows are from. */
export type AskedPage = Attempt<INodeExecutionData[]> & { answer?: unknown };

const limitHint = (rows: number, what: string): string =>
	`Run it again. If the same comes again, turn off Return All and set Limit to ${rows}, which brings ${what}.`;

/** Why a page behind the first one failed: what cannot be read of it need not be the end of the list. */
function behindRows(failure: Failure, page: number, rows: number): Failure {
	if (page === 1 || !(failure.nothing ?? failure.came) || failure.kind !== 'unknown')
		return failure;
	return unreadPage(failure, page, rows, limitHint(rows, 'the rows in front of that page'));
}

/** Why a list cannot be read on. */
const lostPlace = (rows: number): Failure => ({
	kind: 'unknown',
	code: null,
	text: `There may be more than the first ${rows} rows, and the answer does not have the id that the next page begins behind`,
	hint: limitHint(rows, 'these rows'),
	httpStatus: 200,
});

/** What a request asks for. */
const keyOf = ({ url, qs, body }: IHttpRequestOptions): string => JSON.stringify([url, qs, body]);

/** Why an empty page is no end of a list. @param counted as in `Paging` */
const emptyPage = (page: number, rows: number, counted: string): Failure => ({
	kind: 'unknown',
	code: null,
	text: `Page ${page} of the list, behind ${rows} rows, came empty, and says that there are ${counted}`,
	hint: limitHint(rows, 'the rows in front of that page'),
	httpStatus: 200,
});

/** A page on its way. */
interface Flight {
	options: IHttpRequestOptions;
	page: Promise<AskedPage>;
}

/**
 * Reads a list until it ends, at an empty page at the latest unless it tells of more, brings nothing new for several pages, or has as many rows as
 * are wanted. Pages are asked for ahead where that can be done, and looked at in their order; rows with an ID are there once,
 * and so are others that come on two pages in a row. Of rows without an ID that end one page and begin the next, the page before, asked for again, tells
 * whether others were added in front of them.
 *
 * @param wanted rows that the user wants; Infinity for all
 * @param atOnce pages that may be on their way at a time
 * @param ask makes the request of one page, which it repeats by itself where that may help
 * @returns the rows, or why the first page failed that did, but for one that the gateway does not have, behind a page that brought
 * nothing new; a page that cannot be read is a failure, and so is a place that is not told
 */
export async function readPages(
	paging: Paging,
	options: IHttpRequestOptions,
	wanted: number,
	atOnce: number,
	ask: (options: IHttpRequestOptions) => Promise<AskedPage>,
): Promise<Attempt<INodeExecutionData[]>> {
	const rows: INodeExecutionData[] = [];
	const start = (request: IHttpRequestOptions): Flight => {
		const page = ask(request);
		// It may come to nothing before anybody looks at it.
		page.catch(() => undefined);
		return { options: request, page };
	};
	/** Pages behind the one that is looked at next, in their order. */
	let ahead: Flight[] = [];
	const land = async () => {
		await Promise.allSettled(ahead.map(({ page }) => page));
		ahead = [];
	};

	/** Requests that were made: a gateway may lead in a circle for ever. */
	const asked = new Set<string>();
	const compare = rowComparison(paging.idField);
	let before: { options: IHttpRequestOptions; page: Rows } | undefined;
	let knownPages = 0;
	let next: ReturnType<Paging['next']> = paging.first(options, wanted);
	for (let pages = 0; next; pages++) {
		if (next === untold) {
			await land();
			return { ok: false, failure: lostPlace(rows.length) };
		}
		const key = keyOf(next);
		if (asked.has(key)) break;
		asked.add(key);
		let flight = ahead.shift();
		if (!flight || keyOf(flight.options) !== key) {
			await land();
			flight = start(next);
		}
		const most = Math.min(atOnce - 1, Math.floor(pages / pagesForOneAhead));
		while (paging.ahead && ahead.length < most) {
			// All pages before were full.
			if (rows.length + (1 + ahead.length) * (rows.length / pages) >= wanted) break;
			ahead.push(start(paging.ahead((ahead.at(-1) ?? flight).options)));
		}

		const result = await flight.page;
		if (!result.ok) {
			const { kind, nothing } = result.failure;
			// Most lists are over where the pages begin to come again, or rows were added in front: only the gateway can say which.
			if (knownPages > 0 && (nothing || kind === 'notFound')) break;
			if (pages > 0 && paging.endsWithNothing && nothing) break;
			await land();
			return { ok: false, failure: behindRows(result.failure, pages + 1, rows.length) };
		}
		const page = result.value;
		if (page.length === 0) {
			const counted = pages > 0 ? paging.counted?.(next, result.answer) : undefined;
			if (counted === undefined) break;
			await land();
			return { ok: false, failure: emptyPage(pages + 1, rows.length, counted) };
		}
		let known = compare.hasCome(page) ? page.length : 0;
		if (before && known === 0) {
			const overlaps = compare.overlaps(before.page, page);
			let moved = Infinity;
			if (overlaps.length > 0 && !compare.hasId(page[0])) {
				const again = await ask(before.options);
				if (!again.ok) {
					await land();
					return { ok: false, failure: behindRows(again.failure, pages, rows.length) };
				}
				moved = compare.moved(before.page, again.value);
			}
			known = overlaps.find((overlap) => overlap <= moved) ?? 0;
		}
		const fresh = compare.fresh(page, known);
		for (const row of fresh) rows.push(row);
		knownPages = fresh.length === 0 ? knownPages + 1 : 0;
		if (rows.length >= wanted || knownPages === mostKnownPages) break;
		before = { options: next, page };
		next = paging.next(next, page, wanted - rows.length, result.answer);
	}
	await land();
	return { ok: true, value: rows.length > wanted ? rows.slice(0, wanted) : rows };
}
