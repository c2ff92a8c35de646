import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { get, pick, quick, result, send } from './testing.mts';

describe('account', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	it.each([
		['C', 'string', { balance: '2.86600' }],
		['C', 'number', { balance: 2.866 }],
		['B', 'string', { balance: '2.86600', viber_balance: '50.00000' }],
		['A', 'number', { balance: 2.866, viber_balance: 50 }],
	] as const)('getBalance of era %s as %s', async (era, balanceType, balance) => {
		Object.assign(sandbox.smsby.settings, { era, balanceType, balance: 2.866, currency: 'RUR' });
		expect((await get(sandbox.smsby, 'getBalance')).json).toEqual({
			status: 'OK',
			currency: 'RUR',
			result: [balance],
		});
	});

	it('getLimit is a number, a text in the oldest era', async () => {
		Object.assign(sandbox.smsby.settings, { balance: 2.866, price: 0.02 });
		expect((await get(sandbox.smsby, 'getLimit')).json).toEqual({ limit: 143 });
		sandbox.smsby.settings.era = 'A';
		expect((await get(sandbox.smsby, 'getLimit')).json).toEqual({ limit: '143' });
	});

	it.each<[Record<string, string>, 'php' | 'object', unknown]>([
		[{ '0': 'S', '1363': 'M' }, 'php', { '0': 'S', '1363': 'M' }],
		[{ '0': 'S' }, 'php', ['S']],
		[{ '0': 'S', '1': 'M' }, 'php', ['S', 'M']],
		[{}, 'php', []],
		[{ '5': 'M' }, 'php', { '5': 'M' }],
		[{ '0': 'S' }, 'object', { '0': 'S' }],
		[{}, 'object', {}],
	])('getAlphanames of %j in the shape %s', async (alphanames, mapShape, expected) => {
		Object.assign(sandbox.smsby.settings, { alphanames, mapShape });
		expect((await get(sandbox.smsby, 'getAlphanames')).json).toEqual(expected);
	});

	it('getAlphanameId finds a name', async () => {
		const find = async (name?: string) => await get(sandbox.smsby, 'getAlphanameId', { name });
		expect((await find('MyName')).json).toEqual({ id: 1363 });
		expect(await find('myname')).toMatchObject({ status: 404, json: { error: 'not found' } });
		expect((await find()).json).toEqual({ error: 'name is required' });
		sandbox.smsby.settings.idType = 'string';
		expect((await find('MyName')).json).toEqual({ id: '1363' });
	});

	it('getAlphanameCategory lists categories', async () => {
		expect((await get(sandbox.smsby, 'getAlphanameCategory')).json).toEqual({
			status: 'OK',
			result: expect.arrayContaining([{ id: 3, name: 'Банки/кредиты' }]) as unknown,
		});
	});

	it('createAlphaname asks for a name that cannot be used yet', async () => {
		const values = { name: 'Shop', yur_name: 'ООО', unp: '123456789', country_id: '1' };
		const answer = await send(sandbox.smsby, 'createAlphaname', values);
		const { id } = result(answer);
		expect(sandbox.smsby.state.alphanameRequests).toEqual([{ id: String(id), name: 'Shop' }]);
		expect((await quick(sandbox.smsby, { alphaname_id: id })).status).toBe(400);
		for (const name of Object.keys(values)) {
			const refused = await send(sandbox.smsby, 'createAlphaname', {
				...values,
				[name]: undefined,
			});
			expect(refused).toMatchObject({ status: 400, json: { error: `${name} is required` } });
		}
	});

	describe('bills', () => {
		const create = async (values: object) => await send(sandbox.smsby, 'createBill', { ...values });
		const list = async (page?: number) =>
			pick(await get(sandbox.smsby, 'getBills', { page }), 'data') as Record<string, unknown>;

		it('are created and listed', async () => {
			const answer = await create({ amount: '500', amount_type: 'sms' });
			const [bill] = sandbox.smsby.state.bills;
			const seconds = String(Math.floor((bill?.createdAt ?? 0) / 1000));
			const day = new Date((bill?.createdAt ?? 0) + 3 * 3_600_000).toISOString().slice(0, 10);
			const number = `C1${bill?.id}/${day.replaceAll('-', '')}`;
			const common = { id: Number(bill?.id), user_id: 2, d_create: seconds, d_payment: 0, number };
			expect(answer.json).toEqual({
				status: 'success',
				data: expect.objectContaining({
					...common,
					amount: '500',
					type: 'sms',
					rent: 0,
				}) as unknown,
			});
			expect(await list()).toEqual({
				total: 1,
				per_page: 15,
				current_page: 1,
				last_page: 1,
				next_page_url: null,
				prev_page_url: null,
				from: 1,
				to: 1,
				data: [expect.objectContaining({ ...common, amount: '500.00', type: 'SMS', rent: '0' })],
			});
		});

		it('come in pages', async () => {
			for (let i = 1; i <= 16; i++) await create({ amount: i, amount_type: 'sms' });
			const next = `${sandbox.smsby.url}/api/v1/getBills?page=2`;
			expect(await list()).toMatchObject({ total: 16, last_page: 2, next_page_url: next, to: 15 });
			const second = await list(2);
			expect(second).toMatchObject({ from: 16, to: 16, next_page_url: null });
			expect(second.data).toMatchObject([{ amount: '16.00' }]);
			expect(await list(3)).toMatchObject({ from: null, to: null, data: [] });
		});

		it.each<[object, string]>([
			[{ amount_type: 'sms' }, 'amount must be an integer'],
			[{ amount: '1.5', amount_type: 'sms' }, 'amount must be an integer'],
			[{ amount: '5' }, 'amount_type must be one of sms, viber'],
			[{ amount: '5', amount_type: 'SMS' }, 'amount_type must be one of sms, viber'],
			[{ amount: '5', amount_type: 'viber' }, 'type must be one of subscription, replenishment'],
			[
				{ amount: '5', amount_type: 'sms', type: 'x' },
				'type must be one of subscription, replenishment',
			],
		])('refuse %j with 421', async (values, error) => {
			expect(await create(values)).toMatchObject({ status: 421, json: { error } });
		});

		it('are downloaded as a file', async () => {
			await create({ amount: '5', amount_type: 'viber', type: 'subscription' });
			const bill_id = sandbox.smsby.state.bills[0]?.id;
			const file = await get(sandbox.smsby, 'downloadBill', { bill_id });
			expect(file.contentType).toBe('application/pdf');
			expect(file.text).toMatch(/^%PDF-/);
			expect(file.headers['content-disposition']).toContain(`bill-${bill_id}.pdf`);
			const unknown = await get(sandbox.smsby, 'downloadBill', { bill_id: 1 });
			expect(unknown).toMatchObject({ status: 404, json: { error: 'not found' } });
		});
	});
});
