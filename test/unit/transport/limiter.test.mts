import fc from 'fast-check';
import { sleep } from 'n8n-workflow';
import type { SendOnce } from '../../../nodes/shared/delivery/sendOnce.ts';
import { Account, accountFor } from '../../../nodes/shared/transport/account.ts';
import { pause } from '../../../nodes/shared/model/pause.ts';
import { Calls, takePlace } from '../support/calls.mts';
import { answer, ids, recipientsOf, run } from '../support/dispatch.mts';
import { testGateway } from '../support/gateway.mts';
import { holdsAsync } from '../../properties.mts';
import { testRoute } from '../support/route.mts';
import { pass, passAll, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();

const accountOf = (concurrent: number, perSecond = 0): Account =>
	new Account().configure({ concurrent, perSecond });

const plannedCall = fc.record({
	after: fc.nat(1500),
	duration: fc.nat(2500),
	fails: fc.boolean(),
});
const plan = fc.array(plannedCall, { minLength: 1, maxLength: 40 });

async function carryOut(
	calls: Calls,
	planned: Array<{ after: number; duration: number; fails: boolean }>,
) {
	for (const { after, duration, fails } of planned) {
		if (after > 500) await pass(after - 500);
		calls.add(duration, { fails });
	}
	await passAll();
}

describe('whatever is asked for, and however it ends', () => {
	test('no more calls are in flight than allowed, each ends as its task did, and no place is lost', async () => {
		await holdsAsync(
			fc.asyncProperty(fc.integer({ min: 1, max: 6 }), plan, async (concurrent, planned) => {
				const account = accountOf(concurrent);
				const calls = new Calls(account);
				await carryOut(calls, planned);
				expect(calls.peak).toBeLessThanOrEqual(concurrent);
				expect(calls.all.map(({ error }) => error !== undefined)).toEqual(
					planned.map(({ fails }) => fails),
				);

				const afterwards = new Calls(account);
				afterwards.addMany(concurrent + 1, 1000);
				await pass(0);
				expect(afterwards.starts.filter((at) => at === 0)).toHaveLength(concurrent);
				await passAll();
			}),
			60,
		);
	});

	test('no second, wherever it begins, has more starts than allowed', async () => {
		await holdsAsync(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 20 }),
				fc.integer({ min: 1, max: 12 }),
				plan,
				async (concurrent, perSecond, planned) => {
					const calls = new Calls(accountOf(concurrent, perSecond));
					await carryOut(calls, planned);
					expect(calls.busiest(1000)).toBeLessThanOrEqual(perSecond);
					expect(calls.peak).toBeLessThanOrEqual(concurrent);
					expect(calls.started).toHaveLength(calls.all.length);
				},
			),
			60,
		);
	});

	test('calls start in the order in which they were asked for', async () => {
		await holdsAsync(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 5 }),
				fc.integer({ min: 0, max: 5 }),
				plan,
				async (concurrent, perSecond, planned) => {
					const calls = new Calls(accountOf(concurrent, perSecond));
					await carryOut(calls, planned);
					expect(calls.starts).toEqual([...calls.started].sort((a, b) => a - b));
				},
			),
			30,
		);
	});
});

describe('the limits are used up', () => {
	test('as many calls as allowed start at once, the next one as soon as one ends', async () => {
		const calls = new Calls(accountOf(3));
		calls.addMany(7, 100);
		await passAll();
		expect(calls.starts).toEqual([0, 0, 0, 100, 100, 100, 200]);
	});

	test('as many calls as allowed start in each second', async () => {
		const calls = new Calls(accountOf(50, 3));
		calls.addMany(8, 10);
		await passAll();
		expect(calls.starts).toEqual([0, 0, 0, 1000, 1000, 1000, 2000, 2000]);
	});

	test('an idle time is not saved up for a burst', async () => {
		const calls = new Calls(accountOf(50, 2));
		await pass(60_000);
		calls.addMany(4, 10);
		await passAll();
		expect(calls.starts).toEqual([60_000, 60_000, 61_000, 61_000]);
	});

	test('a call every few seconds is a limit below one a second', async () => {
		const calls = new Calls(accountOf(50, 0.25));
		calls.addMany(3, 10);
		await passAll();
		expect(calls.starts).toEqual([0, 4000, 8000]);
	});

	test.each([1.25, 1.6, 2.5])(
		'%d a second never means more than that within one',
		async (limit) => {
			const calls = new Calls(accountOf(50, limit));
			calls.addMany(40, 10);
			await passAll();
			expect(calls.busiest(1000)).toBeLessThanOrEqual(limit);
			expect(calls.busiest(10_000)).toBeGreaterThanOrEqual(Math.floor(limit) * 9);
		},
	);

	test('no limit a second starts everything at once', async () => {
		const calls = new Calls(accountOf(1000, 0));
		calls.addMany(1000, 10);
		await passAll();
		expect(new Set(calls.starts)).toEqual(new Set([0]));
	});
});

