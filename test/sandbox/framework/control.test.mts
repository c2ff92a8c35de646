import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { call, sendJson } from '../testing/http.mts';
import { onlyMessage, sendOne } from '../testing/kupon.mts';
import { startReceiver } from '../testing/receiver.mts';

describe('control', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ clock: { speed: 0 } });
	});
	afterEach(async () => {
		await sandbox.reset();
		sandbox.clock.setSpeed(0);
	});
	afterAll(async () => await sandbox.close());

	const get = async (path: string) => (await call(sandbox.controlUrl + path)).json;
	const post = async (path: string, value: unknown = {}) =>
		await sendJson('POST', sandbox.controlUrl + path, value);

	it('lists the gateways with address, credentials and what can be set', async () => {
		expect(await get('/gateways')).toContainEqual(
			expect.objectContaining({
				id: 'kupon',
				url: sandbox.kupon.url,
				credentials: { token: 'kupon-sandbox-token' },
				settings: expect.objectContaining({ strict: true }) as object,
				settingsHelp: expect.objectContaining({
					idType: 'JSON type of ids (string | number)',
				}) as object,
			}),
		);
	});

	it('shows the newest of many messages, requests and callbacks, and the others page by page', async () => {
		for (let index = 0; index < 120; index++) {
			await sendOne(sandbox.kupon, { sent_to: String(79004440000 + index) });
		}
		const recipients = async (query: string) =>
			((await get(`/messages${query}`)) as Array<{ recipient: string }>).map(
				({ recipient }) => Number(recipient) - 79004440000,
			);
		const numbers = (from: number, to: number) =>
			Array.from({ length: to - from }, (_, index) => from + index);

		expect(await recipients('')).toEqual(numbers(20, 120));
		expect(await recipients('?limit=1000')).toEqual(numbers(0, 120));
		expect(await recipients('?limit=10&offset=115')).toEqual(numbers(0, 5));
		expect(await recipients('?offset=120')).toEqual([]);
		expect(((await get('/requests')) as unknown[]).length).toBe(100);
		const { headers } = await fetch(`${sandbox.controlUrl}/messages?limit=1`);
		expect(headers.get('X-Total-Count')).toBe('120');
		for (const query of ['limit=0', 'limit=1001', 'limit=x', 'offset=-1']) {
			expect((await call(`${sandbox.controlUrl}/messages?${query}`)).status).toBe(400);
		}
	});

	it('shows messages and filters them', async () => {
		await sendOne(sandbox.kupon);
		await sandbox.clock.advance(1000);
		await sendOne(sandbox.kupon, { sent_to: '79004445566' });
		const [first, second] = sandbox.kupon.messages;
		const [one, two] = [first, second].map((message) => ({ ...message, raw: undefined }));
		expect(await get('/messages')).toEqual([one, two]);
		expect(await get(`/messages/kupon/${first?.id}`)).toEqual(first);
		expect((await call(`${sandbox.controlUrl}/messages/kupon/none`)).status).toBe(404);
		expect(await get('/messages?gateway=kupon')).toEqual([one, two]);
		expect(await get('/messages?gateway=other')).toEqual([]);
		expect(await get('/messages?recipient=79004445566')).toEqual([two]);
		expect(await get(`/messages?since=${second?.receivedAt}`)).toEqual([two]);
		const withOffset = encodeURIComponent(second?.receivedAt.replace('Z', '+00:00') ?? '');
		expect(await get(`/messages?since=${withOffset}`)).toEqual([two]);
		expect((await call(`${sandbox.controlUrl}/messages?since=soon`)).status).toBe(400);
	});

	it('shows requests with their bytes and answers', async () => {
		await sendOne(sandbox.kupon, { token: 'x' });
		const body = sandbox.kupon.requests[0]?.body ?? Buffer.alloc(0);
		expect(await get('/requests?gateway=kupon')).toMatchObject([
			{
				gateway: 'kupon',
				method: 'POST',
				path: '/api/v1/bulk/send-message',
				body: { bytes: body.length, text: body.toString(), base64: body.toString('base64') },
				fault: null,
				answer: { status: 200, body: { text: expect.stringContaining('токен') as string } },
			},
		]);
	});

	it('pushes a status and shows the callback', async () => {
		const receiver = await startReceiver();
		await sendOne(sandbox.kupon, { callback: `${receiver.url}/?{id}={status}` });
		const { id } = onlyMessage(sandbox.kupon);
		const pushed = await post(`/messages/kupon/${id}/status`, { status: 2 });
		expect(pushed.json).toMatchObject({ id, status: '2' });
		expect(receiver.calls.map(({ url }) => url)).toEqual([`/?${id}=2`]);
		expect(await get('/callbacks')).toEqual(sandbox.kupon.callbacks);
		expect(sandbox.kupon.callbacks).toMatchObject([{ messageIds: [id], outcome: 'delivered' }]);
		await receiver.close();
	});

	it.each([
		['/messages/kupon/1/status', { status: 1 }, 404],
		['/messages/nobody/1/status', { status: 1 }, 404],
		['/messages/kupon/1/status', {}, 400],
		['/faults/kupon', { kind: 'flood' }, 400],
		['/faults/kupon', [], 400],
		['/faults/kupon', { kind: 'slow' }, 400],
		['/faults/kupon', { kind: 'status', status: '500' }, 400],
		['/faults/kupon', { kind: 'hang', when: 'later' }, 400],
		['/faults/kupon', { kind: 'hang', delayMs: 5 }, 400],
		['/faults/kupon', { kind: 'refuse', times: 1 }, 400],
		['/faults/kupon', { kind: 'status', status: 500, headers: { a: 1 } }, 400],
		['/clock', { speed: '2' }, 400],
		['/clock', { speed: -1 }, 400],
		['/clock/advance', { ms: -1 }, 400],
		['/clock/advance', {}, 400],
		['/nowhere', {}, 404],
		['/gateways', {}, 405],
	])('refuses %s %j', async (path, value, status) => {
		const answer = await post(path, value);
		expect(answer.status).toBe(status);
		expect(answer.json).toEqual({ error: expect.any(String) as string });
		expect(sandbox.kupon.faults.list).toEqual([]);
	});

	it.each([
		[{ kind: 'status', status: 429, retryAfter: 3 }, { status: 429 }],
		[
			{ kind: 'status', status: 403, body: { a: 1 } },
			{ status: 403, json: { a: 1 } },
		],
		[{ kind: 'wrongStatus', status: 400 }, { status: 400 }],
		[{ kind: 'empty' }, { status: 200, text: '' }],
		[{ kind: 'truncated', bytes: 3 }, { text: '{"t' }],
		[{ kind: 'garbage' }, { status: 200, json: undefined }],
		[{ kind: 'wrongContentType', contentType: 'a/b' }, { contentType: 'a/b' }],
		[{ kind: 'wrongCharset', charset: 'utf-16le', label: 'x' }, { json: undefined }],
		[{ kind: 'redirect', location: 'http://a.example/' }, { status: 302 }],
		[{ kind: 'huge', bytes: 4096 }, { bytes: expect.objectContaining({ length: 4096 }) as object }],
		[{ kind: 'slow', delayMs: 5 }, { status: 200 }],
	])('sets the fault %j', async (fault, seen) => {
		const set = await post('/faults/kupon', { ...fault, times: 1 });
		expect(set.status).toBe(201);
		expect(await sendOne(sandbox.kupon)).toMatchObject(seen);
		expect(await get('/faults/kupon')).toMatchObject([{ ...fault, hits: 1 }]);
		expect((await sendOne(sandbox.kupon)).json).toMatchObject({ type: 'success' });
	});

	it.each([{ kind: 'refuse' }, { kind: 'reset' }, { kind: 'reset', when: 'after' }])(
		'sets the fault %j and lifts it',
		async (fault) => {
			await post('/faults/kupon', fault);
			await expect(sendOne(sandbox.kupon)).rejects.toThrow();
			await call(`${sandbox.controlUrl}/faults/kupon`, { method: 'DELETE' });
			expect((await sendOne(sandbox.kupon)).status).toBe(200);
			expect(await get('/faults/kupon')).toEqual([]);
		},
	);

	it('lets a hanging exchange go on when the fault is lifted', async () => {
		await post('/faults/kupon', { kind: 'hang' });
		const pending = sendOne(sandbox.kupon);
		while (sandbox.kupon.counters.inFlight === 0) await new Promise((next) => setTimeout(next, 5));
		await call(`${sandbox.controlUrl}/faults/kupon`, { method: 'DELETE' });
		expect((await pending).status).toBe(200);
	});

	it('changes settings, all or none', async () => {
		const url = `${sandbox.controlUrl}/settings/kupon`;
		const changed = await sendJson('PATCH', url, {
			idType: 'number',
			outcome: [0, { status: 20, afterMs: 5 }],
		});
		expect(changed.json).toMatchObject({ idType: 'number', strict: true });
		expect(sandbox.kupon.settings).toMatchObject({
			idType: 'number',
			outcome: [0, { status: 20 }],
		});
		for (const wrong of [
			{ strict: false, idType: 'float' },
			{ strict: false, nothing: 1 },
			{ strict: 'no' },
			{ maxListSize: 1.5 },
			{ tokens: [1] },
			{ outcome: ['delivered'] },
			{ outcomes: { '7900': 1 } },
			{ kannelMap: { a: 'b' } },
			[],
		]) {
			const refused = await sendJson('PATCH', url, wrong);
			expect(refused.status).toBe(400);
		}
		expect(sandbox.kupon.settings.strict).toBe(true);
		expect(await get('/settings/kupon')).toMatchObject({ idType: 'number', maxListSize: null });
	});

	it('moves the clock and sets its speed', async () => {
		await sendOne(sandbox.kupon);
		const before = sandbox.clock.now();
		const { json } = await post('/clock/advance', { ms: 3000 });
		expect(json).toEqual({ now: new Date(before + 3000).toISOString(), speed: 0 });
		expect(onlyMessage(sandbox.kupon).status).toBe('1');
		await post('/clock', { speed: 60 });
		expect(await get('/clock')).toMatchObject({ speed: 60 });
	});

	it.each<[string, string, string]>([
		['POST', '/reset', '{}'],
		['POST', '/clock', '{"speed":5}'],
		['POST', '/clock/advance', '{"ms":3000}'],
		['POST', '/faults/kupon', '{"kind":"empty"}'],
		['DELETE', '/faults/kupon', ''],
		['DELETE', '/faults/kupon/FAULT', ''],
		['PATCH', '/settings/kupon', '{"idType":"number"}'],
		['POST', '/messages/kupon/ID/status', '{"status":"2"}'],
		['POST', '/actions/smsc/receive', '{"phone":"79001112233","message":"x"}'],
	])('lets no page of another site %s %s', async (method, path, body) => {
		await sendOne(sandbox.kupon);
		await sandbox.kupon.faults.add({ kind: 'slow', delayMs: 1 });
		const { id } = onlyMessage(sandbox.kupon);
		const fault = String(sandbox.kupon.faults.list[0]?.id);
		const url = sandbox.controlUrl + path.replace('ID', id).replace('FAULT', fault);
		const before = JSON.stringify([await get('/gateways'), await get('/clock')]);
		const foreign: Record<string, string>[] = [
			{ origin: 'https://evil.example' },
			{ origin: 'null' },
			{ origin: 'http://127.0.0.1:1' },
			{ 'sec-fetch-site': 'cross-site' },
			{ 'sec-fetch-site': 'same-site' },
			{ host: 'evil.example:4600', origin: 'http://evil.example:4600' },
		];
		for (const headers of foreign) {
			const options = {
				method: method as 'POST',
				headers: { ...headers, 'content-type': 'text/plain' },
			};
			const answer = await call(url, body === '' ? options : { ...options, body });
			expect([answer.status, answer.json]).toEqual([403, { error: expect.any(String) as string }]);
		}
		expect(JSON.stringify([await get('/gateways'), await get('/clock')])).toBe(before);
		expect(sandbox.kupon.messages).toHaveLength(1);
		expect(sandbox.kupon.faults.list).toHaveLength(1);
		expect(onlyMessage(sandbox.kupon).status).not.toBe('2');
		const { host } = new URL(sandbox.controlUrl);
		const own = { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
		const options = { method: method as 'POST', headers: own };
		expect((await call(url, body === '' ? options : { ...options, body })).status).toBeLessThan(
			300,
		);
	});

	it('resets everything', async () => {
		await sendOne(sandbox.kupon);
		await post('/faults/kupon', { kind: 'empty' });
		const { json } = await post('/reset');
		expect(json).toEqual({ reset: expect.arrayContaining(['kupon']) as string[] });
		expect(await get('/messages')).toEqual([]);
		expect(await get('/faults/kupon')).toEqual([]);
	});
});
