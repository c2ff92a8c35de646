import { Account } from '../../../nodes/shared/transport/account.ts';
import { Calls } from '../support/calls.mts';
import { pass, passAll, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();

const accountOf = (concurrent: number, perSecond = 0): Account =>
	new Account().configure({ concurrent, perSecond });

describe('limits that change while calls wait', () => {
	test('more at once: the waiting ones start now', async () => {
		const account = accountOf(1);
		const calls = new Calls(account);
		calls.addMany(5, 1000);
		await pass(300);
		account.configure({ concurrent: 4, perSecond: 0 });
		await pass(0);
		expect(calls.starts).toEqual([0, 300, 300, 300, null]);
		await passAll();
		expect(calls.starts[4]).toBe(1000);
	});

	test('fewer at once: what runs goes on, and nothing starts until enough has ended', async () => {
		const account = accountOf(4);
		const calls = new Calls(account);
		for (const duration of [100, 200, 300, 400, 1000, 1000]) calls.add(duration);
		await pass(50);
		account.configure({ concurrent: 1, perSecond: 0 });
		await passAll();
		expect(calls.starts).toEqual([0, 0, 0, 0, 400, 1400]);
	});

	test('fewer a second: the calls that follow keep to it', async () => {
		const account = accountOf(50, 10);
		const calls = new Calls(account);
		calls.addMany(10, 10);
		await pass(100);
		account.configure({ concurrent: 50, perSecond: 1 });
		calls.addMany(3, 10);
		await passAll();
		expect(calls.starts.slice(10)).toEqual([1000, 2000, 3000]);
	});

	test('more a second: the calls that follow may use it', async () => {
		const account = accountOf(1, 1);
		const calls = new Calls(account);
		calls.addMany(4, 10);
		await pass(500);
		account.configure({ concurrent: 1, perSecond: 100 });
		await passAll();
		expect(calls.starts).toEqual([0, 1000, 1010, 1020]);
	});

	test('a place at least there always is', async () => {
		const calls = new Calls(accountOf(0.5, -1));
		calls.addMany(2, 100);
		await passAll();
		expect(calls.starts).toEqual([0, 100]);
	});
});

describe('a pause that the gateway asks for', () => {
	test('holds every call that is asked for in it, and the longest one counts', async () => {
		const account = accountOf(10);
		const calls = new Calls(account);
		account.limiter.holdBack(5000);
		account.limiter.holdBack(2000);
		calls.addMany(2, 10);
		await pass(3000);
		calls.add(10);
		await passAll();
		expect(calls.starts).toEqual([5000, 5000, 5000]);
	});

	test('does not stop the calls that are on their way', async () => {
		const account = accountOf(10);
		const calls = new Calls(account);
		calls.add(500);
		await pass(100);
		account.limiter.holdBack(5000);
		await passAll();
		expect(calls.all[0]).toMatchObject({ startedAt: 0, endedAt: 500 });
	});

	test('holds the calls too that already wait for their turn', async () => {
		const account = accountOf(5, 1);
		const calls = new Calls(account);
		calls.addMany(5, 10);
		await pass(100);
		account.limiter.holdBack(10_000);
		await passAll();
		expect(calls.starts[0]).toBe(0);
		expect(Math.min(...calls.started.slice(1))).toBeGreaterThanOrEqual(10_100);
		expect(calls.busiest(1000)).toBe(1);
	});

	test('leaves the limit a second in force afterwards', async () => {
		const account = accountOf(50, 2);
		const calls = new Calls(account);
		account.limiter.holdBack(3000);
		calls.addMany(5, 10);
		await passAll();
		expect(calls.starts).toEqual([3000, 3000, 4000, 4000, 5000]);
	});
});

describe('a cancelled execution', () => {
	test('does not wait for its turn, so that its tasks can say that nothing was done', async () => {
		const account = accountOf(1, 1);
		const controller = new AbortController();
		const calls = new Calls(account);
		calls.addMany(20, 0, { signal: controller.signal });
		await pass(1500);
		controller.abort();
		await pass(1000);
		expect(calls.started).toHaveLength(calls.all.length);
	});

	test('does not wait behind the calls of executions that go on', async () => {
		const account = accountOf(5);
		const controller = new AbortController();
		const calls = new Calls(account);
		account.limiter.holdBack(60_000);
		calls.add(0);
		const cancelled = calls.add(0, { signal: controller.signal });
		await pass(1500);
		controller.abort();
		await pass(1000);
		expect(cancelled.startedAt).toBeDefined();
	});

	test('takes no turns away from the executions that go on', async () => {
		const account = accountOf(5, 1);
		const controller = new AbortController();
		const cancelled = new Calls(account);
		cancelled.addMany(100, 0, { signal: controller.signal });
		await pass(1500);
		controller.abort();
		await pass(1000);

		const other = new Calls(account);
		other.add(10);
		// The five that had a turn when it was cancelled may keep it.
		await pass(6000);
		expect(other.started).toHaveLength(1);
		await passAll();
	});
});