describe('waiting', () => {
	test.each([0, -5, 1, 999, 1000, 1001, 12_345])(
		'takes the time that is asked for: %d ms',
		async (time) => {
			const begin = Date.now();
			let waited: number | undefined;
			void pause(time).then(() => (waited = Date.now() - begin));
			await passAll();
			expect(waited).toBe(Math.max(0, time));
		},
	);

	test('ends within a second when the execution is cancelled', async () => {
		const controller = new AbortController();
		const begin = Date.now();
		let waited: number | undefined;
		void pause(60_000, controller.signal).then(() => (waited = Date.now() - begin));
		await pass(5500);
		controller.abort();
		await pass(1000);
		expect(waited).toBeLessThanOrEqual(6500);
		expect(waited).toBeGreaterThan(5500);
	});
});

test('what holds an account back is one object, and another account has another', () => {
	expect(accountFor('kupon:1')).toBe(accountFor('kupon:1'));
	expect(accountFor('kupon:1')).not.toBe(accountFor('kupon:2'));
});

describe('places within a window', () => {
	const pace = (kind: string) => ({ kind, most: 3, withinMs: 60_000 });

	test('are as many as the gateway takes, in the order of asking, whatever the window', async () => {
		const account = accountOf(1);
		const starts: number[] = [];
		const from = Date.now();
		for (let call = 0; call < 8; call++)
			void takePlace(account.paces, pace('a')).then(() => starts.push(Date.now() - from));
		await passAll();

		expect(starts).toEqual([0, 0, 0, 60_000, 60_000, 60_000, 120_000, 120_000]);
	});

	test('are apart for each kind', async () => {
		const account = accountOf(1);
		const from = Date.now();
		for (let call = 0; call < 3; call++) await takePlace(account.paces, pace('a'));
		await takePlace(account.paces, pace('b'));

		expect(Date.now()).toBe(from);
	});

	test('are not waited for by an execution that was canceled', async () => {
		const account = accountOf(1);
		const controller = new AbortController();
		for (let call = 0; call < 3; call++) await takePlace(account.paces, pace('a'));
		const waiting = takePlace(account.paces, pace('a'), { signal: controller.signal });
		controller.abort();
		await pass(1000);

		await waiting;
	});

	test('are free again when the task makes no call, or fails before it', async () => {
		const account = accountOf(1);
		for (let task = 0; task < 5; task++) {
			await account.paces.run(pace('a'), async () => {});
			const failing = account.paces.run(
				pace('a'),
				async () => await Promise.reject(new Error('no')),
			);
			await expect(failing).rejects.toThrow('no');
		}
		const from = Date.now();
		for (let call = 0; call < 3; call++) await takePlace(account.paces, pace('a'));

		expect(Date.now()).toBe(from);
	});

	test('are used by each repetition of a call', async () => {
		const { paces } = accountOf(1);
		const from = Date.now();
		await paces.run(pace('a'), async (turn) => {
			for (let tries = 0; tries < 3; tries++) {
				turn?.start();
				await pass(1000);
			}
		});
		const next = Promise.all([0, 1].map(async () => await takePlace(paces, pace('a'))));
		await passAll();
		await next;

		expect(Date.now() - from).toBe(61_000);
	});

	test('are used when calls start: no window has more, however long each task takes to start and to end', async () => {
		const task = fc.record({
			before: fc.nat(100_000),
			calls: fc.boolean(),
			after: fc.nat(100_000),
		});
		await holdsAsync(
			fc.asyncProperty(fc.array(task, { maxLength: 12 }), async (tasks) => {
				const { paces } = accountOf(1);
				const starts: number[] = [];
				const ends = tasks.map(
					async ({ before, calls, after }) =>
						await paces.run(pace('a'), async (turn) => {
							await sleep(before);
							if (calls) {
								turn?.start();
								starts.push(performance.now());
							}
							await sleep(after);
						}),
				);
				await passAll();
				await Promise.all(ends);
				expect(starts).toHaveLength(tasks.filter(({ calls }) => calls).length);
				const within = (from: number) => starts.filter((at) => at >= from && at < from + 60_000);
				for (const from of starts) expect(within(from).length).toBeLessThanOrEqual(3);
			}),
			50,
		);
	});

	test('of kinds whose time is over are forgotten', async () => {
		const account = accountOf(1);
		for (let kind = 0; kind < 10_000; kind++) await takePlace(account.paces, pace(`old ${kind}`));
		await pass(600_001);
		await takePlace(account.paces, pace('new'));

		expect((account.paces as unknown as { places: Map<string, unknown> }).places.size).toBe(1);
	});
});

