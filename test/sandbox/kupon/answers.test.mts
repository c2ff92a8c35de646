import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { onlyMessage, sendList, sendOne } from '../testing/kupon.mts';

describe('answers', () => {
	let sandbox: Sandbox<'kupon'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['kupon'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.kupon.reset());
	afterAll(async () => await sandbox.close());

	it('has the id as a number when asked', async () => {
		sandbox.kupon.settings.idType = 'number';
		const answer = await sendOne(sandbox.kupon);
		expect(answer.json).toEqual({ type: 'success', id: Number(onlyMessage(sandbox.kupon).id) });
	});

	it.each([200, 400, 401, 403] as const)('fails with HTTP %i and type=error', async (status) => {
		sandbox.kupon.settings.failureStatus = status;
		const answer = await sendOne(sandbox.kupon, { token: 'x' });
		expect(answer.status).toBe(status);
		expect(answer.json).toEqual({ type: 'error', msg: 'Неверный API токен' });
		expect((await sendOne(sandbox.kupon)).status).toBe(200);
	});

	it('fails with an HTML page when asked', async () => {
		sandbox.kupon.settings.failureStatus = 500;
		const answer = await sendOne(sandbox.kupon, { token: 'x' });
		expect(answer.status).toBe(500);
		expect(answer.contentType).toContain('text/html');
		expect(answer.json).toBeUndefined();
	});

	it('labels JSON as HTML when asked', async () => {
		sandbox.kupon.settings.contentType = 'text/html';
		for (const answer of [
			await sendOne(sandbox.kupon),
			await sendOne(sandbox.kupon, { token: 'x' }),
			await sendList(sandbox.kupon, [{ sent_to: '79001112233', sent_text: 'x' }]),
		]) {
			expect(answer.contentType).toBe('text/html; charset=utf-8');
			expect(answer.json).toHaveProperty('type');
		}
	});

	it('takes the tokens it is told to', async () => {
		sandbox.kupon.settings.tokens = ['one', 'two'];
		expect((await sendOne(sandbox.kupon, { token: 'two' })).json).toMatchObject({
			type: 'success',
		});
		expect((await sendOne(sandbox.kupon)).json).toMatchObject({ type: 'error' });
	});

	it('refuses a rejected recipient', async () => {
		sandbox.kupon.settings.rejectedRecipients = ['79001112233'];
		const answer = await sendOne(sandbox.kupon);
		expect(answer.json).toEqual({
			type: 'error',
			msg: 'Получатель 79001112233 находится в стоп-листе',
		});
		expect(sandbox.kupon.messages).toEqual([]);
	});

	it('refuses without money, or accepts and ends with 24', async () => {
		sandbox.kupon.settings.funds = 'refused';
		expect((await sendOne(sandbox.kupon)).json).toEqual({
			type: 'error',
			msg: 'Недостаточно средств на балансе',
		});
		sandbox.kupon.settings.funds = 'status24';
		expect((await sendOne(sandbox.kupon)).json).toMatchObject({ type: 'success' });
		await sandbox.clock.advance(5000);
		expect(onlyMessage(sandbox.kupon).history.map(({ status }) => status)).toEqual(['-1', '24']);
	});
});
