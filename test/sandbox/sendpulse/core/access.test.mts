import { call, postForm } from '../../testing/http.mts';
import { API_KEY, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const CREDENTIALS = {
	grant_type: 'client_credentials',
	client_id: 'sendpulse-sandbox-id',
	client_secret: 'sendpulse-sandbox-secret',
};

const askToken = async (changes: object = {}) =>
	await call(`${api.sendpulse.url}/oauth/access_token`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ ...CREDENTIALS, ...changes }),
	});

const tokenOf = ({ json }: { json: unknown }) => (json as { access_token: string }).access_token;

const balance = async (authorization?: string) =>
	await call(`${api.sendpulse.url}/balance`, authorization ? { headers: { authorization } } : {});

const UNAUTHORIZED = { message: 'Unauthorized!', error_code: 401 };

describe('the token', () => {
	it('is issued for JSON and for a form, and lets in', async () => {
		const byJson = await askToken();
		const byForm = await postForm(`${api.sendpulse.url}/oauth/access_token`, CREDENTIALS);
		for (const answer of [byJson, byForm]) {
			expect(answer.status).toBe(200);
			expect(answer.json).toEqual({
				access_token: expect.stringMatching(/^eyJ0eXAi.{300,}/) as string,
				token_type: 'Bearer',
				expires_in: 3600,
			});
			expect((await balance(`Bearer ${tokenOf(answer)}`)).status).toBe(200);
		}
	});

	it('may look like the one of the older document', async () => {
		api.settings.tokenStyle = 'short';
		expect(tokenOf(await askToken())).toMatch(/^[0-9a-f]{40}$/);
	});

	it('expires on the clock of the sandbox', async () => {
		const token = tokenOf(await askToken());
		await api.advance(3_599_999);
		expect((await balance(`Bearer ${token}`)).status).toBe(200);
		await api.advance(1);
		const late = await balance(`Bearer ${token}`);
		expect([late.status, late.json]).toEqual([401, UNAUTHORIZED]);
	});

	it('has an adjustable life and can be revoked', async () => {
		api.settings.tokenLifetime = 2;
		const answer = await askToken();
		expect(answer.json).toMatchObject({ expires_in: 2 });
		await api.advance(2000);
		expect((await balance(`Bearer ${tokenOf(answer)}`)).status).toBe(401);
		const next = tokenOf(await askToken());
		api.state.revokeTokens();
		expect((await balance(`Bearer ${next}`)).status).toBe(401);
	});

	it.each([
		['a wrong secret', { client_secret: 'x' }, 401, 'invalid_client'],
		['a wrong id', { client_id: 'x' }, 401, 'invalid_client'],
		['no secret', { client_secret: undefined }, 401, 'invalid_client'],
		['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
	])('is refused for %s', async (_, changes, status, error) => {
		const answer = await askToken(changes);
		expect(answer.status).toBe(status);
		expect(answer.json).toMatchObject({ error });
	});
});

describe('a call', () => {
	it.each([
		['no header', undefined],
		['an unknown token', 'Bearer nobody'],
		['another scheme', `Basic ${API_KEY}`],
		['the bare key', API_KEY],
	])('is refused with %s, whatever the path', async (_, authorization) => {
		for (const path of ['/balance', '/nothing/here']) {
			const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
			const answer = await call(api.sendpulse.url + path, { headers });
			expect([answer.status, answer.json]).toEqual([401, UNAUTHORIZED]);
			expect(answer.contentType).toBe('application/json');
		}
	});

	it('is let in with a static key, which does not expire', async () => {
		await api.advance(100 * 86_400_000);
		api.state.revokeTokens();
		expect((await balance(`Bearer ${API_KEY}`)).status).toBe(200);
	});

	it('needs a known path and method', async () => {
		expect(await api.refusal('GET', '/nothing')).toEqual([404, 404, 'Not Found']);
		expect(await api.refusal('PATCH', '/balance')).toEqual([405, 405, 'Method Not Allowed']);
		expect((await api.answer('GET', '/addressbooks/')).status).toBe(404);
		expect((await api.answer('GET', '/push/tasks/')).status).toBe(200);
	});
});

describe('the limits of requests', () => {
	beforeEach(() => {
		Object.assign(api.settings, { requestsPerSecond: 10, requestsPerMinute: 1000 });
	});

	it('are ten in any second of the clock', async () => {
		for (let at = 0; at < 10; at++) await api.ok('GET', '/balance');
		const message = 'More than 10 requests per second';
		expect(await api.refusal('GET', '/balance')).toEqual([429, 2020202020, message]);
		await api.advance(999);
		expect((await api.answer('GET', '/balance')).status).toBe(429);
		await api.advance(1);
		expect((await api.answer('GET', '/balance')).status).toBe(200);
	});

	it('are so many in a minute, without Retry-After', async () => {
		api.settings.requestsPerMinute = 12;
		for (let at = 0; at < 12; at++) {
			await api.ok('GET', '/balance');
			await api.advance(1000);
		}
		const answer = await api.answer('GET', '/balance');
		expect([answer.status, answer.json]).toEqual([
			429,
			{ message: 'Too many requests', error_code: 429 },
		]);
		expect(answer.headers['retry-after']).toBeUndefined();
		await api.advance(60_000);
		expect((await api.answer('GET', '/balance')).status).toBe(200);
	});

	it('do not count calls without a token, nor the token itself', async () => {
		for (let at = 0; at < 12; at++) await balance();
		for (let at = 0; at < 12; at++) await askToken();
		expect((await api.answer('GET', '/balance')).status).toBe(200);
	});
});

describe('the style of failures', () => {
	it.each([
		['200', { is_error: true, error_code: 213, message: 'Book not found' }],
		['result', { result: false }],
	] as const)('%s hides a refusal in HTTP 200', async (style, body) => {
		api.settings.failureStyle = style;
		const answer = await api.answer('GET', '/addressbooks/1');
		expect([answer.status, answer.json]).toEqual([200, body]);
	});

	it('never hides 401 and 429', async () => {
		api.settings.failureStyle = '200';
		expect((await balance()).status).toBe(401);
		api.settings.requestsPerSecond = 0;
		expect((await api.answer('GET', '/balance')).status).toBe(429);
	});

	it('has another HTTP status for what a path names', async () => {
		for (const status of [400, 422, 404] as const) {
			api.settings.missingStatus = status;
			expect(await api.refusal('GET', '/campaigns/1')).toEqual([status, 802, 'Campaign not found']);
		}
	});
});
