import type { INodeExecutionData } from 'n8n-workflow';

import { locator, email, errorOutput, itemsOf, jsonOf, sender, useBench } from './setup.mts';

const bench = useBench();

const contact = (operation: string, more = {}) => ({ resource: 'contact', operation, ...more });
const one = { email: '={{ $json.email }}' };
const users = (count: number) =>
	itemsOf(...Array.from({ length: count }, (_, index) => ({ email: email(index) })));
const emails = (count: number) => Array.from({ length: count }, (_, index) => email(index));

describe.each([
	['remove', 'DELETE', '/emails', 'removed'],
	['unsubscribe', 'POST', '/emails/unsubscribe', 'unsubscribed'],
])('%s', (operation, method, path, done) => {
	test('takes 100 addresses a call, one row each', async () => {
		const bookId = await bench.bookWith(...emails(250));
		const before = bench.wire().length;
		const { outputs } = await bench.run(contact(operation, { ...one, book: locator(bookId) }), {
			items: users(250),
		});

		const calls = bench.wire().slice(before);
		expect(calls.map((call) => [call.method, call.path])).toEqual(
			Array.from({ length: 3 }, () => [method, `/addressbooks/${bookId}${path}`]),
		);
		const sent = calls.flatMap(({ body }) => [(body as { emails: string[] }).emails.length]);
		expect(sent.sort()).toEqual([100, 100, 50].sort());
		expect(outputs[0]).toEqual(
			Array.from({ length: 250 }, (_, index) => ({
				json: { email: email(index), bookId, [done]: true },
				pairedItem: { item: index },
			})),
		);
		const left = bench.contacts(bookId).filter(({ status }) => status !== 4);
		expect(left).toEqual([]);
	});

	test('explains an unknown book', async () => {
		const failures = await bench.failures(contact(operation, { ...one, book: locator('77') }), {
			items: users(2),
		});
		expect(failures.map(({ code }) => code)).toEqual(['213', '213']);
	});
});

describe.each(['direct', 'engine'] as const)(
	'an AI agent’s tool, called by the %s route',
	(via) => {
		test.each([
			[
				'a refused look-up',
				contact('get', { email: '={{ $fromAI("email") }}', book: locator('77') }),
				'SendPulse refused this: Book not found',
				/Address Book: Get Many lists/,
			],
			[
				'a wrong value of one',
				contact('get', { email: '={{ $fromAI("name") }}', book: locator('77') }),
				'E-Mail “Anna” is not an e-mail address',
				/Enter one address/,
			],
			[
				'a refused change',
				{ resource: 'addressBook', operation: 'delete', addressBook: locator('77') },
				'SendPulse refused this: Book not found',
				/Address Book: Get Many lists/,
			],
		])('answers %s with what to do', async (_, parameters, text, hint) => {
			const { error, response } = await bench.tool(parameters, {
				via,
				args: { email: email(0), name: 'Anna' },
			});
			const rows =
				typeof response === 'string'
					? (JSON.parse(response) as unknown)
					: jsonOf(response as INodeExecutionData[]);

			expect(error).toBeUndefined();
			expect(rows).toMatchObject([{ error: text, details: { hint: expect.stringMatching(hint) } }]);
		});
	},
);

test('Unsubscribe explains that nobody is active', async () => {
	const bookId = await bench.newBook();
	const [details] = await bench.failures(
		contact('unsubscribe', { ...one, book: locator(bookId) }),
		{
			items: users(1),
		},
	);
	expect(details).toMatchObject({ text: 'Active emails not found' });
});

const expected = (bookId: string | null, more = {}) => ({
	email: 'ann+news@example.com',
	bookId,
	statusCode: 0,
	status: 'New',
	variables: { Имя: 'Анна', age: 21 },
	...more,
});

const addAnn = async () =>
	await bench.bookWith({
		email: 'ann+news@example.com',
		variables: { Имя: 'Анна', age: 21, Phone: '+79312351234' },
	});

