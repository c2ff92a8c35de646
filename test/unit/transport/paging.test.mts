import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../../../nodes/shared/model/failure.ts';
import {
	cursorPaging,
	offsetPaging,
	type Paging,
	readPages,
	wholeList,
} from '../../../nodes/shared/routing/paging.ts';
import { holdsAsync } from '../../properties.mts';

type Page = (values: IDataObject) => number[] | 'fails' | 'nowhere';

interface Reading {
	place?: 'qs' | 'body';
	wanted?: number;
	atOnce?: number;
}

const breakdown: Failure = {
	kind: 'unavailable',
	code: null,
	text: 'It is away',
	hint: '',
	httpStatus: 503,
};

/** Reads a list as the gate does, from a gateway that answers each request a turn of the event loop later. */
async function readAll(
	paging: Paging,
	page: Page,
	{ place = 'qs', wanted = Infinity, atOnce = 1 }: Reading = {},
) {
	const requests: IDataObject[] = [];
	let flying = 0;
	let mostFlying = 0;
	const result = await readPages(
		paging,
		{ url: '/list', [place]: { kept: 1 } },
		wanted,
		atOnce,
		async (options) => {
			if (requests.length === 1000) throw new Error('It goes on for ever');
			const values = (options[place] ?? {}) as IDataObject;
			requests.push(values);
			mostFlying = Math.max(mostFlying, ++flying);
			await new Promise((resolve) => setImmediate(resolve));
			flying--;
			const ids = page(values);
			if (ids === 'nowhere')
				return { ok: false, failure: { ...breakdown, kind: 'notFound', httpStatus: 404 } };
			return ids === 'fails'
				? { ok: false, failure: breakdown }
				: { ok: true, value: ids.map((id) => ({ json: { id } })) };
		},
	);
	expect(flying).toBe(0);
	const ids = result.ok ? result.value.map(({ json }) => json.id) : 'fails';
	return { ids, requests, mostFlying };
}

const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);
const size = fc.nat(60);
const pageSize = fc.integer({ min: 1, max: 20 });
const wanted = fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constant(Infinity));
const atOnce = fc.integer({ min: 1, max: 6 });
const place = fc.constantFrom('qs' as const, 'body' as const);

/** A gateway with so many rows, which knows both ways of paging. */
const gateway =
	(length: number) =>
	({ limit, offset, after }: IDataObject) =>
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
	test('reads every row that is wanted once, in as few pages as it can', async () => {
		await holdsAsync(
			fc.asyncProperty(size, pageSize, wanted, place, async (length, rows, limit, at) => {
				const { ids, requests } = await readAll(make(at, rows), gateway(length), {
					place: at,
					wanted: limit,
				});
				const expected = Math.min(length, limit);
				expect(ids).toEqual(numbers(expected));
				expect(requests.length).toBeLessThanOrEqual(Math.floor(expected / rows) + 1);
			}),
		);
	});

	test('reads the same with calls to spare, asks for no page twice, and for few behind the end', async () => {
		await holdsAsync(
			fc.asyncProperty(size, pageSize, wanted, atOnce, async (length, rows, limit, calls) => {
				const reading = { wanted: limit, atOnce: calls };
				const { ids, requests, mostFlying } = await readAll(
					make('qs', rows),
					gateway(length),
					reading,
				);
				const expected = Math.min(length, limit);
				expect(ids).toEqual(numbers(expected));
				expect(new Set(requests.map((one) => JSON.stringify(one))).size).toBe(requests.length);
				const pages = Math.floor(expected / rows) + 1;
				expect(requests.length).toBeLessThanOrEqual(pages + Math.min(calls - 1, pages / 4));
				expect(mostFlying).toBeLessThanOrEqual(calls);
				if (limit <= length) expect(requests.length).toBe(Math.ceil(limit / Math.min(rows, limit)));
			}),
		);
	});

	test('asks for no page over the size, and for none of the same rows in another size', async () => {
		await holdsAsync(
			fc.asyncProperty(size, pageSize, wanted, place, async (length, rows, limit, at) => {
				const { requests } = await readAll(make(at, rows), gateway(length), {
					place: at,
					wanted: limit,
					atOnce: 3,
				});
				for (const request of requests) {
					expect(request.limit).toBe(Math.min(rows, limit));
					expect(request.kept).toBe(1);
				}
			}),
		);
	});

	test('ends, with each row once, although the gateway gives the same page for ever', async () => {
		const { ids, requests } = await readAll(make('qs', 10), () => numbers(10), {
			wanted: 55,
			atOnce: 5,
		});
		// By the last id, the second page would be asked for again.
		expect(requests).toHaveLength('after' in (requests[1] ?? {}) ? 2 : 4);
		expect(ids).toEqual(numbers(10));
	});

	test.each([1, 5])(
		'ends, with each row once, although the pages come in a circle, with %i at once',
		async (calls) => {
			const circle = ({ offset, after }: IDataObject) => {
				const place = (Number(offset ?? after ?? 0) / 10) % 3;
				return numbers(10).map((id) => place * 10 + id);
			};
			const { ids, requests } = await readAll(make('qs', 10), circle, { atOnce: calls });
			expect(ids).toEqual(numbers(30));
			expect(new Set(requests.map((one) => JSON.stringify(one))).size).toBe(requests.length);
		},
	);

	test('a page that fails ends the reading, and no page is asked for a second time', async () => {
		const { ids, requests } = await readAll(
			make('qs', 2),
			(values) => {
				const page = gateway(60)(values);
				return page.includes(21) ? 'fails' : page;
			},
			{ atOnce: 3 },
		);
		expect(ids).toBe('fails');
		expect(new Set(requests.map((one) => JSON.stringify(one))).size).toBe(requests.length);
	});
});

