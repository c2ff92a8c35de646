import { Agent } from 'node:http';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

import iconv from 'iconv-lite';

import { call, postForm } from '../testing/http.mts';
import { ACCEPTED, sendOne } from '../testing/kupon.mts';
import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import type { Fault } from './faults.mts';

const PATH = '/api/v1/bulk/send-message';

describe('faults', () => {
	let sandbox: Sandbox<'kupon'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['kupon'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.kupon.reset());
	afterAll(async () => await sandbox.close());

	const play = async (fault: Fault) => {
		await sandbox.kupon.faults.add(fault);
		return await sendOne(sandbox.kupon);
	};

	/** Waits until a request is there, and has been worked on where that comes first. */
	const heldBack = async (when: 'before' | 'after', { counters, messages } = sandbox.kupon) => {
		while (when === 'after' ? messages.length === 0 : counters.inFlight === 0) await setImmediate();
	};

	it('refuse: the port refuses connections until lifted', async () => {
		const fault = await sandbox.kupon.faults.add({ kind: 'refuse' });
		await expect(sendOne(sandbox.kupon)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
		await fault.lift();
		expect((await sendOne(sandbox.kupon)).status).toBe(200);
		expect(sandbox.kupon.requests).toHaveLength(1);
	});

	it('refuse: cuts a kept-alive connection as well', async () => {
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		const url = sandbox.kupon.url + PATH;
		await call(url, { agent });
		await sandbox.kupon.faults.add({ kind: 'refuse' });
		await expect(call(url, { agent })).rejects.toThrow();
		agent.destroy();
		expect(sandbox.kupon.requests).toHaveLength(1);
	});

	it('refuse: ends by the clock, and only with the last one', async () => {
		await sandbox.kupon.faults.add({ kind: 'refuse', forMs: 1000 });
		await sandbox.kupon.faults.add({ kind: 'refuse', forMs: 2000 });
		await sandbox.clock.advance(1000);
		await expect(sendOne(sandbox.kupon)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
		await sandbox.clock.advance(1000);
		expect((await sendOne(sandbox.kupon)).status).toBe(200);
	});

	it('refuse: takes no condition on requests', async () => {
		const adding = sandbox.kupon.faults.add({ kind: 'refuse', times: 1 });
		await expect(adding).rejects.toThrow(TypeError);
		expect((await sendOne(sandbox.kupon)).status).toBe(200);
	});

	it.each(['before', 'after'] as const)(
		'hang %s the work: no answer until lifted',
		async (when) => {
			const fault = await sandbox.kupon.faults.add({ kind: 'hang', when });
			const pending = sendOne(sandbox.kupon);
			await heldBack(when);
			const first = await Promise.race([pending, sleep(100, 'silence')]);
			expect(first).toBe('silence');
			expect(sandbox.kupon.messages).toHaveLength(when === 'after' ? 1 : 0);
			expect(sandbox.kupon.counters.inFlight).toBe(1);
			await fault.lift();
			expect((await pending).json).toMatchObject({ type: 'success' });
			expect(sandbox.kupon.messages).toHaveLength(1);
		},
	);

	it('hang before the work: a client that left gets nothing done', async () => {
		const fault = await sandbox.kupon.faults.add({ kind: 'hang' });
		const url = sandbox.kupon.url + PATH;
		const leaving = new AbortController();
		const left = expect(postForm(url, ACCEPTED, { signal: leaving.signal })).rejects.toThrow();
		await heldBack('before');
		leaving.abort();
		await left;
		while (sandbox.kupon.counters.inFlight > 0) await setImmediate();
		await fault.lift();
		await sleep(20);
		expect(sandbox.kupon.messages).toEqual([]);
		expect(sandbox.kupon.requests[0]).toMatchObject({ fault: 'hang', answer: null });
	});

	it('hang: closing the sandbox ends it', async () => {
		const other = await startSandbox({ gateways: ['kupon'] });
		await other.kupon.faults.add({ kind: 'hang', when: 'after' });
		const pending = expect(sendOne(other.kupon)).rejects.toThrow();
		await heldBack('after', other.kupon);
		await other.close();
		await pending;
		expect(other.kupon.messages).toHaveLength(1);
	});

	it.each(['before', 'after'] as const)('reset %s the work', async (when) => {
		await expect(play({ kind: 'reset', when })).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(sandbox.kupon.messages).toHaveLength(when === 'after' ? 1 : 0);
		const [{ work, answer } = { work: undefined, answer: undefined }] = sandbox.kupon.requests;
		expect(answer).toBeNull();
		expect(work?.body?.toString() ?? null).toEqual(
			when === 'after' ? expect.stringContaining('"success"') : null,
		);
	});

	it('status: any with its headers and body, the work undone', async () => {
		const limited = await play({ kind: 'status', status: 429, retryAfter: 7, times: 1 });
		expect(limited.status).toBe(429);
		expect(limited.headers['retry-after']).toBe('7');
		const custom = { status: 403, body: { error: 'no' }, headers: { 'x-a': 'b' } };
		const forbidden = await play({ kind: 'status', ...custom });
		expect(forbidden.json).toEqual({ error: 'no' });
		expect(forbidden.headers['x-a']).toBe('b');
		expect(sandbox.kupon.messages).toHaveLength(0);
	});

	it('status: a text body, and the work done first when asked', async () => {
		const answer = await play({ kind: 'status', status: 401, body: 'who?', when: 'after' });
		expect(answer).toMatchObject({ status: 401, text: 'who?' });
		expect(sandbox.kupon.messages).toHaveLength(1);
	});

	it.each([500, 502])('status %i: an HTML page without a body of its own', async (status) => {
		const answer = await play({ kind: 'status', status });
		expect(answer.status).toBe(status);
		expect(answer.contentType).toContain('text/html');
		expect(answer.text).toContain(`<h1>${status} `);
		expect(answer.headers['retry-after']).toBeUndefined();
	});

	it('empty: 200 without a body, the work done', async () => {
		expect(await play({ kind: 'empty' })).toMatchObject({ status: 200, text: '' });
		expect(sandbox.kupon.messages).toHaveLength(1);
	});

	it('truncated: JSON that ends in the middle, the work done', async () => {
		const answer = await play({ kind: 'truncated' });
		expect(answer.text).toMatch(/^\{"type"/);
		expect(answer.json).toBeUndefined();
		expect(sandbox.kupon.messages).toHaveLength(1);
	});

	it('truncated: to a wished length', async () => {
		expect((await play({ kind: 'truncated', bytes: 5 })).text).toBe('{"typ');
	});

	it('garbage: bytes that are no UTF-8', async () => {
		const { bytes } = await play({ kind: 'garbage' });
		expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
		expect(sandbox.kupon.messages).toHaveLength(1);
	});

	it('wrongStatus: the true answer under another HTTP status', async () => {
		const answer = await play({ kind: 'wrongStatus', status: 400 });
		expect(answer.status).toBe(400);
		expect(answer.json).toMatchObject({ type: 'success' });
		expect(sandbox.kupon.messages).toHaveLength(1);
	});

	it('wrongContentType: the true answer under another label', async () => {
		const answer = await play({ kind: 'wrongContentType', contentType: 'text/css' });
		expect(answer.contentType).toBe('text/css');
		expect(answer.json).toMatchObject({ type: 'success' });
	});

	it('wrongCharset: the bytes are not what the label says', async () => {
		await sandbox.kupon.faults.add({ kind: 'wrongCharset' });
		const answer = await sendOne(sandbox.kupon, { token: 'wrong' });
		expect(answer.contentType).toBe('application/json; charset=utf-8');
		expect(iconv.decode(answer.bytes, 'win1251')).toContain('Неверный API токен');
		expect(answer.text).not.toContain('Неверный');
	});

	it('redirect: to any address, the work undone', async () => {
		const answer = await play({ kind: 'redirect', location: 'http://127.0.0.1:1/x', status: 307 });
		expect(answer.status).toBe(307);
		expect(answer.headers.location).toBe('http://127.0.0.1:1/x');
		expect(sandbox.kupon.messages).toHaveLength(0);
	});

	it('huge: 50 MB of JSON', async () => {
		const answer = await play({ kind: 'huge' });
		expect(answer.bytes.length).toBe(50 * 1024 * 1024);
		expect(answer.text.slice(-3)).toBe('x"}');
		expect(sandbox.kupon.messages).toHaveLength(1);
	});

	it('huge: a wished length, to the byte, and JSON', async () => {
		const answer = await play({ kind: 'huge', bytes: 300_001 });
		expect(answer.bytes.length).toBe(300_001);
		expect(answer.json).toHaveProperty('filler');
	});

	it.each(['before', 'after'] as const)('slow %s the work: the answer comes late', async (when) => {
		const start = Date.now();
		const pending = play({ kind: 'slow', delayMs: 500, when });
		await heldBack(when);
		expect(sandbox.kupon.messages).toHaveLength(when === 'after' ? 1 : 0);
		expect((await pending).status).toBe(200);
		expect(Date.now() - start).toBeGreaterThanOrEqual(498);
	});

	it('strikes as many times as asked, then the next fault, then none', async () => {
		await sandbox.kupon.faults.add({ kind: 'status', status: 429, times: 2 });
		await sandbox.kupon.faults.add({ kind: 'status', status: 502, times: 1 });
		const statuses: number[] = [];
		for (let i = 0; i < 4; i++) statuses.push((await sendOne(sandbox.kupon)).status);
		expect(statuses).toEqual([429, 429, 502, 200]);
		expect(sandbox.kupon.requests.map(({ fault }) => fault)).toEqual([
			'status',
			'status',
			'status',
			null,
		]);
	});

	it.each<[string, Partial<Fault>, Partial<Fault>]>([
		['path', { path: PATH }, { path: '/other' }],
		['method', { method: 'post' }, { method: 'GET' }],
		['bytes in the body', { contains: '%37%39' }, { contains: 'no such' }],
		[
			'a function',
			{ match: ({ body }) => body.length > 10 },
			{ match: ({ headers }) => headers['x-none'] !== undefined },
		],
	])('strikes by %s', async (_, hit, miss) => {
		await sandbox.kupon.faults.add({ ...miss, kind: 'status', status: 500 });
		expect((await sendOne(sandbox.kupon)).status).toBe(200);
		await sandbox.kupon.faults.add({ ...hit, kind: 'status', status: 502 });
		expect((await sendOne(sandbox.kupon)).status).toBe(502);
	});

	it('keeps the whole answer of the gateway in the log when it was answered', async () => {
		await sendOne(sandbox.kupon);
		expect(sandbox.kupon.requests[0]?.answer?.body?.toString()).toMatch(/"success"/);
	});
});
