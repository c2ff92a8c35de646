import { jest } from '@jest/globals';
import { KeysAhead } from '../../../nodes/shared/delivery/keysAhead.ts';
import { Process } from '../support/processes.mts';

let rows: Map<string, string>;
let warnings: string[];
let now: Process;
beforeEach(() => {
	rows = new Map();
	warnings = [];
	now = new Process(rows);
});

/** n8n ends and starts again. */
const restart = () => {
	now = new Process(rows);
};
/** The keys of the node in an execution of its own. */
const keysOf = () => now.keys(warnings);
const entries = () => now.store.entries;

interface Use {
	/** How the keys end; the others stay open. */
	sent?: (key: string) => boolean;
	/** Keys that the execution has used so far. */
	ofExecution?: number;
	/** Keys in a packet. */
	size?: number;
}

/** One execution: claims, sends what is new, settles and closes. @returns its new keys, and the states of all */
async function use(keys: string[], { sent = () => true, ofExecution, size = 2_500 }: Use = {}) {
	const once = keysOf();
	const states = new Map<string, string>();
	for (let start = 0; start < keys.length; start += size) {
		const packet = keys.slice(start, start + size);
		const answer = await once.claim(packet);
		for (const key of packet) states.set(key, answer.get(key) ?? 'missing');
		await once.settle(
			packet.filter((key) => answer.get(key) === 'new' && sent(key)),
			[],
		);
	}
	await once.close(ofExecution ?? keys.length);
	return states;
}
const statesOf = async (...wanted: string[]) => Object.fromEntries(await use(wanted));
/** How many keys are in each state. */
const tally = (states: Map<string, string>) => {
	const counts: Record<string, number> = {};
	for (const state of states.values()) counts[state] = (counts[state] ?? 0) + 1;
	return counts;
};
const numbered = (count: number, prefix = 'k') =>
	Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const none = () => false;

describe('a key', () => {
	test('is new once, and open from then on', async () => {
		expect(await keysOf().claim(['a', 'b'])).toEqual(
			new Map([
				['a', 'new'],
				['b', 'new'],
			]),
		);
		expect(Object.fromEntries(await keysOf().claim(['a', 'c']))).toEqual({ a: 'open', c: 'new' });
	});

	test('is sent when its outcome is known, however often somebody asks', async () => {
		await use(['a', 'b']);
		for (let count = 0; count < 3; count++) {
			expect(await statesOf('a', 'b')).toEqual({ a: 'sent', b: 'sent' });
		}
		expect(await statesOf('a', 'b', 'c')).toEqual({ a: 'sent', b: 'sent', c: 'new' });
	});

	test('is new again when nothing was sent under it', async () => {
		const once = keysOf();
		await once.claim(['a', 'b']);
		await once.settle([], ['a']);
		await once.close(2);
		expect(await statesOf('a', 'b')).toEqual({ a: 'new', b: 'open' });
	});

	test('that version 0.1.0 has left is not sent again', async () => {
		// Its marks of a key that was sent, and of one that was not.
		await now.store.checkProcessedAndRecord(
			['sent:a', 'sent:b', 'open:b'],
			'node',
			{ workflow: { id: 'workflow', active: false }, node: now.context().getNode() },
			{ mode: 'entries' },
		);
		expect(await statesOf('a', 'b', 'c')).toEqual({ a: 'open', b: 'open', c: 'new' });
	});
});

