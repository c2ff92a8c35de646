import { answer, broken, ids, refusal, run } from '../support/dispatch.mts';
import { type TestMessage, testRoute } from '../support/route.mts';

describe('after a request the ledger knows', () => {
	test('accepted rows with their ids, and refused ones not, so that only these can be sent again', async () => {
		const { remembered } = await run({ http: () => ids('a', refusal, 'c') });
		expect([...remembered]).toEqual([
			[0, { state: 'accepted', messageId: 'a', groupId: null }],
			[2, { state: 'accepted', messageId: 'c', groupId: null }],
		]);
	});

	test('the rows that the answer is silent about as open', async () => {
		const { states, remembered } = await run({ http: () => ids('a', refusal) });
		expect(states[2]).toEqual([2, 'outcomeUnknown']);
		expect(remembered.get(2)).toEqual({ state: 'unknown' });
		expect([...remembered.keys()].sort()).toEqual([0, 2]);
	});

	test.each<[string, () => unknown]>([
		['the connection broke off', broken],
		['the gateway failed', () => answer('<h1>oops</h1>', 500)],
		['the answer was cut off', () => answer('{"ids":["a"')],
	])('all rows as open when %s, and nothing was repeated', async (_, http) => {
		const { sent, states, remembered } = await run({ http });
		expect(sent).toHaveLength(1);
		expect(states.map(([, kind]) => kind)).toEqual(Array(3).fill('outcomeUnknown'));
		expect([...remembered.values()]).toEqual(Array(3).fill({ state: 'unknown' }));
	});

	test.each<[string, () => unknown]>([
		['refused every row', () => ids(refusal, refusal, refusal)],
		['refused the request', () => answer({ error: 'bad sender' })],
		['refused the account', () => answer('', 403)],
	])('nothing when the gateway %s', async (_, http) => {
		const { remembered, memory } = await run({ http });
		expect(remembered.size).toBe(0);
		expect(JSON.stringify(memory)).not.toContain('rows');
	});

	test('neither recipients nor texts nor secrets', async () => {
		const { memory } = await run({ http: () => ids('a', { text: 'no: the-secret' }) });
		expect(JSON.stringify(memory)).not.toMatch(/10[0-2]|the-secret|no:/);
	});
});

describe('a request that could not even be made', () => {
	test('leaves no row open when the route refuses its own message', async () => {
		const route = {
			...testRoute,
			request: () => {
				throw new TypeError('cannot encode');
			},
		};
		const { states, remembered, sent } = await run({ job: { route }, packets: [[0], [1]] });
		expect(sent).toEqual([]);
		expect(states).toEqual([
			[0, 'invalidRequest'],
			[1, 'invalidRequest'],
		]);
		expect(remembered.size).toBe(0);
	});

	test('leaves no row open when the proxy in the Request Options cannot be used', async () => {
		const context = { parameters: { requestOptions: { proxy: 'socks5://proxy' } } };
		const { states, remembered, sent } = await run({ ...context, http: () => ids('a', 'b', 'c') });
		expect(sent).toEqual([]);
		expect(states.map(([, kind]) => kind)).toEqual(Array(3).fill('invalidRequest'));
		expect(remembered.size).toBe(0);
	});
});

test('an answer that the route cannot read leaves its rows open, and the results of the others are kept', async () => {
	const route = {
		...testRoute,
		verdicts: (messages: TestMessage[], body: unknown) => {
			if (messages[0]?.recipient === '100') throw new TypeError('unexpected shape');
			return testRoute.verdicts(messages, body);
		},
	};
	const { states, remembered } = await run({
		job: { route },
		packets: [[0], [1]],
		http: () => ids('x'),
	});
	expect(states).toEqual([
		[0, 'outcomeUnknown'],
		[1, 'x'],
	]);
	expect(remembered.get(0)).toEqual({ state: 'unknown' });
});
