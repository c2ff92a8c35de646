import { locator, email, errorOutput, itemsOf, jsonOf, sender, useBench } from './setup.mts';

const bench = useBench();

const add = (bookId: string, more = {}) => ({
	resource: 'contact',
	operation: 'add',
	book: locator(bookId),
	email: '={{ $json.email }}',
	...more,
});

const users = (count: number) =>
	itemsOf(...Array.from({ length: count }, (_, index) => ({ email: email(index) })));

/** Addresses in each request that adds. */
const sizes = () =>
	bench.wire().flatMap(({ method, path, body }) => {
		const { emails } = (body ?? {}) as { emails?: unknown[] };
		return method === 'POST' && path.endsWith('/emails') ? [emails?.length] : [];
	});

const valuesOf = (bookId: string) =>
	bench.contacts(bookId).map((one) => [one.email, Object.fromEntries(one.variables)]);

describe('many items', () => {
	test.each([
		[{}, 50],
		[{ options: { perRequest: 500 } }, 10],
	])('adds 5,000 contacts in the fewest calls, one row each: %j', async (more, calls) => {
		const bookId = await bench.newBook();
		const before = bench.wire().length;
		const { outputs, error } = await bench.run(add(bookId, more), { items: users(5000) });

		expect(error).toBeUndefined();
		expect(bench.wire().length - before).toBe(calls);
		expect(sizes()).toEqual(Array.from({ length: calls }, () => 5000 / calls));
		expect(new Set(bench.contacts(bookId).map((one) => one.email)).size).toBe(5000);
		expect(outputs[0]).toEqual(
			Array.from({ length: 5000 }, (_, index) => ({
				json: { email: email(index), bookId, added: true },
				pairedItem: { item: index },
			})),
		);
	});

	test('shares a call only between items with equal book, tags and options', async () => {
		const first = await bench.newBook('First');
		const second = await bench.newBook('Second');
		for (const id of [7, 8])
			bench.gateway.state.account.tags.set(id, { id, name: `Tag ${id}`, color: '#fff' });
		const rows = await bench.rows(
			add('', {
				book: locator('={{ $json.book }}'),
				additionalFields: { tags: '={{ $json.tags }}' },
			}),
			{
				items: itemsOf(
					{ email: email(0), book: first, tags: '7' },
					{ email: email(1), book: second, tags: '7' },
					{ email: email(2), book: first, tags: '7, 8' },
					{ email: email(3), book: first, tags: '7' },
				),
			},
		);

		expect(sizes().sort()).toEqual([1, 1, 2]);
		expect(rows.map((row) => [row.email, row.bookId])).toEqual([
			[email(0), first],
			[email(1), second],
			[email(2), first],
			[email(3), first],
		]);
		const tagged = bench.contacts(first).map((one) => [one.email, [...one.tags]]);
		expect(new Map(tagged as Array<[string, number[]]>)).toEqual(
			new Map([
				[email(0), [7]],
				[email(3), [7]],
				[email(2), [7, 8]],
			]),
		);
	});

	test('one refused contact fails alone; the others of its call are added', async () => {
		const bookId = await bench.newBook();
		// The address passes the node; the service finds fault with the value of the date variable.
		await bench.ask('POST', `/addressbooks/${bookId}/emails`, {
			emails: [{ email: 'old@example.com', variables: { signup: '2026-07-01' } }],
		});
		const input = Array.from({ length: 20 }, (_, index) => ({
			email: email(index),
			signup: index === 13 ? 'вчера' : '2026-07-02',
		}));
		const { outputs } = await bench.run(
			add(bookId, {
				variables: { variable: [{ name: 'signup', type: 'text', value: '={{ $json.signup }}' }] },
			}),
			{ items: itemsOf(...input), ...errorOutput },
		);

		expect(jsonOf(outputs[0])).toHaveLength(19);
		expect(outputs[1]).toEqual([
			{
				json: expect.objectContaining({
					...input[13],
					details: expect.objectContaining({
						text: 'Argument emails.*.variables is invalid',
						recipient: email(13),
					}),
				}),
				pairedItem: { item: 13 },
			},
		]);
		expect(bench.contacts(bookId)).toHaveLength(20);
	});

	test('a wrong address in the input fails alone and is never sent', async () => {
		const bookId = await bench.newBook();
		const { outputs } = await bench.run(add(bookId), {
			items: itemsOf({ email: email(0) }, { email: 'не адрес' }, { email: email(2) }),
			...errorOutput,
		});

		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(jsonOf(outputs[1])).toEqual([
			expect.objectContaining({ error: 'E-Mail “не адрес” is not an e-mail address' }),
		]);
		expect(sizes()).toEqual([2]);
	});

	test('explains an unknown book on every row', async () => {
		const failures = await bench.failures(add('77'), { items: users(3) });
		expect(failures).toHaveLength(3);
		expect(failures[0]).toMatchObject({ kind: 'notFound', code: '213', recipient: email(0) });
		expect(sizes()).toEqual([3]);
	});

	test('explains a tariff that forbids it', async () => {
		const bookId = await bench.newBook();
		bench.gateway.settings.plan = 'forbidden';
		const [details] = await bench.failures(add(bookId), { items: users(1) });
		expect(details).toMatchObject({ code: '3030303030', kind: 'rejected' });
	});

	test.each(['200', 'result'] as const)('sees a refusal inside HTTP 200: %s', async (style) => {
		const bookId = await bench.newBook();
		Object.assign(bench.gateway.settings, { failureStyle: style, plan: 'forbidden' });
		expect(await bench.failures(add(bookId), { items: users(2) })).toHaveLength(2);
		expect(bench.contacts(bookId)).toEqual([]);
	});
});