describe('the store', () => {
	test('gets one call for what is claimed and settled at the same time', async () => {
		const once = keysOf();
		const keys = numbered(10);
		await Promise.all(keys.map(async (key) => await once.claim([key])));
		expect(now.store.calls).toBe(1);
		const more = numbered(10, 'm');
		await Promise.all([
			...keys.map(async (key) => await once.settle([key], [])),
			...more.map(async (key) => await once.claim([key])),
		]);
		expect(now.store.calls).toBe(2);
	});

	test('is called at once where a packet is claimed in part and waits for its others', async () => {
		const once = keysOf();
		once.expect({ with: (asked) => (asked.includes('a') ? ['b'] : []), taken: () => {} });
		await once.claim(['a']);
		const timers = jest.spyOn(globalThis, 'setTimeout');
		void once.settle(['a'], []);
		expect(await once.claim(['b', 'c'])).toEqual(
			new Map([
				['b', 'new'],
				['c', 'new'],
			]),
		);
		expect(timers).not.toHaveBeenCalled();
		timers.mockRestore();
		expect(now.store.calls).toBe(2);
	});

	test('loses nothing to a run of new keys: of ten, the first and the last remove what says that a run is on, the others nothing', async () => {
		const removed: unknown[][] = [];
		const remove = now.store.removeProcessed.bind(now.store);
		now.store.removeProcessed = async (marks, ...rest) => {
			removed.push(marks);
			await remove(marks, ...rest);
		};
		const flags = [
			'held',
			'held (spare)',
			...Array.from({ length: 16 }, (_, at) => `step ${at + 1}`),
		];
		for (let round = 0; round < 10; round++) {
			await use(numbered(200, `r${round}-`));
			expect(removed).toHaveLength(round < 9 ? 1 : 2);
		}
		expect(removed).toEqual([flags, flags]);
		expect(entries()).toHaveLength(4_000);
	});

	test('gets two calls for a single key, of which the second notes it and ends the run', async () => {
		await use(['first']);
		const before = now.store.calls;
		const once = keysOf();
		await once.claim(['a']);
		void once.settle(['a'], []);
		await once.close(1);
		expect(now.store.calls - before).toBe(2);
		expect(await statesOf('a')).toEqual({ a: 'sent' });
	});

	test('does not grow when the same keys are asked for again and again', async () => {
		await use(numbered(100));
		await use(numbered(10, 'open'), { sent: none });
		await use([...numbered(100), ...numbered(10, 'open')]);
		const before = entries().length;
		for (let count = 0; count < 5; count++) {
			await use([...numbered(100), ...numbered(10, 'open')]);
		}
		expect(entries()).toHaveLength(before);
	});

	test('loses nothing to overlapping executions of one process', async () => {
		const keys = numbered(50);
		await Promise.all(keys.map(async (key) => await use([key])));
		expect(tally(await use(keys))).toEqual({ sent: 50 });
	});

	test('gives a key that two overlapping executions want to one of them', async () => {
		const states = await Promise.all(
			numbered(5).map(async () => (await keysOf().claim(['a'])).get('a')),
		);
		expect(states.sort()).toEqual(['new', 'open', 'open', 'open', 'open']);
	});

	test('is asked again when it is busy', async () => {
		now.store.faults = [new Error('SQLITE_BUSY'), new Error('SQLITE_BUSY')];
		expect(await statesOf('a')).toEqual({ a: 'new' });
	});

	test('that does not answer is an error of the claim, and a later claim goes on', async () => {
		now.store.faults = Array<Error>(3).fill(new Error('disk full'));
		const once = keysOf();
		await expect(once.claim(['a'])).rejects.toThrow('disk full');
		expect(await once.claim(['a'])).toEqual(new Map([['a', 'new']]));
	});

	test('that cannot take an outcome is warned about, and gets it with the next call', async () => {
		const once = keysOf();
		await once.claim(['a']);
		now.store.faults = Array<Error>(3).fill(new Error('disk full'));
		await once.settle(['a'], []);
		expect(warnings).toEqual([
			expect.stringMatching(
				/^The node “Gateway” \(n8n-nodes-message-gateways\.kupon\) of the workflow with the ID .+: n8n could not note .+: disk full$/,
			),
		]);
		await once.close(1);
		expect(await statesOf('a')).toEqual({ a: 'sent' });
	});

	test('that never takes an outcome leaves the key open', async () => {
		const once = keysOf();
		await once.claim(['a']);
		now.store.faults = Array<Error>(9).fill(new Error('disk full'));
		await once.settle(['a'], []);
		await once.close(1);
		now.store.faults = [];
		expect(await statesOf('a')).toEqual({ a: 'open' });
	});

	test('is not held up by keys that are set free: many go in calls of a bounded size', async () => {
		await use(numbered(20_000));
		const sizes: number[] = [];
		const remove = now.store.removeProcessed.bind(now.store);
		now.store.removeProcessed = async (marks, ...rest) => {
			sizes.push(marks.length);
			await remove(marks, ...rest);
		};
		const once = keysOf();
		const keys = numbered(1_000, 'm');
		await once.claim(keys);
		await once.settle([], keys);
		// 10,000,000 comparisons over 41,000 marks.
		expect(Math.max(...sizes)).toBeLessThanOrEqual(250);
		expect(sizes.reduce((sum, size) => sum + size)).toBe(1_000);
	});
});