describe('reading', () => {
	test('Get encodes the address and brings variables to one form', async () => {
		const bookId = await addAnn();
		expect(
			await bench.rows(contact('get', { book: locator(bookId), email: 'ann+news@example.com' })),
		).toEqual([expected(bookId, { phone: '79312351234' })]);
		expect(bench.wire().at(-1)?.path).toBe(
			`/addressbooks/${bookId}/emails/ann%2Bnews%40example.com`,
		);
	});

	test.each([
		['object', 'object', 'int'],
		['object', 'array', 'int'],
		['array', 'object', 'int'],
		['array', 'array', 'string'],
	] as const)(
		'Get Many does: %s, empty %s, numbers %s',
		async (variables, emptyObjects, numbers) => {
			const bookId = await addAnn();
			await bench.ask('POST', `/addressbooks/${bookId}/emails`, {
				emails: [{ email: 'b@b.example' }],
			});
			Object.assign(bench.gateway.settings, { variables, emptyObjects, numbers });
			const phone = numbers === 'string' ? {} : { phone: '79312351234' };
			const none = numbers === 'string' ? {} : { phone: null };
			expect(await bench.rows(contact('getAll', { book: locator(bookId) }))).toEqual([
				expected(bookId, phone),
				{ email: 'b@b.example', bookId, statusCode: 0, status: 'New', variables: {}, ...none },
			]);
		},
	);

	test('Get Many returns all of an exact multiple of a page', async () => {
		const bookId = await bench.bookWith(...emails(200));
		const rows = await bench.rows(contact('getAll', { book: locator(bookId), returnAll: true }));
		expect(rows.map((row) => row.email)).toEqual(emails(200));
		expect(
			bench
				.wire()
				.slice(-3)
				.map(({ path }) => path.split('?')[1]),
		).toEqual(['limit=100&offset=0', 'limit=100&offset=100', 'limit=100&offset=200']);
	});

	test('Get Many filters by state and orders', async () => {
		const bookId = await bench.bookWith(...emails(3));
		await bench.ask('POST', `/addressbooks/${bookId}/emails/unsubscribe`, { emails: [email(1)] });
		const of = async (filters: object) =>
			(await bench.rows(contact('getAll', { book: locator(bookId), filters }))).map(
				(row) => row.email,
			);
		expect(await of({ state: 'active', order: 'desc' })).toEqual([email(2), email(0)]);
		expect(await of({ state: 'inactive' })).toEqual([email(1)]);
		bench.gateway.settings.queryBooleans = 'digits';
		expect(await of({ state: 'inactive' })).toEqual([email(1)]);
	});

	test('Get Many of an empty book is no row', async () => {
		const bookId = await bench.newBook();
		expect(await bench.rows(contact('getAll', { book: locator(bookId) }))).toEqual([]);
	});

	test('Find by Variable encodes name and value', async () => {
		const bookId = await bench.bookWith(
			{ email: email(0), variables: { 'Мой город': 'Нижний/Новгород & Ко' } },
			{ email: email(1), variables: { 'Мой город': 'Минск' } },
		);
		const find = (variableValue: string) =>
			contact('findByVariable', {
				book: locator(bookId),
				variableName: 'Мой город',
				variableValue,
			});
		expect(await bench.rows(find('Нижний/Новгород & Ко'))).toEqual([
			{ email: email(0), bookId, statusCode: 0, status: 'New' },
		]);
		expect(await bench.rows(find('Москва'))).toEqual([]);
		const [details] = await bench.failures(
			contact('findByVariable', { book: locator(bookId), variableName: 'x', variableValue: 'y' }),
		);
		expect(details).toMatchObject({ code: '299', kind: 'notFound' });
	});

	test.each(['int', 'string'] as const)('Find Everywhere has a row a book: %s', async (numbers) => {
		const first = await addAnn();
		const second = await addAnn();
		bench.gateway.settings.numbers = numbers;
		const { outputs } = await bench.run(contact('findEverywhere', one), {
			items: itemsOf({ email: 'ann+news@example.com' }, { email: 'ann+news@example.com' }),
		});
		expect(outputs[0]).toEqual(
			[0, 1].flatMap((item) =>
				[first, second].map((bookId) => ({ json: expected(bookId), pairedItem: { item } })),
			),
		);
	});

	test.each(['int', 'string'] as const)(
		'Find Many Everywhere has a row an item, 100 addresses a call: %s',
		async (numbers) => {
			const [first, second] = [await addAnn(), await addAnn()];
			const others = await bench.bookWith(...emails(250));
			bench.gateway.settings.numbers = numbers;
			const before = bench.calls().length;
			const { outputs } = await bench.run(contact('findManyEverywhere', one), {
				items: itemsOf(
					{ email: 'Ann+News@example.com' },
					{ email: 'no@example.com' },
					...emails(248).map((one) => ({ email: one })),
				),
			});
			const calls = bench.calls().slice(before);
			expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(
				Array.from({ length: 3 }, () => 'POST /emails'),
			);
			const { email: _email, ...place } = expected(first);
			const ofOthers = { bookId: others, statusCode: 0, status: 'New', variables: {} };
			expect(outputs[0]).toEqual(
				[
					{
						email: 'Ann+News@example.com',
						books: [place, { ...place, bookId: second }],
						found: true,
					},
					{ email: 'no@example.com', found: false },
					...emails(248).map((one) => ({ email: one, books: [ofOthers], found: true })),
				].map((json, item) => ({ json, pairedItem: { item } })),
			);
		},
	);

	test.each(['findManyEverywhere', 'getStatisticsMany'])(
		'a wrong address fails only its own row: %s',
		async (operation) => {
			await bench.bookWith(...emails(4));
			const { outputs } = await bench.run(contact(operation, one), {
				items: itemsOf(
					{ email: email(0) },
					{ email: email(1) },
					{ email: 'o"hara@example.com' },
					{ email: email(3) },
				),
				...errorOutput,
			});
			expect(jsonOf(outputs[0]).map((row) => [row.email, row.found])).toEqual(
				[0, 1, 3].map((at) => [email(at), true]),
			);
			expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }]);
			expect(jsonOf(outputs[1])[0]).toMatchObject({
				details: { kind: 'invalidRecipient', text: 'Argument emails is invalid' },
			});
		},
	);

	test.each(['findManyEverywhere', 'getStatisticsMany'])(
		'an answer that is no map says nothing of any address: %s',
		async (operation) => {
			bench.gateway.faults.add({ kind: 'status', status: 200, body: '"ok"' });
			const { outputs } = await bench.run(contact(operation, one), {
				items: users(2),
				...errorOutput,
			});
			expect(jsonOf(outputs[1])).toHaveLength(2);
		},
	);

	test.each([404, 400, 422] as const)(
		'an unknown address is explained, HTTP %d',
		async (status) => {
			const bookId = await bench.newBook();
			bench.gateway.settings.missingStatus = status;
			const [details] = await bench.failures(
				contact('get', { book: locator(bookId), email: 'no@example.com' }),
			);
			expect(details).toMatchObject({ code: '502', kind: 'notFound', httpStatus: status });
			const [everywhere] = await bench.failures(
				contact('findEverywhere', { email: 'no@example.com' }),
			);
			expect(everywhere).toMatchObject({ code: '17', kind: 'notFound' });
		},
	);
});

