import { activate, call, callWebhook, deactivate, TriggerHost } from './index.mts';
import { SampleTrigger } from './samples.mts';
import { turns } from './turns.mts';

describe('callWebhook', () => {
	const trigger = { nodeType: SampleTrigger };
	const form = 'application/x-www-form-urlencoded';

	test('answers what the description says and starts an execution', async () => {
		const result = await callWebhook({
			...trigger,
			url: '?a[b]=1',
			headers: { 'Content-Type': form },
			rawBody: 'text=%CF&data[0]=x',
		});
		expect(result).toMatchObject({ status: 200, body: 'OK', startedExecution: true });
		expect(result.headers['content-type']).toBe('text/html; charset=utf-8');
		expect(result.workflowData?.[0]?.[0]?.json).toEqual({
			raw: 'text=%CF&data[0]=x',
			query: { a: { b: '1' } },
			encoding: 'utf-8',
			body: { text: '\uFFFD', 'data[0]': 'x' },
		});
	});

	test.each([
		['?do=reject', 401, 'no', false],
		['?do=skip', 200, '{"message":"Webhook call received"}', false],
		[
			'?do=throw',
			500,
			'{"code":0,"message":"Workflow Webhook Error: Workflow could not be started!"}',
			true,
		],
	])('%s', async (query, status, body, startedExecution) => {
		const result = await callWebhook({ ...trigger, url: query });
		expect(result).toMatchObject({ status, body, startedExecution });
	});

	test('a charset Node does not know is refused, unless the node reads the body itself', async () => {
		const request = {
			headers: { 'Content-Type': `${form}; charset=windows-1251` },
			rawBody: 'a=%CF',
		};
		const refused = await callWebhook({ ...trigger, ...request });
		expect(refused).toMatchObject({ status: 422, startedExecution: false, result: undefined });
		expect(JSON.parse(refused.body)).toEqual({
			code: 422,
			message: 'Failed to parse request body',
			hint: 'Unknown encoding: windows-1251',
		});
		const parameters = { options: { binaryData: true } };
		const read = await callWebhook({ ...trigger, ...request, parameters });
		expect(read).toMatchObject({ status: 200 });
		expect(read.workflowData?.[0]?.[0]?.json).toMatchObject({
			raw: 'a=%CF',
			encoding: 'windows-1251',
			body: null,
		});
	});

	test('other methods and bodies are met as n8n meets them', async () => {
		expect(await callWebhook({ ...trigger, method: 'PUT' })).toMatchObject({ status: 404 });
		const json = { headers: { 'content-type': 'application/json' } };
		expect(await callWebhook({ ...trigger, ...json, rawBody: '{' })).toMatchObject({ status: 422 });
		const long = { ...json, headers: { ...json.headers, 'content-length': '99' }, rawBody: '{}' };
		expect(await callWebhook({ ...trigger, ...long })).toMatchObject({ status: 500 });
	});

	test('an execution that cannot be stored is a 500', async () => {
		const storeExecution = () => Promise.reject(new Error('database is gone'));
		expect(await callWebhook({ ...trigger, storeExecution })).toMatchObject({ status: 500 });
	});

	test('one call can wait for the answer to another to have left', async () => {
		const host = new TriggerHost(trigger);
		let release!: () => void;
		const finish = new Promise<void>((resolve) => (release = resolve));
		const lead = call(host, { url: '?do=lead', finish });
		await new Promise((resolve) => setImmediate(resolve));
		const follow = call(host, { url: '?do=follow' });
		await turns(20);
		release();
		expect(await lead).toMatchObject({ status: 200 });
		expect(await follow).toMatchObject({ status: 200, startedExecution: false });
		const hangUp = new AbortController();
		const lost = call(host, {
			...{ url: '?do=lead', finish: new Promise(() => {}), hangUp: hangUp.signal },
		});
		await new Promise((resolve) => setImmediate(resolve));
		void turns(20).then(() => hangUp.abort());
		expect(await call(host, { url: '?do=follow' })).toMatchObject({ status: 503 });
		expect(await lost).toMatchObject({ status: undefined, startedExecution: true });
	});

	test('static data is saved with the answer, and not in test mode', async () => {
		const host = new TriggerHost(trigger);
		await call(host);
		await call(host);
		expect(host.staticData).toMatchObject({ 'node:Node': { count: 2 } });
		await call(host, { mode: 'manual' });
		await call(host, { url: '?do=throw' });
		expect(host.staticData).toMatchObject({ 'node:Node': { count: 2 } });
	});
});

describe('activation', () => {
	test('hooks run once per method, with the URL of their mode', async () => {
		const { host, calls, error } = await activate({ nodeType: SampleTrigger });
		const url = 'https://n8n.test/webhook/webhook-id/webhook';
		expect(error).toBeUndefined();
		expect(calls).toEqual([
			{ hook: 'checkExists', httpMethod: 'GET', returned: false },
			{ hook: 'create', httpMethod: 'GET', returned: true },
			{ hook: 'checkExists', httpMethod: 'POST', returned: true },
		]);
		expect(host.staticData).toMatchObject({ 'node:Node': { id: `activate ${url}` } });
		const test = await activate(host, 'manual');
		expect(test.url).toBe('https://n8n.test/webhook-test/webhook-id/webhook');
		expect(host.testStaticData).toMatchObject({ 'node:Node': { id: `manual ${test.url}` } });
		await deactivate(host, 'manual');
		expect(host.staticData).toMatchObject({ 'node:Node': { id: `activate ${url}` } });
		const removed = await deactivate(host);
		expect(removed.calls.map(({ returned }) => returned)).toEqual([true, false]);
		expect(host.staticData).toEqual({ 'node:Node': {} });
	});

	test('a failing create is reported and taken back', async () => {
		const parameters = { answer: 'refuse' };
		const { calls, error } = await activate({ nodeType: SampleTrigger, parameters }, 'init');
		expect(error).toMatchObject({ message: 'refused' });
		expect(calls.map(({ hook }) => hook)).toEqual(['checkExists', 'delete']);
	});
});