describe('variables', () => {
	test('take text, number and date, Cyrillic and quotes included', async () => {
		const bookId = await bench.newBook();
		await bench.rows(
			add(bookId, {
				variables: {
					variable: [
						{ name: 'Имя', type: 'text', value: '={{ $json.name }}' },
						{ name: 'age', type: 'number', value: '21' },
						{ name: 'code', type: 'text', value: '007' },
						{ name: 'birthday', type: 'date', value: '17.05.1990' },
						{ name: 'empty', type: 'text', value: '' },
					],
				},
				additionalFields: { phone: '+7 (931) 235-12-34' },
			}),
			{ items: itemsOf({ email: email(0), name: "Анна «Ё»\r\n& 'co'" }) },
		);

		expect(valuesOf(bookId)).toEqual([
			[email(0), { Имя: "Анна «Ё»\n& 'co'", age: 21, code: '007', birthday: '1990-05-17' }],
		]);
		expect(bench.contacts(bookId)[0]?.phone).toBe('79312351234');
	});

	test.each(['={{ $json.vars }}', '{ "Имя": "Анна", "age": 21, "none": null }'])(
		'come from JSON: %s',
		async (variablesJson) => {
			const bookId = await bench.newBook();
			await bench.rows(add(bookId, { variablesMode: 'json', variablesJson }), {
				items: itemsOf({ email: email(0), vars: { Имя: 'Анна', age: 21, none: null } }),
			});
			expect(valuesOf(bookId)).toEqual([[email(0), { Имя: 'Анна', age: 21 }]]);
		},
	);

	test('can be dates, also those of a database, whose day is that of the workflow', async () => {
		const bookId = await bench.newBook();
		const day = "={{ new Date('1990-05-16T20:00:00Z') }}";
		await bench.rows(
			add(bookId, {
				variables: {
					variable: [
						{ name: 'born', type: 'date', value: day },
						{
							name: 'seen',
							type: 'text',
							value: '={{ DateTime.fromISO("2026-11-30T09:00:00", { zone: "Europe/Moscow" }) }}',
						},
						{ name: 'noted', type: 'text', value: day },
					],
				},
			}),
			{ items: users(1), timezone: 'Europe/Moscow' },
		);
		expect(valuesOf(bookId)).toEqual([
			[
				email(0),
				{
					born: '1990-05-17',
					seen: '2026-11-30T09:00:00.000+03:00',
					noted: '1990-05-16T20:00:00.000Z',
				},
			],
		]);
	});

	test('keep those that are not named', async () => {
		const bookId = await bench.bookWith({ email: email(0), variables: { city: 'Минск' } });
		await bench.rows(
			add(bookId, { variables: { variable: [{ name: 'age', type: 'number', value: '5' }] } }),
			{ items: users(1) },
		);
		expect(valuesOf(bookId)).toEqual([[email(0), { city: 'Минск', age: 5 }]]);
	});

	test.each([
		[
			{ name: 'age', type: 'number', value: 'x' },
			{ text: 'Variables has “x” as “age”, which is not a number' },
		],
		[
			{ name: 'sum', type: 'number', value: '1 234,50' },
			{
				text: 'Variables has “1 234,50” as “sum”, which is not a number',
				hint: 'Write it with a point and without spaces, e.g. 1234.5, or choose another type.',
			},
		],
		[
			{ name: 'd', type: 'date', value: 'soon' },
			{ text: 'Variables: d “soon” is not a date and time' },
		],
		[{ name: 'n', type: 'text', value: '<b>x</b>' }, { text: 'Variables has HTML tags in “n”' }],
	])('are refused before the call: %j', async (variable, told) => {
		const bookId = await bench.newBook();
		const [details] = await bench.failures(add(bookId, { variables: { variable: [variable] } }), {
			items: users(1),
		});
		expect(details).toMatchObject({ ...told, kind: 'invalidRequest' });
		expect(sizes()).toEqual([]);
	});

	test('in JSON have to be an object', async () => {
		const [details] = await bench.failures(
			add('1', { variablesMode: 'json', variablesJson: '[1]' }),
			{ items: users(1) },
		);
		expect(details).toMatchObject({ text: 'Variables (JSON) is not a JSON object' });
	});
});

