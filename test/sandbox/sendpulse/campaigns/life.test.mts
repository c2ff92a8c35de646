import { accountDate, base64, SENDER, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const ANN = 'ann@example.com';
const BOB = 'bob@example.com';
const HOUR = 60 * 60_000;

const HTML = '<p>Привет <a href="https://shop.example/a">a</a></p>';

const create = async (list_id: number | number[], changes: object = {}) => {
	const { id } = await api.ok<{ id: number }>('POST', '/campaigns', {
		sender_name: 'Shop',
		sender_email: SENDER,
		subject: 'Sale',
		body: base64(HTML),
		list_id,
		...changes,
	});
	return id;
};

const status = async (id: number) =>
	(await api.ok<{ status: number }>('GET', `/campaigns/${id}`)).status;

const NO_LETTER = [404, 602, "Can't find the campaign. Probably, it has already been sent."];

describe('the life of a campaign', () => {
	it('goes 13, 14, 2, 3 on the clock', async () => {
		const id = await create(await api.bookWith(ANN));
		const seen: number[] = [await status(id)];
		for (const ms of [999, 1, 999, 1, 999, 1]) {
			await api.advance(ms);
			seen.push(await status(id));
		}
		expect(seen).toEqual([13, 13, 14, 14, 2, 2, 3]);
	});

	it('ends at 12 without active addresses', async () => {
		const book = await api.bookWith(ANN);
		await api.ok('POST', `/addressbooks/${book}/emails/unsubscribe`, { emails: [ANN] });
		const id = await create(book);
		await api.advance(5000);
		expect(await status(id)).toBe(12);
		expect(api.sendpulse.messages).toEqual([]);
	});

	it('stays at 26 as a draft', async () => {
		const id = await create(await api.bookWith(ANN), { type: 'draft' });
		await api.advance(HOUR);
		expect(await status(id)).toBe(26);
		expect(api.sendpulse.messages).toEqual([]);
	});

	it('leaves out contacts added later, unless the list is dynamic', async () => {
		const send_date = accountDate(api.now() + HOUR);
		const first = await api.bookWith(ANN);
		const second = await api.bookWith('eve@example.com');
		await create(first, { send_date });
		await create(second, { send_date, use_dynamic_list: true });
		for (const book of [first, second]) {
			await api.ok('POST', `/addressbooks/${book}/emails`, { emails: [{ email: BOB }] });
		}
		await api.advance(HOUR);
		expect(api.sendpulse.messages.map(({ recipient }) => recipient)).toEqual([
			ANN,
			'eve@example.com',
			BOB,
		]);
	});

	it('can be edited before it is sent, everything or nothing', async () => {
		const send_date = accountDate(api.now() + HOUR);
		const id = await create(await api.bookWith(ANN), { send_date });
		await api.advance(5000);
		const path = `/campaigns/${id}`;
		expect(await api.codes('PATCH', path, { name: 'X', send_date: '2020-01-01 00:00:00' })).toEqual(
			[422, 799],
		);
		expect(await api.codes('PATCH', path, { name: 'X', sender_email: 'a@b.example' })).toEqual([
			422, 704,
		]);
		expect(await api.ok('GET', path)).toMatchObject({ name: 'Sale' });
		const later = accountDate(api.now() + 2 * HOUR);
		const edit = { name: 'Новое имя', subject: 'New', sender_name: 'N', send_date: later };
		expect(await api.ok('PATCH', path, edit)).toEqual({ result: true, id });
		expect(await api.ok('GET', path)).toMatchObject({
			name: 'Новое имя',
			message: { subject: 'New', sender_name: 'N' },
			send_date: later,
		});
		await api.advance(HOUR);
		expect(api.sendpulse.messages).toEqual([]);
		await api.advance(HOUR);
		expect(api.sendpulse.messages).toMatchObject([{ details: { subject: 'New' } }]);
		expect(await api.refusal('PATCH', path, { name: 'Y' })).toEqual(NO_LETTER);
	});

	it('can be cancelled before it is sent, once', async () => {
		const book = await api.bookWith(ANN);
		const id = await create(book, { send_date: accountDate(api.now() + HOUR) });
		expect(await api.refusal('DELETE', `/addressbooks/${book}`)).toEqual([
			422,
			422,
			'The address book has active campaign',
		]);
		expect(await api.ok('DELETE', `/campaigns/${id}`)).toEqual({ result: true });
		expect(await status(id)).toBe(16);
		await api.advance(2 * HOUR);
		expect(api.sendpulse.messages).toEqual([]);
		expect(await api.refusal('DELETE', `/campaigns/${id}`)).toEqual(NO_LETTER);
		expect(await api.refusal('DELETE', '/campaigns/77')).toEqual([404, 802, 'Campaign not found']);
		expect(await api.ok('DELETE', `/addressbooks/${book}`)).toEqual({ result: true });
	});
});

describe('reading campaigns', () => {
	it('shows all of one, with a plain body', async () => {
		const book = await api.bookWith(ANN);
		const stats = { opens: false, clicks: true };
		const attachments = { 'file.zip': 'x', 'file2.zip': 'y' };
		const id = await create(book, { name: 'Имя', attachments, stats });
		const created = accountDate(api.now());
		await api.advance(5000);
		expect(await api.ok('GET', `/campaigns/${id}`)).toEqual({
			id,
			name: 'Имя',
			message: {
				sender_name: 'Shop',
				sender_email: SENDER,
				subject: 'Sale',
				body: HTML,
				preheader: '',
				attachments: 'file.zip, file2.zip',
				list_id: book,
			},
			status: 3,
			all_email_qty: 1,
			tariff_email_qty: 1,
			paid_email_qty: 0,
			overdraft_price: 0,
			overdraft_currency: 'USD',
			company_price: 0.0044,
			send_date: created,
			permalink: expect.any(String) as string,
			is_sms: false,
			is_viber: false,
			external_stat: { check_open_email: false, check_redirect_link: true },
			statistics: { general: [{ code: 2, count: 1, explain: 'Delivered' }], clicks: [] },
		});
		api.settings.numbers = 'string';
		expect(await api.ok('GET', `/campaigns/${id}`)).toEqual({
			id: String(id),
			name: 'Имя',
			message: expect.objectContaining({ body: HTML, list_id: String(book) }) as object,
			status: '3',
			all_email_qty: 1,
			tariff_email_qty: '1',
			paid_email_qty: '0',
			overdraft_price: 0,
			overdraft_currency: 'USD',
		});
	});

	it('counts what became of the letters', async () => {
		const book = await api.bookWith(ANN, BOB, 'eve@example.com');
		api.settings.letterOutcomes = {
			[BOB]: [2, { status: 3, afterMs: 10 }, { status: 4, afterMs: 10 }],
			'eve@example.com': [6],
		};
		const id = await create(book);
		await api.advance(10_000);
		const url = 'https://shop.example/a';
		expect(await api.ok('GET', `/campaigns/${id}`)).toMatchObject({
			statistics: {
				general: [
					{ code: 2, count: 1, explain: 'Delivered' },
					{ code: 4, count: 1, explain: 'Clicked' },
					{ code: 6, count: 1, explain: 'Address does not exist' },
				],
				clicks: [{ url, count: 1 }],
			},
		});
		const [row] = await api.ok<Record<string, unknown>[]>('GET', '/campaigns');
		expect(row?.statistics).toEqual({
			sent: 3,
			delivered: 2,
			opening: 1,
			link_redirected: 1,
			unsubscribe: 0,
			error: 1,
		});
		expect(row?.message).not.toHaveProperty('body');
		expect(await api.ok('GET', `/campaigns/${id}/countries`)).toEqual({ UA: 1 });
		expect(await api.ok('GET', `/campaigns/${id}/referrals`)).toEqual([{ link: url, count: 1 }]);
		expect(await api.ok('GET', `/campaigns/${id}/email/${BOB}`)).toEqual({
			sent_date: accountDate(api.now() - 8000),
			global_status: 1,
			global_status_explain: 'Sent',
			detail_status: 4,
			detail_status_explain: 'Clicked',
		});
		api.settings.sentDateName = 'send_date';
		expect(await api.ok('GET', `/campaigns/${id}/email/${BOB}`)).toHaveProperty('send_date');
		expect((await api.answer('GET', `/campaigns/${id}/email/x@y.example`)).status).toBe(404);
	});

	it('has empty countries as the mode says', async () => {
		const id = await create(await api.bookWith(ANN), { type: 'draft' });
		expect(await api.ok('GET', `/campaigns/${id}/countries`)).toEqual({});
		api.settings.emptyObjects = 'array';
		expect(await api.ok('GET', `/campaigns/${id}/countries`)).toEqual([]);
	});

	it('lists, filters, sorts and pages', async () => {
		const book = await api.bookWith(ANN);
		const draft = await create(book, { type: 'draft' });
		const planned = await create(book, { send_date: accountDate(api.now() + HOUR) });
		const sent = await create(await api.bookWith(BOB));
		await api.advance(5000);
		const ids = async (query: string) =>
			(await api.ok<{ id: number }[]>('GET', `/campaigns${query}`)).map(({ id }) => id);
		expect(await ids('')).toEqual([draft, planned, sent]);
		expect(await ids('?order=desc&limit=2')).toEqual([sent, planned]);
		expect(await ids('?limit=500&offset=2')).toEqual([sent]);
		expect(await ids('?status[]=3&status[]=26')).toEqual([draft, sent]);
		expect(await ids('?status%5B0%5D=14')).toEqual([planned]);
		expect(await ids('?planed=1')).toEqual([planned]);
		expect(await api.refusal('GET', '/campaigns?status=3')).toEqual([
			422,
			422,
			'Argument status must be array',
		]);
		expect(await api.ok('GET', `/addressbooks/${book}/campaigns`)).toEqual([
			{ task_id: draft, task_name: 'Sale', task_status: 26 },
			{ task_id: planned, task_name: 'Sale', task_status: 14 },
		]);
	});

	it.each(['', '/countries', '/referrals', `/email/${ANN}`])(
		'knows no campaign%s',
		async (rest) => {
			expect(await api.refusal('GET', `/campaigns/77${rest}`)).toEqual([
				404,
				802,
				'Campaign not found',
			]);
		},
	);
});
