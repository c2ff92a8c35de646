import type { INodeParameters } from 'n8n-workflow';
import { updateRoute } from '../../../../nodes/Smsc/resources/subClient/index.ts';
import { detailsOf, errorOutput, itemsOf, jsonOf, operation, useBench } from '../setup.mts';

const bench = useBench();

const subClient = (name: string, more: INodeParameters = {}) => operation('subClient', name, more);

const stored = () => bench.gateway.state.subClients.rows;
const add = (user: string) => bench.gateway.state.subClients.add({ user, fields: {}, balance: 0 });

test('Create makes clients with their settings', async () => {
	const rows = await bench.rows(
		subClient('create', {
			login: '={{ $json.login }}',
			password: 'geheim-42',
			additionalFields: {
				fullName: 'ООО «Филиал»',
				accountType: '1',
				currency: '1',
				timeZone: '15',
				dailyLimit: 500,
				testMode: true,
				blocked: false,
			},
		}),
		{ items: itemsOf({ login: 'shop-1' }, { login: 'shop-2' }) },
	);

	expect(rows).toEqual([
		{ login: 'shop-1', created: true },
		{ login: 'shop-2', created: true },
	]);
	expect(
		stored()
			.map(({ user }) => user)
			.sort(),
	).toEqual(['shop-1', 'shop-2']);
	expect(stored()[0]?.fields).toEqual(
		expect.objectContaining({
			password: 'geheim-42',
			fio: 'ООО «Филиал»',
			type: '1',
			curr: '1',
			tz: '15',
			dlim: '500',
			'fl2[27]': '1',
			'fl2[10]': '0',
		}),
	);
	// The output must not repeat the password.
	expect(JSON.stringify(rows)).not.toContain('geheim');
});

test('Update changes what is given', async () => {
	add('shop-1');
	const rows = await bench.rows(
		subClient('update', {
			login: 'shop-1',
			updateFields: { notes: 'Проверить', newLogin: 'shop-9' },
		}),
	);

	expect(rows).toEqual([{ login: 'shop-1', updated: true }]);
	expect(stored()).toEqual([
		expect.objectContaining({
			user: 'shop-9',
			fields: expect.objectContaining({ notes: 'Проверить' }) as unknown,
		}),
	]);
});

test('Update keeps to three changes of one client a minute', () => {
	const paceOf = (recipient: string) =>
		updateRoute.pace?.([{ recipient, reference: null, parameters: [] }]);
	expect(paceOf('shop-1')).toMatchObject({ most: 3, withinMs: 60_000 });
	expect(paceOf('shop-1')?.kind).not.toBe(paceOf('shop-2')?.kind);
});

test('Update reports a client that is not there', async () => {
	const { outputs } = await bench.run(
		subClient('update', { login: '={{ $json.login }}', updateFields: { notes: 'А' } }),
		{ items: itemsOf({ login: 'nobody' }), ...errorOutput },
	);

	expect(jsonOf(outputs[1])[0]).toMatchObject({ login: 'nobody' });
	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound' });
});

describe('Pay', () => {
	const pay = subClient('pay', { login: '={{ $json.login }}', sum: '={{ $json.sum }}' });

	test('moves money', async () => {
		add('shop-1');
		bench.gateway.settings.balance = 1000;
		const rows = await bench.rows(pay, { items: itemsOf({ login: 'shop-1', sum: 100.5 }) });

		expect(rows).toEqual([{ login: 'shop-1', sum: 100.5, paid: true }]);
		expect(stored()[0]?.balance).toBe(100.5);
		expect(bench.gateway.settings.balance).toBe(899.5);
	});

	test.each([
		['the connection breaks after the work', { kind: 'reset', when: 'after' }],
		['the gateway answers 500 after the work', { kind: 'status', status: 500, when: 'after' }],
		['the answer is garbage', { kind: 'garbage', when: 'after' }],
	] as const)('pays nothing twice when %s', async (_what, fault) => {
		add('shop-1');
		await bench.gateway.faults.add(fault);
		const { outputs, tries } = await bench.run(pay, {
			items: itemsOf({ login: 'shop-1', sum: 100 }),
			node: { ...errorOutput.node, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(tries).toBeGreaterThan(1);
		expect(stored()[0]?.balance).toBe(100);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			outcome: 'unknown',
			recipient: 'shop-1',
		});
	});

	test('repeats what SMSC could not have got', async () => {
		add('shop-1');
		await bench.gateway.faults.add({ kind: 'status', status: 429, retryAfter: 0, times: 1 });
		await bench.rows(pay, { items: itemsOf({ login: 'shop-1', sum: 100 }) });

		expect(bench.calls('users')).toHaveLength(2);
		expect(stored()[0]?.balance).toBe(100);
	});

	test('keeps the rows of an earlier try', async () => {
		add('shop-1');
		add('shop-2');
		await bench.gateway.faults.add({
			kind: 'status',
			status: 400,
			times: 1,
			contains: 'shop-2',
		});
		const { outputs, tries } = await bench.run(pay, {
			items: itemsOf({ login: 'shop-1', sum: 1 }, { login: 'shop-2', sum: 2 }),
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(tries).toBe(2);
		expect(jsonOf(outputs[0])).toEqual([
			{ login: 'shop-1', sum: 1, paid: true },
			{ login: 'shop-2', sum: 2, paid: true },
		]);
		expect(stored().map(({ balance }) => balance)).toEqual([1, 2]);
	});

	test.each([
		['ноль', 0, 'is not an amount'],
		['пусто', '', 'is not an amount'],
		['слово', 'сто', 'Sum “сто” is not a number'],
	])('wants a sum, not %s', async (_what, sum, says) => {
		const { error } = await bench.run(pay, { items: itemsOf({ login: 'shop-1', sum }) });

		expect(error?.message).toContain(says);
		expect(bench.calls('users')).toEqual([]);
	});

	test('reports that there is too little money', async () => {
		add('shop-1');
		bench.gateway.settings.balance = 1000;
		const { outputs } = await bench.run(pay, {
			items: itemsOf({ login: 'shop-1', sum: 100_000 }),
			...errorOutput,
		});

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ code: '5', outcome: 'refused' });
	});
});

describe('Get Statistics', () => {
	test('gives what SMSC gives', async () => {
		add('shop-1');
		add('shop-2');
		const rows = await bench.rows(
			subClient('getStatistics', {
				start: '2026-01-01T00:00:00',
				end: '2026-01-31T00:00:00',
				returnAll: true,
				filters: { myCurrency: true },
			}),
		);

		expect(rows).toEqual([
			expect.objectContaining({ user: 'shop-1', currency: 'RUR' }),
			expect.objectContaining({ user: 'shop-2' }),
		]);
		expect(bench.calls('users')).toEqual([
			{ get_stat: '1', start: '01.01.2026', end: '31.01.2026', mycur: '1' },
		]);
	});

	test('asks for all together', async () => {
		add('shop-1');
		await bench.rows(subClient('getStatistics', { allLevels: true, returnAll: true }));

		expect(bench.calls('users')).toEqual([{ get_stat_all: '1' }]);
	});

	test('gives nothing where there is nothing', async () => {
		expect(await bench.rows(subClient('getStatistics', { returnAll: true }))).toEqual([]);
	});
});
