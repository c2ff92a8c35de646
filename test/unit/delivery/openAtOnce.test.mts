import { jest } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { setImmediate as tick } from 'node:timers/promises';
import { sleep } from 'n8n-workflow';
import type { Route } from '../../../nodes/shared/delivery/route.ts';
import { accountFor } from '../../../nodes/shared/transport/account.ts';
import { Deliveries, orders, shapeOf } from '../support/deliveries.mts';
import { type TestMessage, testRoute } from '../support/route.mts';
import { pass } from '../support/virtualTime.mts';

const limit = 3;

const ticks = async (count: number): Promise<void> => {
	for (let at = 0; at < count; at++) await tick();
};

/** Nodes that share an account. Their store is slow, and counts the keys that are begun and neither noted nor free again. */
class Nodes extends Deliveries {
	private open = 0;

	/** The most that were open at a time, as after a crash of n8n at the worst moment. */
	mostOpen = 0;

	/** Turns of the event loop that a call of the store takes. */
	slowness = 20;

	/** Fails what notes keys as sent, and nothing else. */
	takesNoNotes = false;

	constructor() {
		super();
		const { store } = this;
		const record = store.checkProcessedAndRecord.bind(store);
		store.checkProcessedAndRecord = async (marks, ...rest) => {
			if (this.takesNoNotes && !marks.some((mark) => String(mark).startsWith('sent:')))
				throw new Error('disk full');
			await ticks(this.slowness);
			const answer = await record(marks, ...rest);
			const added = (kind: string) =>
				answer.new.filter((mark) => String(mark).startsWith(kind)).length;
			this.count(added('sent:') - added('outcome'));
			return answer;
		};
		const remove = store.removeProcessed.bind(store);
		store.removeProcessed = async (marks, ...rest) => {
			await ticks(this.slowness);
			await remove(marks, ...rest);
			this.count(-marks.filter((mark) => String(mark).startsWith('sent:')).length);
		};
	}

	private count(more: number): void {
		this.open += more;
		this.mostOpen = Math.max(this.mostOpen, this.open);
	}

	/** One execution of a node with a list of keys of its own, a row in a request. @param answerTicks how long the gateway takes */
	async list(name: string, size: number, answerTicks: number, more = {}) {
		return await this.run(orders(...Array.from({ length: size }, (_, at) => `${name}-${at}`)), {
			node: { id: name },
			parameters: { listSize: 1 } as INodeParameters,
			credentials: { key: 'the-secret', concurrent: limit, perSecond: 0 },
			says: async () => await ticks(answerTicks),
			...more,
		});
	}
}

let nodes: Nodes;
beforeEach(() => {
	nodes = new Nodes();
});

/** Names of nodes. */
const eight = Array.from({ length: 8 }, (_, at) => `node ${at}`);

describe('executions of one account, each with keys of its own', () => {
	test('have no more keys open than calls may be in flight, however slow the store is', async () => {
		await Promise.all(eight.map(async (name, at) => await nodes.list(name, 12, 1 + (at % 3))));
		expect(nodes.sent).toHaveLength(8 * 12);
		expect(nodes.mostOpen).toBeLessThanOrEqual(limit);
	});

	test('nor with a long list beside short ones', async () => {
		await Promise.all([
			nodes.list('long', 100, 0),
			...eight.map(async (name, at) => {
				await ticks(50 * at);
				await nodes.list(name, 2, 2);
			}),
		]);
		expect(nodes.sent).toHaveLength(100 + 8 * 2);
		expect(nodes.mostOpen).toBeLessThanOrEqual(limit);
	});

	test('nor where messages are refused, so that their keys are free again', async () => {
		const says = async ([to]: string[]) => {
			await ticks(1);
			return Number(to?.split('-')[1]) % 2 === 0 ? { ids: [{ text: 'no' }] } : undefined;
		};
		await Promise.all(eight.map(async (name) => await nodes.list(name, 12, 1, { says })));
		expect(nodes.sent).toHaveLength(8 * 12);
		expect(nodes.mostOpen).toBeLessThanOrEqual(limit);
	});

	test('nor when one of them is cancelled; the others send everything', async () => {
		const controller = new AbortController();
		const cancelled = nodes.list('cancelled', 100, 1, { signal: controller.signal });
		const others = eight.map(async (name) => await nodes.list(name, 6, 1));
		await ticks(200);
		controller.abort();
		await cancelled;
		const sent = (await Promise.all(others)).flatMap((rows) => shapeOf(rows));
		expect(sent.filter((id) => String(id).startsWith('id-'))).toHaveLength(8 * 6);
		expect(nodes.mostOpen).toBeLessThanOrEqual(limit);
	});

	test('nor with one that claims keys before their turn, beside a sixteenth of its own and its requests in flight', async () => {
		// The store takes its time by the clock, and the gateway none, so that keys are claimed ahead.
		nodes.slowness = 2;
		let ms = 0;
		const clock = jest.spyOn(performance, 'now').mockImplementation(() => ms);
		const record = nodes.store.checkProcessedAndRecord;
		nodes.store.checkProcessedAndRecord = async (...call) => {
			ms += 100;
			return await record(...call);
		};
		const large = 11_200;
		const others: Array<Promise<unknown>> = [];
		const says = () => {
			// By then keys are ahead.
			if (nodes.sent.length === 40) for (const name of eight) others.push(nodes.list(name, 3, 0));
		};
		const parameters: INodeParameters = { listSize: 100 };
		const sent = await nodes.list('large', large, 0, { parameters, says });
		await Promise.all(others);
		clock.mockRestore();
		expect(shapeOf(sent).filter((id) => String(id).startsWith('id-'))).toHaveLength(large);
		expect(nodes.sent).toHaveLength(large / 100 + 8 * 3);
		expect(nodes.mostOpen).toBeGreaterThan(100 * limit + limit);
		expect(nodes.mostOpen).toBeLessThanOrEqual(large / 16 + 100 * limit + limit);
	}, 120_000);

	test('all go on when the store takes no outcome', async () => {
		nodes.takesNoNotes = true;
		nodes.slowness = 0;
		await Promise.all([nodes.list('a', 3, 1), nodes.list('b', 3, 1)]);
		expect(nodes.sent).toHaveLength(6);
		expect(nodes.warnings).not.toEqual([]);
	});
});

