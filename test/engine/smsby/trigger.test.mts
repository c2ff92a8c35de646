import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SmsByTrigger } from '../../../nodes/SmsBy/SmsByTrigger.node.ts';
import { isRecord } from '../../../nodes/shared/text/json.ts';
import { activate, call, expectNoSecrets, TriggerHost } from '../harness/index.mts';
import type { CallOptions, CallResult } from '../harness/index.mts';
import {
	callbackSecret,
	jsonOf,
	phone,
	rows,
	secrets,
	sendMany,
	store,
	useBench,
} from './setup.mts';

const bench = useBench();

let workflows = 0;
const trigger = (parameters = {}, credentialData = {}) =>
	new TriggerHost({
		nodeType: SmsByTrigger,
		credentials: store(bench.gateway, credentialData),
		parameters,
		workflowId: `smsby-${++workflows}`,
	});

const all = { statuses: ['queued', 'sent', 'delivered', 'undelivered', 'unknown'] };
const query = new URLSearchParams({ secret: callbackSecret, key: 'abc' }).toString();
const calling = async (options: CallOptions, parameters: object = all) => {
	const result = await call(trigger(parameters), { method: 'POST', url: `?${query}`, ...options });
	expectNoSecrets({ body: result.body, items: result.workflowData, log: result.log }, secrets);
	return result;
};
const reportsOf = ({ workflowData }: CallResult) => jsonOf(workflowData?.[0]);
const json = (body: unknown) => ({
	headers: { 'content-type': 'application/json' },
	rawBody: JSON.stringify(body),
});
const uuid = 'cc9c8043-8caf-11ef-b035-9e8f47954dec';

