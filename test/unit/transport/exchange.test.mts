import fc from 'fast-check';
import { sleep } from 'n8n-workflow';
import { exchange, type Line } from '../../../nodes/shared/transport/exchange.ts';
import { Account } from '../../../nodes/shared/transport/account.ts';
import { PageWatch } from '../../../nodes/shared/transport/pageWatch.ts';
import type { Attempt } from '../../../nodes/shared/transport/readAnswer.ts';
import { redactor } from '../../../nodes/shared/text/redact.ts';
import type { Failure } from '../../../nodes/shared/model/failure.ts';
import { failure, testGateway } from '../support/gateway.mts';
import { holdsAsync } from '../../properties.mts';
import { pass, passAll, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();
afterEach(() => void jest.restoreAllMocks());

const lineOf = (more: Partial<Line> = {}): Line => ({
	gateway: testGateway,
	credentialType: testGateway.credential,
	account: new Account().configure({ concurrent: 5, perSecond: 0 }),
	addresses: { primary: 'https://a.test', backups: [], barred: [] },
	redact: redactor(['the-secret']),
	...more,
});

/** Answers one try after the other, and notes when each came. */
function attempts(...answers: Array<Failure | string>) {
	const begin = Date.now();
	const at: number[] = [];
	const attempt = async (): Promise<Attempt<string>> => {
		const answer = answers[at.length] ?? 'too many tries';
		at.push(Date.now() - begin);
		return typeof answer === 'string'
			? { ok: true, value: answer }
			: { ok: false, failure: answer };
	};
	return { at, attempt };
}

async function outcome<T>(promise: Promise<T>): Promise<T> {
	await passAll();
	return await promise;
}

const limited = failure('rateLimited');
const rejected = failure('rejected');
const unreached = failure('unavailable', { unreached: true });

describe('one call', () => {
	test('is made once when it works', async () => {
		const { at, attempt } = attempts('fine');
		expect(await outcome(exchange(lineOf(), 'send', attempt))).toEqual({ ok: true, value: 'fine' });
		expect(at).toEqual([0]);
	});

	test('is repeated after growing waits until it works', async () => {
		const { at, attempt } = attempts(limited, limited, 'fine');
		expect(await outcome(exchange(lineOf(), 'send', attempt))).toEqual({ ok: true, value: 'fine' });
		expect(at).toEqual([0, 500, 1500]);
	});

	test.each([
		['refused', failure('notFound', { text: 'not there' })],
		['not reached', unreached],
	])('has an open outcome when an answer is lost and the repetition is %s', async (_how, last) => {
		const { attempt } = attempts(failure('outcomeUnknown'), last, last);
		const result = await outcome(exchange(lineOf(), 'read', attempt));

		expect(result).toMatchObject({
			ok: false,
			failure: { kind: 'outcomeUnknown', text: expect.stringContaining(last.text) as string },
		});
	});

	test('is refused when the tries before it did nothing', async () => {
		const last = failure('notFound');
		const { attempt } = attempts(failure('unavailable'), limited, last);
		expect(await outcome(exchange(lineOf(), 'read', attempt))).toEqual({
			ok: false,
			failure: last,
		});
	});

	test('is given up after three tries with the last failure', async () => {
		const last = failure('rateLimited', { text: 'the last one' });
		const { at, attempt } = attempts(limited, limited, last);
		expect(await outcome(exchange(lineOf(), 'send', attempt))).toEqual({
			ok: false,
			failure: last,
		});
		expect(at).toHaveLength(3);
	});

	test('that was refused is not repeated', async () => {
		const { at, attempt } = attempts(rejected);
		expect(await outcome(exchange(lineOf(), 'read', attempt))).toMatchObject({ ok: false });
		expect(at).toEqual([0]);
	});

	test('that may have been carried out is repeated only when it reads', async () => {
		const sending = attempts(failure('outcomeUnknown'), 'again');
		const reading = attempts(failure('outcomeUnknown'), 'again');
		const sent = await outcome(exchange(lineOf(), 'send', sending.attempt));
		const read = await outcome(exchange(lineOf(), 'read', reading.attempt));
		expect([sent.ok, sending.at.length]).toEqual([false, 1]);
		expect([read.ok, reading.at.length]).toEqual([true, 2]);
	});

	test('gives its failure without secrets, and leaves the original as it is', async () => {
		const original = failure('rejected', { text: 'no: the-secret', hint: 'Change the-secret.' });
		const { attempt } = attempts(original);
		const result = await outcome(exchange(lineOf(), 'send', attempt));
		expect(result).toMatchObject({ failure: { text: 'no: ***', hint: 'Change ***.' } });
		expect(original.text).toBe('no: the-secret');
	});

	test('frees its place while it waits for the next try', async () => {
		const account = new Account().configure({ concurrent: 1, perSecond: 0 });
		const first = attempts(failure('unavailable'), 'first');
		const second = attempts('second');
		const begin = Date.now();
		let secondAt: number | undefined;
		const both = Promise.all([
			exchange(lineOf({ account }), 'send', first.attempt),
			exchange(lineOf({ account }), 'send', second.attempt).then(
				() => (secondAt = Date.now() - begin),
			),
		]);
		await outcome(both);
		expect([secondAt, first.at]).toEqual([0, [0, 500]]);
	});

	test('frees its place in the limiter when the try throws', async () => {
		const account = new Account().configure({ concurrent: 1, perSecond: 0 });
		const thrown = exchange(lineOf({ account }), 'send', async () => {
			throw new Error('a bug');
		});
		await expect(thrown).rejects.toThrow('a bug');
		const { attempt } = attempts('fine');
		expect(await outcome(exchange(lineOf({ account }), 'send', attempt))).toMatchObject({
			ok: true,
		});
	});
});

describe('calls of several executions, whatever is answered and however long it asks to wait', () => {
	const failing = fc.record({
		kind: fc.constantFrom('unavailable', 'outcomeUnknown', 'rateLimited', 'busy', 'rejected'),
		page: fc.boolean(),
		retryAfterMs: fc.constantFrom(undefined, 100, 5000, 30_000),
	} as const);
	const planned = fc.record({
		execution: fc.nat(2),
		after: fc.nat(3000),
		duration: fc.nat(1500),
		answers: fc.array(failing, { maxLength: 4 }),
	});

	test('keep the limits, and no answer ends up with another call', async () => {
		// Fake timers do not get past a part of a millisecond.
		jest.spyOn(Math, 'random').mockReturnValue(1);
		await holdsAsync(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 3 }),
				fc.integer({ min: 0, max: 3 }),
				fc.array(planned, { minLength: 1, maxLength: 25 }),
				async (concurrent, perSecond, calls) => {
					const account = new Account().configure({ concurrent, perSecond });
					const starts: number[] = [];
					let inFlight = 0;
					let peak = 0;
					const lines = [0, 1, 2].map((owner) =>
						lineOf({
							...{ account, owner: String(owner) },
							// The last one is that of a sending, which watches for pages by itself.
							pages: owner < 2 ? new PageWatch(['done', 'run'], undefined, concurrent) : undefined,
						}),
					);
					const ends = calls.map(async ({ execution, after, duration, answers }, number) => {
						await sleep(after);
						let tries = 0;
						const result = await exchange(lines[execution]!, 'read', async () => {
							starts.push(performance.now());
							peak = Math.max(peak, ++inFlight);
							await sleep(duration);
							inFlight--;
							const answer = answers[tries++];
							if (!answer) return { ok: true, value: number };
							const { kind, page, retryAfterMs } = answer;
							const more = { ...(page ? { page } : {}), retryAfterMs, httpStatus: 503 };
							return { ok: false, failure: failure(kind, more) };
						});
						return { result, tries, answers };
					});
					await passAll();

					for (const [number, { result, tries, answers }] of (await Promise.all(ends)).entries()) {
						expect(result.ok).toBe(tries > answers.length);
						if (result.ok) expect(result.value).toBe(number);
					}
					expect(peak).toBeLessThanOrEqual(concurrent);
					const within = (from: number) =>
						starts.filter((at) => at >= from && at < from + 1000).length;
					if (perSecond > 0)
						for (const from of starts) expect(within(from)).toBeLessThanOrEqual(perSecond);
				},
			),
			60,
		);
	});
});