describe('a large run', () => {
	/** The clock moves by what the store and the gateway are said to take, and by nothing else. */
	let ms: number;
	let clock: { mockRestore(): void };
	beforeEach(() => {
		ms = 0;
		clock = jest.spyOn(performance, 'now').mockImplementation(() => ms);
		const record = now.store.checkProcessedAndRecord.bind(now.store);
		now.store.checkProcessedAndRecord = async (...call) => {
			const answer = await record(...call);
			// As long as n8n takes, about 0.4 µs a mark.
			ms += entries().length * 0.0004;
			return answer;
		};
	});
	afterEach(() => clock.mockRestore());

	/** Sends ten packets of a hundred at a time. @returns the calls of the store, and the most keys that were open after one */
	async function run(keys: string[], { answerMs = 0, until = Infinity } = {}) {
		const once = keysOf();
		once.expect(new KeysAhead(keys));
		const before = now.store.calls;
		let packets = 0;
		let mostOpen = 0;
		const watched = now.store.checkProcessedAndRecord;
		now.store.checkProcessedAndRecord = async (marks, ...rest) => {
			const answer = await watched(marks, ...rest);
			const begun = entries().length - flags - sent.size;
			mostOpen = Math.max(mostOpen, begun - sent.size);
			return answer;
		};
		const sent = new Set<string>();
		const flags = 18;
		const worker = async () => {
			while (packets * 100 < keys.length && packets < until) {
				const start = 100 * packets++;
				const packet = keys.slice(start, start + 100);
				const states = await once.claim(packet);
				expect(tally(states)).toEqual({ new: 100 });
				ms += answerMs / 10;
				void once.settle(packet, []);
				for (const key of packet) sent.add(key);
			}
		};
		await Promise.all(Array.from({ length: 10 }, worker));
		await once.close(sent.size);
		now.store.checkProcessedAndRecord = watched;
		return { calls: now.store.calls - before, mostOpen };
	}

	test.each([30_000, 60_000])(
		'of %d keys reads and writes the list at most thirty times',
		async (count) => {
			expect((await run(numbered(count))).calls).toBeLessThanOrEqual(30);
			expect(tally(await use(numbered(1_000)))).toEqual({ sent: 1_000 });
		},
	);

	test('of 10,000 keys reads and writes the list at most a dozen times', async () => {
		expect((await run(numbered(10_000))).calls).toBeLessThanOrEqual(12);
	});

	test('leaves a sixteenth and what was in flight open at most', async () => {
		const { mostOpen } = await run(numbered(32_000));
		expect(mostOpen).toBeGreaterThan(1_000);
		expect(mostOpen).toBeLessThanOrEqual(32_000 / 16 + 1_000);
	});

	test.each([
		['whose gateway is slower than the store', 20_000, 1_000],
		['of 10,000 keys', 10_000, 0],
	])('%s leaves open what was in flight, and nothing else', async (_what, count, answerMs) => {
		expect((await run(numbered(count), { answerMs })).mostOpen).toBeLessThanOrEqual(1_000);
	});

	test('that stops sets the keys free whose turn did not come', async () => {
		await run(numbered(32_000), { until: 100 });
		const states = await use(numbered(13_000));
		expect(tally(states)).toEqual({ sent: 10_000, new: 3_000 });
	});

	test('goes on when the store fails for once', async () => {
		const keys = numbered(20_000);
		const once = keysOf();
		once.expect(new KeysAhead(keys));
		await once.claim(keys.slice(0, 1_000));
		void once.settle(keys.slice(0, 1_000), []);
		now.store.faults = Array<Error>(3).fill(new Error('disk full'));
		await expect(once.claim(keys.slice(1_000, 2_000))).rejects.toThrow('disk full');
		for (let start = 2_000; start < 20_000; start += 1_000) {
			const packet = keys.slice(start, start + 1_000);
			expect(tally(await once.claim(packet))).toEqual({ new: 1_000 });
			void once.settle(packet, []);
		}
		await once.close(19_000);
		expect(tally(await use(keys))).toEqual({ sent: 19_000, new: 1_000 });
	});
});

