import type { INodeParameters } from 'n8n-workflow';
import { detailsOf, errorOutput, itemsOf, jsonOf, operation, phone, useBench } from '../setup.mts';

const bench = useBench();

const account = (name: string, more: INodeParameters = {}) => operation('account', name, more);

describe('Get Balance', () => {
	test('gives a number with its currency', async () => {
		bench.gateway.settings.balance = 1871.62;

		expect(await bench.rows(account('getBalance'))).toEqual([
			{ balance: 1871.62, currency: 'RUB', credit: 0 },
		]);
	});

	test('gives the credit, and currencies as they are', async () => {
		bench.gateway.settings.balance = 1000;
		bench.gateway.settings.credit = 500;
		bench.gateway.settings.currency = 'KZT';

		expect(await bench.rows(account('getBalance'))).toEqual([
			{ balance: 1000, currency: 'KZT', credit: 500 },
		]);
	});

	test('pairs each answer with its item', async () => {
		const { outputs } = await bench.run(account('getBalance'), { items: itemsOf({}, {}, {}) });

		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('is not asked again within the minute in which SMSC refuses', async () => {
		const { outputs } = await bench.run(account('getBalance'), {
			items: itemsOf(...Array.from({ length: 11 }, () => ({}))),
			...errorOutput,
		});

		expect(outputs[0]).toHaveLength(10);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'duplicate', code: '9' });
		expect(bench.calls('balance')).toHaveLength(11);
	});

	test('reads again what broke off, because it changes nothing', async () => {
		await bench.gateway.faults.add({ kind: 'reset', times: 2 });

		expect(await bench.rows(account('getBalance'))).toHaveLength(1);
		expect(bench.calls('balance')).toHaveLength(3);
	});

	test('reports a wrong password', async () => {
		const { error } = await bench.run(account('getBalance'), {
			credentialData: { login: 'nobody' },
		});

		expect(error?.message).toBe('SMSC refused this: authorise error');
		expect(error?.description).toContain('Check login, password or API key');
	});
});

describe('Get Statistics', () => {
	const statistics = (more: INodeParameters = {}) =>
		account('getStatistics', { returnAll: true, ...more });

	test('gives what SMSC gives for a period', async () => {
		await bench.rows(
			operation('mailing', 'create', { name: 'А', recipients: phone(0), text: 'Да' }),
		);
		const today = new Date(bench.sandbox.clock.now() + 3 * 3_600_000).toISOString().slice(0, 10);
		const rows = await bench.rows(statistics({ start: today, end: today }));

		expect(rows).toEqual([expect.objectContaining({ sms_cnt: 1, cost: '1.50' })]);
		const [year, month, day] = today.split('-');
		const date = `${day}.${month}.${year}`;
		expect(bench.calls('get')).toEqual([{ get_stat: '1', start: date, end: date }]);
	});

	test('gives nothing where there is nothing', async () => {
		expect(await bench.rows(statistics())).toEqual([]);
	});

	test('reports a day that is none', async () => {
		const { outputs } = await bench.run(statistics({ start: '={{ $json.day }}' }), {
			items: itemsOf({ day: 'вчера' }),
			...errorOutput,
		});

		expect(jsonOf(outputs[1])[0]).toMatchObject({ day: 'вчера' });
		expect(jsonOf(outputs[1])[0]?.error).toContain('Start “вчера” is not a date');
		expect(bench.calls('get')).toEqual([]);
	});
});

describe('Get Prices', () => {
	test('gives a row a zone, with Cyrillic as it is', async () => {
		const rows = await bench.rows(account('getPrices', { returnAll: true }));

		expect(rows).toHaveLength(bench.gateway.settings.operators.length);
		expect(rows).toContainEqual({
			prefix: '7903',
			country: 'Россия',
			operator: 'Билайн',
			mccmnc: '25099',
			price: '1.50',
		});
	});

	test('keeps to the limit', async () => {
		expect(await bench.rows(account('getPrices', { returnAll: false, limit: 2 }))).toHaveLength(2);
	});
});
