import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Job } from '../../../nodes/shared/delivery/job.ts';
import type { Inquiry, Verdict } from '../../../nodes/shared/delivery/route.ts';
import { Ledger } from '../../../nodes/shared/delivery/ledger.ts';
import { Account } from '../../../nodes/shared/transport/account.ts';
import { redactor } from '../../../nodes/shared/text/redact.ts';
import {
	answer,
	broken,
	ids,
	neverThere,
	recipientsOf,
	refusal,
	run,
} from '../support/dispatch.mts';
import { fakeContext } from '../support/executeContext.mts';
import { failure, testGateway } from '../support/gateway.mts';
import { type TestMessage, testRoute } from '../support/route.mts';

describe('one packet', () => {
	test('is one request, and each row gets its own verdict', async () => {
		const { states, sent } = await run({ http: () => ids('a', refusal, 'c') });
		expect(sent).toEqual([['100', '101', '102']]);
		expect(states).toEqual([
			[0, 'a'],
			[1, 'rejected'],
			[2, 'c'],
		]);
	});

	test('carries the address, the request of the route and the options of the user', async () => {
		let seen: IHttpRequestOptions | undefined;
		await run({
			parameters: { requestOptions: { timeout: 1234, proxy: 'http://u:p%40ss@proxy.test:3128' } },
			http: (options) => {
				seen = options as unknown as IHttpRequestOptions;
				return ids('a', 'b', 'c');
			},
		});
		expect(seen).toMatchObject({
			url: 'https://gateway.test/send',
			method: 'POST',
			timeout: 1234,
			proxy: {
				protocol: 'http',
				host: 'proxy.test',
				port: 3128,
				auth: { username: 'u', password: 'p%40ss' },
			},
			encoding: 'arraybuffer',
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			ignoreHttpStatusErrors: {
				ignore: true,
				except: Array.from({ length: 300 }, (_, n) => 300 + n),
			},
		});
	});

	test('is in the ledger before its request leaves', async () => {
		const memory: IDataObject = {};
		const context = fakeContext({ memory });
		let during: number[] = [];
		await run({
			job: { ledger: Ledger.open(context) },
			http: () => {
				during = [...Ledger.open(context).remember().keys()];
				return ids('a', 'b', 'c');
			},
		});
		expect(during).toEqual([0, 1, 2]);
	});

	test('has the answer of the gateway in its first row if that is wanted, without secrets', async () => {
		const http = () => answer({ ids: ['a', 'b', 'c'], key: 'the-secret' });
		const { results } = await run({ http, job: { rawAnswer: true } });
		expect(results[0]).toMatchObject({ raw: { ids: ['a', 'b', 'c'], key: '***' } });
		expect(results[1]).not.toHaveProperty('raw');

		const unasked = await run({ http });
		expect(unasked.results[0]).not.toHaveProperty('raw');
	});

	test('shows no secret that the gateway repeats in a refusal', async () => {
		const { results } = await run({ http: () => ids('a', { text: 'no: the-secret' }, 'c') });
		expect(JSON.stringify(results)).not.toContain('the-secret');
	});
});