describe('double opt-in (the official node never asks for it)', () => {
	const optIn = (bookId: string, more = {}) =>
		add(bookId, {
			doubleOptIn: true,
			confirmationSender: locator(sender),
			confirmation: { language: 'ru', templateId: '1042220' },
			...more,
		});

	test('regression: sends the confirmation fields, and the letters leave', async () => {
		const bookId = await bench.newBook();
		const rows = await bench.rows(optIn(bookId), { items: users(3) });

		expect(bench.wire().at(-1)?.body).toEqual({
			emails: [{ email: email(0) }, { email: email(1) }, { email: email(2) }],
			confirmation: 'force',
			sender_email: sender,
			template_id: '1042220',
			message_lang: 'ru',
		});
		expect(bench.contacts(bookId).map(({ status }) => status)).toEqual([2, 2, 2]);
		expect(bench.gateway.messages.map(({ recipient }) => recipient)).toEqual([
			email(0),
			email(1),
			email(2),
		]);
		expect(rows[0]).toEqual({ email: email(0), bookId, confirmationRequested: true });
	});

	test('off, nothing of it is sent', async () => {
		const bookId = await bench.newBook();
		await bench.rows(optIn(bookId, { doubleOptIn: false }), { items: users(1) });
		expect(bench.wire().at(-1)?.body).toEqual({ emails: [{ email: email(0) }] });
	});

	test('explains a sender who is not there', async () => {
		const bookId = await bench.newBook();
		const [details] = await bench.failures(
			optIn(bookId, { confirmationSender: locator('other@shop.example'), confirmation: {} }),
			{ items: users(1) },
		);
		expect(details).toMatchObject({ code: '1003', text: 'Sender not found' });
	});

	test('asks nobody twice when the answer gets lost', async () => {
		const bookId = await bench.newBook();
		bench.gateway.faults.add({
			kind: 'reset',
			when: 'after',
			path: `/addressbooks/${bookId}/emails`,
		});
		const failures = await bench.failures(optIn(bookId), {
			items: users(2),
			node: { onError: 'continueErrorOutput', retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(failures.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
		expect(sizes()).toEqual([2]);
		expect(bench.gateway.messages).toHaveLength(2);
	});
});

test('adding without letters is repeated when the answer gets lost', async () => {
	const bookId = await bench.newBook();
	bench.gateway.faults.add({
		kind: 'reset',
		when: 'after',
		path: `/addressbooks/${bookId}/emails`,
		times: 1,
	});
	expect(await bench.rows(add(bookId), { items: users(2) })).toHaveLength(2);
	expect(sizes()).toEqual([2, 2]);
});

test('further options travel as the API names them', async () => {
	const bookId = await bench.newBook();
	await bench.rows(
		add(bookId, {
			additionalFields: { keepExisting: true, disableWebhook: true, checkEmails: true },
			additionalParameters: { parameter: [{ name: 'source', value: 'форма' }] },
		}),
		{ items: users(1) },
	);
	expect(bench.wire().at(-1)?.body).toEqual({
		emails: [{ email: email(0) }],
		dont_update: true,
		disable_webhook: true,
		check_emails: true,
		source: 'форма',
	});
});

test('an AI agent adds one contact', async () => {
	const bookId = await bench.newBook();
	const { error } = await bench.tool(add(bookId, { email: 'ann@example.com' }));
	expect(error).toBeUndefined();
	expect(bench.contacts(bookId).map((one) => one.email)).toEqual(['ann@example.com']);
});

test('rows about one address are carried out in their order, the last one has the last word', async () => {
	const bookId = await bench.newBook();
	bench.gateway.faults.add({ kind: 'slow', delayMs: 2000, contains: 'Минск' });
	const variables = { variablesMode: 'json', variablesJson: '={{ { city: $json.city } }}' };
	await bench.rows(add(bookId, variables), {
		items: itemsOf(
			{ email: 'Ann@example.com', city: 'Минск' },
			{ email: 'bob@example.com', city: 'Брест' },
			{ email: 'ann@example.com', city: 'Гродно' },
		),
	});

	expect(sizes()).toEqual([2, 1]);
	expect(valuesOf(bookId).map(([, values]) => values)).toEqual([
		{ city: 'Гродно' },
		{ city: 'Брест' },
	]);
});

test('an address of two books is two contacts, whose order is no matter', async () => {
	const books = [await bench.newBook('First'), await bench.newBook('Second')];
	const [first = '', second = ''] = books;
	const pairs = [first, second, second, first, first, second, second, first];
	await bench.rows(add('', { book: locator('={{ $json.book }}') }), {
		items: itemsOf(...pairs.map((book, at) => ({ email: email(Math.floor(at / 2)), book }))),
	});

	expect(sizes()).toEqual([4, 4]);
});
