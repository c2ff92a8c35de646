/** Phones in books, the SMS blacklist and campaigns: what goes out, in how many calls, and what a row says. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { detailsOf, errorOutput, jsonOf, locator, useBench } from './setup.mts';

const bench = useBench();

const [ann, bob] = ['380501112233', '380671112233'];

const rowsOf = (...rows: IDataObject[]): INodeExecutionData[] => rows.map((json) => ({ json }));

const newBook = async (...phones: string[]): Promise<string> => {
	const { id } = (await bench.ask('POST', '/addressbooks', { bookName: 'Телефоны' })) as {
		id: number;
	};
	if (phones.length > 0) await bench.ask('POST', '/sms/numbers', { addressBookId: id, phones });
	return String(id);
};

const phone = (operation: string, book: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'phone',
	operation,
	phoneBook: locator(book),
	bookPhone: '={{ $json.phone }}',
	...more,
});

const named = (value: string, type = 'text'): INodeParameters => ({
	variables: { variable: [{ name: 'Имя', type, value }] },
});

const phonesIn = (book: string): Array<[string, IDataObject]> =>
	[...(bench.sendpulse.state.account.books.get(Number(book))?.phones ?? [])].map(
		([number, { variables }]) => [number, Object.fromEntries(variables)],
	);

const sets = (name: string) => bench.calls().filter(({ path }) => path === name);

/** Both shapes of SMS answers; nothing of what the node puts out may depend on which it is. */
describe.each(['object', 'array'] as const)('SMS answers as %s', (envelope) => {
	beforeEach(() => {
		bench.sendpulse.settings.smsEnvelope = envelope;
	});

	test('a campaign is fed from rows alone: a book, its phones with variables, and the text', async () => {
		const [book] = await bench.rows({
			resource: 'addressBook',
			operation: 'create',
			name: 'Клиенты',
		});
		const id = book?.id as string;
		const people = rowsOf(
			{ phone: '+380 50 111-22-33', name: 'Анна' },
			{ phone: bob, name: 'Bob' },
			{ phone: '380931112233', name: '' },
		);
		const added = await bench.rows(phone('add', id, named('={{ $json.name }}')), { items: people });
		const campaign = { sender: locator('iQA'), smsBook: locator(id), text: 'Заказ готов' };
		const [sent] = await bench.rows({ resource: 'sms', operation: 'createCampaign', ...campaign });
		await bench.sandbox.clock.advance(5000);
		const [status] = await bench.rows({
			resource: 'sms',
			operation: 'getStatus',
			campaignId: sent?.groupId as string,
		});

		expect(added).toEqual([
			{ phone: ann, bookId: id, added: true },
			{ phone: bob, bookId: id, added: true },
			{ phone: '380931112233', bookId: id, added: true },
		]);
		// Two calls for three rows: those with variables, and those without.
		expect(sets('/sms/numbers/variables').map(({ body }) => body)).toEqual([
			{
				addressBookId: Number(id),
				phones: {
					[ann]: [[{ name: 'Имя', type: 'string', value: 'Анна' }]],
					[bob]: [[{ name: 'Имя', type: 'string', value: 'Bob' }]],
				},
			},
		]);
		expect(sets('/sms/numbers')).toHaveLength(1);
		expect(bench.sendpulse.messages.map(({ recipient, text }) => [recipient, text])).toEqual(
			expect.arrayContaining([ann, bob, '380931112233'].map((one) => [one, 'Заказ готов'])),
		);
		expect(bench.sendpulse.messages).toHaveLength(3);
		expect(status).toMatchObject({ id: sent?.groupId, addressBookId: id, price: 0.81 });
	});

	test('numbers are read, changed and removed', async () => {
		const id = await newBook(ann, bob);
		await bench.rows(phone('updateVariables', id, named('2031-03-04', 'date')), {
			items: rowsOf({ phone: ann }, { phone: bob }),
		});
		const [got] = await bench.rows(phone('get', id), { items: rowsOf({ phone: `+${ann}` }) });
		const removed = await bench.rows(phone('remove', id), {
			items: rowsOf({ phone: ann }, { phone: bob }, { phone: '380991112233' }),
		});

		expect(sets('/sms/numbers').map(({ method, body }) => [method, body])).toContainEqual([
			'PUT',
			{
				addressBookId: Number(id),
				phones: [ann, bob],
				variables: [{ name: 'Имя', type: 'date', value: '2031-03-04' }],
			},
		]);
		expect(got).toMatchObject({
			phone: ann,
			bookId: id,
			statusCode: 0,
			email: null,
			variables: { Имя: '2031-03-04' },
			addedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
		});
		expect(removed).toHaveLength(3);
		expect(phonesIn(id)).toEqual([]);
	});

	test('the blacklist takes many rows in one call, and is searched', async () => {
		const blacklist = { resource: 'smsBlacklist', blockedPhone: '={{ $json.phone }}' };
		const items = rowsOf({ phone: ann }, { phone: bob });
		await bench.rows({ ...blacklist, operation: 'add', blockedReason: 'Просили' }, { items });
		const read = { resource: 'smsBlacklist', operation: 'getAll', returnAll: true };
		const all = await bench.rows(read);
		const some = await bench.rows({ ...read, filters: { phones: `+${bob}` } });
		const limited = await bench.rows({ ...read, returnAll: false, limit: 1 });
		await bench.rows({ ...blacklist, operation: 'remove' }, { items });

		expect(sets('/sms/black_list').map(({ method, body }) => [method, body])).toEqual([
			['POST', { phones: [ann, bob], description: 'Просили' }],
			['GET', undefined],
			['GET', undefined],
			['GET', undefined],
			['DELETE', { phones: [ann, bob] }],
		]);
		expect(all).toMatchObject([{ phone: ann, reason: 'Просили' }, { phone: bob }]);
		expect(some).toMatchObject([{ phone: bob }]);
		expect(limited).toHaveLength(1);
		expect(await bench.rows(read)).toEqual([]);
	});

	test('campaigns are listed, cancelled and deleted, and not when it is too late', async () => {
		const send = { resource: 'sms', sender: locator('iQA'), text: 'ё', phones: ann };
		const later = { options: { sendAt: '2099-01-02T03:04:05' } };
		const [first, second, third] = await Promise.all(
			[later, later, {}].map(async (more) => {
				const [row] = await bench.rows({ ...send, operation: 'send', ...more });
				return String(row?.groupId);
			}),
		);
		await bench.sandbox.clock.advance(5000);
		const manage = (operation: string, campaignId = '') => ({
			resource: 'sms',
			operation,
			campaignId,
		});
		const cancelled = await bench.rows(manage('cancelCampaign', first));
		const deleted = await bench.rows(manage('deleteCampaign', second));
		const list = { resource: 'sms', operation: 'getCampaigns' };
		const all = await bench.rows(list);
		const none = await bench.rows(
			{ ...list, filters: { to: '2015-01-02T00:00:00' } },
			{ timezone: 'Europe/Moscow' },
		);
		const late = await bench.run(manage('cancelCampaign', third), errorOutput);

		expect(cancelled).toEqual([{ id: first, cancelled: true }]);
		expect(deleted).toEqual([{ id: second, deleted: true }]);
		expect(all.map(({ id }) => id).sort()).toEqual([first, third].sort());
		expect(all[0]).toMatchObject({ price: 0.27, currency: 'USD' });
		expect(none).toEqual([]);
		expect(bench.calls().at(-2)?.query).toEqual({ dateTo: '2015-01-02 00:00:00' });
		expect(detailsOf(jsonOf(late.outputs[1])[0])).toMatchObject({ kind: 'notFound' });
	});

	test('a refusal inside HTTP 200 is one', async () => {
		bench.sendpulse.settings.failureStyle = 'result';
		const { outputs } = await bench.run(
			{ resource: 'sms', operation: 'cancelCampaign', campaignId: '1' },
			errorOutput,
		);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'rejected' });
	});
});