describe('a repeated call', () => {
	const keys = {
		claim: async (packet: unknown[]) =>
			await Promise.resolve({ free: packet, known: [], reduced: [] }),
		release: async () => await Promise.resolve(),
		settle: () => undefined,
	} as unknown as SendOnce;

	/** Sends single rows of one pace; a call that is not the last is answered with 429. */
	function paced(
		pace: { most: number; withinMs: number },
		turnedAway: number,
		{ retryAfter, signal, once }: { retryAfter: string; signal?: AbortSignal; once?: SendOnce },
	) {
		const from = Date.now();
		const calls: Array<[row: string, at: number]> = [];
		const account = accountOf(1);
		const running = run({
			packets: [[0], [1], [2]],
			job: {
				once,
				concurrent: 3,
				route: { ...testRoute, pace: () => ({ kind: 'send', ...pace }) },
				line: {
					gateway: testGateway,
					credentialType: testGateway.credential,
					account,
					addresses: { primary: 'https://gateway.test', backups: [], barred: [] },
					redact: (value) => value,
					signal,
				},
			},
			http: async (options) => {
				calls.push([recipientsOf(options)[0] ?? '', Date.now() - from]);
				return await Promise.resolve(
					calls.length <= turnedAway
						? { ...answer('', 429), headers: { 'retry-after': retryAfter } }
						: ids('x'),
				);
			},
		});
		return { running, calls };
	}

	test.each([undefined, keys])('takes its turn, behind its own pause (%#)', async (once) => {
		const pace = { most: 1, withinMs: 12_500 };
		const { running, calls } = paced(pace, 1, { retryAfter: '2', once });
		await passAll();
		expect((await running).states.map(([, state]) => state)).toEqual(['x', 'x', 'x']);
		expect(calls).toEqual([
			['100', 0],
			['100', 12_500],
			['101', 25_000],
			['102', 37_500],
		]);
	});

	test.each([undefined, keys])(
		'waits as long as it is asked to, and no longer (%#)',
		async (once) => {
			const pace = { most: 1, withinMs: 12_500 };
			const { running, calls } = paced(pace, 2, { retryAfter: '20', once });
			await passAll();
			expect((await running).states.map(([, state]) => state).sort()).toEqual(['x', 'x', 'x']);
			expect(calls).toHaveLength(5);
			const again = calls.filter(([row]) => row === '100').map(([, at]) => at);
			expect(again[1]).toBeGreaterThanOrEqual(20_000);
			for (const [at, [, start]] of calls.entries())
				if (at > 0) expect(start - (calls[at - 1]?.[1] ?? 0)).toBeGreaterThanOrEqual(12_500);
		},
	);

	test('that waits for its turn when the execution is cancelled is not made', async () => {
		const controller = new AbortController();
		const pace = { most: 1, withinMs: 60_000 };
		const { signal } = controller;
		const { running, calls } = paced(pace, 9, { retryAfter: '2', signal, once: keys });
		await pass(10_000);
		controller.abort();
		await pass(2000);
		expect((await running).states).toEqual([[0, 'unavailable']]);
		expect(calls).toHaveLength(1);
	});

	test('never makes more calls within a window than the gateway takes, whatever is turned away', async () => {
		await holdsAsync(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 3 }),
				fc.nat(6),
				fc.constantFrom('1', '5', '30'),
				fc.constantFrom(undefined, keys),
				async (most, turnedAway, retryAfter, once) => {
					const withinMs = 12_500;
					const { running, calls } = paced({ most, withinMs }, turnedAway, {
						retryAfter,
						once,
					});
					await passAll();
					await running;
					const starts = calls.map(([, at]) => at);
					for (const from of starts)
						expect(
							starts.filter((at) => at >= from && at < from + withinMs).length,
						).toBeLessThanOrEqual(most);
				},
			),
			40,
		);
	});
});
