import { Agent } from 'node:http';

import { call, sendJson } from '../testing/http.mts';
import { API_KEY, base64, callApi, SENDER, useSendPulse } from './testing.mts';

const api = useSendPulse();

const MAIL = {
	email: {
		html: base64('<p>Hi</p>'),
		subject: 'Hi',
		from: { name: 'Shop', email: SENDER },
		to: [{ email: 'ann@example.com' }],
	},
};

const balance = async () => await api.answer('GET', '/balance');

describe('faults', () => {
	it('are an HTML page instead of JSON', async () => {
		for (const status of [500, 502]) {
			await api.sendpulse.faults.add({ kind: 'status', status, times: 1 });
			const answer = await balance();
			expect([answer.status, answer.json]).toEqual([status, undefined]);
			expect(answer.text).toContain('<html>');
		}
		expect((await balance()).status).toBe(200);
	});

	it('are 401 once and 429 twice', async () => {
		const body = { message: 'Unauthorized!', error_code: 401 };
		await api.sendpulse.faults.add({ kind: 'status', status: 401, body, times: 1 });
		await api.sendpulse.faults.add({ kind: 'status', status: 429, times: 2 });
		const statuses = [await balance(), await balance(), await balance(), await balance()];
		expect(statuses.map(({ status }) => status)).toEqual([401, 429, 429, 200]);
	});

	it('are an empty body, and a connection cut after the mail was accepted', async () => {
		await api.sendpulse.faults.add({ kind: 'empty', times: 1, path: '/smtp/emails' });
		const empty = await api.answer('POST', '/smtp/emails', MAIL);
		expect([empty.status, empty.text]).toEqual([200, '']);
		await api.sendpulse.faults.add({ kind: 'reset', when: 'after', times: 1 });
		await expect(api.answer('POST', '/smtp/emails', MAIL)).rejects.toThrow();
		expect(api.sendpulse.messages).toHaveLength(2);
	});
});

describe('the gateway', () => {
	it('records every request', async () => {
		await api.answer('POST', '/smtp/emails?x=%20', MAIL);
		const [request] = api.sendpulse.requests;
		expect(request).toMatchObject({ method: 'POST', path: '/smtp/emails', query: 'x=%20' });
		expect(request?.headers.authorization).toBe(`Bearer ${API_KEY}`);
		expect(JSON.parse(String(request?.body))).toEqual(MAIL);
		expect(request?.answer).toMatchObject({ status: 200 });
	});

	it('forgets everything with a reset, but gives no id twice', async () => {
		const id = await api.bookWith('ann@example.com');
		await api.ok('POST', '/smtp/emails', MAIL);
		await api.ok('POST', '/tags', { name: 'a', color: 'b' });
		await api.ok('POST', '/campaigns', {
			sender_name: 'Shop',
			sender_email: SENDER,
			subject: 'Sale',
			body: base64('Sale'),
			list_id: id,
		});
		await api.ok('DELETE', '/senders', { email: SENDER });
		const url = 'http://127.0.0.1:1/';
		await api.ok('POST', '/v2/email-service/webhook', { url, actions: ['open'] });
		api.state.emit('open', {});
		expect(api.state.waiting(url)).toBe(1);
		api.settings.numbers = 'string';
		await api.sendpulse.reset();
		api.settings.requestsPerSecond = null;
		await api.advance(10_000);
		expect(api.sendpulse.messages).toEqual([]);
		expect(await api.ok('GET', '/addressbooks')).toEqual([]);
		expect(await api.ok('GET', '/tags')).toMatchObject({ tags: [] });
		expect(await api.ok('GET', '/senders')).toHaveLength(1);
		expect(await api.ok('GET', '/user/balance/detail')).toMatchObject({
			email: { emails_left: 9914 },
		});
		expect(api.state.account.ignored).toEqual([]);
		expect(api.state.waiting(url)).toBe(0);
		expect(await api.newBook()).toBeGreaterThan(id);
	});

	it('has its settings and credentials on the control port', async () => {
		const [gateway] = (await call(`${api.controlUrl}/gateways`)).json as Record<string, object>[];
		expect(gateway).toMatchObject({
			id: 'sendpulse',
			credentials: { 'client id': 'sendpulse-sandbox-id' },
			settings: { numbers: 'int', campaignsPerHour: 4, userId: 7043663 },
		});
		const patch = async (value: object) =>
			(await sendJson('PATCH', `${api.controlUrl}/settings/sendpulse`, value)).status;
		expect(await patch({ numbers: 'string', campaignsPerHour: null, apiKeys: ['k'] })).toBe(200);
		expect(await patch({ letterOutcomes: { 'a@b.example': [2, { status: 3, afterMs: 5 }] } })).toBe(
			200,
		);
		expect(api.settings.campaignsPerHour).toBeNull();
		expect((await balance()).status).toBe(401);
		for (const wrong of [{ numbers: 'float' }, { letterOutcome: 2 }, { smtpWebhookUrl: null }]) {
			expect(await patch(wrong)).toBe(400);
		}
	});

	it('serves many calls at once', async () => {
		const agent = new Agent({ keepAlive: true, maxSockets: 8 });
		const id = await api.newBook();
		const add = async (at: number) =>
			await call(`${api.sendpulse.url}/addressbooks/${id}/emails`, {
				method: 'POST',
				headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
				body: JSON.stringify({ emails: [{ email: `c${at}@example.com` }] }),
				agent,
			});
		const answers = await Promise.all(Array.from({ length: 100 }, async (_, at) => await add(at)));
		agent.destroy();
		expect(answers.every(({ status }) => status === 200)).toBe(true);
		expect(
			(await callApi(api.sendpulse.url, 'GET', `/addressbooks/${id}/emails/total`)).json,
		).toEqual({
			total: 100,
		});
	});
});
