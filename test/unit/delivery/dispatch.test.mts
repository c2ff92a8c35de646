import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
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
import { testGateway } from '../support/gateway.mts';

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
				auth: { username: 'u', password: 'p@ss' },
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

	test('are not sent any more once the execution is cancelled', async () => {
		const controller = new AbortController();
		const line = {
			gateway: testGateway,
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