describe('several packets', () => {
	const four = [[0], [1], [2], [3]];
	const page = '<!DOCTYPE html><html><body><h1>403 Forbidden</h1></body></html>';
	const many = (count: number) => Array.from({ length: count }, (_, index) => [index]);
	const paged = (rows: number[], status = 403) =>
		rows.map((row) => [row, status === 403 ? 'rejected' : 'outcomeUnknown']);

	test('go out in their order, no more at once than asked for', async () => {
		let inFlight = 0;
		let peak = 0;
		const http = async () => {
			peak = Math.max(peak, ++inFlight);
			await new Promise((resolve) => setImmediate(resolve));
			inFlight--;
			return ids('x');
		};
		const { sent, states } = await run({ packets: four, job: { concurrent: 3 }, http });
		expect(peak).toBe(3);
		expect(sent).toEqual([['100'], ['101'], ['102'], ['103']]);
		expect(states).toHaveLength(4);
	});

	test('all go out though one fails, when the node goes on', async () => {
		const http = (options: IDataObject) =>
			recipientsOf(options)[0] === '101' ? broken() : ids('x');
		const { states } = await run({ packets: four, http });
		expect(states).toEqual([
			[0, 'x'],
			[1, 'outcomeUnknown'],
			[2, 'x'],
			[3, 'x'],
		]);
	});

	test('end with the first failure when the node stops, and the rest is not sent', async () => {
		const http = (options: IDataObject) => ids(recipientsOf(options)[0] === '101' ? refusal : 'x');
		const { states, sent, remembered } = await run({
			packets: four,
			http,
			job: { stopOnFailure: true },
		});
		expect(sent).toEqual([['100'], ['101']]);
		expect(states.map(([index]) => index)).toEqual([0, 1]);
		expect([...remembered.keys()]).toEqual([0]);
	});

	test('are given up together when the account is refused, and each row says why', async () => {
		const { states, sent, remembered } = await run({
			packets: four,
			http: () => answer('', 401),
		});
		expect(sent).toHaveLength(1);
		expect(states.map(([, kind]) => kind)).toEqual(Array(4).fill('unauthorized'));
		expect(remembered.size).toBe(0);
	});

	test('are sent after one that a firewall has turned away, perhaps for what it says', async () => {
		const http = (options: IDataObject) =>
			recipientsOf(options)[0] === '101' ? answer(page, 403) : ids('x');
		const { states } = await run({ packets: four, http });
		expect(states).toEqual([
			[0, 'x'],
			[1, 'rejected'],
			[2, 'x'],
			[3, 'x'],
		]);
	});

	test.each([403, 502, 200])(
		'are given up after five pages in a row (HTTP %i), and the rest is not sent',
		async (status) => {
			const { states, results, sent, remembered } = await run({
				packets: many(9),
				http: () => answer(page, status),
			});
			expect(sent).toHaveLength(5);
			expect(states.slice(0, 5)).toEqual(paged([0, 1, 2, 3, 4], status));
			expect(remembered.size).toBe(status === 403 ? 0 : 5);
			for (const row of [5, 6, 7, 8]) {
				expect(results[row]).toMatchObject({
					failure: {
						kind: 'unavailable',
						text: expect.stringMatching(/^Not sent, because 5 requests in a row .*403 Forbidden/),
						hint: expect.stringContaining('firewall'),
						uncalled: true,
					},
				});
			}
		},
	);

	test('go on after four pages in a row, and after any number with an answer of the gateway in between', async () => {
		const good = new Set([4, 8, 9, 13]);
		const http = (options: IDataObject) => {
			const row = Number(recipientsOf(options)[0]) - 100;
			return good.has(row) ? ids(row === 8 ? refusal : 'x') : answer(page, 403);
		};
		expect((await run({ packets: many(14), http })).sent).toHaveLength(14);
	});

	test('that got no answer at all neither count nor end a row of pages', async () => {
		const http = (options: IDataObject) =>
			recipientsOf(options)[0] === '102' ? broken() : answer(page, 403);
		expect((await run({ packets: many(9), http })).sent).toHaveLength(6);
	});

	/** Calls in flight side by side; the test answers them. */
	const sideBySide = (packets: number[][], job: Partial<Job<TestMessage>> = {}) => {
		const open = new Map<number, (value: unknown) => void>();
		const running = run({
			packets,
			job: { concurrent: 3, ...job },
			http: async (options) =>
				await new Promise((resolve) => open.set(Number(recipientsOf(options)[0]) - 100, resolve)),
		});
		const reply = async (row: number, value: unknown) => {
			open.get(row)?.(value);
			open.delete(row);
			await new Promise((resolve) => setTimeout(resolve));
		};
		return { running, reply, open: () => [...open.keys()] };
	};

	test('wait after five pages for what is in flight, and go on when that is accepted', async () => {
		const { running, reply, open } = sideBySide(many(9));
		await new Promise((resolve) => setTimeout(resolve));
		for (const row of [1, 2, 3, 4, 5]) await reply(row, answer(page, 403));
		expect(open()).toEqual([0, 6]);
		await reply(6, answer(page, 403));
		expect(open()).toEqual([0]);
		await reply(0, ids('x'));
		expect(open()).toEqual([7, 8]);
		await reply(7, ids('x'));
		await reply(8, ids('x'));
		const { states } = await running;
		expect(Object.fromEntries(states)).toMatchObject({ 0: 'x', 6: 'rejected', 7: 'x', 8: 'x' });
	});

	test('wait after five pages for what is in flight, and are given up when that is refused as well', async () => {
		const { running, reply, open } = sideBySide(many(20));
		await new Promise((resolve) => setTimeout(resolve));
		for (const row of [1, 2, 3, 4, 5, 6]) await reply(row, answer(page, 403));
		expect(open()).toEqual([0]);
		await reply(0, answer(page, 403));
		const { states, sent } = await running;
		expect(sent).toHaveLength(7);
		expect(states).toHaveLength(20);
		expect(states.filter(([, kind]) => kind === 'unavailable')).toHaveLength(13);
	});

	test('are not sent any more once the execution is cancelled', async () => {
		const controller = new AbortController();
		const line = {
			gateway: testGateway,
			credentialType: testGateway.credential,
			account: new Account().configure({ concurrent: 1, perSecond: 0 }),
			addresses: { primary: 'https://gateway.test', backups: [], barred: [] },
			redact: redactor([]),
			signal: controller.signal,
		};
		const http = () => {
			controller.abort();
			return ids('x');
		};
		const { states, sent, remembered } = await run({ packets: four, http, job: { line } });
		expect(sent).toEqual([['100']]);
		expect(states).toEqual([[0, 'x']]);
		expect([...remembered.keys()]).toEqual([0]);
	});
});