describe('what the gateway says about one call', () => {
	test('holds for the other calls of the account when it limits the rate', async () => {
		const account = new Account().configure({ concurrent: 5, perSecond: 0 });
		const slow = attempts(failure('rateLimited', { retryAfterMs: 4000 }), 'fine');
		const first = exchange(lineOf({ account }), 'send', slow.attempt);
		await pass(100);
		const other = attempts('fine');
		const second = exchange(lineOf({ account }), 'send', other.attempt);
		await outcome(Promise.all([first, second]));
		expect(slow.at).toEqual([0, 4000]);
		expect(other.at).toEqual([3900]);
	});

	test('holds for a call that waits for the place of that one, too', async () => {
		const account = new Account().configure({ concurrent: 1, perSecond: 0 });
		const slow = attempts(failure('rateLimited', { retryAfterMs: 4000 }), 'fine');
		const others = [attempts('fine'), attempts('fine')];
		const calls = [slow, ...others].map(({ attempt }) =>
			exchange(lineOf({ account }), 'send', attempt),
		);
		await outcome(Promise.all(calls));
		expect(slow.at).toEqual([0, 4000]);
		expect(others.map(({ at }) => at)).toEqual([[4000], [4000]]);
	});

	test('does not hold for them when it is only busy with this one', async () => {
		const account = new Account().configure({ concurrent: 5, perSecond: 0 });
		jest.spyOn(Math, 'random').mockReturnValue(1);
		const first = exchange(lineOf({ account }), 'send', attempts(failure('busy'), 'fine').attempt);
		await pass(100);
		const other = attempts('fine');
		const second = exchange(lineOf({ account }), 'send', other.attempt);
		await outcome(Promise.all([first, second]));
		expect(other.at).toEqual([0]);
	});
});