test('only the numbers fail that were not taken, however many share their call', async () => {
	const id = await newBook();
	await bench.ask('POST', '/sms/black_list', { phones: [bob], description: 'no' });
	const numbers = Array.from({ length: 8 }, (_, at) => `38050111223${at}`);
	const items = rowsOf(...[...numbers, bob].map((one) => ({ phone: one })));
	const { outputs } = await bench.run(phone('add', id), { items, ...errorOutput });

	expect(jsonOf(outputs[0]).map((row) => row.phone)).toEqual(numbers);
	expect(jsonOf(outputs[1])).toMatchObject([
		{ phone: bob, details: { kind: 'invalidRecipient', recipient: bob } },
	]);
	expect(phonesIn(id).map(([number]) => number)).toEqual(numbers);
	// In halves: 9, 5 and 4, and so on down to the one.
	expect(sets('/sms/numbers').length).toBeLessThan(9);
});

test('numbers that are all refused are not asked about again', async () => {
	const id = await newBook();
	await bench.ask('POST', '/sms/black_list', { phones: [ann, bob], description: 'no' });
	const items = rowsOf({ phone: ann }, { phone: bob });
	const { outputs } = await bench.run(phone('add', id), { items, ...errorOutput });

	expect(outputs[1]).toHaveLength(2);
	expect(sets('/sms/numbers')).toHaveLength(1);
});

