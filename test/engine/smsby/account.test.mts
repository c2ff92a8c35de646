import type { INodeParameters } from 'n8n-workflow';
import { SmsBy } from '../../../nodes/SmsBy/SmsBy.node.ts';
import { locator } from '../harness/index.mts';
import { openDropdown } from './dropdown.mts';
import {
	detailsOf,
	errorOutput,
	jsonOf,
	methodsOf,
	operation,
	queryOf,
	token,
	useBench,
} from './setup.mts';

const bench = useBench();
const account = (name: string, more = {}) => operation('account', name, more);

describe('Get Balance', () => {
	test.each(['A', 'C'] as const)('gives numbers in era %s', async (era) => {
		for (const balanceType of ['string', 'number'] as const) {
			Object.assign(bench.gateway.settings, { era, balanceType, balance: 2.866, currency: 'RUR' });

			expect(await bench.rows(account('getBalance'))).toEqual([
				{
					gateway: 'smsby',
					balance: 2.866,
					viberBalance: era === 'A' ? 50 : null,
					currency: 'RUR',
				},
			]);
		}
		expect(queryOf(bench.gateway.requests[0])).toEqual({ token });
	});

	test('takes nothing but numbers for sums', async () => {
		const body = { result: [{ balance: '2.5', viber_balance: [] }], currency: 'BYN' };
		await bench.gateway.faults.add({ kind: 'status', status: 200, body });

		expect(await bench.rows(account('getBalance'))).toEqual([
			{ gateway: 'smsby', balance: 2.5, viberBalance: null, currency: 'BYN' },
		]);
	});

	test('gives the raw answer when asked for', async () => {
		const [row] = await bench.rows(account('getBalance', { options: { rawAnswer: true } }));

		expect(row?.raw).toMatchObject({ status: 'OK', currency: 'BYN' });
	});
});

test.each(['A', 'C'] as const)('Get Limit gives a number in era %s', async (era) => {
	bench.gateway.settings.era = era;

	expect(await bench.rows(account('getLimit'))).toEqual([{ gateway: 'smsby', limit: 1000 }]);
});

describe('Get Alpha-Names', () => {
	test('reads a map', async () => {
		expect(await bench.rows(account('getAlphanames'))).toEqual([
			{ id: '0', name: 'Системное имя (SMS.BY)' },
			{ id: '1363', name: 'MyName' },
		]);
	});

	test('reads the array that PHP makes of one name, and an empty one', async () => {
		bench.gateway.settings.alphanames = { '0': '<system>' };
		expect(await bench.rows(account('getAlphanames'))).toEqual([{ id: '0', name: '<system>' }]);

		bench.gateway.settings.alphanames = {};
		const { outputs } = await bench.run(account('getAlphanames'));
		expect(jsonOf(outputs[0])).toEqual([]);
	});

	test('finds the ID of a name', async () => {
		expect(await bench.rows(account('getAlphanameId', { name: 'MyName' }))).toEqual([
			{ id: '1363', name: 'MyName' },
		]);
	});
});

describe('Get Bills', () => {
	const withBills = (count: number) => {
		for (let index = 0; index < count; index++) {
			bench.gateway.state.bills.push({
				id: String(index + 1),
				amount: '10.5',
				amountType: 'sms',
				type: null,
				createdAt: Date.parse('2026-01-15T09:30:00Z'),
			});
		}
	};

	test.each([
		[0, 1],
		[15, 1],
		[16, 2],
		[30, 2],
		[31, 3],
	])('reads all of %i bills', async (count, calls) => {
		withBills(count);
		const { outputs } = await bench.run(account('getBills', { returnAll: true }));

		expect(jsonOf(outputs[0]).map(({ id }) => id)).toEqual(
			Array.from({ length: count }, (_, index) => String(index + 1)),
		);
		expect(bench.gateway.requests.map((request) => queryOf(request).page)).toEqual(
			Array.from({ length: calls }, (_, index) => String(index + 1)),
		);
	});

	test.each([undefined, null, '', 'many'])(
		'reads on to an empty page where the number of pages is %j',
		async (last_page) => {
			const bills = Array.from({ length: 20 }, (_, index) => ({ id: index + 1 }));
			for (const [page, from, to] of [
				[1, 0, 15],
				[2, 15, 20],
				[3, 20, 20],
			])
				await bench.gateway.faults.add({
					...{ kind: 'status', status: 200, contains: `page=${page}` },
					body: { status: 'success', data: { last_page, data: bills.slice(from, to) } },
				});
			const { outputs } = await bench.run(account('getBills', { returnAll: true }));

			const ids = jsonOf(outputs[0]).map(({ id }) => Number(id));
			expect(ids).toEqual(bills.map(({ id }) => id));
		},
	);

	test('reads on behind a page whose last bill has a secret in it, which is masked', async () => {
		withBills(20);
		const { bills: owed } = bench.gateway.state;
		owed.splice(14, 1, ...owed.slice(14, 15).map((bill) => ({ ...bill, amount: `10 ${token}` })));
		const { outputs } = await bench.run(account('getBills', { returnAll: true }));
		const bills = jsonOf(outputs[0]);

		expect(bills[14]?.comment).toContain('***');
		expect(bills).toHaveLength(20);
	});

	test('gives money as a number and times as ISO', async () => {
		withBills(20);
		const output = await bench.rows(account('getBills', { limit: 3 }));

		expect(output).toHaveLength(3);
		expect(output[0]).toMatchObject({
			id: '1',
			amount: 10.5,
			type: 'sms',
			createdAt: '2026-01-15T09:30:00.000Z',
			paidAt: null,
		});
		expect(bench.gateway.requests).toHaveLength(1);
	});
});