describe('an account with several addresses', () => {
	const addresses = {
		primary: 'https://a.test',
		backups: ['https://b.test', 'https://c.test'],
		barred: [],
	};

	/** Which addresses a call tries when each of them answers like this. */
	async function tried(answers: Record<string, Attempt<string>>, more: Partial<Line> = {}) {
		const seen: string[] = [];
		const call = exchange(lineOf({ addresses, ...more }), 'send', async (address) => {
			seen.push(address);
			return answers[address] ?? { ok: false, failure: unreached };
		});
		return { result: await outcome(call), seen };
	}

	test('goes to the first one, and to no other one when that answers', async () => {
		const answered = { 'https://a.test': { ok: true, value: 'fine' } } as const;
		expect((await tried(answered)).seen).toEqual(['https://a.test']);
	});

	test('goes to the next one as long as no connection can be made', async () => {
		const { result, seen } = await tried({ 'https://c.test': { ok: true, value: 'fine' } });
		expect(seen).toEqual(['https://a.test', 'https://b.test', 'https://c.test']);
		expect(result).toEqual({ ok: true, value: 'fine' });
	});

	test.each(['outcomeUnknown', 'rejected', 'unauthorized'] as const)(
		'goes to no other one after a failure that a connected gateway gave: %s',
		async (kind) => {
			const { seen } = await tried({ 'https://a.test': { ok: false, failure: failure(kind) } });
			expect(seen).toEqual(['https://a.test']);
		},
	);

	test('begins with the first one again at the next try', async () => {
		const { seen } = await tried({});
		expect(seen).toHaveLength(9);
		expect(seen.slice(3, 6)).toEqual(['https://a.test', 'https://b.test', 'https://c.test']);
	});

	test('names the addresses that the credential does not allow, once they could have helped', async () => {
		const barred = ['https://d.test', 'https://e.test:8080'];
		const some = { ...addresses, backups: [], barred };
		const { result } = await tried({}, { addresses: some });
		expect(result).toMatchObject({
			ok: false,
			failure: { hint: expect.stringContaining('d.test, e.test:8080') },
		});
		const refused = await tried(
			{ 'https://a.test': { ok: false, failure: rejected } },
			{ addresses: some },
		);
		expect(refused.result).toEqual({ ok: false, failure: rejected });
		expect((await tried({})).result).toEqual({ ok: false, failure: unreached });
	});
});

describe('a cancelled execution', () => {
	test('makes no call, and says that nothing was sent', async () => {
		const { at, attempt } = attempts('fine');
		const signal = AbortSignal.abort();
		const result = await outcome(exchange(lineOf({ signal }), 'send', attempt));
		expect(at).toEqual([]);
		expect(result).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
	});

	test('repeats no call', async () => {
		const controller = new AbortController();
		const { at, attempt } = attempts(limited, 'fine');
		const call = exchange(lineOf({ signal: controller.signal }), 'send', attempt);
		await pass(200);
		controller.abort();
		expect(await outcome(call)).toMatchObject({ ok: false });
		expect(at).toEqual([0]);
	});

	test('keeps the answer of a call that was on its way', async () => {
		const controller = new AbortController();
		const call = exchange(lineOf({ signal: controller.signal }), 'send', async () => {
			controller.abort();
			return { ok: true, value: 'accepted' };
		});
		expect(await outcome(call)).toEqual({ ok: true, value: 'accepted' });
	});
});