test('an execution that is alone goes on before the outcome of its last message is noted', async () => {
	let calls = 0;
	const record = nodes.store.checkProcessedAndRecord;
	nodes.store.checkProcessedAndRecord = async (...call) => {
		calls++;
		return await record(...call);
	};
	await nodes.list('alone', 12, 1, {
		credentials: { key: 'the-secret', concurrent: 1, perSecond: 0 },
	});
	// Each claim takes the outcome before it along.
	expect(calls).toBe(12 + 1);
});

const minuteMs = 60_000;

/** So many calls a minute. */
const most = 3;

/** Nodes of one account whose calls the gateway takes a few of in a minute, with when each one was made. */
class PacedNodes extends Deliveries {
	/** Recipients of the calls, and when they were made (ms). */
	readonly calls: Array<{ to: string; at: number }> = [];

	private static made = 0;

	/** Of their credential, which no other nodes have. */
	private readonly id = `paced ${PacedNodes.made++}`;

	readonly account = accountFor(`test:${this.id}`);

	readonly route: Route<TestMessage> = {
		...testRoute,
		pace: () => ({ kind: 'new', most, withinMs: minuteMs }),
	};

	async list(name: string, keys: Array<number | string>, more: object = {}) {
		return await this.run(orders(...keys), {
			node: { id: name, credentials: { testApi: { id: this.id, name: '' } } },
			parameters: { listSize: 1 } as INodeParameters,
			credentials: { key: 'the-secret', concurrent: 10, perSecond: 0 },
			route: this.route,
			says: (recipients) => void this.calls.push({ to: recipients.join(), at: performance.now() }),
			...more,
		});
	}

	/** Makes each call of the store take so long. */
	slowStore(ms: number): void {
		const record = this.store.checkProcessedAndRecord.bind(this.store);
		this.store.checkProcessedAndRecord = async (...call) => {
			await sleep(ms);
			return await record(...call);
		};
	}

	/** The most calls within a minute, wherever it begins. */
	busiest(calls = this.calls): number {
		return Math.max(
			...calls.map(({ at }) => calls.filter((c) => c.at >= at && c.at < at + minuteMs).length),
		);
	}
}