const byOffset = (pageSize: number) =>
	offsetPaging({ place: 'qs', limit: 'limit', offset: 'offset', pageSize });

test('a long list is read with as many pages on their way as the account has calls', async () => {
	const reading = { atOnce: 4 };
	const { requests, mostFlying } = await readAll(byOffset(10), gateway(1005), reading);
	expect(mostFlying).toBe(4);
	// Each of the first ones tells whether there are more at all.
	expect(requests.map(({ offset }) => Number(offset) / 10)).toEqual(
		numbers(requests.length).map((page) => page - 1),
	);
	expect(requests.length).toBeLessThanOrEqual(101 + 3);
});

test('a list inside of a row, longer than the page, does not make the next page begin too far behind', () => {
	const rows = numbers(3).map((id) => ({ json: { id } }));
	const answer = { a: { phones: numbers(7) }, b: {}, c: {} };
	const request = { url: '/list', qs: { limit: 3, offset: 0 } };
	expect(byOffset(3).next(request, rows, Infinity, answer)).toMatchObject({ qs: { offset: 3 } });
});

test('a list of a few pages asks for none in vain', async () => {
	const { requests } = await readAll(byOffset(10), gateway(35), { atOnce: 10 });
	expect(requests).toHaveLength(4);
});

test.each([1, 4])(
	'rows that are added while the list is read push others behind, which are there once, with %i at once',
	async (calls) => {
		const list = numbers(100);
		let added = 0;
		const { ids } = await readAll(
			byOffset(10),
			({ limit, offset }) => {
				const page = list.slice(Number(offset), Number(offset) + Number(limit));
				if (added < 3 && Number(offset) >= 20) list.unshift(1000 + added++);
				return page;
			},
			{ atOnce: calls },
		);
		expect(ids).toEqual(numbers(100));
	},
);

test.each([
	[10, 1],
	[20, 1],
	[10, 4],
	[20, 4],
])(
	'whole pages of rows that are added in front, %i at once, hide none of those behind them, with %i at once',
	async (count, calls) => {
		const list = numbers(100);
		const { ids, requests } = await readAll(
			byOffset(10),
			({ limit, offset }) => {
				const page = list.slice(Number(offset), Number(offset) + Number(limit));
				if (offset === 40) list.unshift(...numbers(count).map((id) => 1000 + id));
				return page;
			},
			{ atOnce: calls },
		);
		expect(ids).toEqual(numbers(100));
		expect(new Set(requests.map(({ offset }) => offset)).size).toBe(requests.length);
	},
);

test.each([1, 4])(
	'behind a page that has come already, a page that the gateway does not have ends the list, with %i at once',
	async (calls) => {
		const { ids } = await readAll(
			byOffset(10),
			({ offset }) => (Number(offset) > 20 ? 'nowhere' : numbers(10)),
			{ atOnce: calls },
		);
		expect(ids).toEqual(numbers(10));
	},
);

