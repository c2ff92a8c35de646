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
		expect(results.get(0)).toMatchObject({ raw: { ids: ['a', 'b', 'c'], key: '***' } });
		expect(results.get(1)).not.toHaveProperty('raw');

		const unasked = await run({ http });
		expect(unasked.results.get(0)).not.toHaveProperty('raw');
	});

	test('shows no secret that the gateway repeats in a refusal', async () => {
		const { results } = await run({ http: () => ids('a', { text: 'no: the-secret' }, 'c') });
		expect(JSON.stringify([...results])).not.toContain('the-secret');
	});
});

describe('several packets', () => {
	const four = [[0], [1], [2], [3]];

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
		const page = '<!DOCTYPE html><html><body><h1>403 Forbidden</h1></body></html>';
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
		const http = async (options: IDataObject) => {
			peak = Math.max(peak, ++inFlight);
			// The first takes longest.
			const turns = 5 - Number(recipientsOf(options)[0]?.at(-1));
			for (let turn = 0; turn < turns; turn++)
				await new Promise((resolve) => setImmediate(resolve));
			inFlight--;
			return recipientsOf(options)[0] === '100' ? broken() : ids('x');
		};
		const job = { concurrent: 4, route: { ...testRoute, orderKeys } };
		const { sent, states } = await run({ packets: [[0], [1], [2], [3]], job, http });
		expect(sent.flat()).toEqual(['100', '101', '102', '103']);
		return { peak, ended: states.map(([index]) => index) };
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
