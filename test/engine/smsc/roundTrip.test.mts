import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { SmscTrigger } from '../../../nodes/Smsc/SmscTrigger.node.ts';
import { handlerSuffix } from '../../../nodes/Smsc/event.ts';
import { call, TriggerHost } from '../harness/index.mts';
import { callbackSecret, jsonOf, phone, rows, send, sendMany, store, useBench } from './setup.mts';

const bench = useBench();

let server: Server;
let host: TriggerHost;
const executions: IDataObject[] = [];
const answers: number[] = [];

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	const result = await call(host, {
		method: request.method,
		url: new URL(request.url ?? '/', 'http://n8n.test').search,
		headers: request.headers as Record<string, string>,
		rawBody: Buffer.concat(chunks),
	});
	answers.push(result.status ?? 0);
	executions.push(...jsonOf(result.workflowData?.[0]));
	response.writeHead(result.status ?? 500, result.headers).end(result.body);
}

beforeAll(async () => {
	server = createServer((request, response) => void answer(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise<void>((resolve) => server.close(() => resolve()));
});
beforeEach(() => {
	executions.length = 0;
	answers.length = 0;
	host = new TriggerHost({
		nodeType: SmscTrigger,
		credentials: store(bench.gateway),
		parameters: {},
		workflowId: `workflow-${Math.random()}`,
	});
	bench.gateway.settings.callbackSecret = callbackSecret;
});

const handler = (suffix: string) =>
	`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/smsc${suffix}`;

describe.each([
	['the URL that the panel shows', handlerSuffix],
	['the bare URL with a signature', '?md5'],
	['XML', '?fmt=2&md5&sha1'],
])('sending and being called back at %s', (_name, suffix) => {
	beforeEach(() => {
		bench.gateway.settings.callbackUrl = handler(suffix);
	});

	test('brings the status of each message with the reference that it was sent with', async () => {
		const items = rows(2);
		const sent = await bench.rows(send({ reference: '={{ $json.orderId }}' }), { items });
		for (const { id } of bench.gateway.messages) await bench.gateway.pushStatus(id, '1');

		expect(answers.every((status) => status === 200)).toBe(true);
		expect(
			executions.map(({ messageId, recipient, reference, status }) => [
				messageId,
				recipient,
				reference,
				status,
			]),
		).toEqual(
			sent.map(({ messageId, recipient, reference }) => [
				messageId,
				recipient,
				reference,
				'delivered',
			]),
		);
	});

	test('names each message of a list by its ID and recipient', async () => {
		const sent = await bench.rows(sendMany(), { items: rows(3) });
		for (const { id } of bench.gateway.messages) await bench.gateway.pushStatus(id, '20,1');

		expect(executions.map(({ messageId, recipient }) => [messageId, recipient])).toEqual(
			sent.map(({ messageId, recipient }) => [messageId, recipient]),
		);
		expect(executions[0]).toMatchObject({
			status: 'undelivered',
			text: 'The subscriber does not exist',
		});
	});

	test('brings answers in Cyrillic', async () => {
		await bench.gateway.state.receive({ phone: phone(0), message: 'Спасибо, «ёлка» № 5' });

		expect(executions).toMatchObject([
			{ status: 'inbound', recipient: phone(0), text: 'Спасибо, «ёлка» № 5', verified: true },
		]);
	});
});

test('repeated and overtaken reports start one execution each', async () => {
	Object.assign(bench.gateway.settings, {
		callbackUrl: handler(handlerSuffix),
		callbackRepeats: 2,
		callbackOrder: 'finalFirst',
	});
	await bench.rows(send());
	await bench.sandbox.clock.advance(60_000);

	expect(executions.map(({ status }) => status)).toEqual(['delivered']);
	expect(answers.length).toBeGreaterThan(3);
	expect(answers.every((status) => status === 200)).toBe(true);
});