describe('what is known of a callback', () => {
	test('a message as JSON', async () => {
		const body = { uuid, message_id: 7, sms_id: 42, phone: 375291112233, status: 'DELIVERED' };
		const [report] = reportsOf(await calling(json(body)));

		expect(report).toMatchObject({
			status: 'delivered',
			final: true,
			success: true,
			messageId: '42',
			groupId: uuid,
			recipient: '375291112233',
			code: 'DELIVERED',
			verified: false,
			raw: { method: 'POST', body },
		});
	});

	test('the same as a form, and in the URL of a GET', async () => {
		const values = new URLSearchParams({ uuid, sms_id: '42', phone: phone(0), status: 'sent' });
		const form = { 'content-type': 'application/x-www-form-urlencoded' };
		const known = { status: 'sent', messageId: '42', groupId: uuid, recipient: phone(0) };

		const posted = await calling({ headers: form, rawBody: values.toString() });
		const got = await calling({ method: 'GET', url: `?${query}&${values}` });
		expect(reportsOf(posted)).toEqual([expect.objectContaining(known)]);
		expect(reportsOf(got)).toEqual([expect.objectContaining(known)]);
	});

	test.each(['DELETE', 'PATCH', 'PUT'])('%s is taken as well', async (method) => {
		expect(reportsOf(await calling({ method, ...json({ uuid }) }))).toMatchObject([
			{ groupId: uuid, status: 'unknown' },
		]);
	});

	test('each recipient of a list', async () => {
		const messages = [0, 1].map((index) => ({ phone: phone(index), status: 'delivered' }));
		const reports = reportsOf(await calling(json({ uuid, status: 'processed', messages })));

		expect(reports).toMatchObject(
			messages.map((_entry, index) => ({
				status: 'delivered',
				groupId: uuid,
				recipient: phone(index),
			})),
		);
		// What is said of all of them is said once.
		expect(reports.map(({ raw }) => raw)).toEqual([
			{
				method: 'POST',
				query: {},
				body: { uuid, status: 'processed', messages: messages.slice(0, 1) },
			},
			{ body: { messages: messages.slice(1) } },
		]);
		expect(new Set(reports.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
	});
});

test.each([null, 5, 'готово', { status: 'sent' }, { sms_id: { id: 1 } }])(
	'an entry %j in the middle of a thousand is a report of its own',
	async (odd) => {
		const messages = Array.from({ length: 1000 }, (_, at) =>
			at === 500 ? odd : { phone: phone(at), status: 'delivered' },
		);
		for (const body of [messages, { uuid, messages }]) {
			const reports = reportsOf(await calling(json(body)));

			expect(reports).toHaveLength(1000);
			expect(reports[500]).toMatchObject({
				status: isRecord(odd) && odd.status === 'sent' ? 'sent' : 'unknown',
				recipient: null,
				raw: { body: Array.isArray(body) ? [odd] : { messages: [odd] } },
			});
			expect(reports[501]).toMatchObject({ status: 'delivered', recipient: phone(501) });
		}
	},
);

test('one object in the place of a list keeps what stands beside it', async () => {
	const body = { uuid, reason: 'Тариф', result: null, data: { phone: phone(0), status: 'sent' } };
	const reports = reportsOf(await calling(json(body)));

	expect(reports).toMatchObject([{ status: 'sent', recipient: phone(0), groupId: uuid }]);
	expect(reports[0]?.raw).toEqual({
		method: 'POST',
		query: {},
		body: { ...body, data: [body.data] },
	});
});

test('what reports hold grows as the body does, whatever stands beside its entries', async () => {
	const long = 'x'.repeat(20_000);
	for (const body of [{ uuid: long }, { uuid, text: long }, { uuid, other: { long } }]) {
		const messages = Array.from({ length: 100 }, (_, at) => ({ phone: phone(at), status: 'sent' }));
		const reports = reportsOf(await calling(json({ ...body, messages })));

		expect(reports).toHaveLength(100);
		expect(JSON.stringify(reports).length).toBeLessThan(4 * long.length + 100 * 800);
	}
});

describe('what is not known', () => {
	test.each([
		['text', 'text/plain', 'готово'],
		['XML', 'application/xml', '<a>1</a>'],
		['JSON that is none', 'application/json', '{"uuid":'],
		['a word as JSON', 'application/json', '"done"'],
		['a form with nothing to recognise', 'application/x-www-form-urlencoded', 'x=1'],
		['no content type', '', 'готово'],
	])('%s starts the workflow and is kept', async (_what, type, rawBody) => {
		const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
		const result = await calling({ headers, rawBody }, {});
		const [report, ...others] = reportsOf(result);

		expect(result.status).toBe(200);
		expect(others).toEqual([]);
		expect(report).toMatchObject({ status: 'unknown', final: false, success: null, groupId: null });
		expect(JSON.stringify(report?.raw)).toMatch(/готово|<a>|uuid|done|"x"/);
	});

	test('bytes in windows-1251 do not stop it', async () => {
		const rawBody = Buffer.from([0xe3, 0xee, 0xf2, 0xee, 0xe2, 0xee]);
		const headers = { 'content-type': 'text/plain; charset=windows-1251' };

		expect(reportsOf(await calling({ headers, rawBody }))).toHaveLength(1);
	});
});

test('a repeated call starts one execution, another request with the same words starts another', async () => {
	const host = trigger(all);
	const started = [];
	for (const key of ['abc', 'abc', 'def']) {
		const url = `?${new URLSearchParams({ secret: callbackSecret, key })}`;
		const result = await call(host, { method: 'POST', url, ...json({ status: 'processed' }) });
		started.push(result.startedExecution);
	}

	expect(started).toEqual([true, false, true]);
});

test('cannot be activated without a Callback Secret', async () => {
	const { error } = await activate(trigger({}, { callbackSecret: '' }));

	expect((error as Error).message).toMatch(
		/the SMS.by credential “.+” has no Callback Secret. Open the credential, enter a long random text as Callback Secret/,
	);
});

describe('with the gateway', () => {
	const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
		const chunks: Buffer[] = [];
		for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
		return Buffer.concat(chunks);
	};

	/** n8n behind a real port, so that the sandbox can call the trigger. */
	const listen = async (host: TriggerHost) => {
		const calls: CallResult[] = [];
		const server = createServer((request, response) => {
			void bodyOf(request).then(async (rawBody) => {
				const { method, headers, url = '' } = request;
				const result = await call(host, {
					method,
					url: url.slice(url.indexOf('?')),
					headers: headers as Record<string, string>,
					rawBody,
				});
				calls.push(result);
				response.writeHead(result.status ?? 500).end(result.body);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		return { calls, server, url: `http://127.0.0.1:${port}/webhook/smsby` };
	};

	test.each(['json', 'form', 'get'] as const)(
		'reports a request of Send Many and its messages (%s)',
		async (callbackFormat) => {
			Object.assign(bench.gateway.settings, {
				callbackFormat,
				callbackPerDelivery: true,
				bulkProcessingMs: 10,
				outcome: [{ status: 'DELIVERED', afterMs: 20 }],
			});
			const { calls, server, url } = await listen(trigger(all));
			const output = await bench.rows(sendMany({ callbackUrl: url }), { items: rows(2) });
			while (calls.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
			server.closeAllConnections();
			server.close();

			expect(calls.map(({ status, startedExecution }) => [status, startedExecution])).toEqual(
				Array.from({ length: 3 }, () => [200, true]),
			);
			const reports = calls.flatMap(reportsOf);
			expect(reports.every(({ groupId }) => groupId === output[0]?.groupId)).toBe(true);
			expect(
				reports
					.filter(({ status }) => status === 'delivered')
					.map(({ recipient }) => recipient)
					.sort(),
			).toEqual([phone(0), phone(1)]);
			expect(reports.find(({ code }) => code === 'processed')).toMatchObject({
				status: 'unknown',
			});
		},
	);
});
