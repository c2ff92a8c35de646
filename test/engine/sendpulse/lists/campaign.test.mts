import type { INodeExecutionData } from 'n8n-workflow';
import { locator, email, errorOutput, itemsOf, jsonOf, sender, useBench } from './setup.mts';

const bench = useBench();

const campaign = (operation: string, more = {}) => ({ resource: 'campaign', operation, ...more });

const create = (bookId: string, more = {}) =>
	campaign('create', {
		sender: locator(sender),
		senderName: 'Магазин',
		subject: 'Распродажа «Ё»',
		contentFrom: 'html',
		html: '<h1>Привет, {{name}}! ☀</h1>',
		audience: 'books',
		audienceBook: locator(bookId),
		mode: 'send',
		...more,
	});

/** What the node posted, the newest last. */
const bodies = () =>
	bench
		.wire()
		.filter(({ method, path }) => method === 'POST' && path === '/campaigns')
		.map(({ body }) => body as Record<string, unknown>);

const stored = () => [...bench.gateway.state.account.campaigns.values()];

const newCampaign = async (bookId: string, more = {}): Promise<string> => {
	const { id } = await bench.ask<{ id: number }>('POST', '/campaigns', {
		sender_name: 'Shop',
		sender_email: sender,
		subject: 'Sale',
		name: 'Лето',
		body: Buffer.from('<a href="https://shop.example/a">x</a>').toString('base64'),
		list_id: Number(bookId),
		...more,
	});
	return String(id);
};

