import { accountDate, base64, SENDER, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const ANN = 'ann@example.com';
const BOB = 'bob@example.com';
const MINUTE = 60_000;

const GOOD = {
	sender_name: 'Магазин',
	sender_email: SENDER,
	subject: 'Привет, {{name}}',
	body: base64('<h1>Скидки для {{name}}</h1>'),
};

type Created = { readonly id: number; readonly status: number; readonly count: number };

const create = async (changes: object) =>
	await api.ok<Created>('POST', '/campaigns', { ...GOOD, ...changes });

const refusal = async (changes: object) =>
	await api.refusal('POST', '/campaigns', { ...GOOD, ...changes });

const codes = async (changes: object) => (await refusal(changes)).slice(0, 2);

describe('a new campaign', () => {
	it('answers with the spelling of the server', async () => {
		const list_id = await api.bookWith(ANN, BOB);
		expect(await create({ list_id })).toEqual({
			id: expect.any(Number) as number,
			status: 13,
			count: 2,
			tariff_email_qty: 2,
			overdraft_price: '0.0044',
			ovedraft_currency: 'USD',
		});
	});

	it('answers in strings in the mode of the older document', async () => {
		api.settings.numbers = 'string';
		const list_id = await api.bookWith(ANN);
		expect(await create({ list_id })).toEqual({
			id: expect.stringMatching(/^\d+$/) as string,
			status: '13',
			count: '1',
			tariff_email_qty: '1',
			paid_email_qty: '0',
			overdraft_price: '0.0044',
			ovedraft_currency: 'USD',
		});
	});

	it('becomes a letter for every active contact, decoded', async () => {
		const list_id = await api.bookWith(
			{ email: ANN, variables: { name: 'Анна' } },
			BOB,
			'out@a.example',
		);
		await api.ok('POST', `/addressbooks/${list_id}/emails/unsubscribe`, {
			emails: ['out@a.example'],
		});
		const { id, count } = await create({
			list_id,
			attachments: { 'a.txt': 'привет' },
			attachments_binary: { 'b.bin': base64('b') },
			body_amp: base64('<html amp4email>'),
		});
		expect(count).toBe(2);
		expect(api.sendpulse.messages).toEqual([]);
		await api.advance(2000);
		expect(api.sendpulse.messages).toMatchObject([
			{
				gateway: 'sendpulse',
				id: `${id}-1`,
				channel: 'email',
				recipient: ANN,
				sender: SENDER,
				html: '<h1>Скидки для Анна</h1>',
				text: 'Скидки для Анна',
				status: '1',
				requestId: api.sendpulse.requests.at(-1)?.id,
				details: {
					campaignId: id,
					bookId: list_id,
					subject: 'Привет, Анна',
					senderName: 'Магазин',
					to: [{ email: ANN }],
					cc: [],
					bcc: [],
					attachments: [
						{ name: 'a.txt', bytes: 12, base64: base64('привет') },
						{ name: 'b.bin', bytes: 1, base64: base64('b') },
					],
					amp: '<html amp4email>',
					isTest: false,
				},
			},
			{ recipient: BOB, html: '<h1>Скидки для {{name}}</h1>' },
		]);
		expect(await api.ok('GET', `/addressbooks/${list_id}/emails?active=1`)).toMatchObject([
			{ email: ANN, status: 1, status_explain: 'Active' },
			{ email: BOB, status: 1 },
		]);
	});

	it('goes to several books, each address once', async () => {
		const list_id = [await api.bookWith(ANN, BOB), await api.bookWith(BOB, 'eve@example.com')];
		expect(await create({ list_id })).toMatchObject({ count: 3 });
		await api.advance(2000);
		expect(api.sendpulse.messages.map(({ recipient }) => recipient)).toEqual([
			ANN,
			BOB,
			'eve@example.com',
		]);
	});

	it('leaves out the blacklist, and goes to a segment', async () => {
		await api.bookWith(ANN, BOB);
		api.state.account.segments.set(5, [ANN, BOB]);
		await api.ok('POST', '/blacklist', { emails: base64(BOB) });
		expect(await create({ segment_id: 5 })).toMatchObject({ count: 1 });
		expect(await codes({ segment_id: 6 })).toEqual([422, 422]);
	});

	it('is a letter to the sender when it is a test', async () => {
		const list_id = await api.bookWith(ANN);
		const { id } = await create({ list_id, is_test: true });
		await api.advance(5000);
		expect(api.sendpulse.messages).toMatchObject([
			{ recipient: SENDER, details: { isTest: true } },
		]);
		expect(await api.ok('GET', `/campaigns/${id}`)).toMatchObject({ status: 8 });
		expect(await api.ok('GET', `/addressbooks/${list_id}/emails`)).toMatchObject([{ status: 0 }]);
		const other = await api.bookWith(BOB);
		expect(await refusal({ list_id: [list_id, other], is_test: true })).toEqual([
			422,
			422,
			'Argument list_id is invalid',
		]);
	});

	it('may use a template, by either id', async () => {
		const list_id = await api.bookWith(ANN);
		const body = base64('<p>T</p>');
		const { real_id } = await api.ok<{ real_id: number }>('POST', '/template', { name: 'T', body });
		await create({ list_id, body: undefined, template_id: real_id });
		await api.advance(2000);
		expect(api.sendpulse.messages).toMatchObject([{ html: '<p>T</p>' }]);
		await api.advance(15 * MINUTE);
		const id = api.state.account.templates.get(real_id)?.id;
		await create({ list_id, body: undefined, template_id: id });
		expect(await refusal({ list_id, body: undefined, template_id: 'x' })).toEqual([
			422,
			31,
			'Template not found',
		]);
	});

	it.each<[string, object, number, string]>([
		[
			'no sender name',
			{ sender_name: undefined },
			701,
			'Sender email address or name not specified.',
		],
		['no sender', { sender_email: '' }, 701, 'Sender email address or name not specified.'],
		['a wrong sender', { sender_email: 'x' }, 422, 'Argument sender_email is invalid'],
		['an unknown sender', { sender_email: 'a@b.example' }, 704, "Can't find the sender"],
		['no subject', { subject: undefined }, 720, 'Empty subject field'],
		['no body', { body: undefined }, 721, 'Email message empty'],
		['a body in clear', { body: '<p>Hi</p>' }, 422, 'Argument body is invalid string'],
		['an AMP body in clear', { body_amp: '<p>Hi</p>' }, 422, 'Argument body_amp is invalid string'],
		['no list', { list_id: undefined }, 722, 'Mailing list ID not specified'],
		['an unknown list', { list_id: 77 }, 703, "Can't find the mailing list"],
		['a list in words', { list_id: 'x' }, 422, 'Argument list_id must be integer'],
		[
			'eleven lists',
			{ list_id: Array.from({ length: 11 }, (_, at) => at) },
			422,
			'Argument list_id may not have more than 10 items',
		],
		['a day', { send_date: '2099-01-02' }, 799, 'Incorrect date format'],
		['an ISO date', { send_date: '2099-01-02T03:04:05Z' }, 799, 'Incorrect date format'],
		['a date that is not', { send_date: '2099-02-30 00:00:00' }, 799, 'Incorrect date format'],
		['a past date', { send_date: '2020-01-02 03:04:05' }, 799, 'Incorrect date format'],
		['another type', { type: 'final' }, 422, 'Argument type is invalid'],
		[
			'six files',
			{ attachments: Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [n, 'x'])) },
			422,
			'Argument attachments may not have more than 5 items',
		],
		['files in a list', { attachments: ['x'] }, 422, 'Argument attachments is invalid'],
		[
			'a file in clear',
			{ attachments_binary: { a: '?' } },
			422,
			'Argument attachments_binary is invalid',
		],
		['a test in words', { is_test: 'yes' }, 422, 'Argument is_test must be boolean'],
		['statistics in words', { stats: 'all' }, 422, 'Argument stats is invalid'],
	])('is refused with %s', async (_, changes, code, message) => {
		const list_id = await api.bookWith(ANN);
		expect(await refusal({ list_id, ...changes })).toEqual([
			422,
			code,
			expect.stringContaining(message) as string,
		]);
		expect(await api.ok('GET', '/campaigns')).toEqual([]);
	});

	it('needs a sender that was activated', async () => {
		const list_id = await api.bookWith(ANN);
		await api.ok('POST', '/senders', { email: 'new@shop.example', name: 'New' });
		expect(await refusal({ list_id, sender_email: 'new@shop.example' })).toEqual([
			422,
			422,
			'Sender is not valid',
		]);
	});

	it('may not be the fifth in an hour', async () => {
		for (let at = 0; at < 4; at++)
			await create({ list_id: await api.bookWith(ANN), type: 'draft' });
		const list_id = await api.bookWith(ANN);
		const tooMany = [429, 791, 'API-campaigns limit exceeded (4 per hour)'];
		expect(await refusal({ list_id })).toEqual(tooMany);
		await api.advance(60 * MINUTE - 1);
		expect(await refusal({ list_id })).toEqual(tooMany);
		await api.advance(1);
		await create({ list_id });
	});

	it('may not follow another to the same book within 15 minutes', async () => {
		const first = await api.bookWith(ANN);
		const second = await api.bookWith(BOB);
		await create({ list_id: first });
		await api.advance(15 * MINUTE - 1);
		expect(await codes({ list_id: [second, first] })).toEqual([422, 711]);
		await create({ list_id: first, type: 'draft' });
		await create({ list_id: second });
		await api.advance(1);
		await create({ list_id: first });
	});

	it('is paid for beyond the tariff, up to what the plan allows', async () => {
		const list_id = await api.bookWith(ANN, BOB);
		Object.assign(api.settings, { emailsLeft: 1, balance: 0 });
		expect(await refusal({ list_id })).toEqual([422, 707, 'Account balance depleted']);
		api.settings.balance = 1;
		expect(await create({ list_id })).toMatchObject({ count: 2, tariff_email_qty: 1 });
		api.settings.maxEmailsPerTask = 1;
		expect(await codes({ list_id: await api.bookWith(ANN, BOB) })).toEqual([422, 708]);
		expect(await api.ok('GET', '/user/balance/detail')).toMatchObject({
			email: { emails_left: 0 },
		});
	});

	it('reads dates in the zone of the account', async () => {
		const list_id = await api.bookWith(ANN);
		const { id } = await create({ list_id, send_date: accountDate(api.now() + 60 * MINUTE) });
		// An hour ahead in UTC is two hours past in UTC+3.
		const utc = accountDate(api.now() + 60 * MINUTE, 0);
		const other = await api.bookWith(BOB);
		expect(await codes({ list_id: other, send_date: utc })).toEqual([422, 799]);
		await api.advance(59 * MINUTE);
		expect(await api.ok('GET', `/campaigns/${id}`)).toMatchObject({ status: 14 });
		expect(api.sendpulse.messages).toEqual([]);
		await api.advance(MINUTE);
		expect(api.sendpulse.messages).toHaveLength(1);
		expect(api.sendpulse.messages[0]?.scheduledAt).not.toBeNull();
	});
});
