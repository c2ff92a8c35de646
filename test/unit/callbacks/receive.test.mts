import { EventEmitter } from 'node:events';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { receive, type ReportFilter } from '../../../nodes/shared/callbacks/receive.ts';
import type { Gateway } from '../../../nodes/shared/gateway.ts';
import type { DeliveryStatus } from '../../../nodes/shared/model/deliveryStatus.ts';
import { fakeNode } from '../support/executeContext.mts';
import { testGateway } from '../support/gateway.mts';

interface Event {
	key: string;
	status?: DeliveryStatus;
}

/** A gateway that posts lists of events and signs them with a header. */
const gateway: Gateway = {
	...testGateway,
	callbacks: {
		authenticate: ({ headers }, secret) =>
			headers['x-sign'] === secret ? { accepted: true, verified: true } : { accepted: false },
		parse: ({ json }) =>
			((json ?? []) as Event[]).map(({ key, status = 'delivered' }) => ({
				status,
				final: true,
				success: true,
				messageId: key,
				groupId: null,
				recipient: null,
				reference: null,
				channel: null,
				occurredAt: null,
				dedupeKey: key,
				code: null,
				text: null,
				correlation: {},
				raw: {},
			})),
	},
};
const filter: ReportFilter = { statuses: ['delivered'], inbound: true };

/** What a node sees of the response: its events come once, and none after it was closed. */
class FakeResponse extends EventEmitter {
	statusCode = 200;

	closed = false;

	body: unknown;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(body: unknown): void {
		this.body = body;
		this.send();
	}

	send(): void {
		if (this.closed) return;
		this.emit('finish');
		this.close();
	}

	close(): void {
		if (this.closed) return;
		this.closed = true;
		this.emit('close');
	}

	get destroyed(): boolean {
		return this.closed;
	}
}

let workflows = 0;

/** One trigger node; every call of it shares the memory of the node. */
function trigger({ mode = 'trigger', secret = 'signed' } = {}) {
	const workflowId = `workflow-${++workflows}`;
	return (events: Event[] | string, more: { sign?: string; request?: IDataObject } = {}) => {
		const response = new FakeResponse();
		const body = Buffer.from(typeof events === 'string' ? events : JSON.stringify(events));
		const context = {
			getCredentials: async () => ({ callbackSecret: secret }),
			getRequestObject: () => ({
				method: 'POST',
				url: '/webhook/x',
				headers: { 'content-type': 'application/json', 'x-sign': more.sign ?? 'signed' },
				rawBody: body,
				...more.request,
			}),
			getResponseObject: () => response,
			getWorkflow: () => ({ id: workflowId }),
			getNode: () => fakeNode(),
			getMode: () => mode,
		} as unknown as IWebhookFunctions;
		return { response, result: receive(context, gateway, filter) };
	};
}

const keysOf = ({ workflowData }: IWebhookResponseData): unknown[] | null =>
	workflowData?.[0]?.map(({ json }) => (json as IDataObject).messageId) ?? null;

/** As n8n does it: the 200 goes out after the node has answered and the execution is stored. */
async function call(given: ReturnType<ReturnType<typeof trigger>>) {
	const result = await given.result;
	if (!result.noWebhookResponse) given.response.send();
	return { keys: keysOf(result), status: given.response.statusCode, result };
}

/** Lets everything happen that needs no time; null where the call still waits. */
async function settled<T>(promise: Promise<T>): Promise<T | null> {
	const moment = new Promise<null>((resolve) => setImmediate(() => setImmediate(resolve, null)));
	return await Promise.race([promise, moment]);
}

describe('a call', () => {
	test('starts one execution with its reports', async () => {
		const { keys, status, result } = await call(trigger()([{ key: 'a' }, { key: 'b' }]));
		expect([keys, status]).toEqual([['a', 'b'], 200]);
		expect(result.workflowData?.[0]?.[0]?.json).toMatchObject({ gateway: 'test', verified: true });
	});

	test('starts nothing, and is answered 200, when the filter wants none of its reports', async () => {
		const { keys, status, result } = await call(trigger()([{ key: 'a', status: 'queued' }]));
		expect([keys, status, result]).toEqual([null, 200, {}]);
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
		['without a report', 'signed', '[]', 400],
	])('starts nothing %s', async (_, sign, body, expected) => {
		const { keys, status, result } = await call(trigger()(body, { sign }));
		expect([keys, status, result.noWebhookResponse]).toEqual([null, expected, true]);
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
		['broke off', (response) => response.close()],
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

	test('when the caller of an earlier one was gone before the node had answered', async () => {
		const node = trigger();
		const gone = node([{ key: 'a' }]);
		gone.response.close();
		await gone.result;
		const next = await settled(node([{ key: 'a' }]).result);
		expect(next && keysOf(next)).toEqual(['a']);
	});
});
