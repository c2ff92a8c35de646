import fc from 'fast-check';
import type { IDataObject, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';
import {
	cursorPaging,
	offsetPaging,
	type Paging,
	wholeList,
} from '../../../nodes/shared/routing/paging.ts';
import { holds } from '../support/properties.mts';

type Page = (values: IDataObject) => number[];

/** Reads a list of so many rows as the gate does: page by page, until there is none or enough. */
function readAll(paging: Paging, page: Page, place: 'qs' | 'body', wanted: number) {
	const rows: INodeExecutionData[] = [];
	const requests: IDataObject[] = [];
	let options: IHttpRequestOptions | null = paging.first(
		{ url: '/list', [place]: { kept: 1 } },
		wanted,
	);
	while (options && requests.length < 1000) {
		const values = (options[place] ?? {}) as IDataObject;
		requests.push(values);
		const found = page(values).map((id) => ({ json: { id } }));
		rows.push(...found);
		if (rows.length >= wanted) break;
		options = paging.next(options, found, wanted - rows.length);
	}
	return { ids: rows.slice(0, wanted).map(({ json }) => json.id), requests };
}

const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);
const size = fc.nat(60);
const pageSize = fc.integer({ min: 1, max: 20 });
const wanted = fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constant(Infinity));
const place = fc.constantFrom('qs' as const, 'body' as const);

/** A gateway with so many rows, which knows both ways of paging. */
const gateway =
	(length: number): Page =>
	({ limit, offset, after }) =>
		numbers(length)
			.filter((id) => id > Number(after ?? 0))
			.slice(Number(offset ?? 0))
			.slice(0, Number(limit ?? length));

describe.each<[string, (place: 'qs' | 'body', pageSize: number) => Paging]>([
	[
		'limit and offset',
		(at, rows) => offsetPaging({ place: at, limit: 'limit', offset: 'offset', pageSize: rows }),
	],
	[
		'limit and last id',
		(at, rows) =>
			cursorPaging({ place: at, after: 'after', idField: 'id', limit: 'limit', pageSize: rows }),
	],
])('paging by %s', (_, make) => {
	test('reads every row that is wanted once, in as few pages as it can', () => {
		holds(
			fc.property(size, pageSize, wanted, place, (length, rows, limit, at) => {
				const { ids, requests } = readAll(make(at, rows), gateway(length), at, limit);
				const expected = Math.min(length, limit);
				expect(ids).toEqual(numbers(expected));
				expect(requests.length).toBeLessThanOrEqual(Math.floor(expected / rows) + 1);
			}),
			500,
		);
	});

	test('asks for no page over the size, and for none of the same rows in another size', () => {
		holds(
			fc.property(size, pageSize, wanted, place, (length, rows, limit, at) => {
				const { requests } = readAll(make(at, rows), gateway(length), at, limit);
				for (const request of requests) {
					expect(request.limit).toBe(Math.min(rows, limit));
					expect(request.kept).toBe(1);
				}
			}),
		);
	});

	test('ends although the gateway gives the same page for ever', () => {
		const page: Page = () => numbers(10);
		const { requests } = readAll(make('qs', 10), page, 'qs', 55);
		expect(requests.length).toBeLessThanOrEqual(6);
	});
});

test('paging by the last id ends when rows have none, or when the gateway ignores it', () => {
	const paging = cursorPaging({ place: 'qs', after: 'after', idField: 'id', pageSize: 2 });
	const options = paging.first({ url: '/list' }, Infinity);
	expect(options).toEqual({ url: '/list' });
	expect(paging.next(options, [{ json: {} }, { json: {} }], Infinity)).toBeNull();
	const next = paging.next(options, [{ json: { id: 1 } }, { json: { id: 2 } }], Infinity);
	expect(next?.qs).toEqual({ after: 2 });
	expect(next && paging.next(next, [{ json: { id: 1 } }, { json: { id: 2 } }], 1)).toBeNull();
});

test('a list that comes whole is one request', () => {
	const { ids, requests } = readAll(wholeList, gateway(70), 'qs', 50);
	expect(ids).toEqual(numbers(50));
	expect(requests).toEqual([{ kept: 1 }]);
});