describe('how many keys stay', () => {
	test('10,000 at least and 17,000 at most, the newest, where none must stay', async () => {
		for (let round = 0; round < 40; round++) await use(numbered(1_000, `r${round}-`));
		expect(entries().length).toBeLessThanOrEqual(34_000);
		for (let round = 30; round < 40; round++) {
			expect(tally(await use(numbered(1_000, `r${round}-`)))).toEqual({ sent: 1_000 });
		}
		expect(await statesOf('r0-0')).toEqual({ 'r0-0': 'new' });
	});

	test('10,000 sent ones, whatever was refused after them', async () => {
		for (let round = 0; round < 3; round++) await use(numbered(5_000, `sent${round}-`));
		for (let round = 0; round < 2; round++) {
			const once = keysOf();
			const keys = numbered(6_000, `refused${round}-`);
			await once.claim([...keys, `one${round}`]);
			await once.settle([`one${round}`], keys);
			await once.close(6_001);
		}
		for (const round of [1, 2]) {
			expect(tally(await use(numbered(5_000, `sent${round}-`)))).toEqual({ sent: 5_000 });
		}
	});

	test('as many, when n8n starts again and again', async () => {
		for (let round = 0; round < 40; round++) {
			restart();
			await use(numbered(1_000, `r${round}-`));
		}
		expect(entries().length).toBeLessThanOrEqual(34_000);
		restart();
		expect(tally(await use(numbered(1_000, 'r30-')))).toEqual({ sent: 1_000 });
	});

	test.each([6_000, 12_000])('all %d of unknown outcome, after 10,500 others', async (count) => {
		await use(numbered(10_500, 'old'));
		await use(numbered(count), { sent: none });
		expect(tally(await use(numbered(count)))).toEqual({ open: count });
	});

	test('those of unknown outcome before 60,000 others, n8n started again meanwhile', async () => {
		await use(numbered(300), { sent: (key) => key.endsWith('7') });
		for (let round = 0; round < 12; round++) {
			if (round === 6) restart();
			await use(numbered(5_000, `r${round}-`), { size: 5_000 });
		}
		expect(tally(await use(numbered(300)))).toEqual({ open: 270, sent: 30 });
	});

	test('those that a crash left open, before 30,000 others', async () => {
		await now.keys().claim(numbered(300));
		restart();
		for (let round = 0; round < 6; round++) {
			await use(numbered(5_000, `r${round}-`), { size: 5_000 });
		}
		expect(tally(await use(numbered(300)))).toEqual({ open: 300 });
	});

	test.each([1_000, 25_000])(
		'the 14,000 of the largest execution, after %d others',
		async (others) => {
			await use(numbered(14_000));
			await use(numbered(others, 'other'), { ofExecution: Math.min(others, 5_000) });
			restart();
			expect(tally(await use(numbered(14_000)))).toEqual({ sent: 14_000 });
		},
	);

	test('those of a run that hangs while 14,000 of another execution pass', async () => {
		await use(numbered(5_000, 'old'));
		const hanging = keysOf();
		await hanging.claim(['hangs']);
		await use(numbered(14_000));
		await hanging.settle(['hangs'], []);
		await hanging.close(1);
		expect(tally(await use([...numbered(14_000), 'hangs']))).toEqual({ sent: 14_001 });
	});

	test('those of a run that hangs while many executions pass', async () => {
		const hanging = keysOf();
		await hanging.claim(['hangs']);
		for (let round = 0; round < 30; round++) await use(numbered(1_000, `r${round}-`));
		expect((await keysOf().claim(['hangs'])).get('hangs')).toBe('open');
	});

	test('all of one execution, in however many runs of a loop', async () => {
		for (let round = 0; round < 30; round++) {
			await use(numbered(1_000, `r${round}-`), { ofExecution: (round + 1) * 1_000 });
		}
		expect(tally(await use(numbered(1_000, 'r0-')))).toEqual({ sent: 1_000 });
	});

	describe('at the end of a run on a full list whose keys must stay', () => {
		const marksOf = { keys: numbered(4_100, 'last'), full: 210_000 };

		/** A list that holds as much as it may, and a process that knows it. */
		async function fill() {
			await use(['open'], { sent: none });
			const [[row, value] = ['', '[]']] = rows;
			const old = numbered(marksOf.full, 'old mark ');
			rows.set(row, JSON.stringify([...old, ...(JSON.parse(value) as string[])]));
			restart();
			await use(['first']);
			expect(entries()).toHaveLength(marksOf.full);
		}

		/** The last note is on its way when the run is closed. */
		async function last(process: Process, ends = async () => {}) {
			const once = process.keys(warnings);
			const { keys } = marksOf;
			expect(tally(await once.claim(keys))).toEqual({ new: keys.length });
			void once.settle(keys, []);
			await ends();
			await once.close(keys.length);
		}

		/** A process that starts then drops nothing but what is too old, and knows all keys. */
		async function expectKept(state: 'sent' | 'open') {
			restart();
			await use(numbered(4_100, 'next'), { size: 4_100 });
			expect(entries().length).toBeGreaterThanOrEqual(marksOf.full);
			// A cut takes the first ones before the others.
			const first = marksOf.keys.slice(0, 20);
			expect(tally(await use(first))).toEqual({ [state]: first.length });
		}

		test('there are two calls: one takes the flag, the other puts it behind the last marks', async () => {
			await fill();
			let before = 0;
			await last(now, async () => {
				before = now.store.calls;
				await Promise.resolve();
			});
			expect(now.store.calls - before).toBe(2);
			expect(entries()).toHaveLength(marksOf.full);
			await expectKept('sent');
		});

		test.each([
			['before the first', 2, 'killedBefore', 'open'],
			['after the first', 2, 'killedAfter', 'open'],
			['before the second', 3, 'killedBefore', 'open'],
			['after the second', 3, 'killedAfter', 'sent'],
		] as const)('a kill %s of them loses no key', async (_when, call, fault, state) => {
			await fill();
			const { store } = now;
			const from = store.calls;
			store.faultAt = (at) => (at - from === call ? fault : undefined);
			await Promise.race([last(now), store.killed]);
			expect(store.isDead).toBe(true);
			await expectKept(state);
		});

		test('another process that runs between them drops nothing', async () => {
			await fill();
			const other = new Process(rows);
			const remove = now.store.removeProcessed.bind(now.store);
			now.store.removeProcessed = async (...call) => {
				await remove(...call);
				const once = other.keys(warnings);
				await once.claim(['other']);
				void once.settle(['other'], []);
				await once.close(1);
			};
			await last(now);
			await expectKept('sent');
			expect(await statesOf('other')).toEqual({ other: 'sent' });
		});

		test('the outcomes are noted although the flag cannot be taken', async () => {
			await fill();
			await last(now, async () => {
				now.store.faults = Array<Error>(3).fill(new Error('disk full'));
				await Promise.resolve();
			});
			expect(warnings).toEqual([]);
			await expectKept('sent');
		});
	});

	test('100,000 and some, the newest, where some must stay', async () => {
		await use(['open'], { sent: none });
		for (let round = 0; round < 13; round++) {
			await use(numbered(10_000, `r${round}-`), { size: 10_000 });
		}
		expect(entries().length).toBeLessThanOrEqual(230_000);
		expect(tally(await use(numbered(10_000, 'r3-'), { size: 10_000 }))).toEqual({ sent: 10_000 });
		restart();
		expect(tally(await use(numbered(10_000, 'r12-'), { size: 10_000 }))).toEqual({ sent: 10_000 });
		// The flag has not gone with the keys before it.
		restart();
		await use(['one more']);
		expect(entries().length).toBeGreaterThan(200_000);
	});

	test('more than 100,000, when the execution that had them is run again', async () => {
		await use(numbered(120_000), { size: 20_000 });
		restart();
		expect(tally(await use(numbered(120_000), { size: 20_000 }))).toEqual({ sent: 120_000 });
	});
});
