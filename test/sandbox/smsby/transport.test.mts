import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { call, formBody, postForm } from '../testing/http.mts';
import { METHODS } from './api.mts';
import type { How } from './testing.mts';
import { get, onlyMessage, PHONE, pick, quick, send, TOKEN } from './testing.mts';

describe('transport', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const url = (path: string) => `${sandbox.smsby.url}/api/v1/${path}`;
	const rejected = { error: 'token not found' };

	it.each(['query', 'form', 'json', 'multipart'] as const)(
		'reads the parameters from %s and says so',
		async (as) => {
			const answer = await quick(sandbox.smsby, { alphaname_id: '1363' }, { as, verb: 'POST' });
			expect(answer.status).toBe(200);
			expect(onlyMessage(sandbox.smsby)).toMatchObject({
				gateway: 'smsby',
				channel: 'sms',
				recipient: PHONE,
				sender: 'MyName',
				text: 'Готово',
				status: 'NEW',
				details: {
					method: 'sendQuickSMS',
					version: 'v1',
					verb: 'POST',
					sources: { token: as, message: as, phone: as, alphaname_id: as },
					repeatedParameters: [],
					ignoredParameters: [],
					decodeProblems: [],
					senderId: '1363',
				},
			});
		},
	);

	it('merges query and form, the form winning', async () => {
		const query = formBody({ token: TOKEN, phone: PHONE, message: 'из адреса' });
		await postForm(`${url('sendQuickSMS')}?${query}`, { message: 'из тела' });
		expect(onlyMessage(sandbox.smsby)).toMatchObject({
			text: 'из тела',
			raw: {
				token: expect.stringMatching(/%3D$/) as string,
				message: expect.any(String) as string,
			},
			details: {
				sources: { token: 'query', phone: 'query', message: 'form' },
				repeatedParameters: ['message'],
			},
		});
	});

	it('merges query and JSON', async () => {
		const query = formBody({ token: TOKEN });
		await call(`${url('sendQuickSMS')}?${query}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json; charset=utf-8' },
			body: JSON.stringify({ message: 'да', phone: Number(PHONE) }),
		});
		expect(onlyMessage(sandbox.smsby)).toMatchObject({
			recipient: PHONE,
			details: { sources: { token: 'query', message: 'json', phone: 'json' } },
		});
	});

	it.each<[string, string]>([
		['a token encoded twice', encodeURIComponent(encodeURIComponent(TOKEN))],
		['an empty token', ''],
		['another token', 'x'],
	])('refuses %s in the query', async (_, wire) => {
		const answer = await call(`${url('getBalance')}?token=${wire}`);
		expect(answer.status).toBe(403);
		expect(answer.json).toEqual(rejected);
	});

	it('takes the token percent-encoded, and as the official clients write it', async () => {
		// Base64 of JSON in ASCII cannot hold a plus, so nothing is lost unencoded.
		expect(TOKEN).toMatch(/^[A-Za-z0-9/=]+$/);
		for (const wire of [encodeURIComponent(TOKEN), TOKEN]) {
			expect((await call(`${url('getBalance')}?token=${wire}`)).status).toBe(200);
		}
	});

	it('does not look at an Authorization header', async () => {
		const headers = { authorization: `Bearer ${TOKEN}` };
		const answer = await call(url('getBalance'), { headers });
		expect(answer).toMatchObject({ status: 403, json: rejected });
	});

	it('takes the tokens it is told to', async () => {
		sandbox.smsby.settings.tokens = ['0123456789abcdef0123456789abcdef'];
		expect((await get(sandbox.smsby, 'getBalance')).status).toBe(403);
		const token = '0123456789abcdef0123456789abcdef';
		expect((await get(sandbox.smsby, 'getBalance', { token })).status).toBe(200);
	});

	it('refuses before anything is done', async () => {
		expect((await quick(sandbox.smsby, { token: 'x' })).status).toBe(403);
		expect(sandbox.smsby.messages).toEqual([]);
	});

	it.each(['sendQuickSms', 'SENDQUICKSMS', 'sendquicksms'])(
		'knows the method as %s',
		async (name) => {
			await send(sandbox.smsby, name, { message: 'x', phone: PHONE });
			expect(onlyMessage(sandbox.smsby).details.method).toBe('sendQuickSMS');
		},
	);

	it.each(['GET', 'POST'] as const)('takes %s for the methods seen with both', async (verb) => {
		const how: How = { as: 'query', verb };
		expect((await quick(sandbox.smsby, {}, how)).status).toBe(200);
		expect((await send(sandbox.smsby, 'createSmsMessage', { message: 'x' }, how)).status).toBe(200);
		expect((await send(sandbox.smsby, 'getBalance', {}, how)).status).toBe(200);
		expect(onlyMessage(sandbox.smsby).details.verb).toBe(verb);
	});

	it('refuses the verbs no source shows, unless lenient', async () => {
		const statuses = async () => [
			(await send(sandbox.smsby, 'sendBulkSms', {}, { as: 'query' })).status,
			(await send(sandbox.smsby, 'getSmsDeliveryList', { message_id: 1 })).status,
			(await quick(sandbox.smsby, {}, { as: 'query', verb: 'PUT' })).status,
		];
		expect(await statuses()).toEqual([405, 405, 405]);
		sandbox.smsby.settings.strict = false;
		expect(await statuses()).toEqual([400, 400, 200]);
	});

	it.each([
		'/api/v1/sendQuick',
		'/api/v2/sendQuickSMS',
		'/api/v1/importContacts',
		'/api/v1/sendQuickSMS/',
		'/API/v1/getBalance',
		'/',
	])('has nothing at %s', async (path) => {
		const answer = await postForm(sandbox.smsby.url + path, { token: TOKEN });
		expect(answer.status).toBe(404);
		expect(answer.contentType).toContain('text/html');
	});

	it('ignores unknown parameters and shows them', async () => {
		const answer = await quick(sandbox.smsby, { alfaname_id: '1363', sender: 'MyName' });
		expect(answer.status).toBe(200);
		expect(onlyMessage(sandbox.smsby)).toMatchObject({
			sender: 'Системное имя (SMS.BY)',
			details: { senderId: null, ignoredParameters: ['alfaname_id', 'sender'] },
		});
	});

	it('does not read a form sent by GET, JSON under another label, or broken JSON', async () => {
		const values = { token: TOKEN, message: 'x', phone: PHONE };
		const tries = [
			{ method: 'POST', type: 'text/plain', body: JSON.stringify(values) },
			{ method: 'POST', type: 'application/json', body: '{"token":' },
			{ method: 'POST', type: 'application/json', body: '[]' },
			{ method: 'PUT', type: 'application/x-www-form-urlencoded', body: formBody(values) },
			{ method: 'POST', type: 'multipart/form-data; boundary=b', body: '--b\r\nContent' },
		] as const;
		sandbox.smsby.settings.strict = false;
		for (const { method, type, body } of tries) {
			const headers = { 'content-type': type };
			expect((await call(url('sendQuickSMS'), { method, headers, body })).json).toEqual(rejected);
		}
		expect(sandbox.smsby.messages).toEqual([]);
	});

	it('shows text that is not UTF-8 and broken escapes', async () => {
		const body = `${formBody({ token: TOKEN, phone: PHONE })}&message=%CF%F0+100%`;
		await postForm(url('sendQuickSMS'), {}, { body });
		expect(onlyMessage(sandbox.smsby)).toMatchObject({
			raw: { message: '%CF%F0+100%' },
			details: {
				decodeProblems: [
					'message: broken percent escape',
					'message: bytes that do not decode as utf8',
				],
			},
		});
	});

	it('refuses an array where a text belongs', async () => {
		const answer = await quick(sandbox.smsby, { 'phone[]': PHONE, phone: undefined });
		expect(answer).toMatchObject({ status: 400, json: { error: 'phone must be a string' } });
	});

	it('writes JSON as PHP does', async () => {
		sandbox.smsby.settings.alphanames = { '0': 'Имя/1 😀', '5': 'b' };
		const answer = await get(sandbox.smsby, 'getAlphanames');
		expect(answer.text).toBe('{"0":"\\u0418\\u043c\\u044f\\/1 \\ud83d\\ude00","5":"b"}');
		expect(answer.contentType).toBe('application/json');
		expect(answer.json).toEqual({ '0': 'Имя/1 😀', '5': 'b' });
	});

	it('logs every call with its sources and its error', async () => {
		await get(sandbox.smsby, 'GETLIMIT', { extra: '1' });
		await quick(sandbox.smsby, { phone: '1' });
		await call(url('unknown'));
		expect(sandbox.smsby.state.calls).toEqual([
			{
				requestId: sandbox.smsby.requests[0]?.id,
				method: 'getLimit',
				version: 'v1',
				sources: { token: 'query', extra: 'query' },
				ignored: ['extra'],
				warnings: [],
				error: null,
			},
			expect.objectContaining({ method: 'sendQuickSMS', error: 'incorrect phone number' }),
		]);
	});

	it('asks every method for the token', async () => {
		expect(METHODS).toHaveLength(40);
		for (const { name, version, verbs } of METHODS) {
			const verb = verbs[0] ?? 'POST';
			const how: How = { as: verb === 'GET' ? 'query' : 'form', verb, version };
			const answer = await send(sandbox.smsby, name, { token: 'x' }, how);
			expect([name, answer.status, answer.json]).toEqual([name, 403, rejected]);
		}
	});

	it('forgets everything at a reset', async () => {
		await quick(sandbox.smsby);
		await send(sandbox.smsby, 'createSmsMessage', { message: 'x' });
		await sandbox.smsby.reset();
		const { state, messages } = sandbox.smsby;
		expect([messages, state.calls, state.campaigns]).toEqual([[], [], []]);
		expect(pick(await get(sandbox.smsby, 'getBalance'), 'result')).toEqual([
			{ balance: '100.00000' },
		]);
	});
});
