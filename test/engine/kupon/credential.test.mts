import { setTimeout as pause } from 'node:timers/promises';
import { Kupon } from '../../../nodes/Kupon/Kupon.node.ts';
import { MessageGatewaysKuponApi } from '../../../credentials/MessageGatewaysKuponApi.credentials.ts';
import { expectNoSecrets, runAsTool, runNode, testCredential } from '../harness/index.mts';
import { turns } from '../harness/turns.mts';
import {
	credential,
	jsonOf,
	rows,
	secrets,
	sendMany,
	sendSms,
	store,
	token,
	useBench,
} from './setup.mts';
import { formOf } from './wire.mts';

const bench = useBench();

describe('the credential test', () => {
	const check = async (more = {}) => {
		const verdict = await testCredential(
			MessageGatewaysKuponApi,
			credential(bench.gateway, more).messageGatewaysKuponApi ?? {},
		);
		expectNoSecrets(verdict, secrets);
		return verdict;
	};

	test.each([
		[200, 'application/json'],
		[200, 'text/html'],
		[400, 'application/json'],
	] as const)(
		'finds the gateway by its refusal (%i, %s), and sends no message',
		async (status, label) => {
			Object.assign(bench.gateway.settings, { failureStatus: status, contentType: label });

			expect(await check()).toEqual({ status: 'OK', message: 'Connection successful!' });
			expect(bench.gateway.requests.map(({ path }) => path)).toEqual(['/api/v1/bulk/send-message']);
			expect(formOf(bench.gateway.requests[0])).toEqual({ token, charset: 'UTF-8' });
			expect(bench.gateway.messages).toEqual([]);
		},
	);

	test('has nothing in it that any mode of the gateway would send', async () => {
		for (const strict of [true, false]) {
			bench.gateway.settings.strict = strict;
			await check();
		}

		expect(bench.gateway.requests).toHaveLength(2);
		expect(bench.gateway.messages).toEqual([]);
	});

	test('cannot tell a wrong token, and the credential says so', async () => {
		expect(await check({ token: 'wrong-token' })).toMatchObject({ status: 'OK' });

		const notice = new MessageGatewaysKuponApi().properties.find(({ type }) => type === 'notice');
		expect(notice?.displayName).toContain('not that the token is right');
	});

	test.each([401, 403, 404, 405, 429, 500, 502, 503, 504])('fails on HTTP %i', async (status) => {
		await bench.gateway.faults.add({ kind: 'status', status, body: { type: 'error', msg: 'Нет' } });

		expect(await check()).toMatchObject({ status: 'Error' });
	});

	test('fails on a web site that is no gateway', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 200 });

		expect(await check()).toEqual({
			status: 'Error',
			message: 'The address answers, but not as Kupon.mobi does. Check the Base URL.',
		});
	});

	test('fails on a redirect, and does not take the token along', async () => {
		await bench.gateway.faults.add({
			kind: 'redirect',
			location: `${bench.gateway.url}/elsewhere`,
			status: 307,
			times: 1,
		});

		expect(await check()).toMatchObject({ status: 'Error' });
		expect(bench.gateway.requests).toHaveLength(1);
	});

	test('fails when nobody is there', async () => {
		await bench.gateway.faults.add({ kind: 'refuse' });

		expect(await check()).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});

	test.each(['/', '//', ' '])('takes a Base URL that ends with “%s”', async (end) => {
		expect(await check({ baseUrl: `${bench.gateway.url}${end}` })).toMatchObject({ status: 'OK' });
		expect(bench.gateway.requests[0]?.path).toBe('/api/v1/bulk/send-message');
	});
});

describe('the Base URL', () => {
	test.each(['/', '///', ' ', '/ '])('may end with “%s”', async (end) => {
		const credentialData = { baseUrl: ` ${bench.gateway.url}${end}` };
		await bench.run(sendSms(), { credentialData });
		await bench.run(sendMany(), { credentialData });
		const credentials = store(bench.gateway, credentialData);
		await bench.tool(sendSms({ recipient: '79001112233', text: 'Да' }), { credentials });

		expect(bench.gateway.messages).toHaveLength(3);
	});

	test('may have a path', async () => {
		await bench.run(sendSms(), {
			credentialData: { baseUrl: `${bench.gateway.url}/tenant/` },
			node: { onError: 'continueErrorOutput' },
		});

		expect(bench.gateway.requests.map(({ path }) => path)).toEqual([
			'/tenant/api/v1/bulk/send-message',
		]);
	});
});