describe('a request that is refused for a recipient', () => {
	const route = { ...testRoute, refusedAsWhole: true as const };
	const packets = [[0, 1, 2, 3]];
	const refusing = (kind: string) => (options: IDataObject) =>
		recipientsOf(options).includes('102')
			? answer({ error: 'wrong number', kind }, 400)
			: ids(...recipientsOf(options));

	test('is made again in halves until only that one is left', async () => {
		const { states, sent } = await run({
			...{ packets, job: { route } },
			http: refusing('invalidRecipient'),
		});
		expect(sent.map((to) => to.join())).toEqual([
			'100,101,102,103',
			'100,101',
			'102,103',
			'102',
			'103',
		]);
		expect(states.sort()).toEqual([
			[0, '100'],
			[1, '101'],
			[2, 'invalidRecipient'],
			[3, '103'],
		]);
	});

	const settledRoute = {
		...route,
		verdicts: (messages: TestMessage[]) =>
			messages.map(
				(): Verdict => ({
					...{ accepted: false, settled: true },
					failure: failure('invalidRecipient'),
				}),
			),
	};
	test.each<[string, Partial<Job<TestMessage>>, (options: IDataObject) => unknown]>([
		['is refused for something else', { route }, refusing('rejected')],
		['is told of some messages only', { route }, () => ids(refusal, 'b', 'c', 'd')],
		['is one of a node that stops', { route, stopOnFailure: true }, refusing('invalidRecipient')],
		['is one of a route that needs no halves', {}, refusing('invalidRecipient')],
		['is told of each message for good', { route: settledRoute }, () => ids()],
	])('is made once where it %s', async (_what, job, http) => {
		expect((await run({ packets, job, http })).sent).toHaveLength(1);
	});
});