test.each([1, 4])(
	'a failure behind a page that was pushed back whole is the failure of the list, with %i at once',
	async (calls) => {
		const list = numbers(100);
		const { ids } = await readAll(
			byOffset(10),
			({ limit, offset }) => {
				if (Number(offset) >= 60) return 'fails';
				const page = list.slice(Number(offset), Number(offset) + Number(limit));
				if (offset === 40) list.unshift(...numbers(10).map((id) => 1000 + id));
				return page;
			},
			{ atOnce: calls },
		);
		expect(ids).toBe('fails');
	},
);

test.each([
	[15, 1],
	[25, 1],
	[15, 4],
	[25, 4],
])(
	'rows with an ID are there once though %i are added in front between two pages, with %i at once',
	async (count, calls) => {
		const list = numbers(100);
		const { ids } = await readAll(
			{ ...byOffset(10), idField: 'id' },
			({ limit, offset }) => {
				const page = list.slice(Number(offset), Number(offset) + Number(limit));
				if (offset === 40) list.unshift(...numbers(count).map((id) => 1000 + id));
				return page;
			},
			{ atOnce: calls },
		);
		expect(ids).toEqual(numbers(100));
	},
);

test('rows of one page that share an ID stay', async () => {
	const pages = [[1, 1], [1, 2], [3]];
	const { ids } = await readAll({ ...byOffset(2), idField: 'id' }, () => pages.shift() ?? []);
	expect(ids).toEqual([1, 1, 2, 3]);
});

test('an ID that one page has on several rows tells no row from another', async () => {
	const pages = [
		[0, 0, 1],
		[0, 2, 1],
		[0, 3, 3],
		[4, 3],
	];
	const { ids } = await readAll({ ...byOffset(3), idField: 'id' }, () => pages.shift() ?? []);
	expect(ids).toEqual([0, 0, 1, 0, 2, 0, 3, 3, 4, 3]);
});

test('a failure behind a page with one new row is the failure of the list', async () => {
	const pages = [numbers(3), numbers(3), [3, 4, 5]];
	const { ids } = await readAll(byOffset(3), () => pages.shift() ?? 'fails');
	expect(ids).toBe('fails');
});

test('an empty page ends the list, whatever the paging makes of it', async () => {
	const paging: Paging = {
		first: (options) => ({ ...options, qs: { page: 1 } }),
		next: ({ qs }) => ({ url: '/list', qs: { page: Number((qs as IDataObject).page) + 1 } }),
	};
	const { ids, requests } = await readAll(paging, ({ page }) => (page === 1 ? [1, 2] : []));
	expect(ids).toEqual([1, 2]);
	expect(requests).toHaveLength(2);
});

test('rows that vanish while the list is read end nothing', async () => {
	const list = numbers(100);
	const { ids } = await readAll(
		byOffset(10),
		({ limit, offset }) => {
			const page = list.slice(Number(offset), Number(offset) + Number(limit));
			if (offset === 30) list.shift();
			return page;
		},
		{ atOnce: 1 },
	);
	// The gateway moves one row in front of the place where the reading goes on.
	expect(ids).toEqual(numbers(100).filter((id) => id !== 41));
});

test('rows that a page has twice stay, and the same page for ever ends the reading', async () => {
	const pages = [
		[7, 7],
		[7, 8],
		[9, 9],
		[9, 9],
		[9, 9],
	];
	const { ids } = await readAll(byOffset(2), ({ offset }) => pages[Number(offset) / 2] ?? []);
	expect(ids).toEqual([7, 7, 7, 8, 9, 9]);
});

/** Reads a list of rows, to which some are added in front while pages of three are read, one for each of these places. */
async function readGrowing(
	list: IDataObject[],
	added: Record<number, IDataObject[]> = {},
	idField?: string,
) {
	const asked: number[] = [];
	const result = await readPages(
		offsetPaging({ place: 'qs', limit: 'limit', offset: 'offset', pageSize: 3, idField }),
		{ url: '/list' },
		Infinity,
		1,
		async ({ qs }) => {
			const offset = Number((qs as IDataObject).offset);
			asked.push(offset);
			const page = list.slice(offset, offset + 3).map((json) => ({ json }));
			list.unshift(...(added[offset] ?? []));
			delete added[offset];
			return await Promise.resolve({ ok: true, value: page });
		},
	);
	return { told: result.ok && result.value.map(({ json }) => json.to), asked };
}

const to = (...names: string[]): IDataObject[] => names.map((name) => ({ to: name, at: '12:00' }));

