import { sleep } from 'n8n-workflow';

import { Account } from '../../../nodes/shared/transport/account.ts';
import { Calls, takePlace } from '../support/calls.mts';
import { pass, passAll, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();

const accountOf = (concurrent: number, perSecond = 0): Account =>
	new Account().configure({ concurrent, perSecond });

/** A kind of call that keeps its distance. */
const turnOfSend = { kind: 'send', most: 1, withinMs: 1000 };

/** How many others start after a call was asked for and before it starts, the one that starts last included. */
const overtakenBy = (list: Calls, askedAt: number, startedAt: number | undefined): number =>
	list.started.filter((at) => at > askedAt && at < (startedAt ?? Infinity)).length;

describe('a single send beside the ten thousand rows of another execution', () => {
	test.each([
		['one call at a time', 1, 0],
		['ten calls at a time', 10, 0],
		['one call a second', 10, 1],
		['less than one call a second', 10, 0.5],
	])('waits for two slots at most: %s', async (_what, concurrent, perSecond) => {
		const account = accountOf(concurrent, perSecond);
		const list = new Calls(account);
		// Calls that take different times, so that no two slots become free at once.
		for (let row = 0; row < 10_000; row++) list.add(1000 + (row % 97), { owner: 'list' });
		await pass(10_050);
		const single = new Calls(account).add(10, { owner: 'single' });
		const asked = 10_050;
		await pass(20_000);
		expect(single.startedAt).toBeDefined();
		expect(overtakenBy(list, asked, asked + (single.startedAt ?? Infinity))).toBeLessThanOrEqual(2);
		expect(list.started.length).toBeLessThan(5000);
	});

	test.each([
		['one place, calls at once', 1, 0],
		['five places, calls at once', 5, 0],
		['one place, calls that take their time', 1, 700],
		['five places, calls that take their time', 5, 700],
	])('waits for two slots at most where messages are noted: %s', async (_what, concurrent, ms) => {
		const account = accountOf(concurrent, 1);
		const starts: string[] = [];
		const noted = async (owner: string) =>
			await account.notes.run(
				async () =>
					await account.call(
						async () => {
							starts.push(owner);
							await sleep(ms);
						},
						{ owner },
					),
				{ owner },
			);
		for (let row = 0; row < 10_000; row++) void noted('list');
		await pass(10_500);
		const before = starts.length;
		void noted('single');
		await pass(20_000);
		expect(starts.slice(before)).toContain('single');
		expect(starts.slice(before).indexOf('single')).toBeLessThanOrEqual(2);
	});

	test('a read waits for two slots of each list that is noted', async () => {
		const account = accountOf(2, 1);
		const starts: string[] = [];
		const call = async (owner: string) =>
			await account.call(async () => await Promise.resolve(starts.push(owner)), { owner });
		for (let row = 0; row < 1000; row++) {
			for (const owner of ['a', 'b'])
				void account.notes.run(async () => await call(owner), { owner });
		}
		await pass(10_500);
		const before = starts.length;
		void call('read');
		await pass(10_000);
		expect(starts.slice(before)).toContain('read');
		expect(starts.slice(before).indexOf('read')).toBeLessThanOrEqual(4);
	});

	test('waits for two places of a kind that has so many within a time', async () => {
		const account = accountOf(10);
		const starts: string[] = [];
		const place = async (owner: string) => {
			await takePlace(account.paces, { kind: 'text', most: 3, withinMs: 60_000 }, { owner });
			starts.push(owner);
		};
		for (let row = 0; row < 1000; row++) void place('list');
		await pass(1000);
		expect(starts).toHaveLength(3);
		void place('single');
		await pass(60_000);
		expect(starts.indexOf('single')).toBeGreaterThanOrEqual(3);
		expect(starts.indexOf('single')).toBeLessThanOrEqual(5);
	});

	test('waits for two turns of a kind that keeps its distance', async () => {
		const account = accountOf(10);
		const starts: string[] = [];
		const turn = async (owner: string) => {
			await takePlace(account.paces, turnOfSend, { owner });
			starts.push(owner);
		};
		for (let row = 0; row < 10_000; row++) void turn('list');
		await pass(5500);
		const before = starts.length;
		void turn('single');
		await pass(5000);
		expect(starts.slice(before).indexOf('single')).toBeLessThanOrEqual(2);
		expect(starts).toContain('single');
	});
});

test('executions share the slots evenly, each in its own order', async () => {
	const account = accountOf(1);
	const order: string[] = [];
	for (const [owner, count] of Object.entries({ a: 6, b: 3, c: 1 })) {
		for (let row = 0; row < count; row++) {
			void account.call(async () => await Promise.resolve(order.push(`${owner}${row}`)), { owner });
		}
	}
	await passAll();
	expect(order).toEqual(['a0', 'a1', 'b0', 'c0', 'a2', 'b1', 'a3', 'b2', 'a4', 'a5']);
});

test('a cancelled execution leaves nothing behind that others wait for', async () => {
	const account = accountOf(1, 1);
	const controller = new AbortController();
	const cancelled = new Calls(account);
	cancelled.addMany(10_000, 10, { owner: 'cancelled', signal: controller.signal });
	const turns: Array<Promise<boolean>> = [];
	for (let row = 0; row < 100; row++)
		turns.push(
			takePlace(account.paces, turnOfSend, { owner: 'cancelled', signal: controller.signal }),
		);
	await pass(2500);
	controller.abort();
	await pass(0);
	expect(cancelled.started).toHaveLength(10_000);
	await Promise.all(turns);

	const other = new Calls(account);
	const single = other.add(10, { owner: 'other' });
	let hadTurn = false;
	void takePlace(account.paces, turnOfSend, { owner: 'other' }).then(() => (hadTurn = true));
	await pass(1000);
	expect(single.startedAt).toBeLessThanOrEqual(1000);
	expect(hadTurn).toBe(true);
});

test('a cancelled execution leaves no place behind that others wait for', async () => {
	const account = accountOf(1);
	const pace = { kind: 'text', most: 3, withinMs: 60_000 };
	const controller = new AbortController();
	const cancelled: Array<Promise<boolean>> = [];
	for (let row = 0; row < 10_000; row++)
		cancelled.push(
			takePlace(account.paces, pace, { owner: 'cancelled', signal: controller.signal }),
		);
	await pass(1000);
	controller.abort();
	await Promise.all(cancelled);

	let hadPlace = 0;
	for (let row = 0; row < 3; row++)
		void takePlace(account.paces, pace, { owner: 'other' }).then(() => hadPlace++);
	await pass(58_000);
	expect(hadPlace).toBe(0);
	await pass(2000);
	expect(hadPlace).toBe(3);
});

test('a task that was noted and made no call leaves no turn behind', async () => {
	const account = accountOf(1, 1);
	await account.notes.run(async () => await Promise.resolve(), { owner: 'noted' });
	const order: string[] = [];
	for (const owner of ['first', 'second', 'noted'])
		void account.call(async () => await Promise.resolve(order.push(owner)), { owner });
	await passAll();
	expect(order).toEqual(['first', 'second', 'noted']);
});
