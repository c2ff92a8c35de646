import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { get, quick, send } from './testing.mts';

describe('refusals', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const badPhone = async () => await quick(sandbox.smsby, { phone: 'x' });
	const badToken = async () => await get(sandbox.smsby, 'getBalance', { token: 'x' });
	const notThere = async () => await get(sandbox.smsby, 'checkSMS', { sms_id: '1' });
	const badCall = async () => await send(sandbox.smsby, 'flashCall', {});

	it('have a status by their kind', async () => {
		expect([await badToken(), await notThere(), await badPhone(), await badCall()]).toMatchObject([
			{ status: 403, json: { error: 'token not found' } },
			{ status: 404, json: { error: 'not found' } },
			{ status: 400, json: { error: 'incorrect phone number' } },
			{ status: 421, json: { error: 'phone is required' } },
		]);
	});

	it('were 500 with JSON in 2017, but for the token and what is not there', async () => {
		sandbox.smsby.settings.era = 'A';
		const answers = [await badToken(), await notThere(), await badPhone()];
		expect(answers.map(({ status }) => status)).toEqual([403, 404, 500]);
		expect(answers[2]?.json).toEqual({ error: 'incorrect phone number' });
	});

	it.each([200, 400, 403, 404, 421, 429, 500] as const)(
		'all have %i when asked',
		async (status) => {
			sandbox.smsby.settings.errorStatus = status;
			for (const answer of [
				await badPhone(),
				await badToken(),
				await notThere(),
				await badCall(),
			]) {
				expect(answer.status).toBe(status);
				expect(answer.json).toEqual({ error: expect.any(String) as string });
			}
			expect((await quick(sandbox.smsby)).status).toBe(200);
		},
	);

	it('are an HTML page when asked', async () => {
		sandbox.smsby.settings.errorStatus = 'html500';
		const answer = await badPhone();
		expect(answer.status).toBe(500);
		expect(answer.contentType).toContain('text/html');
		expect(answer.json).toBeUndefined();
	});

	it.each([
		['error', { error: 'incorrect phone number' }],
		['object', { error: { message: 'incorrect phone number' } }],
		['status', { status: 'error', message: 'incorrect phone number' }],
	] as const)('have the shape %s when asked', async (shape, body) => {
		sandbox.smsby.settings.errorShape = shape;
		expect(await badPhone()).toMatchObject({ status: 400, json: body });
	});

	it('a recipient is refused with the text it is told', async () => {
		sandbox.smsby.settings.refusals = { '375291112233': 'limit exceeded' };
		expect(await quick(sandbox.smsby)).toMatchObject({
			status: 400,
			json: { error: 'limit exceeded' },
		});
		expect(sandbox.smsby.messages).toEqual([]);
	});

	it('429 comes above the threshold until the minute is over', async () => {
		sandbox.smsby.settings.requestsPerMinute = 2;
		const statuses = async (count: number) => {
			const seen: number[] = [];
			for (let i = 0; i < count; i++) seen.push((await get(sandbox.smsby, 'getLimit')).status);
			return seen;
		};
		expect(await statuses(3)).toEqual([200, 200, 429]);
		await sandbox.clock.advance(59_999);
		expect(await statuses(1)).toEqual([429]);
		await sandbox.clock.advance(1);
		expect(await statuses(3)).toEqual([200, 200, 429]);
	});

	it('429 has Retry-After by the clock of the sandbox when asked, and does no work', async () => {
		sandbox.smsby.settings.requestsPerMinute = 1;
		await get(sandbox.smsby, 'getLimit');
		const silent = await quick(sandbox.smsby);
		expect(silent).toMatchObject({ status: 429, json: { error: 'Превышен лимит запросов' } });
		expect(silent.headers['retry-after']).toBeUndefined();
		sandbox.smsby.settings.retryAfter = 'seconds';
		await sandbox.clock.advance(17_500);
		expect((await quick(sandbox.smsby)).headers['retry-after']).toBe('43');
		expect(sandbox.smsby.messages).toEqual([]);
	});

	it('429 is not among the codes of flashCall and of v2', async () => {
		sandbox.smsby.settings.requestsPerMinute = 0;
		expect((await badCall()).status).toBe(421);
		const list = await send(
			sandbox.smsby,
			'createSubscriberList',
			{ name: 'x' },
			{ version: 'v2' },
		);
		expect(list.status).toBe(200);
		expect((await get(sandbox.smsby, 'getLimit')).status).toBe(429);
	});
});
