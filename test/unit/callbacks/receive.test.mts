import type { IDataObject } from 'n8n-workflow';
import { call, type FakeResponse, keysOf, settled, trigger } from '../support/trigger.mts';

describe('a call', () => {
	test('starts one execution with its reports', async () => {
		const { keys, status, result } = await call(trigger()([{ key: 'a' }, { key: 'b' }]));
		expect([keys, status]).toEqual([['a', 'b'], 200]);
		expect(result.workflowData?.[0]?.[0]?.json).toMatchObject({ gateway: 'test', verified: true });
	});

	test('starts nothing, and is answered 200, when the filter wants none of its reports', async () => {
		const { keys, status, result } = await call(trigger()([{ key: 'a', status: 'queued' }]));
		expect([keys, status, result]).toEqual([null, 200, { webhookResponse: 'OK' }]);
	});

	test('starts nothing when it was handed over before', async () => {
		const node = trigger();
		expect((await call(node([{ key: 'a' }, { key: 'b' }]))).keys).toEqual(['a', 'b']);
		expect((await call(node([{ key: 'b' }, { key: 'c' }]))).keys).toEqual(['c']);
		expect((await call(node([{ key: 'a' }]))).keys).toBeNull();
	});

	test('starts one execution in each workflow that listens', async () => {
		const [one, another] = [trigger(), trigger()];
		expect((await call(one([{ key: 'a' }]))).keys).toEqual(['a']);
		expect((await call(another([{ key: 'a' }]))).keys).toEqual(['a']);
	});

	test('starts an execution each time while a person tests', async () => {
		const node = trigger({ mode: 'manual' });
		expect((await call(node([{ key: 'a' }]))).keys).toEqual(['a']);
		expect((await call(node([{ key: 'a' }]))).keys).toEqual(['a']);
	});

	test.each([
		['with a wrong signature', 'forged', '[{"key":"a"}]', 401],
		['with a wrong signature and a broken body: who sent it is asked first', 'forged', '{', 401],
		['with a broken body', 'signed', '{', 400],
	])('starts nothing %s', async (_, sign, body, expected) => {
		const { keys, status, result } = await call(trigger()(body, { sign }));
		expect([keys, status, result.noWebhookResponse]).toEqual([null, expected, true]);
	});

	test('of a kind that nobody knows is answered 200, and starts nothing where no such status is chosen', async () => {
		const { keys, status } = await call(trigger()('[]', { sign: 'signed' }));
		expect([keys, status]).toEqual([null, 200]);
	});
});

describe('the body of a call', () => {
	const body = Buffer.from('[{"key":"a"}]');

	test('is read when n8n has not read it', async () => {
		const request: IDataObject = { rawBody: undefined };
		const readRawBody = async function (this: IDataObject) {
			this.rawBody = body as unknown as IDataObject;
		};
		const { keys } = await call(trigger()('', { request: { ...request, readRawBody } as never }));
		expect(keys).toEqual(['a']);
	});

	test('is not read twice', async () => {
		const readRawBody = jest.fn();
		const { keys } = await call(
			trigger()('', { request: { rawBody: body, readRawBody } as never }),
		);
		expect([keys, readRawBody.mock.calls.length]).toEqual([['a'], 0]);
	});

	test('is empty where there is none', async () => {
		const request = { rawBody: undefined } as never;
		expect((await call(trigger()('', { request }))).status).toBe(400);
	});

	test.each([
		['too large', Object.assign(new Error('too large'), { status: 413 }), 413],
		['cut off', new Error('aborted'), 400],
	])('starts nothing when it is %s', async (_, error, status) => {
		const readRawBody = async () => await Promise.reject(error);
		const request = { rawBody: undefined, readRawBody } as never;
		const answer = await call(trigger()('', { request }));
		expect(answer).toMatchObject({ keys: null, status, result: { noWebhookResponse: true } });
	});
});

describe('a repetition', () => {
	test('waits for the answer of the first call, and starts nothing after its 200', async () => {
		const node = trigger();
		const first = node([{ key: 'a' }]);
		await first.result;
		const second = node([{ key: 'a' }]);
		expect(await settled(second.result)).toBeNull();
		first.response.send();
		expect((await call(second)).keys).toBeNull();
	});

	test.each<[string, (response: FakeResponse) => void]>([
		['was answered with an error', (response) => response.status(500).send()],
		[
			'broke off and n8n failed',
			(response) => {
				response.close();
				response.status(500).send();
			},
		],
	])('starts the execution when the first call %s', async (_, end) => {
		const node = trigger();
		const first = node([{ key: 'a' }]);
		await first.result;
		const second = node([{ key: 'a' }]);
		end(first.response);
		expect((await call(second)).keys).toEqual(['a']);
		expect((await call(node([{ key: 'a' }]))).keys).toBeNull();
	});
});

describe('a caller who hangs up', () => {
	test('gets its report no second time when n8n has stored it all the same', async () => {
		const node = trigger();
		const first = node([{ key: 'a' }]);
		await first.result;
		first.response.close();
		const second = node([{ key: 'a' }]);
		expect(await settled(second.result)).toBeNull();
		first.response.send();
		expect((await call(second)).keys).toBeNull();
	});

	test('has its report handed over when it was gone before the node had answered', async () => {
		const node = trigger();
		const gone = node([{ key: 'a' }]);
		gone.response.close();
		expect(keysOf(await gone.result)).toEqual(['a']);
		gone.response.send();
		expect((await call(node([{ key: 'a' }]))).keys).toBeNull();
	});
});

describe('no call waits for ever', () => {
	test('when it carries the same report twice', async () => {
		const { result } = trigger()([{ key: 'a' }, { key: 'b' }, { key: 'a' }]);
		const answer = await settled(result);
		expect(answer && keysOf(answer)).toEqual(['a', 'b']);
	});

	test('when two calls carry the same reports in another order', async () => {
		const node = trigger();
		const calls = [node([{ key: 'a' }, { key: 'b' }]), node([{ key: 'b' }, { key: 'a' }])];
		const keys: unknown[] = [];
		for (const one of calls) {
			const answer = await settled(one.result);
			if (answer) keys.push(...(keysOf(answer) ?? []));
			if (answer) one.response.send();
		}
		const answers = await Promise.all(calls.map(async (one) => await settled(one.result)));
		expect(answers).not.toContain(null);
		expect(keys.sort()).toEqual(['a', 'b']);
	});
});
