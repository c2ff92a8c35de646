import { OnceKeys } from '../../../nodes/shared/delivery/onceKeys.ts';
import { DeduplicationStore } from '../../engine/harness/deduplicationStore.mts';
import { fakeContext } from '../support/executeContext.mts';

let store: DeduplicationStore;
let warnings: string[];
beforeEach(() => {
	store = new DeduplicationStore();
	warnings = [];
});

/** The keys of the node in an execution of its own. */
const keysOf = () => new OnceKeys(fakeContext({ store, warnings }));
const statesOf = async (...wanted: string[]) => Object.fromEntries(await keysOf().claim(wanted));
/** Uses keys up, as an execution that ends well. */
async function use(keys: string[], ofExecution = keys.length) {
	const once = keysOf();
	await once.claim(keys);
	await once.settle(keys, []);
	await once.trim(ofExecution);
}
const numbered = (count: number, prefix = 'k') =>
	Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('a key', () => {
	test('is new once, and open from then on', async () => {
		expect(await statesOf('a', 'b')).toEqual({ a: 'new', b: 'new' });
		expect(await statesOf('a', 'c')).toEqual({ a: 'open', c: 'new' });
	});

	test('is sent when its outcome is known, however often somebody asks', async () => {
		await use(['a', 'b']);
		expect(await statesOf('a', 'b', 'c')).toEqual({ a: 'sent', b: 'sent', c: 'new' });
		expect(await statesOf('a')).toEqual({ a: 'sent' });
	});

	test('is new again when nothing was sent under it', async () => {
		const once = keysOf();
		await once.claim(['a', 'b']);
		await once.settle([], ['a']);
		expect(await statesOf('a', 'b')).toEqual({ a: 'new', b: 'open' });
	});

	test('of which a crash has left one mark is not taken for sent', async () => {
		await use(['a']);
		// The process ends when it has asked and before it has taken its question back.
		store.faults = [undefined, undefined, ...Array<Error>(3).fill(new Error('killed'))];
		await statesOf('a');
		store.faults = [];
		expect(await statesOf('a')).toEqual({ a: 'open' });
	});
});

describe('the store', () => {
	test('gets one call for what is claimed at the same time, and one for what is settled', async () => {
		const once = keysOf();
		const keys = numbered(10);
		await Promise.all(keys.map(async (key) => await once.claim([key])));
		expect(store.writes).toBe(1);
		await Promise.all(keys.map(async (key) => await once.settle([key], [])));
		expect(store.writes).toBe(2);
		expect(store.entries).toHaveLength(10);
	});

	test('loses nothing to overlapping executions of one process', async () => {
		const keys = numbered(50);
		await Promise.all(keys.map(async (key) => await use([key])));
		expect(Object.values(await statesOf(...keys))).toEqual(Array(50).fill('sent'));
	});

	test('gives a key that two overlapping executions want to one of them', async () => {
		const states = await Promise.all(numbered(5).map(async () => await statesOf('a')));
		expect(states.map(({ a }) => a).sort()).toEqual(['new', 'open', 'open', 'open', 'open']);
	});

	test('is asked again when it is busy', async () => {
		store.faults = [undefined, new Error('SQLITE_BUSY'), new Error('SQLITE_BUSY')];
		expect(await statesOf('a')).toEqual({ a: 'new' });
	});

	test('that does not answer is an error of the claim, and a later claim goes on', async () => {
		store.faults = [undefined, ...Array<Error>(3).fill(new Error('disk full'))];
		const once = keysOf();
		await expect(once.claim(['a'])).rejects.toThrow('disk full');
		expect(await once.claim(['a'])).toEqual(new Map([['a', 'new']]));
	});

	test('that cannot take an outcome is warned about, and the key stays open', async () => {
		const once = keysOf();
		await once.claim(['a']);
		store.faults = Array<Error>(3).fill(new Error('disk full'));
		await once.settle(['a'], []);
		expect(warnings).toEqual([expect.stringContaining('disk full')]);
		expect(await statesOf('a')).toEqual({ a: 'open' });
	});
});

describe('how many keys stay', () => {
	test('10,000 and some, the newest', async () => {
		for (let round = 0; round < 13; round++) await use(numbered(1_000, `r${round}-`));
		expect(store.entries.length).toBeLessThanOrEqual(11_000);
		const first = await statesOf('r12-0', 'r3-0', 'r0-0');
		expect(first).toEqual({ 'r12-0': 'sent', 'r3-0': 'sent', 'r0-0': 'new' });
	});

	test('all of one execution, in however many runs of a loop', async () => {
		for (let round = 0; round < 15; round++) {
			await use(numbered(1_000, `r${round}-`), (round + 1) * 1_000);
		}
		expect(store.entries).toHaveLength(15_000);
	});

	test('all that there were when a large execution is run again in a loop', async () => {
		// The first execution was killed in its 15th pass.
		for (let round = 0; round < 15; round++) {
			const once = keysOf();
			const keys = numbered(1_000, `r${round}-`);
			await once.claim(keys);
			if (round < 14) await once.settle(keys, []);
		}
		const seen: unknown[] = [];
		for (let round = 0; round < 20; round++) {
			const once = keysOf();
			const keys = numbered(1_000, `r${round}-`);
			const states = await once.claim(keys);
			seen.push([...new Set(states.values())].join());
			await once.settle(
				keys.filter((key) => states.get(key) === 'new'),
				[],
			);
			await once.trim((round + 1) * 1_000);
		}
		expect(seen).toEqual([...Array(14).fill('sent'), 'open', ...Array(5).fill('new')]);
	});
});