describe('rows without an ID, where one page begins as the one before ended', () => {
	test('are two things where the list has not moved', async () => {
		const { told, asked } = await readGrowing(to('a', 'b', 'c', 'c', 'd', 'd', 'd', 'e'));
		expect(told).toEqual(['a', 'b', 'c', 'c', 'd', 'd', 'd', 'e']);
		expect(asked).toEqual([0, 3, 0, 6, 3]);
	});

	test.each([
		['one row', to('x')],
		['two rows', to('x', 'y')],
		['equal rows', to('a', 'a')],
	])('are one thing where %s came in front of them', async (_name, rows) => {
		const { told } = await readGrowing(to('a', 'b', 'c', 'd', 'e', 'f', 'g'), { 0: rows });
		expect(told).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
	});

	test('are told apart among equal ones, too', async () => {
		const still = await readGrowing(to('a', 'c', 'c', 'c', 'c', 'd'));
		expect(still.told).toEqual(['a', 'c', 'c', 'c', 'c', 'd']);
		const moved = await readGrowing(to('a', 'c', 'c', 'c', 'c', 'd'), { 0: to('x') });
		expect(moved.told).toEqual(['a', 'c', 'c', 'c', 'c', 'd']);
	});

	test('stay where the page before cannot be found again', async () => {
		const list = to('a', 'b', 'c', 'c', 'd');
		const asked = { 3: to('x', 'y', 'z', 'u') };
		expect((await readGrowing(list, asked)).told).toEqual(['a', 'b', 'c', 'c', 'd']);
	});

	test('end the list with an error where the page before fails when it is asked for again', async () => {
		let calls = 0;
		const page = to('a', 'b', 'c').map((json) => ({ json }));
		const result = await readPages(byOffset(3), { url: '/list' }, Infinity, 1, async () => {
			calls++;
			if (calls === 3) return await Promise.resolve({ ok: false, failure: breakdown });
			return await Promise.resolve({ ok: true, value: calls === 1 ? page : page.slice(2) });
		});
		expect(result).toEqual({ ok: false, failure: breakdown });
	});
});

describe('rows with an ID', () => {
	test('are one although they say something else on the next page', async () => {
		const list = [1, 2, 3, 4, 5].map((id) => ({ to: String(id), id, status: 'sending' }));
		const page = (rows: IDataObject[]) => rows.map((json) => ({ json }));
		const pages = [
			page(list.slice(0, 3)),
			page([{ ...list[2], status: 'sent' }, ...list.slice(3)]),
			[],
		];
		const paging = { ...byOffset(3), idField: 'id' };
		const result = await readPages(paging, { url: '/list' }, Infinity, 1, async () => {
			return await Promise.resolve({ ok: true, value: pages.shift() ?? [] });
		});
		expect(result.ok && result.value.map(({ json }) => json.id)).toEqual([1, 2, 3, 4, 5]);
	});

	test('are two although they say the same, and no page is asked for again', async () => {
		const list = to('a', 'b', 'c', 'c', 'd').map((row, id) => ({ ...row, id }));
		const { told, asked } = await readGrowing(list, {}, 'id');
		expect(told).toEqual(['a', 'b', 'c', 'c', 'd']);
		expect(asked).toEqual([0, 3]);
	});

	test('that have none after all are told by what they say', async () => {
		const { told } = await readGrowing(to('a', 'b', 'c', 'c', 'd'), {}, 'id');
		expect(told).toEqual(['a', 'b', 'c', 'c', 'd']);
	});
});

