import type { IDataObject, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';

import { recordOf } from '../text/json';

/** How a list is read in pages. */
export interface Paging {
	/**
	 * @param wanted rows that the user wants; Infinity for all
	 * @returns the request of the first page
	 */
	first(options: IHttpRequestOptions, wanted: number): IHttpRequestOptions;
	/**
	 * @param rows the rows of the page before
	 * @param wanted rows that are still wanted
	 * @returns the request of the next page, or null when there is none
	 */
	next(
		options: IHttpRequestOptions,
		rows: INodeExecutionData[],
		wanted: number,
	): IHttpRequestOptions | null;
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
 * @param pageSize rows a page at most
 * @param total the field of a row that tells how many rows there are, where the gateway may give smaller pages than it is asked for
 */
export function offsetPaging(config: {
	place: Place;
	limit: string;
	offset: string;
	pageSize: number;
	total?: string;
}): Paging {
	const { place, limit, offset, pageSize, total } = config;
	const size = (wanted: number) => Math.max(1, Math.min(pageSize, wanted));
	/** The page before each request, to notice a gateway that ignores the offset and would give one page for ever. */
	const pageBefore = new WeakMap<IHttpRequestOptions, string>();
	return {
		first: (options, wanted) => withValues(options, place, { [limit]: size(wanted), [offset]: 0 }),
		next: (options, rows, wanted) => {
			const asked = Number(recordOf(options[place])[limit]);
			const skipped = Number(recordOf(options[place])[offset]);
			const all = total === undefined ? 0 : Number(rows.at(-1)?.json[total]);
			if (all > 0 ? skipped + rows.length >= all : rows.length < asked) return null;
			const page = JSON.stringify(rows.map(({ json }) => json));
			if (pageBefore.get(options) === page) return null;
			// The size stays, so that gateways which count pages give no row twice.
			const nextOptions = withValues(options, place, {
				[limit]: Math.max(asked, size(wanted)),
				[offset]: skipped + rows.length,
			});
			pageBefore.set(nextOptions, page);
			return nextOptions;
		},
	};
}

/**
 * Pages by the id of the last row; a page with fewer rows than asked for is the last.
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
		first: (options, wanted) =>
			limit ? withValues(options, place, { [limit]: Math.min(pageSize, wanted) }) : options,
		next: (options, rows) => {
			const asked = limit ? Number(recordOf(options[place])[limit]) : pageSize;
			const last = rows.at(-1)?.json[idField];
			const before = recordOf(options[place])[after];
			// A gateway that ignores the cursor would give the same page for ever.
			if (rows.length < asked || last === undefined || last === null || last === before)
				return null;
			return withValues(options, place, { [after]: last });
		},
	};
}