describe('Create', () => {
	test('regression: the letter is plain HTML, encoded once from UTF-8, and arrives', async () => {
		const bookId = await bench.bookWith(email(0), email(1));
		const rows = await bench.rows(create(bookId));

		expect(bodies()).toEqual([
			{
				sender_name: 'Магазин',
				sender_email: sender,
				subject: 'Распродажа «Ё»',
				body: Buffer.from('<h1>Привет, {{name}}! ☀</h1>', 'utf8').toString('base64'),
				list_id: Number(bookId),
			},
		]);
		expect(stored()[0]).toMatchObject({
			html: '<h1>Привет, {{name}}! ☀</h1>',
			senderName: 'Магазин',
			decodeProblems: [],
		});
		expect(rows).toEqual([
			{
				id: String(stored()[0]?.id),
				subject: 'Распродажа «Ё»',
				statusCode: 13,
				status: 'Being created',
				recipients: 2,
				emailsFromTariff: 2,
				emailsFromBalance: null,
				price: expect.any(Number),
				currency: 'USD',
				created: true,
			},
		]);
		await bench.advance(5000);
		expect(bench.gateway.messages.map(({ recipient }) => recipient)).toEqual([email(0), email(1)]);
	});

	test('regression: several books are one list of numbers', async () => {
		const books = [await bench.bookWith(email(0)), await bench.bookWith(email(1))];
		const third = await bench.bookWith(email(2));
		await bench.rows(create(`${books.join(', ')}`, { moreBooks: `${third}, ${books[0]}` }));
		expect(bodies()[0]?.list_id).toEqual([...books, third].map(Number));
		await bench.advance(5000);
		expect(bench.gateway.messages).toHaveLength(3);
	});

	test('several books can be chosen, each counts once', async () => {
		const books = [await bench.bookWith(email(0)), await bench.bookWith(email(1))];
		await bench.rows(create(String(books[0]), { chosenBooks: books.map(String) }));
		expect(bodies()[0]?.list_id).toEqual(books.map(Number));
	});

	test('more than ten books are refused before the call', async () => {
		const [details] = await bench.failures(
			create('1', { moreBooks: Array.from({ length: 10 }, (_, index) => index + 2).join() }),
		);
		expect(details).toMatchObject({
			text: 'More Address Book IDs brings the campaign to 11 address books',
		});
		expect(bodies()).toEqual([]);
	});

	test('is scheduled on the clock of the account', async () => {
		const bookId = await bench.bookWith(email(0));
		const at = new Date(bench.now() + 3 * 3_600_000);
		await bench.rows(create(bookId, { mode: 'schedule', sendAt: at.toISOString() }));
		const moscow = new Date(at.getTime() + 3 * 3_600_000).toISOString();
		expect(bodies()[0]?.send_date).toBe(moscow.slice(0, 19).replace('T', ' '));
		expect(stored()[0]?.sendAt).toBe(Math.floor(at.getTime() / 1000) * 1000);
	});

	test('explains a time in the past, and an empty one', async () => {
		const bookId = await bench.bookWith(email(0));
		const [past] = await bench.failures(
			create(bookId, { mode: 'schedule', sendAt: '2020-01-01T00:00:00' }),
		);
		expect(past).toMatchObject({ code: '799' });
		const [empty] = await bench.failures(
			create(bookId, { mode: 'schedule', sendAt: '={{ $json.at }}' }),
			{ items: itemsOf({ at: '' }) },
		);
		expect(empty).toMatchObject({ text: 'Send At is empty' });
	});

	test('is kept as a draft, or tested on the sender', async () => {
		const bookId = await bench.bookWith(email(0));
		const [draft] = await bench.rows(create(bookId, { mode: 'draft' }));
		expect(bodies()[0]?.type).toBe('draft');
		expect(draft).toMatchObject({ statusCode: 26, status: 'Draft' });

		await bench.rows(create(bookId, { mode: 'test' }));
		expect(bodies()[1]?.is_test).toBe(true);
		await bench.advance(5000);
		expect(bench.gateway.messages.map(({ recipient }) => recipient)).toEqual([sender]);

		const [several] = await bench.failures(create(bookId, { mode: 'test', moreBooks: '2' }));
		expect(several).toMatchObject({ text: 'More Address Book IDs cannot be combined with a test' });
	});

	test('takes a template instead of HTML', async () => {
		const bookId = await bench.bookWith(email(0));
		await bench.rows(create(bookId, { contentFrom: 'template', template: locator('775667') }));
		expect(bodies()[0]).toMatchObject({ template_id: 775667 });
		expect(bodies()[0]).not.toHaveProperty('body');
	});

	test('takes files from binary data', async () => {
		const bookId = await bench.bookWith(email(0));
		const pdf = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff, 0xfe]);
		const input: INodeExecutionData[] = [
			{
				json: {},
				binary: {
					data: { data: pdf.toString('base64'), mimeType: 'application/pdf', fileName: 'счёт.pdf' },
				},
			},
		];
		await bench.rows(create(bookId, { additionalFields: { attachments: 'data' } }), {
			items: input,
		});
		expect(bodies()[0]?.attachments_binary).toEqual({ 'счёт.pdf': pdf.toString('base64') });
		expect(stored()[0]?.attachments).toMatchObject([{ name: 'счёт.pdf', bytes: 7 }]);
		const [details] = await bench.failures(
			create(bookId, { additionalFields: { attachments: 'other' } }),
			{ items: input },
		);
		expect(details).toMatchObject({
			text: 'Attachments names the binary field “other”, which the item does not have',
			hint: 'The item has: data.',
		});
	});

	test('further fields travel as the API names them', async () => {
		const bookId = await bench.bookWith(email(0));
		await bench.rows(
			create(bookId, {
				additionalFields: {
					name: 'Июль',
					amp: '<html ⚡4email>ё</html>',
					dynamicList: true,
					optimumTime: true,
					trackOpens: false,
					utmCampaign: 'july',
				},
				additionalParameters: { parameter: [{ name: 'custom', value: '{"a":1}' }] },
			}),
		);
		expect(bodies()[0]).toMatchObject({
			name: 'Июль',
			body_amp: Buffer.from('<html ⚡4email>ё</html>').toString('base64'),
			use_dynamic_list: true,
			send_at_the_optimum_time: true,
			stats: { opens: false, utm_campaign: 'july' },
			custom: { a: 1 },
		});
	});

	test('goes to a segment', async () => {
		bench.gateway.state.account.segments.set(1201, [email(0)]);
		await bench.bookWith(email(0));
		await bench.rows(create('', { audience: 'segment', segment: '1201' }));
		expect(bodies()[0]).toMatchObject({ segment_id: 1201 });
		expect(bodies()[0]).not.toHaveProperty('list_id');
	});

	test('711 is explained, not waited out', async () => {
		const bookId = await bench.bookWith(email(0));
		const { outputs } = await bench.run(create(bookId), { items: itemsOf({}, {}), ...errorOutput });

		expect(jsonOf(outputs[0])).toHaveLength(1);
		expect(jsonOf(outputs[1])).toEqual([
			expect.objectContaining({
				details: expect.objectContaining({
					code: '711',
					outcome: 'refused',
					hint: expect.stringContaining('15 minutes'),
				}),
			}),
		]);
		expect(bodies()).toHaveLength(2);
	});

	test('no campaign is created twice when the answer gets lost and the node is retried', async () => {
		const bookId = await bench.bookWith(email(0));
		bench.gateway.faults.add({ kind: 'reset', when: 'after', path: '/campaigns' });
		const [details] = await bench.failures(create(bookId), {
			node: { onError: 'continueErrorOutput', retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(details).toMatchObject({ outcome: 'unknown', kind: 'outcomeUnknown' });
		expect(bodies()).toHaveLength(1);
		expect(stored()).toHaveLength(1);
	});

	test.each([
		['{}', 'outcomeUnknown', 'unknown'],
		['[]', 'outcomeUnknown', 'unknown'],
		['{"subject":"Sale"}', 'outcomeUnknown', 'unknown'],
		['{"result":false}', 'rejected', 'refused'],
	])('an answer %s, which names no campaign, is %s', async (body, kind, outcome) => {
		const bookId = await bench.bookWith(email(0));
		const headers = { 'content-type': 'application/json' };
		bench.gateway.faults.add({ kind: 'status', status: 200, body, headers, when: 'after' });
		const [details] = await bench.failures(create(bookId));

		expect(details).toMatchObject({ outcome, kind });
	});

	test('a retry sends no campaign again and keeps the rows of the first try', async () => {
		// n8n looks at the first row only.
		const books = ['77', await bench.bookWith(email(0)), await bench.bookWith(email(1))];
		const { outputs, tries } = await bench.run(
			create('', { audienceBook: locator('={{ $json.book }}') }),
			{
				items: itemsOf(...books.map((book) => ({ book }))),
				node: {
					onError: 'continueErrorOutput',
					retryOnFail: true,
					maxTries: 3,
					waitBetweenTries: 1,
				},
			},
		);

		expect(tries).toBeGreaterThan(1);
		expect(stored().map(({ bookIds }) => bookIds)).toEqual([
			[Number(books[1])],
			[Number(books[2])],
		]);
		expect(
			outputs[0]?.map(({ json, pairedItem }) => [json.id, json.recipients, pairedItem]),
		).toEqual(stored().map(({ id }, index) => [String(id), 1, { item: index + 1 }]));
		expect(jsonOf(outputs[1])).toEqual([
			expect.objectContaining({ book: '77', details: expect.objectContaining({ code: '703' }) }),
		]);
	});

	test('an HTML error page is readable and not repeated', async () => {
		const bookId = await bench.bookWith(email(0));
		bench.gateway.faults.add({ kind: 'status', status: 502, path: '/campaigns' });
		const [details] = await bench.failures(create(bookId));
		expect(details).toMatchObject({ kind: 'outcomeUnknown', httpStatus: 502 });
		expect(String(details?.text)).not.toContain('<');
		expect(bodies()).toHaveLength(1);
	});

	test.each([
		[{ sender: locator('not an address') }, 'Sender “not an address” is not an e-mail address'],
		[{ audienceBook: locator('x') }, 'Address Book “x” is not an ID'],
		[{ html: '={{ $json.no }}' }, 'HTML is empty'],
		[{ subject: '={{ $json.no }}' }, 'Subject is empty'],
	])('calls nobody with %j', async (more, text) => {
		const [details] = await bench.failures(create('1', more));
		expect(details).toMatchObject({ text, outcome: 'notSent' });
		expect(bodies()).toEqual([]);
	});

	test('an AI agent creates one', async () => {
		const bookId = await bench.bookWith(email(0));
		const { error } = await bench.tool(create(bookId));
		expect(error).toBeUndefined();
		expect(stored()).toHaveLength(1);
	});
});

describe('Update and Cancel', () => {
	test('send what is set, on a campaign that waits', async () => {
		const bookId = await bench.bookWith(email(0));
		const at = new Date(bench.now() + 86_400_000).toISOString().slice(0, 19).replace('T', ' ');
		const id = await newCampaign(bookId, { send_date: at });
		await bench.advance(5000);

		const update = campaign('update', {
			campaign: locator(id),
			updateFields: { subject: 'Новая тема', sender: locator(sender), template: locator('775667') },
		});
		expect(await bench.rows(update)).toEqual([{ id, updated: true }]);
		expect(bench.wire().at(-1)).toEqual({
			method: 'PATCH',
			path: `/campaigns/${id}`,
			body: { subject: 'Новая тема', sender_email: sender, template_id: 775667 },
		});
		expect(stored()[0]?.subject).toBe('Новая тема');

		expect(await bench.rows(campaign('cancel', { campaign: locator(id) }))).toEqual([
			{ id, cancelled: true },
		]);
		expect(stored()[0]?.status).toBe(16);
	});

	test('explain a campaign that has been sent, and one that is not there', async () => {
		const id = await newCampaign(await bench.bookWith(email(0)));
		await bench.advance(10_000);
		const update = (target: string) =>
			campaign('update', { campaign: locator(target), updateFields: { name: 'x' } });
		expect((await bench.failures(update(id)))[0]).toMatchObject({ code: '602', kind: 'notFound' });
		expect((await bench.failures(update('9')))[0]).toMatchObject({ code: '802' });
		const cancel = campaign('cancel', { campaign: locator(id) });
		expect((await bench.failures(cancel))[0]).toMatchObject({ code: '602' });
	});

	test('Update needs a field', async () => {
		const [details] = await bench.failures(campaign('update', { campaign: locator('1') }));
		expect(details).toMatchObject({ text: 'Update Fields is empty' });
		expect(bench.wire()).toEqual([]);
	});
});

describe('reading', () => {
	test.each(['int', 'string'] as const)('Get: numbers %s', async (numbers) => {
		const bookId = await bench.bookWith(email(0));
		const id = await newCampaign(bookId);
		await bench.advance(5000);
		bench.gateway.settings.numbers = numbers;
		const simple = {
			id,
			name: 'Лето',
			statusCode: 3,
			status: 'Sent',
			subject: 'Sale',
			senderEmail: sender,
			bookIds: [bookId],
			sendAt: numbers === 'string' ? null : expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			recipients: 1,
			...(numbers === 'string' ? {} : { statistics: { general: [expect.anything()], clicks: [] } }),
		};
		expect(await bench.rows(campaign('get', { campaign: locator(id) }))).toEqual([simple]);
		const [full] = await bench.rows(campaign('get', { campaign: locator(id), simplify: false }));
		expect(full).toMatchObject({
			...simple,
			senderName: 'Shop',
			html: '<a href="https://shop.example/a">x</a>',
			attachments: [],
			emailsFromTariff: 1,
			emailsFromBalance: 0,
			price: 0,
			currency: 'USD',
		});
	});

	test('Get explains one that is not there', async () => {
		const [details] = await bench.failures(campaign('get', { campaign: locator('77') }));
		expect(details).toMatchObject({ code: '802', kind: 'notFound' });
	});

	test('Get Many pages, filters and orders', async () => {
		Object.assign(bench.gateway.settings, { campaignsPerHour: null, bookPauseMinutes: null });
		const bookId = await bench.bookWith(email(0));
		const ids: string[] = [];
		for (let count = 0; count < 100; count++)
			ids.push(await newCampaign(bookId, { type: 'draft' }));
		const [sent] = [await newCampaign(bookId)];
		await bench.advance(5000);
		const before = bench.wire().length;
		const all = await bench.rows(
			campaign('getAll', { returnAll: true, filters: { statuses: [26] } }),
		);
		expect(all.map(({ id }) => id)).toEqual(ids);
		expect(bench.wire().length - before).toBe(2);

		const of = async (filters: object) =>
			(await bench.rows(campaign('getAll', { limit: 2, filters }))).map(({ id }) => id);
		expect(await of({ statuses: [3] })).toEqual([sent]);
		expect(await of({ statuses: [3, 26], order: 'desc' })).toEqual([sent, ids[99]]);
		expect(await of({ scheduled: true })).toEqual([]);
	});

	test('statistics by country, by link and of one recipient', async () => {
		const bookId = await bench.bookWith('ann+a@example.com', email(1));
		const id = await newCampaign(bookId);
		await bench.advance(5000);
		const of = async (operation: string, more = {}) =>
			await bench.rows(campaign(operation, { campaign: locator(id), ...more }));
		bench.gateway.settings.emptyObjects = 'array';
		expect(await of('getCountries')).toEqual([]);
		expect(await of('getLinks')).toEqual([]);

		const letter = bench.gateway.messages.find((one) => one.recipient === 'ann+a@example.com');
		for (const event of ['open', 'redirect'])
			await bench.gateway.pushStatus(letter?.id ?? '', event);
		expect(await of('getCountries')).toEqual([{ country: 'UA', opened: 1 }]);
		expect(await of('getLinks')).toEqual([{ link: 'https://shop.example/a', clicked: 1 }]);

		for (const name of ['sent_date', 'send_date'] as const) {
			bench.gateway.settings.sentDateName = name;
			expect(await of('getRecipient', { recipientEmail: 'ann+a@example.com' })).toEqual([
				{
					email: 'ann+a@example.com',
					sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
					status: 'clicked',
					statusCode: 4,
					statusText: expect.any(String),
					globalStatusCode: 1,
					globalStatusText: 'Sent',
				},
			]);
		}
		expect(bench.wire().at(-1)?.path).toBe(`/campaigns/${id}/email/ann%2Ba%40example.com`);
		const [details] = await bench.failures(
			campaign('getRecipient', { campaign: locator(id), recipientEmail: 'no@example.com' }),
		);
		expect(details).toMatchObject({ code: '502' });
	});
});