describe('behind the first page, an answer', () => {
	const lacks = { ...breakdown, kind: 'unknown' as const, httpStatus: 200 };
	const reading = async (failure: Failure, more: Partial<Paging> = {}) => {
		const pages = [numbers(3), numbers(3).map((id) => id + 3)];
		return await readPages({ ...byOffset(3), ...more }, { url: '/list' }, Infinity, 1, async () => {
			const page = pages.shift();
			return await Promise.resolve(
				page ? { ok: true, value: page.map((id) => ({ json: { id } })) } : { ok: false, failure },
			);
		});
	};

	test('that cannot be read is no end: the error names the page, what came and what to do', async () => {
		const came = '{"result":["x"]}';
		expect(await reading({ ...lacks, came }, { endsWithNothing: true })).toEqual({
			ok: false,
			failure: {
				...lacks,
				text: 'Page 3 of the list, behind 6 rows, cannot be read. It is: {"result":["x"]}',
				hint: 'Run it again. If the same comes again, turn off Return All and set Limit to 6, which brings the rows in front of that page.',
			},
		});
	});

	test('that has nothing is the end where the gateway may say so, and an error elsewhere', async () => {
		const nothing = { ...lacks, nothing: true as const };
		expect(await reading(nothing, { endsWithNothing: true })).toMatchObject({ ok: true });
		expect(await reading(nothing)).toMatchObject({
			ok: false,
			failure: { text: 'Page 3 of the list, behind 6 rows, has no list' },
		});
	});

	test('that cannot be read is an error behind a page that has come already, too', async () => {
		const pages = [numbers(3), numbers(3)];
		const result = await readPages(byOffset(3), { url: '/list' }, Infinity, 1, async () => {
			const page = pages.shift();
			return await Promise.resolve(
				page
					? { ok: true, value: page.map((id) => ({ json: { id } })) }
					: { ok: false, failure: { ...lacks, came: '{"x":1}' } },
			);
		});
		expect(result).toMatchObject({
			ok: false,
			failure: { text: expect.stringContaining('Page 3 of the list, behind 3 rows') },
		});
	});
});

test('a full page without the id to go on from is no end of a list whose pages have a size', async () => {
	const paging = cursorPaging({
		...{ place: 'qs', after: 'after', idField: 'id', pageSize: 2, limit: 'limit' },
	});
	const answer = async () =>
		await Promise.resolve({ ok: true as const, value: [{ json: { a: 1 } }, { json: { a: 2 } }] });
	expect(await readPages(paging, { url: '/list' }, Infinity, 1, answer)).toEqual({
		ok: false,
		failure: {
			kind: 'unknown',
			code: null,
			text: 'There may be more than the first 2 rows, and the answer does not have the id that the next page begins behind',
			hint: 'Run it again. If the same comes again, turn off Return All and set Limit to 2, which brings these rows.',
			httpStatus: 200,
		},
	});
	expect(await readPages(paging, { url: '/list' }, 2, 1, answer)).toMatchObject({ ok: true });
});

test('paging by the last id ends when rows have none, or when the gateway ignores it', async () => {
	const paging = cursorPaging({ place: 'qs', after: 'after', idField: 'id', pageSize: 2 });
	const options = paging.first({ url: '/list' }, Infinity);
	expect(options).toEqual({ url: '/list' });
	expect(paging.next(options, [{ json: {} }, { json: {} }], Infinity)).toBeNull();
	const next = paging.next(options, [{ json: { id: 1 } }, { json: { id: 2 } }], Infinity);
	expect(next).toMatchObject({ qs: { after: 2 } });

	const { ids, requests } = await readAll(paging, () => [1, 2]);
	expect(ids).toEqual([1, 2]);
	expect(requests).toHaveLength(2);
});

test('a last id that leads back ends the reading, although the rows are others each time', async () => {
	const paging = cursorPaging({ place: 'qs', after: 'after', idField: 'id', pageSize: 2 });
	let row = 100;
	const { ids, requests } = await readAll(paging, ({ after }) => [row++, after === 7 ? 8 : 7]);

	expect(requests.map(({ after }) => after)).toEqual([undefined, 7, 8]);
	expect(ids).toEqual([100, 7, 101, 8, 102]);
});

test('rows that come twice are known beside the raw answer, which is another one on each page', async () => {
	const page = (...ids: number[]) =>
		ids.map((id, row) => ({ json: row === 0 ? { id, raw: { ids } } : { id } }));
	const pages = [page(1, 2, 3), page(3, 4, 5), page(4, 5)];
	const paging = { ...byOffset(3), idField: 'id' };
	const result = await readPages(paging, { url: '/list' }, Infinity, 1, async () => {
		return await Promise.resolve({ ok: true, value: pages.shift() ?? [] });
	});

	expect(result.ok && result.value.map(({ json }) => json.id)).toEqual([1, 2, 3, 4, 5]);
});

test('a page that begins and ends as an earlier one, with other rows between, is read', async () => {
	const pages = [[1, 2, 3], [1, 4, 3], [5]];
	const { ids } = await readAll(byOffset(3), () => pages.shift() ?? []);

	expect(ids).toEqual([1, 2, 3, 1, 4, 3, 5]);
});

test('a list that comes whole is one request', async () => {
	const { ids, requests } = await readAll(wholeList, gateway(70), { wanted: 50, atOnce: 5 });
	expect(ids).toEqual(numbers(50));
	expect(requests).toEqual([{ kept: 1 }]);
});