describe('the dropdown', () => {
	const { alphanames, campaigns, vibernames, codeObjects } = new SmsBy().methods.listSearch;

	test('of alpha-names has the system name always', async () => {
		expect(await openDropdown(bench.gateway, alphanames)).toEqual([
			{ name: 'MyName (1363)', value: '1363' },
			{ name: 'Системное имя (SMS.BY) (0)', value: '0' },
		]);
		bench.gateway.settings.alphanames = { '7': 'Shop' };
		expect(await openDropdown(bench.gateway, alphanames)).toEqual([
			{ name: 'Shop (7)', value: '7' },
			{ name: 'System Name (0)', value: '0' },
		]);
		bench.gateway.settings.alphanames = { '0': '<system>' };
		expect(await openDropdown(bench.gateway, alphanames)).toEqual([
			{ name: '<system> (0)', value: '0' },
		]);
	});

	test('of Viber names and code objects finds what is typed', async () => {
		expect(await openDropdown(bench.gateway, vibernames, 'myv')).toEqual([
			{ name: 'MyViber (444)', value: '444' },
		]);
		await bench.rows(operation('oneTimeCode', 'create', { characters: 'both', length: 8 }));
		expect(await openDropdown(bench.gateway, codeObjects)).toEqual([
			{
				name: expect.stringMatching(/^\d+: 8 letters and numbers$/) as string,
				value: expect.any(String) as string,
			},
		]);
	});

	test('of campaigns reads every page, and the ID of a campaign is one choice', async () => {
		bench.gateway.settings.balance = 10_000;
		for (let at = 0; at < 101; at++) {
			await bench.rows(
				operation('campaign', 'create', {
					text: `Скидка ${at}`,
					options: { waitForModeration: false },
				}),
			);
		}
		const found = await openDropdown(bench.gateway, campaigns);
		expect(found).toHaveLength(101);
		const [campaign] = found.filter(({ name }) => name.startsWith('Скидка 100 ('));
		expect(campaign?.name).toBe(`Скидка 100 (${String(campaign?.value)})`);
		expect(methodsOf(bench.gateway).filter((name) => name === 'getMessagesList')).toHaveLength(2);

		const value = String(campaign?.value);
		for (const campaignId of [value, locator(value, 'list'), locator(value, 'id')]) {
			expect(await bench.rows(operation('campaign', 'getStatus', { campaignId }))).toMatchObject([
				{ campaignId: value },
			]);
		}
	});

	test('shows the words of the gateway when it refuses', async () => {
		await expect(
			openDropdown(bench.gateway, alphanames, '', { token: 'wrong-token' }),
		).rejects.toThrow('SMS.by refused this: token not found');
		expect(methodsOf(bench.gateway)).toEqual(['getAlphanames']);
	});
});

