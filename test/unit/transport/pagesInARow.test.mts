/** A firewall or a network that answers each call of an operation with a page, where the operation makes one call an item. */
import { type IDataObject, sleep } from 'n8n-workflow';
import type { Effect } from '../../../nodes/shared/model/effect.ts';
import { callRouting } from '../../../nodes/shared/routing/call.ts';
import { carriedOut } from '../../../nodes/shared/routing/carryOut.ts';
import { requestFromInput } from '../../../nodes/shared/routing/fromInput.ts';
import { askFirst } from '../../../nodes/shared/routing/steps.ts';
import { fakeContext } from '../support/executeContext.mts';
import { testGateway } from '../support/gateway.mts';
import { passAll, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();

const html = '<!DOCTYPE html><html><body><h1>403 Forbidden</h1></body></html>';
const page = (statusCode = 403) => ({ statusCode, headers: {}, body: Buffer.from(html) });
const done = { statusCode: 200, headers: {}, body: Buffer.from('{"id":1}') };

interface Run {
	/** Names the account; one of its own, which has made no call yet, if missing. */
	key?: string;
	items?: number;
	concurrent?: number;
	perSecond?: number;
	effect?: Effect;
	asksFirst?: boolean;
	memory?: IDataObject;
	signal?: AbortSignal;
	http(label: number, call: number): unknown;
}

let runs = 0;

/** Carries out as many items. @returns what was called, when (ms), the rows, and how long it took */
async function run(given: Run) {
	const { items = 30, concurrent = 1, perSecond = 0, effect = 'once', memory = {} } = given;
	const calls: string[] = [];
	const times: number[] = [];
	const begin = Date.now();
	const context = fakeContext({
		items: Array.from({ length: items }, (_, label) => ({ label })),
		parameters: { label: '={{ $json.label }}' },
		credentials: { key: given.key ?? `secret-key ${runs++}`, concurrent, perSecond },
		continueOnFail: true,
		memory,
		signal: given.signal,
		async http({ url, qs, body }) {
			const { label } = (effect === 'read' ? qs : body) as IDataObject;
			const name = String(url).endsWith('/names') ? 'names' : String(label);
			calls.push(name);
			times.push(Date.now() - begin);
			await new Promise((resolve) => setTimeout(resolve, 10));
			return await given.http(Number(label), calls.length);
		},
	});
	const routing = callRouting(testGateway, {
		method: effect === 'read' ? 'GET' : 'POST',
		url: '/groups',
		effect,
		parameters: (read) => [['label', String(read('label'))]],
		...(given.asksFirst
			? {
					preSend: [
						requestFromInput(testGateway, async (options, read, _setting, item) => {
							const label = String(read('label'));
							const question = { method: 'GET', url: '/names', body: { label } } as const;
							await askFirst(item, testGateway, question);
							return options;
						}),
					],
				}
			: {}),
	});
	const running = carriedOut(testGateway, { routing }).call(context);
	await passAll();
	const [rows = []] = await running;
	return { calls, times, rows: rows.map(({ json }) => json), took: Date.now() - begin };
}

const notDone = {
	error: expect.stringMatching(
		/^Not done, because 5 requests in a row brought a web page .*: 403 Forbidden$/,
	) as string,
	details: {
		kind: 'unavailable',
		outcome: 'notSent',
		hint: expect.stringMatching(/firewall.*Then run these rows again\.$/) as string,
	},
};

test.each([1, 3, 8])(
	'five in a row end the calls, each row says why, and none is lost, with %i at once',
	async (concurrent) => {
		const { calls, rows } = await run({ concurrent, http: () => page() });
		expect(calls.length).toBeGreaterThanOrEqual(5);
		expect(calls.length).toBeLessThanOrEqual(5 + concurrent - 1);
		expect(rows).toHaveLength(30);
		expect(rows.slice(0, calls.length)).toMatchObject(
			calls.map(() => ({ details: { kind: 'rejected', outcome: 'refused' } })),
		);
		expect(rows.slice(calls.length)).toMatchObject(rows.slice(calls.length).map(() => notDone));
	},
);

test.each<[Effect, number, number]>([
	['read', 200, 3],
	['read', 502, 3],
	['again', 502, 3],
	['once', 502, 1],
	['once', 200, 1],
])(
	'of a call that does %s, with HTTP %i, each is made %i times before',
	async (effect, status, tries) => {
		const { calls, rows } = await run({ effect, http: () => page(status) });
		expect(calls).toEqual([0, 1, 2, 3, 4].flatMap((label) => Array(tries).fill(String(label))));
		expect(rows).toHaveLength(30);
		expect(rows.filter(({ error }) => String(error).startsWith('Not done'))).toHaveLength(25);
	},
);

test.each([1, 3])('that soon end stop nothing, with %i at once', async (concurrent) => {
	const tries = new Map<number, number>();
	const { calls, rows } = await run({
		...{ concurrent, effect: 'read' },
		http(label) {
			const made = (tries.get(label) ?? 0) + 1;
			tries.set(label, made);
			return made < 3 ? page(502) : done;
		},
	});
	expect(calls).toHaveLength(90);
	expect(rows.filter(({ error }) => error !== undefined)).toEqual([]);
});

test('four in a row, and any number with an answer of the gateway in between, stop nothing', async () => {
	const answered = new Set([4, 8, 9, 13, 17, 21, 25]);
	const { calls } = await run({ http: (label) => (answered.has(label) ? done : page()) });
	expect(calls).toHaveLength(30);
});

test('those that meet an item which is in flight wait for its answer', async () => {
	const { calls, rows } = await run({
		concurrent: 3,
		http: async (label) => {
			if (label !== 0) return page();
			await new Promise((resolve) => setTimeout(resolve, 500));
			return done;
		},
	});
	expect(calls.length).toBeGreaterThan(9);
	expect(rows[0]).toEqual({ id: 1 });
	expect(rows).toHaveLength(30);
});

test('that answer the question before a call end it as well', async () => {
	const { calls, rows } = await run({ asksFirst: true, http: () => page() });
	expect(calls).toEqual(Array(5).fill('names'));
	expect(rows).toHaveLength(30);
	expect(rows.slice(5)).toMatchObject(rows.slice(5).map(() => ({ error: notDone.error })));
});

test('rows that are not called wait for no turn', async () => {
	const { took } = await run({ items: 2000, perSecond: 1, http: () => page() });
	expect(took).toBeLessThan(10_000);
});

test('what was not called is called by Retry On Fail, and what may have been done is not', async () => {
	const memory: IDataObject = {};
	await run({ items: 8, memory, http: () => page(502) });
	const { calls, rows } = await run({ items: 8, memory, http: () => done });
	expect(calls).toEqual(['5', '6', '7']);
	expect(rows.filter(({ id }) => id === 1)).toHaveLength(3);
	expect(rows).toHaveLength(8);
});

test('an execution that is cancelled says so, and nothing else', async () => {
	const execution = new AbortController();
	const { rows } = await run({
		signal: execution.signal,
		http(label) {
			if (label === 3) execution.abort();
			return page();
		},
	});
	expect(rows).toHaveLength(30);
	expect(rows.slice(4)).toMatchObject(
		rows.slice(4).map(() => ({ error: expect.stringContaining('canceled') as string })),
	);
});

/** The shortest time (ms) in which one more call began than may within a second. */
const closest = (times: number[], perSecond: number): number =>
	Math.min(...times.slice(perSecond).map((time, at) => time - (times[at] ?? 0)));

test('each repetition counts among the calls of a second', async () => {
	const { calls, times } = await run({
		...{ items: 3, perSecond: 1, effect: 'read' },
		http: () => page(502),
	});
	expect(calls).toHaveLength(9);
	expect(closest(times, 1)).toBeGreaterThanOrEqual(1000);
});

test('those that waited for an answer begin as the limits allow', async () => {
	const { calls, times } = await run({
		...{ items: 14, concurrent: 4, perSecond: 2 },
		async http(label) {
			if (label === 0) await new Promise((resolve) => setTimeout(resolve, 9000));
			return label > 0 && label < 6 ? page() : done;
		},
	});
	expect(calls).toHaveLength(14);
	expect(closest(times, 2)).toBeGreaterThanOrEqual(1000);
});

test('an execution that is cancelled while calls wait for an answer makes none of them', async () => {
	const execution = new AbortController();
	const { calls, rows } = await run({
		concurrent: 3,
		signal: execution.signal,
		async http(label) {
			if (label !== 0) return page();
			await new Promise((resolve) => setTimeout(resolve, 500));
			execution.abort();
			return done;
		},
	});
	expect(rows).toHaveLength(30);
	expect(rows[0]).toEqual({ id: 1 });
	expect(calls).toHaveLength(7);
});

test('that the gateway has too many calls is an answer, too', async () => {
	let isBusy = true;
	const { rows } = await run({
		concurrent: 3,
		async http(label) {
			if (label > 0) return label < 7 ? page() : done;
			if (!isBusy) return done;
			isBusy = false;
			await new Promise((resolve) => setTimeout(resolve, 500));
			const body = Buffer.from('{"error":"slower","kind":"rateLimited"}');
			return { statusCode: 429, headers: {}, body };
		},
	});
	expect(rows.filter(({ id }) => id === 1)).toHaveLength(24);
});

/** Carries out items, and five seconds later one item of another execution at the same account. */
async function besideAnother(given: Run) {
	const key = `shared ${runs++}`;
	const first = run({ key, items: 12, ...given });
	const later = sleep(5000).then(
		async () => await run({ key, concurrent: given.concurrent, items: 1, http: () => done }),
	);
	return { ...(await first), waited: (await later).times };
}

test.each([1, 3])(
	'that ask for a long pause keep no place of the account meanwhile, of %i',
	async (concurrent) => {
		const tried = new Set<number>();
		const { waited, calls, times, rows } = await besideAnother({
			...{ concurrent, effect: 'read' },
			http(label) {
				if (tried.has(label)) return done;
				tried.add(label);
				return { ...page(503), headers: { 'retry-after': '50' } };
			},
		});
		expect(waited).toEqual([0]);
		expect(rows.filter(({ id }) => id === 1)).toHaveLength(12);
		// The run itself calls nothing before it is known whether the pages last.
		expect(calls.slice(0, concurrent)).toEqual(calls.slice(concurrent, 2 * concurrent));
		expect(times[concurrent]).toBeGreaterThanOrEqual(50_000);
	},
);

test('those that wait for an answer in flight keep no place of the account either', async () => {
	const { waited, calls } = await besideAnother({
		concurrent: 3,
		async http(label) {
			if (label > 0) return page();
			await sleep(30_000);
			return done;
		},
	});
	expect(waited).toEqual([0]);
	expect(calls).toHaveLength(12);
});