describe('changing', () => {
	test('Update Variables sets the named ones', async () => {
		const bookId = await addAnn();
		expect(
			await bench.rows(
				contact('updateVariables', {
					book: locator(bookId),
					email: 'ann+news@example.com',
					variables: {
						variable: [
							{ name: 'Имя', type: 'text', value: 'Аня' },
							{ name: 'age', type: 'number', value: '22' },
						],
					},
				}),
			),
		).toEqual([{ email: 'ann+news@example.com', bookId, updated: true }]);
		expect(bench.wire().at(-1)).toEqual({
			method: 'POST',
			path: `/addressbooks/${bookId}/emails/variable`,
			body: {
				email: 'ann+news@example.com',
				variables: [
					{ name: 'Имя', value: 'Аня' },
					{ name: 'age', value: 22 },
				],
			},
		});
		expect(Object.fromEntries(bench.contacts(bookId)[0]?.variables ?? [])).toEqual({
			Имя: 'Аня',
			age: 22,
		});
	});

	test('Update Variables needs one', async () => {
		const [details] = await bench.failures(
			contact('updateVariables', { book: locator('1'), email: 'a@b.example' }),
		);
		expect(details).toMatchObject({ text: 'Variables is empty' });
		expect(bench.wire()).toEqual([]);
	});

	test('Update Phone', async () => {
		const bookId = await addAnn();
		const update = (phone: string) =>
			contact('updatePhone', { book: locator(bookId), email: 'ann+news@example.com', phone });
		expect(await bench.rows(update('+375 29 111-22-33'))).toEqual([
			{ email: 'ann+news@example.com', bookId, updated: true },
		]);
		expect(bench.contacts(bookId)[0]?.phone).toBe('375291112233');
		const [details] = await bench.failures(update('12'));
		expect(details).toMatchObject({ kind: 'invalidRecipient' });
		const [missing] = await bench.failures(
			contact('updatePhone', { book: locator(bookId), email: 'x@y.example', phone: '79001112233' }),
		);
		expect(missing).toMatchObject({ code: '17' });
	});

	test('Remove Everywhere', async () => {
		const books = [await addAnn(), await addAnn()];
		expect(
			await bench.rows(contact('removeEverywhere', { email: 'ann+news@example.com' })),
		).toEqual([{ email: 'ann+news@example.com', removed: true }]);
		expect(books.flatMap((id) => bench.contacts(id))).toEqual([]);
	});
});

