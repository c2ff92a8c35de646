import { Agent } from 'node:http';

import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { call, formBody } from '../testing/http.mts';
import { ACCEPTED, sendOne } from '../testing/kupon.mts';

describe('the listener', () => {
	let sandbox: Sandbox<'kupon'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['kupon'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.kupon.reset());
	afterAll(async () => await sandbox.close());

	it('counts requests and how many were in flight at a time', async () => {
		const { counters, faults } = sandbox.kupon;
		const fault = await faults.add({ kind: 'hang' });
		const pending = [1, 2, 3].map(async () => await sendOne(sandbox.kupon));
		while (counters.inFlight < 3) await new Promise((resolve) => setTimeout(resolve, 5));
		await fault.lift();
		await Promise.all(pending);
		await sendOne(sandbox.kupon);
		expect(counters).toMatchObject({ requests: 4, maxInFlight: 3, connections: 4 });
		expect(sandbox.kupon.requests.map(({ id }) => id).length).toBe(4);
	});

	it('shows when connections are used again', async () => {
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		for (let i = 0; i < 3; i++) await call(`${sandbox.kupon.url}/x`, { agent });
		agent.destroy();
		const { counters, requests } = sandbox.kupon;
		expect(counters).toMatchObject({ requests: 3, connections: 1 });
		expect(new Set(requests.map(({ connection }) => connection)).size).toBe(1);
	});

	it('records bytes as they came', async () => {
		const body = Buffer.from([0x00, 0xff, 0xcf, 0x0d, 0x0a]);
		const headers = { 'content-type': 'application/x-odd; charset=koi8-r', 'x-mine': '1' };
		await call(`${sandbox.kupon.url}/a%2Fb?q=%cf&q=2`, { method: 'PUT', headers, body });
		expect(sandbox.kupon.requests[0]).toMatchObject({
			method: 'PUT',
			path: '/a%2Fb',
			query: 'q=%cf&q=2',
			body,
			headers,
			answer: { status: 404 },
		});
	});

	it('takes a body of 64 MB', async () => {
		const body = formBody(ACCEPTED).replace(/sent_text=[^&]*/, `sent_text=${'a'.repeat(2 ** 26)}`);
		const answer = await call(`${sandbox.kupon.url}/api/v1/bulk/send-message`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body,
		});
		expect(answer.status).toBe(200);
		expect(sandbox.kupon.messages[0]?.text).toHaveLength(2 ** 26);
	});

	it('forgets everything at a reset', async () => {
		const { kupon } = sandbox;
		kupon.settings.idType = 'number';
		await sendOne(kupon, { callback: 'http://127.0.0.1:1/{id}' });
		await sandbox.clock.advance(5000);
		await kupon.faults.add({ kind: 'refuse' });
		await kupon.reset();
		const { messages, requests, callbacks, settings, faults, counters } = kupon;
		expect([messages, requests, callbacks, faults.list]).toEqual([[], [], [], []]);
		expect(settings.idType).toBe('string');
		expect(counters).toMatchObject({ requests: 0, connections: 0, maxInFlight: 0 });
		await sandbox.clock.advance(600_000);
		expect(kupon.callbacks).toEqual([]);
		expect((await sendOne(kupon)).status).toBe(200);
	});

	it('starts on given ports and says when one is taken', async () => {
		const { port } = sandbox.kupon;
		const starting = startSandbox({ gateways: ['kupon'], ports: { kupon: port } });
		await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});
});
