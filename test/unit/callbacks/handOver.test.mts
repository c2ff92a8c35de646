import { call, keysOf, trigger } from '../support/trigger.mts';
import { pass, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();

type Call = ReturnType<ReturnType<typeof trigger>>;

const together = { reportsPerExecution: 100 };

/** What a call has come to, without waiting for it. */
function watch(given: Call) {
	const seen: { keys?: unknown; byHand?: boolean } = {};
	void given.result.then((result) => {
		seen.keys = keysOf(result);
		seen.byHand = result.noWebhookResponse === true;
	});
	return { ...given, seen };
}

/** Three calls: the first is with n8n, the second leads the third. */
async function threeCalls(node: ReturnType<typeof trigger>) {
	const first = watch(node([{ key: 'a' }]));
	await pass(0);
	const leader = watch(node([{ key: 'b' }]));
	const follower = watch(node([{ key: 'c' }]));
	await pass(0);
	expect(first.seen.keys).toEqual(['a']);
	first.response.send();
	await pass(250);
	expect(leader.seen.keys).toEqual(['b', 'c']);
	return { leader, follower };
}

const answers = (...given: Call[]) =>
	given.map(({ response }) => (response.closed ? response.statusCode : null));

describe('a call whose report another one carries', () => {
	test('is answered as n8n answers, and not before n8n has answered the other', async () => {
		const { leader, follower } = await threeCalls(trigger(together));
		await pass(5_000);
		expect(answers(follower)).toEqual([null]);
		leader.response.send('OK');
		await pass(0);
		expect(answers(follower)).toEqual([200]);
		expect(follower.response.body).toBe('OK');
		expect(follower.seen).toEqual({ keys: null, byHand: true });
	});

	test.each<[string, (leader: Call) => void]>([
		['answers the other with 500', ({ response }) => response.status(500).send()],
		[
			'fails after the other caller has hung up',
			({ response }) => {
				response.close();
				response.status(500).send();
			},
		],
	])('is answered 503 when n8n %s, and both are taken again', async (_, end) => {
		const node = trigger(together);
		const { leader, follower } = await threeCalls(node);
		end(leader);
		await pass(250);
		expect(answers(follower)).toEqual([503]);

		await pass(2_000);
		expect((await call(node([{ key: 'b' }]))).keys).toEqual(['b']);
		expect((await call(node([{ key: 'c' }]))).keys).toEqual(['c']);
	});

	test('is answered 200 when the other caller has hung up and n8n has stored it all the same', async () => {
		const node = trigger(together);
		const { leader, follower } = await threeCalls(node);
		leader.response.close();
		await pass(1_000);
		expect(answers(follower)).toEqual([null]);
		leader.response.send('OK');
		await pass(250);
		expect(answers(follower)).toEqual([200]);
		expect((await call(node([{ key: 'b' }, { key: 'c' }]))).keys).toBeNull();
	});

	test('is answered 503 in time when n8n takes too long, and its repetition waits for the outcome', async () => {
		const node = trigger(together);
		const { leader, follower } = await threeCalls(node);
		await pass(10_000);
		expect(answers(follower)).toEqual([503]);
		const again = watch(node([{ key: 'c' }]));
		await pass(0);
		expect(again.seen.keys).toBeUndefined();
		leader.response.send('OK');
		await pass(0);
		expect(again.seen).toEqual({ keys: null, byHand: false });
	});

	test('may hang up: its report travels, and comes no second time', async () => {
		const node = trigger(together);
		const { leader, follower } = await threeCalls(node);
		follower.response.close();
		leader.response.send('OK');
		await pass(0);
		expect((await call(node([{ key: 'c' }]))).keys).toBeNull();
	});

	test('has its report only once when it repeats what the other one carries', async () => {
		const node = trigger(together);
		const { leader } = await threeCalls(node);
		const again = watch(node([{ key: 'b' }, { key: 'd' }]));
		await pass(500);
		expect(again.seen.keys).toBeUndefined();
		leader.response.send('OK');
		await pass(500);
		expect(again.seen.keys).toEqual(['d']);
	});
});

describe('n8n that forgets a call whose caller is gone', () => {
	test('is waited for some minutes, then the report is taken again', async () => {
		const node = trigger();
		const gone = node([{ key: 'a' }]);
		await pass(0);
		gone.response.close();
		const again = watch(node([{ key: 'a' }]));
		await pass(299_000);
		expect(again.seen.keys).toBeUndefined();
		await pass(2_000);
		expect(again.seen.keys).toEqual(['a']);
	});
});

describe('calls that come at the same time', () => {
	test('each start an execution where the user wants one report in each', async () => {
		const node = trigger({ reportsPerExecution: 1 });
		const calls = ['a', 'b', 'c'].map((key) => watch(node([{ key }])));
		await pass(0);
		expect(calls.map(({ seen }) => seen.keys)).toEqual([['a'], ['b'], ['c']]);
	});

	test('each start an execution while a person tests', async () => {
		const node = trigger({ ...together, mode: 'manual' });
		const calls = ['a', 'b', 'c'].map((key) => watch(node([{ key }])));
		await pass(0);
		expect(calls.map(({ seen }) => seen.keys)).toEqual([['a'], ['b'], ['c']]);
	});

	test('never share an execution with those of another trigger', async () => {
		const [one, other] = [trigger(together), trigger(together)];
		const calls = [watch(one([{ key: 'a' }])), watch(other([{ key: 'a' }]))];
		await pass(0);
		expect(calls.map(({ seen }) => seen.keys)).toEqual([['a'], ['a']]);
	});

	test('bring every report exactly once, with few executions', async () => {
		const node = trigger(together);
		const executions: unknown[][] = [];
		const caller = async (name: number) => {
			for (let round = 0; round < 25; round++) {
				const { result, response } = node([{ key: `${name}-${round}` }]);
				const keys = keysOf(await result);
				if (keys) {
					executions.push(keys);
					// n8n stores it.
					await new Promise((resolve) => setTimeout(resolve, 15));
					response.send('OK');
				}
				expect(response.statusCode).toBe(200);
			}
		};
		const callers = Promise.all(Array.from({ length: 16 }, async (_, name) => await caller(name)));
		await pass(60_000);
		await callers;
		const all = Array.from({ length: 400 }, (_, n) => `${n % 16}-${Math.floor(n / 16)}`);
		expect(executions.flat().sort()).toEqual(all.sort());
		expect(executions.length).toBeLessThan(60);
	});
});
