import fc from 'fast-check';
import { Duplicates, type Turn } from '../../../nodes/shared/callbacks/duplicates.ts';
import { holdsAsync } from '../../properties.mts';
import { pass, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();

type First = Extract<Turn, { first: true }>;

async function first(memory: Duplicates, key: string): Promise<First> {
	const turn = await memory.enter(key);
	if (!turn.first) throw new Error(`${key} was there before`);
	return turn;
}

/** The turn of a caller that may have to wait. */
function ask(memory: Duplicates, key: string): { turn?: Turn } {
	const asked: { turn?: Turn } = {};
	void memory.enter(key).then((turn) => (asked.turn = turn));
	return asked;
}

/** Hands a report over at once; true when it was new. */
async function handOver(memory: Duplicates, key: string): Promise<boolean> {
	const turn = await memory.enter(key);
	if (turn.first) turn.handedOver();
	return turn.first;
}

describe('a report', () => {
	test('is handed over once', async () => {
		const memory = new Duplicates();
		expect(await handOver(memory, 'a')).toBe(true);
		expect(await handOver(memory, 'a')).toBe(false);
		expect(await handOver(memory, 'a')).toBe(false);
		expect(await handOver(memory, 'b')).toBe(true);
	});

	test('that could not be handed over is new again', async () => {
		const memory = new Duplicates();
		(await first(memory, 'a')).failed();
		expect(await handOver(memory, 'a')).toBe(true);
		expect(await handOver(memory, 'a')).toBe(false);
	});

	test.each(['', '__proto__', 'constructor'])(
		'with the key %j is a report like any other',
		async (key) => {
			const memory = new Duplicates();
			expect(await handOver(memory, key)).toBe(true);
			expect(await handOver(memory, key)).toBe(false);
		},
	);
});

describe('a repetition that comes while the first call is on its way', () => {
	test('waits, and is a repetition once the report was handed over', async () => {
		const memory = new Duplicates();
		const turn = await first(memory, 'a');
		const second = ask(memory, 'a');
		const third = ask(memory, 'a');
		await pass(10_000);
		expect([second.turn, third.turn]).toEqual([undefined, undefined]);
		turn.handedOver();
		await pass(0);
		expect([second.turn?.first, third.turn?.first]).toEqual([false, false]);
	});

	test('takes the report over when the first call fails, and only one of them does', async () => {
		const memory = new Duplicates();
		const turn = await first(memory, 'a');
		const waiting = [ask(memory, 'a'), ask(memory, 'a'), ask(memory, 'a')];
		await pass(0);
		turn.failed();
		await pass(0);
		expect(waiting.map(({ turn: next }) => next?.first)).toEqual([true, undefined, undefined]);

		(waiting[0]?.turn as First).failed();
		await pass(0);
		expect(waiting.map(({ turn: next }) => next?.first)).toEqual([true, true, undefined]);

		(waiting[1]?.turn as First).handedOver();
		await pass(0);
		expect(waiting[2]?.turn?.first).toBe(false);
		expect(await handOver(memory, 'a')).toBe(false);
	});

	test('does not make other reports wait', async () => {
		const memory = new Duplicates();
		await first(memory, 'a');
		expect(await handOver(memory, 'b')).toBe(true);
	});

	test('is still one after a day, since nobody knows yet how the first call ends', async () => {
		const memory = new Duplicates(10, 1000);
		const turn = await first(memory, 'a');
		await pass(5000);
		const second = ask(memory, 'a');
		await pass(0);
		expect(second.turn).toBeUndefined();
		turn.handedOver();
		await pass(0);
		expect(second.turn?.first).toBe(false);
	});
});

describe('the memory is bounded', () => {
	test('in time: a report counts as new again after its lifetime, and not before', async () => {
		const memory = new Duplicates(10, 1000);
		await handOver(memory, 'a');
		await pass(1000);
		expect(await handOver(memory, 'a')).toBe(false);
		await pass(1);
		expect(await handOver(memory, 'a')).toBe(true);
		expect(await handOver(memory, 'a')).toBe(false);
	});

	test('from the moment of handing over', async () => {
		const memory = new Duplicates(10, 1000);
		const turn = await first(memory, 'a');
		await pass(900);
		turn.handedOver();
		await pass(900);
		expect(await handOver(memory, 'a')).toBe(false);
	});

	test('by default to a day', async () => {
		const memory = new Duplicates();
		await handOver(memory, 'a');
		await pass(86_400_000);
		expect(await handOver(memory, 'a')).toBe(false);
		await pass(1);
		expect(await handOver(memory, 'a')).toBe(true);
	});

	test('in number: the oldest keys go first', async () => {
		const memory = new Duplicates(3);
		for (const key of ['a', 'b', 'c', 'd']) await handOver(memory, key);
		expect(await handOver(memory, 'd')).toBe(false);
		expect(await handOver(memory, 'c')).toBe(false);
		expect(await handOver(memory, 'b')).toBe(false);
		expect(await handOver(memory, 'a')).toBe(true);
		expect(await handOver(memory, 'b')).toBe(true);
	});

	test('by default to 150,000 keys: 188 a second, over the 660 seconds of Kupon.mobi and more', async () => {
		const memory = new Duplicates();
		expect(188 * 660).toBeLessThan(150_000);
		for (let key = 0; key < 150_000; key++) await handOver(memory, `${key}`);
		expect(await handOver(memory, '0')).toBe(false);
		await handOver(memory, 'one more');
		expect(await handOver(memory, '1')).toBe(false);
		expect(await handOver(memory, '0')).toBe(true);
	});

	test('in size: a long key takes no more than a short one', async () => {
		const memory = new Duplicates();
		await handOver(memory, 'x'.repeat(1_000_000));
		const { entries } = memory as unknown as { entries: Map<string, number> };
		expect([...entries.keys()].map(({ length }) => length)).toEqual([16]);
	});

	test('a report whose key was pushed out while it was on its way does not come back as handed over', async () => {
		const memory = new Duplicates(1);
		const turn = await first(memory, 'a');
		await handOver(memory, 'b');
		turn.handedOver();
		expect(await handOver(memory, 'b')).toBe(false);
	});

	test('a failed report whose key was pushed out takes no later one with it', async () => {
		const memory = new Duplicates(1);
		const old = await first(memory, 'a');
		await handOver(memory, 'b');
		await handOver(memory, 'a');
		old.failed();
		expect(await handOver(memory, 'a')).toBe(false);
	});
});

test('over any mix of calls each report is handed over at most once a lifetime, and never lost', async () => {
	const call = fc.record({ key: fc.constantFrom('a', 'b', 'c'), fails: fc.boolean() });
	await holdsAsync(
		fc.asyncProperty(fc.array(call, { maxLength: 30 }), async (calls) => {
			const memory = new Duplicates();
			const handedOver: string[] = [];
			await Promise.all(
				calls.map(async ({ key, fails }) => {
					const turn = await memory.enter(key);
					if (!turn.first) return;
					await Promise.resolve();
					if (fails) turn.failed();
					else {
						handedOver.push(key);
						turn.handedOver();
					}
				}),
			);
			const wanted = calls.filter(({ fails }) => !fails).map(({ key }) => key);
			expect(handedOver.sort()).toEqual([...new Set(wanted)].sort());
		}),
	);
});