describe('campaign statistics', () => {
	const sendTo = async (...addresses: string[]) => {
		const id = await bench.bookWith(...addresses);
		await bench.ask('POST', '/campaigns', {
			sender_name: 'Shop',
			sender_email: sender,
			subject: 'Sale',
			body: Buffer.from('<p>x</p>').toString('base64'),
			list_id: Number(id),
		});
		await bench.advance(3000);
		await bench.gateway.pushStatus(bench.gateway.messages[0]?.id ?? '', 'open');
		return id;
	};

	test('of one address', async () => {
		const bookId = await sendTo(email(0));
		const name = bench.gateway.state.account.books.get(Number(bookId))?.name;
		expect(await bench.rows(contact('getStatistics', { email: email(0) }))).toEqual([
			{
				email: email(0),
				sent: 1,
				opened: 1,
				clicked: 0,
				blacklisted: false,
				books: [{ id: bookId, name }],
			},
		]);
	});

	test('of many in one call, one row each, also for those that are not known', async () => {
		const bookId = await sendTo(email(0), email(1));
		const name = bench.gateway.state.account.books.get(Number(bookId))?.name;
		const before = bench.wire().length;
		const { outputs } = await bench.run(contact('getStatisticsMany', one), {
			items: itemsOf({ email: email(0) }, { email: 'no@example.com' }, { email: email(1) }),
		});

		expect(bench.wire().length - before).toBe(1);
		const books = [{ id: bookId, name }];
		const row = { sent: 1, clicked: 0, blacklisted: false, books, found: true };
		expect(outputs[0]).toEqual([
			{ json: { email: email(0), opened: 1, ...row }, pairedItem: { item: 0 } },
			{ json: { email: 'no@example.com', found: false }, pairedItem: { item: 1 } },
			{ json: { email: email(1), opened: 0, ...row }, pairedItem: { item: 2 } },
		]);
	});

	test('of many nobody knows, with PHP’s empty map', async () => {
		bench.gateway.settings.emptyObjects = 'array';
		expect(await bench.rows(contact('getStatisticsMany', one), { items: users(2) })).toEqual([
			{ email: email(0), found: false },
			{ email: email(1), found: false },
		]);
	});

	test('a failure goes to the error output, paired', async () => {
		bench.gateway.faults.add({
			kind: 'status',
			status: 403,
			body: { message: 'No', error_code: 800 },
		});
		const { outputs } = await bench.run(contact('getStatisticsMany', one), {
			items: users(2),
			...errorOutput,
		});
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(jsonOf(outputs[1])[0]).toMatchObject({ email: email(0), details: { code: '800' } });
	});
});
