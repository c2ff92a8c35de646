import { locator, errorOutput, itemsOf, jsonOf, useBench } from './setup.mts';

const bench = useBench();

const book = (operation: string, more = {}) => ({ resource: 'addressBook', operation, ...more });

const addBooks = (count: number) => {
	for (let id = 1; id <= count; id++) {
		bench.gateway.state.account.books.set(id, {
			id,
			name: `Книга ${id}`,
			status: 0,
			createdAt: bench.now(),
			variables: new Map(),
			contacts: new Map(),
			phones: new Map(),
			lastCampaignAt: null,
		});
	}
};

describe('Create', () => {
	test('creates a book of each item, Cyrillic included, paired with it', async () => {
		const { outputs } = await bench.run(book('create', { name: '={{ $json.name }}' }), {
			items: itemsOf({ name: 'Клиенты «А» & Ё' }, { name: 'Second' }),
		});

		const stored = [...bench.gateway.state.account.books.values()];
		expect(stored.map(({ name }) => name).sort()).toEqual(['Second', 'Клиенты «А» & Ё'].sort());
		const idOf = (name: string) => String(stored.find((one) => one.name === name)?.id);
		expect(outputs[0]).toEqual([
			{
				json: { id: idOf('Клиенты «А» & Ё'), name: 'Клиенты «А» & Ё', created: true },
				pairedItem: { item: 0 },
			},
			{ json: { id: idOf('Second'), name: 'Second', created: true }, pairedItem: { item: 1 } },
		]);
	});

	test('explains a name in use and goes on with the other items', async () => {
		await bench.newBook('Taken');
		const { outputs } = await bench.run(book('create', { name: '={{ $json.name }}' }), {
			items: itemsOf({ name: 'Taken' }, { name: 'Free' }),
			...errorOutput,
		});

		expect(jsonOf(outputs[0])).toEqual([expect.objectContaining({ name: 'Free', created: true })]);
		expect(outputs[1]).toEqual([
			{
				json: expect.objectContaining({
					name: 'Taken',
					error: 'SendPulse refused this: Name already in use',
					details: expect.objectContaining({ kind: 'duplicate', code: '203' }),
				}),
				pairedItem: { item: 0 },
			},
		]);
	});

	test('calls nobody without a name', async () => {
		const [details] = await bench.failures(book('create', { name: '={{ $json.name }}' }), {
			items: itemsOf({ name: '  ' }),
		});

		expect(details).toMatchObject({ kind: 'invalidRequest', text: 'Name is empty' });
		expect(bench.wire()).toEqual([]);
	});
});

test('Update renames by "name" and Delete removes', async () => {
	const id = await bench.newBook('Old');

	expect(await bench.rows(book('update', { addressBook: locator(id), name: 'Новое' }))).toEqual([
		{ id, updated: true },
	]);
	expect(bench.gateway.state.account.books.get(Number(id))?.name).toBe('Новое');
	expect(bench.wire().at(-1)).toEqual({
		method: 'PUT',
		path: `/addressbooks/${id}`,
		body: { name: 'Новое' },
	});

	expect(await bench.rows(book('delete', { addressBook: locator(id) }))).toEqual([
		{ deleted: true },
	]);
	expect(bench.gateway.state.account.books.size).toBe(0);
});

describe('Get', () => {
	test.each(['int', 'string'] as const)(
		'unwraps the array of one; numbers as %s',
		async (numbers) => {
			const id = await bench.bookWith('a@b.example');
			bench.gateway.settings.numbers = numbers;
			const stored = bench.gateway.state.account.books.get(Number(id));

			const simple = {
				id,
				name: stored?.name,
				statusCode: 0,
				status: 'Active',
				emails: 1,
				activeEmails: 1,
				inactiveEmails: 0,
				createdAt: new Date(Math.floor(bench.now() / 1000) * 1000).toISOString(),
			};
			expect(await bench.rows(book('get', { addressBook: locator(id) }))).toEqual([simple]);
			expect(await bench.rows(book('get', { addressBook: locator(id), simplify: false }))).toEqual([
				{ ...simple, newPhones: 0, activePhones: 0, excludedPhones: 0 },
			]);
		},
	);

	test('explains an unknown book', async () => {
		const [details] = await bench.failures(book('get', { addressBook: locator('77') }));
		expect(details).toMatchObject({ kind: 'notFound', code: '213', text: 'Book not found' });
		expect(String(details?.hint)).toContain('Address Book: Get Many');
	});

	test('takes an empty array as no book', async () => {
		bench.gateway.faults.add({ kind: 'status', status: 200, body: '[]', times: 1 });
		const [details] = await bench.failures(book('get', { addressBook: locator('77') }));
		expect(details).toMatchObject({ kind: 'notFound', text: 'There is no such address book' });
	});

	test('refuses an ID that would be another path', async () => {
		const [details] = await bench.failures(book('get', { addressBook: locator('1/emails') }));
		expect(details).toMatchObject({ text: 'Address Book “1/emails” is not an ID' });
		expect(bench.wire()).toEqual([]);
	});
});