describe('the limits of a credential', () => {
	/** Lets calls go on when so many have met, and what would come beside them has had its time. */
	const meeting = async (count: number, start: () => Promise<unknown>) => {
		const held = await bench.gateway.faults.add({ kind: 'hang' });
		const running = start();
		while (held.hits < count) await turns(1);
		await turns(50);
		await held.lift();
		await running;
	};
	const execution = async (credentials: ReturnType<typeof store>, skipped: number, count = 6) => {
		const result = await runNode({
			nodeType: Kupon,
			credentials,
			parameters: sendSms(),
			items: rows(skipped + count).slice(skipped),
		});
		expectNoSecrets(result, secrets);
		return result;
	};

	test('hold two executions together, and a tool beside them', async () => {
		const credentials = store(bench.gateway, { concurrent: 2 });
		const all = async () =>
			await Promise.all([
				execution(credentials, 0),
				execution(credentials, 1000),
				runAsTool({
					nodeType: Kupon,
					credentials,
					parameters: sendSms({ recipient: '79003330000', text: 'Да' }),
				}),
			]);
		await meeting(2, all);

		expect(bench.gateway.counters.maxInFlight).toBe(2);
		expect(bench.gateway.messages).toHaveLength(13);
	});

	test('of one credential do not slow another one down', async () => {
		const both = async () =>
			await Promise.all([
				execution(store(bench.gateway, { concurrent: 2 }), 0),
				execution(store(bench.gateway, { concurrent: 2 }), 1000),
			]);
		await meeting(4, both);

		expect(bench.gateway.counters.maxInFlight).toBe(4);
	});

	test('can be changed between two executions', async () => {
		const credentials = store(bench.gateway, { concurrent: 1 });
		await meeting(1, async () => await execution(credentials, 0, 2));
		const before = bench.gateway.counters.maxInFlight;
		const id = credentials.ids.messageGatewaysKuponApi!;
		await credentials.updateCredentials({ id, name: '' }, 'messageGatewaysKuponApi', {
			...credential(bench.gateway).messageGatewaysKuponApi,
			concurrent: 3,
		});
		await meeting(3, async () => await execution(credentials, 1000));

		expect([before, bench.gateway.counters.maxInFlight]).toEqual([1, 3]);
	});

	test('hold the requests within any second, over executions', async () => {
		const perSecond = 10;
		const credentials = store(bench.gateway, { concurrent: 100, perSecond });
		await Promise.all([execution(credentials, 0, 11), execution(credentials, 1000, 10)]);
		const times = bench.gateway.requests.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);

		expect(times).toHaveLength(21);
		// Unlimited, all of them come within a fraction of a second. What any second holds is a test on a clock that stands still.
		expect(times.at(-1)! - times[0]!).toBeGreaterThanOrEqual(1000);
	});

	describe('an execution that is cancelled while it waits for its turn', () => {
		const cancel = async () => {
			const abort = new AbortController();
			const running = runNode({
				nodeType: Kupon,
				// The second one would come after more than a minute.
				credentials: store(bench.gateway, { concurrent: 4, perSecond: 0.01 }),
				parameters: sendSms(),
				items: rows(30),
				abort: abort.signal,
			});
			// A call that is cut off has an open outcome by right: the answer is there, and some turns later it has been read.
			while (!bench.gateway.requests[0]?.answer) await pause(10);
			for (let turn = 0; turn < 20; turn++) await pause(5);
			abort.abort();
			return await running;
		};

		test('sends nothing further, and leaves nothing open', async () => {
			const { thrown } = await cancel();
			await pause(200);

			expect(bench.gateway.counters.requests).toBe(1);
			// What waited was never sent, so nobody has to look it up.
			const messages = thrown.map((error) => (error as Error).message);
			expect(messages.join()).not.toContain('unknown whether');
		});

		test('ends as cancelled and not as failed, which would start the error workflow', async () => {
			const { status } = await cancel();

			expect(status).toBe('canceled');
		});
	});

	test('rows that were sent before a limit of the gateway was hit keep their ids', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 429, retryAfter: 0, times: 1 });
		const { outputs } = await execution(store(bench.gateway, { concurrent: 1 }), 0, 3);

		expect(jsonOf(outputs[0]).map(({ messageId }) => messageId)).toEqual(
			bench.gateway.messages.map(({ id }) => id),
		);
		expect(bench.gateway.counters.requests).toBe(4);
	});
});