test('a number that the book does not have is told from the others', async () => {
	const id = await newBook(ann);
	const items = rowsOf({ phone: ann }, { phone: bob });
	const { outputs } = await bench.run(phone('updateVariables', id, named('Анна')), {
		items,
		...errorOutput,
	});

	expect(jsonOf(outputs[0])).toMatchObject([{ phone: ann, updated: true }]);
	expect(jsonOf(outputs[1])).toMatchObject([{ phone: bob, details: { kind: 'notFound' } }]);
	expect(phonesIn(id)).toEqual([[ann, { Имя: 'Анна' }]]);
});

test('a thousand rows go out in ten calls', async () => {
	const id = await newBook();
	const items = rowsOf(
		...Array.from({ length: 1000 }, (_, at) => ({ phone: String(380_500_000_000 + at) })),
	);
	const rows = await bench.rows(phone('add', id, named('={{ $json.phone }}', 'number')), { items });

	expect(rows).toHaveLength(1000);
	expect(sets('/sms/numbers/variables')).toHaveLength(10);
	expect(phonesIn(id)).toHaveLength(1000);
	expect(phonesIn(id)[7]).toEqual(['380500000007', { Имя: 380_500_000_007 }]);
});

test('two rows for one number each have their values', async () => {
	const id = await newBook();
	const items = rowsOf({ phone: ann, name: 'Анна' }, { phone: ann, name: 'Аня' });
	const rows = await bench.rows(phone('add', id, named('={{ $json.name }}')), { items });

	expect(rows).toHaveLength(2);
	expect(sets('/sms/numbers/variables')).toHaveLength(2);
});

describe('Viber', () => {
	test('tells what became of each number', async () => {
		const [sent] = await bench.rows({
			resource: 'viber',
			operation: 'create',
			viberSender: locator('2222'),
			text: 'Заказ готов',
			phones: `${ann}, ${bob}`,
		});
		const taskId = sent?.groupId as string;
		await bench.sandbox.clock.advance(5000);
		await bench.sendpulse.pushStatus(`${taskId}-${ann}`, 'read');
		const recipients = { resource: 'viber', operation: 'getRecipients', taskId };
		const rows = await bench.rows({ ...recipients, returnAll: true });
		const some = await bench.rows({ ...recipients, returnAll: false, limit: 1 });
		const [get] = await bench.rows({ resource: 'viber', operation: 'get', taskId });

		expect(rows).toMatchObject([
			{ phone: ann, status: 'read', price: 0.74, currency: 'USD' },
			{ phone: bob, status: 'delivered' },
		]);
		expect(some).toHaveLength(1);
		// Without a name of its own it has its text for one.
		expect(get).toMatchObject({ name: 'Заказ готов', statistics: { sent: 2, read: 1 } });
	});

	test('takes a thousand numbers, and says so when there are more', async () => {
		const phones = Array.from({ length: 1001 }, (_, at) => String(380_500_000_000 + at)).join(',');
		const { outputs } = await bench.run(
			{
				resource: 'viber',
				operation: 'create',
				viberSender: locator('2222'),
				text: 'ё',
				phones,
			},
			errorOutput,
		);
		expect(jsonOf(outputs[1])[0]?.error).toContain('1001');
		expect(bench.calls()).toEqual([]);
	});
});
