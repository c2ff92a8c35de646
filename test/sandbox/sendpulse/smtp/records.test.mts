import { accountDate, base64, SENDER, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const DAY = 86_400_000;

const send = async (email: string, subject = 'Hi'): Promise<string> => {
	const { id } = await api.ok<{ id: string }>('POST', '/smtp/emails', {
		email: {
			html: base64('<a href="https://shop.example/a">a</a>'),
			subject,
			from: { name: 'Shop', email: SENDER },
			to: [{ email }],
		},
	});
	return id;
};

type RecordRow = { readonly id: string; readonly recipient: string };

const ids = async (query: string) =>
	(await api.ok<RecordRow[]>('GET', `/smtp/emails${query}`)).map(({ id }) => id);

describe('records of SMTP mail', () => {
	it('are read by id, before and after delivery', async () => {
		const id = await send('ann@example.com');
		expect(await api.ok('GET', `/smtp/emails/${id}`)).toMatchObject({ smtp_answer_code: 0 });
		const sentAt = accountDate(api.now());
		await api.advance(1000);
		await api.sendpulse.pushStatus(id, 'opened');
		await api.sendpulse.pushStatus(id, 'clicked');
		const agent = { browser: 'Firefox 64.0', os: 'Linux', ip: '127.0.0.1', country: 'Ukraine' };
		const action_date = accountDate(api.now());
		const url = 'https://shop.example/a';
		expect(await api.ok('GET', `/smtp/emails/${id}`)).toEqual({
			id,
			sender: SENDER,
			total_size: 38,
			sender_ip: '127.0.0.1',
			smtp_answer_code: 250,
			smtp_answer_code_explain: 'Delivered',
			smtp_answer_subcode: '',
			smtp_answer_data: '250 2.0.0 OK',
			used_ip: '5.104.224.87',
			recipient: 'ann@example.com',
			subject: 'Hi',
			send_date: sentAt,
			tracking: {
				click: 1,
				open: 1,
				link: [{ url, ...agent, screen_resolution: '1920x1080', action_date }],
				client_info: [{ ...agent, action_date }],
			},
		});
		expect(await api.refusal('GET', '/smtp/emails/abc')).toEqual([400, 14, 'No such email']);
	});

	it('have strings in the mode of the older document, and no country on demand', async () => {
		const id = await send('ann@example.com');
		await api.sendpulse.pushStatus(id, 'opened');
		api.settings.numbers = 'string';
		const [row] = await api.ok<{ tracking: { client_info: object[] } }[]>(
			'GET',
			'/smtp/emails?country=off',
		);
		expect(row).toMatchObject({ total_size: '38', smtp_answer_code: '0' });
		expect(row?.tracking.client_info[0]).not.toHaveProperty('country');
	});

	it('keep a status given by hand: what was planned is off', async () => {
		const id = await send('ann@example.com');
		await api.sendpulse.pushStatus(id, 'hard_bounces');
		await api.advance(10_000);
		expect(api.sendpulse.messages[0]?.history.map(({ status }) => status)).toEqual([
			'queued',
			'hard_bounces',
		]);
		expect(await api.ok('GET', `/smtp/emails/${id}`)).toMatchObject({ smtp_answer_code: 550 });
	});

	it('are listed by date, sender and recipient, in pages', async () => {
		const first = await send('ann@example.com');
		await api.advance(DAY);
		const second = await send('bob@example.com');
		const today = accountDate(api.now()).slice(0, 10);
		expect(await ids('')).toEqual([first, second]);
		expect(await ids(`?from=${today}`)).toEqual([second]);
		expect(await ids(`?to=${today}&limit=1`)).toEqual([first]);
		expect(await ids('?offset=1')).toEqual([second]);
		// The default of three official clients.
		expect(await ids('?limit=0&offset=0')).toEqual([first, second]);
		expect(await ids('?recipient=ann%40example.com')).toEqual([first]);
		expect(await ids('?sender=nobody%40example.com')).toEqual([]);
		expect(await api.ok('GET', '/smtp/emails/total')).toEqual({ total: 2 });
		for (const wrong of ['yesterday', `${today}%2000:00:00`, '2026-02-30']) {
			expect((await api.answer('GET', `/smtp/emails?from=${wrong}`)).status).toBe(422);
		}
		// The official n8n node offers both; the service knows neither.
		expect(await ids('?status=x&email=y')).toHaveLength(2);
		expect(api.state.account.ignored.map(({ name }) => name)).toEqual(['status', 'email']);
	});

	it('are read many at a time', async () => {
		const sent = [await send('ann@example.com'), await send('bob@example.com')];
		const info = async (emails: unknown) =>
			await api.answer('POST', '/smtp/emails/info', { emails });
		expect((await info([...sent, 'abc'])).json).toMatchObject(sent.map((id) => ({ id })));
		const wrong = { message: 'Emails param empty or incorrect', error_code: 832 };
		const tooMany = Array.from({ length: 501 }, String);
		for (const emails of [undefined, [], 'abc', [1], tooMany]) {
			const answer = await info(emails);
			expect([answer.status, answer.json]).toEqual([400, wrong]);
		}
		const none = await info(tooMany.slice(1));
		expect([none.status, none.json]).toEqual([400, { message: 'No such emails', error_code: 14 }]);
	});

	it('do not exist without an SMTP user or a tariff', async () => {
		api.settings.smtpUser = false;
		expect(await api.codes('GET', '/smtp/emails/total')).toEqual([422, 400]);
		api.settings.plan = 'forbidden';
		expect(await api.refusal('GET', '/smtp/emails')).toEqual([
			422,
			422,
			'Your tariff does not allow the operation',
		]);
	});

	it('tell bounces of the last 24 hours, or of a day', async () => {
		api.settings.smtpOutcomes = {
			'hard@example.com': ['hard_bounces'],
			'soft@example.com': [{ status: 'soft_bounces', afterMs: 5000 }],
		};
		await send('hard@example.com', 'First');
		await send('soft@example.com');
		await send('ann@example.com');
		const day = accountDate(api.now()).slice(0, 10);
		await api.advance(5000);
		const bounces = await api.ok<{ emails: object[] }>('GET', '/smtp/bounces/day?limit=1');
		expect(bounces).toMatchObject({ total: 2, request_limit: 1000, found: 1 });
		expect(bounces.emails).toEqual([
			{
				email_to: 'hard@example.com',
				sender: SENDER,
				send_date: accountDate(api.now() - 5000),
				subject: 'First',
				smtp_answer_code: 550,
				smtp_answer_subcode: '5.1.1',
				smtp_answer_data: '550 5.1.1 No such user',
			},
		]);
		expect(await api.ok('GET', '/smtp/bounces/day/total')).toEqual({ total: 2 });
		await api.advance(DAY + 1000);
		expect(await api.ok('GET', '/smtp/bounces/day/total')).toEqual({ total: 0 });
		expect(await api.ok('GET', '/smtp/bounces/day')).toMatchObject({ total: 0, emails: [] });
		const atMidnight = accountDate(api.now() - DAY - 1000).slice(0, 10) !== day;
		if (!atMidnight) {
			expect(await api.ok('GET', `/smtp/bounces/day?date=${day}`)).toMatchObject({ total: 2 });
		}
		const before = accountDate(api.now() - 3 * DAY).slice(0, 10);
		expect(await api.ok('GET', `/smtp/bounces/day?date=${before}`)).toMatchObject({ total: 0 });
		expect((await api.answer('GET', '/smtp/bounces/day?date=today')).status).toBe(422);
	});
});

describe('SMTP unsubscribes', () => {
	const EMAIL = 'ann@example.com';
	const empty = [400, 14, 'Empty emails'];
	const isOut = async (email = EMAIL) =>
		(await api.ok<{ result: boolean }>('GET', `/smtp/unsubscribe/search?email=${email}`)).result;

	it('are added, listed, searched and removed', async () => {
		const emails = [{ email: EMAIL, comment: 'asked' }];
		expect(await isOut()).toBe(false);
		expect(await api.ok('POST', '/smtp/unsubscribe', { emails })).toEqual({ result: true });
		expect(await isOut()).toBe(true);
		const row = {
			email: EMAIL,
			unsubscribe_by_link: 0,
			unsubscribe_by_user: 1,
			spam_complaint: 0,
			date: accountDate(api.now()),
		};
		expect(await api.ok('GET', '/smtp/unsubscribe')).toEqual([row]);
		const day = row.date.slice(0, 10);
		expect(await api.ok('GET', `/smtp/unsubscribe?date=${day}`)).toEqual([row]);
		expect(await api.ok('GET', '/smtp/unsubscribe?date=2016-03-05')).toEqual([]);
		expect(await api.ok('DELETE', '/smtp/unsubscribe', { emails: [EMAIL] })).toEqual({
			result: true,
		});
		expect(await isOut()).toBe(false);
	});

	it('refuse nothing, strings and bare arrays', async () => {
		for (const body of [undefined, {}, { emails: [] }, { emails: [EMAIL] }, [{ email: EMAIL }]]) {
			expect(await api.refusal('POST', '/smtp/unsubscribe', body)).toEqual(empty);
		}
		expect(await api.refusal('DELETE', '/smtp/unsubscribe', [EMAIL])).toEqual(empty);
		expect(await api.refusal('GET', '/smtp/unsubscribe/search')).toEqual([
			422,
			422,
			'Empty email parameter',
		]);
		expect(await api.refusal('GET', '/smtp/unsubscribe/search?email=x')).toEqual([
			422,
			422,
			'Wrong email parameter',
		]);
	});

	it('take the bare array of OpenAPI in that mode', async () => {
		api.settings.unsubscribeBody = 'array';
		await api.ok('POST', '/smtp/unsubscribe', [{ email: EMAIL }]);
		expect(await isOut()).toBe(true);
		expect(await api.refusal('DELETE', '/smtp/unsubscribe', { emails: [EMAIL] })).toEqual(empty);
		api.settings.unsubscribeBody = 'both';
		await api.ok('DELETE', '/smtp/unsubscribe', { emails: [EMAIL] });
		expect(await isOut()).toBe(false);
	});

	it('keep mail from arriving', async () => {
		await api.ok('POST', '/smtp/unsubscribe', { emails: [{ email: EMAIL }] });
		await send(EMAIL);
		await api.advance(1000);
		expect(api.sendpulse.messages[0]?.status).toBe('undelivered');
	});

	it('come from links and complaints too', async () => {
		await api.sendpulse.pushStatus(await send(EMAIL), 'unsubscribed');
		await api.sendpulse.pushStatus(await send('bob@example.com'), 'spam_by_user');
		expect(await api.ok('GET', '/smtp/unsubscribe')).toMatchObject([
			{ email: EMAIL, unsubscribe_by_link: 1, unsubscribe_by_user: 0, spam_complaint: 0 },
			{ email: 'bob@example.com', unsubscribe_by_link: 0, spam_complaint: 1 },
		]);
	});

	it('are asked back, five times a day', async () => {
		const body = { email: EMAIL, sender: SENDER };
		expect(await api.refusal('POST', '/smtp/resubscribe', body)).toEqual([
			422,
			422,
			'Blocked email not found',
		]);
		await api.ok('POST', '/smtp/unsubscribe', { emails: [{ email: EMAIL }] });
		for (let at = 0; at < 5; at++) {
			expect(await api.ok('POST', '/smtp/resubscribe', { ...body, lang: 'ru' })).toEqual({
				result: true,
				id: expect.any(String) as string,
			});
		}
		expect(await api.refusal('POST', '/smtp/resubscribe', body)).toEqual([
			422,
			422,
			'No more than 5 are allowed per day',
		]);
		expect(api.sendpulse.messages).toHaveLength(5);
		await api.advance(DAY);
		expect((await api.answer('POST', '/smtp/resubscribe', body)).status).toBe(200);
		const wrong = { email: 'Argument email missing', sender: 'Argument sender missing' };
		for (const [name, message] of Object.entries(wrong)) {
			const without = { ...body, [name]: undefined };
			expect(await api.refusal('POST', '/smtp/resubscribe', without)).toEqual([422, 422, message]);
		}
		api.settings.smtpUser = false;
		expect(await api.refusal('POST', '/smtp/resubscribe', body)).toEqual([
			422,
			503,
			'Smtp user not found',
		]);
	});
});

describe('SMTP domains', () => {
	it('are listed with senders and addresses', async () => {
		expect(await api.ok('GET', '/smtp/ips')).toEqual(['127.0.0.1']);
		await api.ok('POST', '/senders', { email: 'new@shop.example', name: 'New' });
		expect(await api.ok('GET', '/smtp/senders')).toEqual([SENDER]);
		expect(await api.ok('GET', '/smtp/domains')).toEqual(['@shop.example']);
	});

	it('are added the old way and the new one', async () => {
		expect(await api.ok('POST', '/smtp/domains', { email: 'a@old.example' })).toEqual({
			result: true,
		});
		const current = '/v2/email-service/smtp/sender_domains';
		expect(await api.ok('POST', `${current}/new.example`)).toEqual({ data: { result: true } });
		const { data } = await api.ok<{ data: { result: boolean; data: object[] } }>('GET', current);
		expect(data.result).toBe(true);
		expect(data.data).toMatchObject([
			{ service_value: 'shop.example', status: 1, checks: { check_dkim: true, all_checks: true } },
			{ service_value: 'old.example', status: 0, checks: { check_dkim: false } },
			{ service_value: 'new.example', status: 0 },
		]);
	});

	it('are verified at one path or the other', async () => {
		for (const path of ['/smtp/domains', '/domains']) {
			expect(await api.ok('GET', `${path}/${SENDER}`)).toEqual({ result: true });
		}
		expect(api.sendpulse.messages).toMatchObject([
			{ channel: 'service', recipient: SENDER, details: { kind: 'verification' } },
			{},
		]);
		api.settings.verifyPath = 'root';
		expect((await api.answer('GET', `/smtp/domains/${SENDER}`)).status).toBe(404);
		api.settings.verifyPath = 'smtp';
		expect((await api.answer('GET', `/domains/${SENDER}`)).status).toBe(404);
		expect((await api.answer('GET', `/smtp/domains/${SENDER}`)).status).toBe(200);
	});
});