describe('an answer that does not say it', () => {
	const answered = async (parameters: INodeParameters, body: object) => {
		await bench.gateway.faults.clear();
		await bench.gateway.faults.add({ kind: 'status', status: 200, body });
		const { outputs } = await bench.run(parameters, errorOutput);
		return [jsonOf(outputs[0]), jsonOf(outputs[1])] as const;
	};
	const codeObject = locator('1');
	const asking: Array<[resource: string, name: string, more: INodeParameters]> = [
		['account', 'getAlphanameId', { name: 'A' }],
		['account', 'getAlphanames', {}],
		['account', 'getBalance', {}],
		['account', 'getBills', {}],
		['account', 'getLimit', {}],
		['campaign', 'getAll', {}],
		['campaign', 'getStatus', { campaignId: '1' }],
		['message', 'getDeliveryList', { campaignId: '1' }],
		['message', 'getStatus', { messageId: '1' }],
		['oneTimeCode', 'get', { codeObject }],
		['oneTimeCode', 'getAll', {}],
		['viber', 'getNames', {}],
	];

	test.each(asking)('is no row of %s %s', async (resource, name, more) => {
		for (const body of [{ state: 'ok' }, { result: false }]) {
			const [found, failed] = await answered(operation(resource, name, more), body);
			expect([found, failed.length]).toEqual([[], 1]);
		}
	});

	const byId = asking.filter(([, , more]) => Object.keys(more).length > 0);

	test.each(byId)('may come of what was asked for in %s %s', async (resource, name, more) => {
		const [, failed] = await answered(operation(resource, name, more), { state: 'ok' });
		const what = name === 'getAlphanameId' ? 'name' : 'ID';
		expect(failed.map((row) => detailsOf(row))).toMatchObject([
			{ hint: `Check the ${what} you entered. If it is right, ask again later.` },
		]);
	});

	test.each([[[]], [{}], [null]])('with the result %j there is no such object', async (result) => {
		const [, failed] = await answered(operation('oneTimeCode', 'get', { codeObject }), { result });
		expect(failed.map((row) => detailsOf(row))).toMatchObject([
			{ kind: 'notFound', hint: 'Check the ID you entered.' },
		]);
	});

	const inLists: typeof asking = [
		['account', 'getBills', { returnAll: true }],
		['campaign', 'getAll', { returnAll: true }],
		['message', 'getBulkStatus', { groupId: 'a-b' }],
		['message', 'getDeliveryList', { campaignId: '1', returnAll: true }],
		['oneTimeCode', 'getAll', {}],
	];
	const entry = { id: 5, message_id: 5, phone: 375291112233, name: 'A' };

	test.each(inLists)('is no row of a list of %s %s', async (resource, name, more) => {
		const of = async (list: unknown) => {
			const body = name === 'getBills' ? { data: { data: list } } : { result: list };
			return await answered(operation(resource, name, more), body);
		};
		for (const list of [['x'], [{}], { x: [] }, { x: { y: 1 } }, [[entry]]]) {
			const [found, failed] = await of(list);
			expect([list, found, failed.length]).toEqual([list, [], 1]);
		}
		for (const list of [[null, entry, {}, 'x'], { 1: entry }, entry])
			expect((await of(list))[0]).toHaveLength(1);
	});

	test.each([{ x: { y: 1 } }, [[entry]], [{ name: 'A' }]])('is no name: %j', async (result) => {
		const [found, failed] = await answered(operation('viber', 'getNames'), { result });
		expect([found, failed.length]).toEqual([[], 1]);
	});

	test.each([
		['account', 'getAlphanames', [{ '0': 'System', '7': 'A' }], ['0', '7']],
		['account', 'getAlphanames', { '0': 'System', data: { '7': 'A' } }, ['0']],
		['campaign', 'getAll', [{ result: [entry] }], ['5']],
	])('in an array of one is read as without it: %s %s %j', async (resource, name, body, ids) => {
		const [found] = await answered(operation(resource, name), body);
		expect(found.map(({ id, campaignId }) => id ?? campaignId)).toEqual(ids);
	});

	test.each([' ', '-1', 'false', 'error', 1e300, -5])(
		'does not take %j for the ID of a name',
		async (id) => {
			const parameters = operation('account', 'getAlphanameId', { name: 'A' });
			const [found, failed] = await answered(parameters, { id });
			expect([found, failed.length]).toEqual([[], 1]);
		},
	);

	test.each([false, 'false', 0, 'no', {}])(
		'takes nothing for done beside “success”: %j',
		async (success) => {
			const recipient = '375291112233';
			const letter = { senderEmail: 'a@example.com', subject: 'А', message: 'Б' };
			const [vibername, codeObject] = [locator('4'), locator('5')];
			for (const [parameters, body] of [
				[operation('message', 'send', { recipient, text: 'А' }), { sms_id: 5 }],
				[
					operation('viber', 'send', { recipient, text: 'А', vibername }),
					{ result: { viber_id: 5 } },
				],
				[
					operation('email', 'send', { recipient: 'b@example.com', ...letter }),
					{ result: { email_id: 5 } },
				],
				[operation('contactList', 'create', { name: 'А' }), { result: { list_id: 5 } }],
				[
					operation('contactList', 'importContacts', { listId: '5', recipient }),
					{ result: { inserted: 1, updated: 0, invalid: 0 } },
				],
				[operation('oneTimeCode', 'create'), { result: { password_object_id: 5 } }],
				[operation('oneTimeCode', 'delete', { codeObject }), { result: '1' }],
			] as const) {
				const [done, failed] = await answered(parameters, { ...body, success });
				expect([body, done]).toEqual([body, []]);
				expect(failed.map((row) => detailsOf(row).kind)).toEqual(['outcomeUnknown']);
			}
		},
	);

	test.each([{}, { success: false }, { result: false }, ['x']])(
		'does not say that a bulk request waits: %j',
		async (body) => {
			const parameters = operation('message', 'getBulkStatus', { groupId: 'a-b' });
			const [found, failed] = await answered(parameters, body);
			expect([found, failed.length]).toEqual([[], 1]);
		},
	);

	test.each([
		[{ uuid: 'a-b', result: [{ number: '375291112233', state: 'sent' }] }],
		[{ status: 'OK', data: { list: [entry] } }],
	])('does not call a list waiting that cannot be read: %j', async (body) => {
		const parameters = operation('message', 'getBulkStatus', { groupId: 'a-b' });
		const [found, failed] = await answered(parameters, body);
		expect([found, failed.length]).toEqual([[], 1]);
	});

	test('tells the campaigns of a bulk request', async () => {
		const body = { uuid: 'a-b', result: [{ message_id: 49001, name: 'May' }] };
		const parameters = operation('message', 'getBulkStatus', { groupId: 'a-b' });
		expect((await answered(parameters, body))[0]).toMatchObject([
			{ campaignId: '49001', status: 'unknown', raw: { name: 'May' } },
		]);
	});

	test('shows no object in the place of a text', async () => {
		const body = { result: [{ message_id: 5, message: { x: 1 } }] };
		const [[row]] = await answered(operation('campaign', 'getAll'), body);
		expect(row?.text).toBe('');
	});

	const to = { recipient: '375291112233' };
	const making: Array<[...(typeof asking)[number], answer: (id: unknown) => object]> = [
		['message', 'send', { ...to, text: 'А' }, (sms_id) => ({ sms_id, status: 'NEW' })],
		['message', 'sendMany', { ...to, text: 'А' }, (uuid) => ({ uuid, success: 'OK' })],
		['contactList', 'create', { name: 'А' }, (list_id) => ({ status: 'OK', result: { list_id } })],
		['oneTimeCode', 'create', {}, (id) => ({ result: { password_object_id: id } })],
		['oneTimeCode', 'flashCall', to, (fclid) => ({ status: 'success', data: { fclid } })],
	];

	test.each(making)('is no ID of %s %s', async (resource, name, more, answer) => {
		for (const id of [0, '0', 'error', 'Ошибка 5', false, [5]]) {
			const [done, failed] = await answered(operation(resource, name, more), answer(id));
			expect([id, done, failed.map((row) => detailsOf(row).kind)]).toEqual([
				id,
				[],
				['outcomeUnknown'],
			]);
		}
	});

	test('is shown where the raw answer is wanted', async () => {
		const options = { rawAnswer: true };
		const body = { state: `ok ${token}` };
		for (const [name, more] of [
			['getBalance', {}],
			['getBills', { returnAll: true }],
		] as const) {
			const [, failed] = await answered(account(name, { ...more, options }), body);
			expect(failed.map((row) => detailsOf(row))).toMatchObject([
				{ kind: 'unknown', raw: { state: 'ok ***' } },
			]);
		}
	});

	test.each(['delete', 'update'])('has not done oneTimeCode %s', async (name) => {
		const parameters = operation('oneTimeCode', name, { codeObject });
		for (const body of [{}, [], { status: 'fail' }, { status: null }]) {
			const [done, failed] = await answered(parameters, body);
			expect(done).toEqual([]);
			expect(failed.map((row) => detailsOf(row))).toMatchObject([
				{ kind: 'outcomeUnknown', hint: 'It does no harm to do it again.' },
			]);
		}
		for (const body of [{ result: '1' }, [{ result: 1 }], { status: 'OK' }, { success: 'OK' }])
			expect((await answered(parameters, body))[0]).toHaveLength(1);
	});

	test('may have done what is refused the second time', async () => {
		await bench.gateway.faults.clear();
		await bench.gateway.faults.add({ kind: 'status', status: 200, body: {}, times: 1 });
		const { outputs } = await bench.run(
			operation('oneTimeCode', 'delete', { codeObject }),
			errorOutput,
		);

		expect(jsonOf(outputs[1]).map((row) => detailsOf(row))).toMatchObject([
			{
				kind: 'outcomeUnknown',
				text: expect.stringMatching(
					/^The first try brought no usable answer, and then: ./,
				) as string,
				hint: 'It may have been done the first time. Look it up in your account at the gateway.',
			},
		]);
	});

	test.each([true, [1], 'да'])('has imported nobody: %j', async (inserted) => {
		const contact = { listId: '1', recipient: '375291112233' };
		const body = { status: 'OK', result: { inserted, updated: 0, invalid: 0, log: [] } };
		const [done, failed] = await answered(
			operation('contactList', 'importContacts', contact),
			body,
		);
		expect(done).toEqual([]);
		expect(failed.map((row) => detailsOf(row).hint)).toEqual(['It does no harm to do it again.']);
	});
});