describe('a gateway that can be asked about messages of open outcome', () => {
	const packets = [[0, 1, 2, 3]];
	const inquiry: Inquiry<TestMessage> = {
		request: (messages) => ({
			...{ url: '/ask', method: 'POST' },
			body: { messages: messages.map(({ recipient }) => ({ to: recipient })) },
		}),
		verdicts: (messages, _body, cause) =>
			messages.map(({ recipient }) =>
				recipient === '103'
					? { accepted: true, messageId: 'found', groupId: null }
					: { accepted: false, failure: cause },
			),
	};
	const lost = { text: 'lost', kind: 'outcomeUnknown' };
	const mixed = () => ids('a', refusal, lost);
	const asking = async (more: Partial<Inquiry<TestMessage>> = {}, http: () => unknown = mixed) =>
		await run({
			...{ packets, http },
			job: { route: { ...testRoute, inquiry: { ...inquiry, ...more } } },
		});

	test('is asked about these only, and each gets its own answer', async () => {
		const { states, sent, remembered } = await asking();
		expect(sent).toEqual([
			['100', '101', '102', '103'],
			['102', '103'],
		]);
		expect(states).toEqual([
			[0, 'a'],
			[1, 'rejected'],
			[2, 'outcomeUnknown'],
			[3, 'found'],
		]);
		expect([...remembered].map(([row, { state }]) => [row, state]).sort()).toEqual([
			[0, 'accepted'],
			[2, 'unknown'],
			[3, 'accepted'],
		]);
	});

	test('leaves open what its answer is silent about', async () => {
		const { states } = await asking({ verdicts: () => [] });
		expect(states.map(([, state]) => state)).toEqual([
			...['a', 'rejected', 'outcomeUnknown', 'outcomeUnknown'],
		]);
	});

	test('is not asked where nothing is open, or no question can be put', async () => {
		const refused = await asking({}, () => ids('a', refusal, refusal, 'd'));
		const unasked = await asking({ request: () => null });
		expect([refused.sent.length, unasked.sent.length]).toEqual([1, 1]);
		expect(unasked.states.at(-1)).toEqual([3, 'outcomeUnknown']);
	});
});

describe('packets that depend on each other', () => {
	const inOrder = async (orderKeys: (message: TestMessage) => string[]) => {
		let inFlight = 0;
		let peak = 0;
		const ended: number[] = [];
		const http = async (options: IDataObject) => {
			peak = Math.max(peak, ++inFlight);
			// The first takes longest.
			const row = Number(recipientsOf(options)[0]?.at(-1));
			const turns = 5 - row;
			for (let turn = 0; turn < turns; turn++)
				await new Promise((resolve) => setImmediate(resolve));
			inFlight--;
			ended.push(row);
			return row === 0 ? broken() : ids('x');
		};
		const job = { concurrent: 4, route: { ...testRoute, orderKeys } };
		const { sent } = await run({ packets: [[0], [1], [2], [3]], job, http });
		expect(sent.flat()).toEqual(['100', '101', '102', '103']);
		return { peak, ended };
	};

	test('go out one after the other, whatever became of those before', async () => {
		expect(await inOrder(() => ['one'])).toEqual({ peak: 1, ended: [0, 1, 2, 3] });
	});

	test('wait for nothing else', async () => {
		expect(await inOrder(({ recipient }) => [recipient])).toEqual({
			...{ peak: 4, ended: [3, 2, 1, 0] },
		});
	});
});

test('a gateway that is not there is asked again, and then no row is open', async () => {
	jest.useFakeTimers();
	const running = run({ http: neverThere });
	await jest.runAllTimersAsync();
	const { sent, states, remembered } = await running;
	jest.useRealTimers();
	expect(sent).toHaveLength(3);
	expect(states.map(([, kind]) => kind)).toEqual(Array(3).fill('unavailable'));
	expect(remembered.size).toBe(0);
});
