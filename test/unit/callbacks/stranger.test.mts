/** What a call costs whose sender is not proven: counted, in what is read of its body. */
import { EventEmitter } from 'node:events';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { Kupon } from '../../../nodes/Kupon/Kupon.node.ts';
import { kupon } from '../../../nodes/Kupon/gateway.ts';
import { sendPulse } from '../../../nodes/SendPulse/gateway.ts';
import { decodeCallback } from '../../../nodes/shared/callbacks/decode.ts';
import { receive } from '../../../nodes/shared/callbacks/receive.ts';
import type { Gateway } from '../../../nodes/shared/model/gateway.ts';
import { smsBy } from '../../../nodes/SmsBy/gateway.ts';
import { eventFields } from '../../../nodes/Smsc/event.ts';
import { smsc } from '../../../nodes/Smsc/gateway.ts';
import { fakeNode } from '../support/executeContext.mts';
import { FakeResponse } from '../support/trigger.mts';

const huge = 15 * 1024 * 1024;

/** A call whose body comes in pieces; it notes whether anybody asked for it. */
class Request extends EventEmitter {
	readonly method: string;

	readonly url: string;

	readonly headers: IDataObject;

	rawBody?: Buffer;

	reads = 0;

	private readonly size: number;

	constructor(method: string, query: string, headers: IDataObject, size: number) {
		super();
		this.method = method;
		this.url = `/webhook/x${query}`;
		this.headers = { 'content-type': 'application/json', ...headers };
		this.size = size;
	}

	async readRawBody(): Promise<void> {
		this.reads++;
		const piece = Buffer.alloc(65_536, '1');
		for (let come = 0; come < this.size; come += piece.length) {
			await Promise.resolve();
			this.emit('data', piece);
		}
		this.rawBody = Buffer.alloc(this.size, '1');
	}
}

let workflows = 0;

/** A call to a sleeping execution, which the right key wakes. */
async function wake(request: Request): Promise<number> {
	const response = new FakeResponse();
	const workflowId = `stranger-${++workflows}`;
	const parameters: IDataObject = { resource: 'message', operation: 'sendAndWaitForDelivery' };
	await new Kupon().webhook.call({
		evaluateExpression: () => JSON.stringify({ wakeKey: 'the right key' }),
		getNodeParameter: (name: string) => parameters[name],
		getRequestObject: () => request,
		getResponseObject: () => response,
		getWorkflow: () => ({ id: workflowId }),
		getNode: () => fakeNode(),
		logger: { warn: () => undefined },
	} as unknown as IWebhookFunctions);
	return response.statusCode;
}

async function call(gateway: Gateway, request: Request) {
	const response = new FakeResponse();
	const workflowId = `stranger-${++workflows}`;
	const context = {
		getCredentials: async () => await Promise.resolve({ callbackSecret: 'the right secret' }),
		getRequestObject: () => request,
		getResponseObject: () => response,
		getWorkflow: () => ({ id: workflowId }),
		getNode: () => fakeNode(),
		getMode: () => 'trigger',
		logger: { warn: () => undefined },
	} as unknown as IWebhookFunctions;
	const result = await receive(context, gateway, () => ({
		statuses: ['delivered'],
		inbound: true,
	}));
	return { status: response.statusCode, started: result.workflowData !== undefined };
}

const gateways = { kupon, sendPulse, smsBy, smsc };
const bySecret = { kupon, sendPulse, smsBy };

describe.each(Object.entries(bySecret))('%s', (_name, gateway) => {
	test.each(['GET', 'POST'])('reads no body of a %s with a wrong secret', async (method) => {
		const request = new Request(method, '?secret=wrong', { 'content-length': '9000' }, 9000);
		expect(await call(gateway, request)).toEqual({ status: 401, started: false });
		expect(request.reads).toBe(0);
	});
});

test('smsc reads no body of a GET with a wrong signature', async () => {
	const request = new Request('GET', `?id=1&phone=79&status=1&md5=${'0'.repeat(32)}`, {}, huge);
	expect(await call(smsc, request)).toEqual({ status: 401, started: false });
	expect(request.reads).toBe(0);
});

describe('a sleeping execution', () => {
	test.each(['GET', 'POST'])('reads no body of a %s with a wrong key', async (method) => {
		const request = new Request(method, '?wake=wrong', { 'content-length': '9000' }, 9000);
		expect(await wake(request)).toBe(401);
		expect(request.reads).toBe(0);
	});

	test('reads the body of who knows the key', async () => {
		const request = new Request('POST', '?wake=the%20right%20key', { 'content-length': '9' }, 9);
		expect(await wake(request)).toBe(400);
		expect(request.reads).toBe(1);
	});
});

/** The fields of a call to SMSC, of so many with one that counts. */
const fieldsOf = (contentType: string, body: string) => [
	...eventFields(
		decodeCallback({
			method: 'POST',
			url: '/webhook/x',
			headers: { 'content-type': contentType },
			body: Buffer.from(body),
		}),
	),
];

const names = (count: number) => Array.from({ length: count }, (_, number) => `n${number}`);

test.each<[string, (count: number) => string]>([
	['application/x-www-form-urlencoded', (count) => names(count).join('=1&') + '=1'],
	[
		'application/json',
		(count) => JSON.stringify(Object.fromEntries(names(count).map((name) => [name, 1]))),
	],
	[
		'text/plain',
		(count) => JSON.stringify(Object.fromEntries(names(count).map((name) => [name, 1]))),
	],
	[
		'text/xml',
		(count) =>
			`<event>${names(count)
				.map((name) => `<${name}>1</${name}>`)
				.join('')}</event>`,
	],
])('smsc reads a thousand fields of %s, and none of more', (contentType, body) => {
	expect(fieldsOf(contentType, body(1000))).toHaveLength(1000);
	expect(fieldsOf(contentType, body(1001))).toHaveLength(0);
});

describe.each(Object.entries(gateways))('%s', (_name, gateway) => {
	const secret = gateway === smsc || gateway === kupon ? '' : '?secret=the%20right%20secret';

	test('reads nothing of a body that is announced as larger than it sends', async () => {
		const size = gateway.callbacks.largestBody + 1;
		const request = new Request('POST', secret, { 'content-length': String(size) }, size);
		expect(await call(gateway, request)).toEqual({ status: 413, started: false });
		expect(request.reads).toBe(0);
	});

	test('waits for no more of an unannounced body than it sends', async () => {
		const request = new Request('POST', secret, { 'transfer-encoding': 'chunked' }, huge);
		const most = Math.ceil(gateway.callbacks.largestBody / 65_536) + 1;
		let pieces = 0;
		request.on('data', () => pieces++);
		expect(await call(gateway, request)).toEqual({ status: 413, started: false });
		expect(pieces).toBeLessThanOrEqual(most + 10);
	});

	test('takes no body that is larger once it is unpacked', async () => {
		const headers = { 'content-encoding': 'gzip', 'content-length': '20000' };
		expect(await call(gateway, new Request('POST', secret, headers, huge))).toEqual({
			status: 413,
			started: false,
		});
	});

	test('takes a body of the largest size', async () => {
		const size = gateway.callbacks.largestBody;
		const request = new Request('POST', secret, { 'content-length': String(size) }, size);
		expect((await call(gateway, request)).status).not.toBe(413);
		expect(request.reads).toBe(1);
	});
});