describe('keys of calls that keep a pace', () => {
	// The store takes turns of the event loop.
	beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] }));
	afterEach(() => void jest.useRealTimers());

	/** Lets seconds pass, with what the store does meanwhile. */
	const seconds = async (count: number): Promise<void> => {
		await ticks(20);
		for (let second = 0; second < count; second++) {
			await pass(1000);
			await ticks(20);
		}
	};

	const ended = async <T,>(...runs: Array<Promise<T>>): Promise<T[]> => {
		let isOver = false;
		const all = Promise.all(runs).finally(() => (isOver = true));
		for (let second = 0; second < 3600 && !isOver; second++) await seconds(1);
		return await all;
	};

	let paced: PacedNodes;
	beforeEach(() => {
		paced = new PacedNodes();
	});

	const keys = (name: string, count: number) =>
		Array.from({ length: count }, (_, at) => `${name}-${at}`);

	test('a single send beside a list waits for two of its calls at most', async () => {
		const list = paced.list('list', keys('list', 40));
		await seconds(1);
		const before = paced.calls.length;
		expect(before).toBe(most);
		const single = paced.list('single', ['single']);
		await seconds(60);
		const after = paced.calls.slice(before).map(({ to }) => to);
		expect(after).toContain('10single');
		expect(after.indexOf('10single')).toBeLessThanOrEqual(2);
		await ended(list, single);
		expect(shapeOf(await single)).toEqual(['id-10single']);
	});

	test('a single send of another kind beside a list goes at once', async () => {
		const list = paced.list('list', keys('list', 40));
		await seconds(1);
		const single = paced.list('single', ['single'], { route: testRoute });
		await seconds(0);
		expect(paced.calls.at(-1)?.to).toBe('10single');
		await ended(list, single);
		expect(paced.calls).toHaveLength(41);
	});

	test.each([500, 25_000, 50_000])(
		'no minute has more calls than it may, when the store takes %i ms',
		async (ms) => {
			paced.slowStore(ms);
			const lists = ['a', 'b'].map(async (name) => await paced.list(name, keys(name, 12)));
			await ended(...lists);
			expect(paced.calls).toHaveLength(24);
			expect(paced.busiest()).toBe(most);
		},
	);

	test('nor when the account starts no call for a while, with keys or without', async () => {
		await ended(paced.list('first', ['first']));
		paced.account.limiter.holdBack(3 * minuteMs);
		const lists = [
			paced.list('a', keys('a', 6)),
			paced.list('b', keys('b', 6), { parameters: { listSize: 1, options: {} } }),
		];
		await ended(...lists);
		expect(paced.calls).toHaveLength(13);
		expect(paced.busiest()).toBe(most);
	});

	test('after a crash while calls wait for their turn, those go out, and the others are known', async () => {
		const list = paced.list('list', keys('list', 8));
		await seconds(1);
		const rows = new Map(paced.store.rows);
		await ended(list);

		const again = new PacedNodes();
		again.store.rows = rows;
		const rerun = again.list('list', keys('list', 8));
		await ended(rerun);
		const shapes = shapeOf(await rerun);
		expect(shapes.filter((shape) => shape === 'unknown')).toEqual([]);
		expect(shapes.filter((shape) => shape === 'again')).toHaveLength(most);
		expect(again.calls).toHaveLength(8 - most);
	});

	test('a list that is cancelled while it waits leaves its keys free, and no place taken', async () => {
		const controller = new AbortController();
		const list = paced.list('list', keys('list', 8), { signal: controller.signal });
		await seconds(1);
		controller.abort();
		await seconds(0);
		await list;
		expect(paced.calls).toHaveLength(most);
		await seconds(60);
		const rest = paced.list('list', keys('list', 8).slice(most, 2 * most));
		await seconds(0);
		expect(shapeOf(await rest)).toEqual(
			keys('list', 8)
				.slice(most, 2 * most)
				.map((key) => `id-10${key}`),
		);
	});

	test('a list that is cancelled while its keys are claimed takes no place', async () => {
		const controller = new AbortController();
		paced.slowStore(1000);
		const list = paced.list('list', keys('list', 8), { signal: controller.signal });
		await seconds(0);
		controller.abort();
		await ended(list);
		expect(paced.calls).toEqual([]);
		const next = paced.list('next', keys('next', most));
		await seconds(5);
		await next;
		expect(paced.calls).toHaveLength(most);
	});

	test('keys that are known take no place', async () => {
		const known = paced.list('list', keys('list', 6));
		await ended(known);
		await seconds(60);
		const before = paced.calls.length;
		const more = paced.list('list', [...keys('list', 6), ...keys('more', most)]);
		await seconds(0);
		expect(shapeOf(await more).slice(0, 6)).toEqual(Array(6).fill('again'));
		expect(paced.calls.slice(before)).toHaveLength(most);
	});

	test('nor do keys that the store does not take', async () => {
		const record = paced.store.checkProcessedAndRecord.bind(paced.store);
		paced.store.checkProcessedAndRecord = async () => await Promise.reject(new Error('disk full'));
		const failed = paced.list('list', keys('list', 5));
		await seconds(5);
		expect(shapeOf(await failed)).toEqual(Array(5).fill('notSent'));
		paced.store.checkProcessedAndRecord = record;
		const next = paced.list('list', keys('list', most));
		await seconds(0);
		await next;
		expect(paced.calls).toHaveLength(most);
	});

	test('what is left of a packet keeps the pace of its own kind', async () => {
		const route: typeof testRoute = {
			...testRoute,
			pace: ({ length }) => ({
				kind: `of ${length}`,
				most: length === 1 ? 1 : 10,
				withinMs: minuteMs,
			}),
		};
		const both = { route, parameters: { listSize: 2 } };
		await ended(paced.list('list', ['known'], both));
		await seconds(60);
		const before = paced.calls.length;
		const lists = ['a', 'b'].map(async (key) => await paced.list('list', [key, 'known'], both));
		await ended(...lists);
		const alone = paced.calls.slice(before);
		expect(alone.map(({ to }) => to).sort()).toEqual(['10a', '10b']);
		expect(paced.busiest(alone)).toBe(1);
	});
});
