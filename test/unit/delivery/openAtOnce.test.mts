import { jest } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { setImmediate as tick } from 'node:timers/promises';
import { Deliveries, orders, shapeOf } from '../support/deliveries.mts';

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