describe('Get Many', () => {
	test.each([
		[0, ['limit=100&offset=0']],
		[99, ['limit=100&offset=0']],
		[200, ['limit=100&offset=0', 'limit=100&offset=100', 'limit=100&offset=200']],
		[201, ['limit=100&offset=0', 'limit=100&offset=100', 'limit=100&offset=200']],
	])('returns all of %d books', async (count, queries) => {
		addBooks(count);
		const rows = await bench.rows(book('getAll', { returnAll: true }));

		expect(rows.map(({ id }) => id)).toEqual(
			Array.from({ length: count }, (_, index) => String(index + 1)),
		);
		expect(bench.wire().map(({ path }) => path)).toEqual(
			queries.map((query) => `/addressbooks?${query}`),
		);
	});

	test('stops at the limit', async () => {
		addBooks(150);
		const rows = await bench.rows(book('getAll', { returnAll: false, limit: 2 }));
		expect(rows.map(({ name }) => name)).toEqual(['Книга 1', 'Книга 2']);
		expect(bench.wire()).toHaveLength(1);
	});
});

test('Get Variables lists names and types; none is no row', async () => {
	const id = await bench.bookWith({ email: 'a@b.example', variables: { Имя: 'Анна', age: 21 } });
	expect(await bench.rows(book('getVariables', { addressBook: locator(id) }))).toEqual([
		{ name: 'Имя', type: 'string' },
		{ name: 'age', type: 'number' },
	]);
	const empty = await bench.newBook('Empty');
	expect(await bench.rows(book('getVariables', { addressBook: locator(empty) }))).toEqual([]);
});

test.each(['int', 'string'] as const)(
	'Get Cost takes “result: false” as “not enough money”, numbers as %s',
	async (numbers) => {
		const id = await bench.bookWith('a@b.example', 'c@d.example');
		Object.assign(bench.gateway.settings, { numbers, emailsLeft: 1, balance: 0 });
		expect(await bench.rows(book('getCost', { addressBook: locator(id) }))).toEqual([
			{
				bookId: id,
				enoughMoney: false,
				emails: 2,
				emailsFromTariff: 1,
				emailsFromBalance: 1,
				price: expect.any(Number),
				currency: 'USD',
				emailsPerCampaign: 500,
			},
		]);
	},
);

test('Get Cost explains an empty book', async () => {
	const id = await bench.newBook();
	const [details] = await bench.failures(book('getCost', { addressBook: locator(id) }));
	expect(details).toMatchObject({ code: '211', text: 'Addressbook is empty' });
});

test('Get Campaigns lists the campaigns of a book', async () => {
	const id = await bench.bookWith('a@b.example');
	const campaign = await bench.ask<{ id: number }>('POST', '/campaigns', {
		sender_name: 'Shop',
		sender_email: 'news@shop.example',
		subject: 'Распродажа',
		body: Buffer.from('<p>x</p>').toString('base64'),
		list_id: Number(id),
	});
	expect(await bench.rows(book('getCampaigns', { addressBook: locator(id) }))).toEqual([
		{
			id: String(campaign.id),
			name: 'Распродажа',
			statusCode: 13,
			status: 'Being created',
		},
	]);
	const other = await bench.newBook('Other');
	expect(await bench.rows(book('getCampaigns', { addressBook: locator(other) }))).toEqual([]);
});

test('Additional Parameters travel in the query of a GET and in the body of others', async () => {
	const more = {
		additionalParameters: { parameter: [{ name: 'extra', value: 'значение' }] },
	};
	const id = await bench.newBook();
	await bench.rows(book('get', { addressBook: locator(id), ...more }));
	await bench.rows(book('update', { addressBook: locator(id), name: 'X', ...more }));
	expect(bench.wire().slice(-2)).toEqual([
		{
			method: 'GET',
			path: `/addressbooks/${id}?extra=${encodeURIComponent('значение')}`,
			body: undefined,
		},
		{ method: 'PUT', path: `/addressbooks/${id}`, body: { name: 'X', extra: 'значение' } },
	]);
});
