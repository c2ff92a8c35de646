/** As many requests are in flight as may be, also where they come up on the way or some have to wait for others. */
import type { IDataObject } from 'n8n-workflow';
import { ids, recipientsOf, run } from '../support/dispatch.mts';
import { testRoute } from '../support/route.mts';

const concurrent = 4;

/** Requests that take a few turns each. @returns how many were in flight, at the most and request by request */
async function inFlight(packets: number[][], route: Partial<typeof testRoute>, isBad = false) {
	let now = 0;
	const seen: number[] = [];
	const { sent, results } = await run({
		packets,
		job: { concurrent, route: { ...testRoute, ...route } },
		http: async (options: IDataObject) => {
			seen.push(++now);
			for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
			now--;
			return ids(
				...recipientsOf(options).map((to) => (isBad ? { text: to, kind: 'invalidRecipient' } : to)),
			);
		},
	});
	return { sent, results, most: Math.max(...seen), seen };
}

const rows = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

test('the halves of one refused request go out together', async () => {
	const { sent, results, most, seen } = await inFlight(
		[rows(0, 64)],
		{ refusedAsWhole: true },
		true,
	);
	expect(sent).toHaveLength(127);
	expect(results.filter(Boolean)).toHaveLength(64);
	expect(most).toBe(concurrent);
	// All but the first and the last few.
	expect(seen.filter((count) => count === concurrent).length).toBeGreaterThan(120 - concurrent);
});

test('those that wait for others hold no place', async () => {
	const one = (row: number) => [row];
	const { sent, most } = await inFlight(rows(0, 40).map(one), {
		// Ten rows in a row are one's.
		orderKeys: ({ recipient }) => [String(Math.floor(Number(recipient.slice(2)) / 10))],
	});
	expect(most).toBe(4);
	const ofEach = rows(0, 4).map((key) =>
		sent.flat().filter((to) => Math.floor(Number(to.slice(2)) / 10) === key),
	);
	for (const own of ofEach)
		expect(own).toEqual([...own].sort((a, b) => Number(a.slice(2)) - Number(b.slice(2))));
	expect(sent).toHaveLength(40);
});

test('the halves of a refused request go before those that wait for it', async () => {
	// Rows 1 and 4 are one's, as are 2 and 3.
	const shared: Record<string, string> = { '104': '101', '103': '102' };
	const { sent } = await run({
		packets: [
			[0, 1, 2],
			[3, 4],
		],
		job: {
			concurrent,
			route: {
				...testRoute,
				refusedAsWhole: true,
				orderKeys: ({ recipient }) => [shared[recipient] ?? recipient],
			},
		},
		http: async (options: IDataObject) => {
			const all = recipientsOf(options);
			const isBad = all.includes('100');
			return ids(...all.map((to) => (isBad ? { text: to, kind: 'invalidRecipient' } : to)));
		},
	});
	expect(sent).toEqual([
		['100', '101', '102'],
		['100', '101'],
		['102'],
		['100'],
		['101'],
		['103', '104'],
	]);
});
