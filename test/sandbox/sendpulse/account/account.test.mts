import { call, postForm } from '../../testing/http.mts';
import { base64, SENDER, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const MINUTE = 60_000;
const NEW = 'new@shop.example';
const DONE = { result: true };

describe('templates', () => {
	it('are created, read by either id and by slug, and edited', async () => {
		const body = base64('<p>Привет</p>');
		const made = await api.ok<{ real_id: number }>('POST', '/template', {
			name: 'My Letter',
			body,
			lang: 'ru',
		});
		expect(made).toEqual({ result: true, real_id: expect.any(Number) as number });
		const one = await api.ok<{ id: string }>('GET', `/template/${made.real_id}`);
		expect(one).toMatchObject({
			id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
			real_id: made.real_id,
			name: 'My Letter',
			name_slug: 'my-letter',
			lang: 'ru',
			body,
			owner: 'me',
			category_info: [],
			tags: {},
			is_structure: false,
		});
		expect(await api.ok('GET', `/template/${one.id}?owner=me&lang=ru`)).toEqual(one);
		expect(await api.ok('GET', '/template/slug/my-letter')).toEqual(one);
		const next = base64('<p>2</p>');
		expect(
			await api.ok('POST', `/template/edit/${made.real_id}`, { body: next, lang: 'en' }),
		).toEqual(DONE);
		expect(await api.ok('GET', `/template/${one.id}`)).toMatchObject({ body: next, lang: 'en' });
	});

	it('are listed by owner, the service being the default', async () => {
		await api.ok('POST', '/template', { name: 'A', body: base64('a') });
		const names = async (query: string) =>
			(await api.ok<{ name: string }[]>('GET', `/templates${query}`)).map(({ name }) => name);
		expect(await names('')).toEqual(["Valentine's Day: sweet"]);
		expect(await names('?owner=me')).toEqual(['A']);
		const [row] = await api.ok<object[]>('GET', '/templates?owner=me&only_active=1');
		expect(row).not.toHaveProperty('body');
		expect(await api.codes('GET', '/templates?owner=you')).toEqual([422, 422]);
		expect(await api.refusal('GET', '/templates?limit=101')).toEqual([
			422,
			422,
			'Argument limit may not be greater than 100',
		]);
		// One template defaults to the own ones, so the gallery needs its owner named.
		expect(await api.codes('GET', '/template/775667')).toEqual([404, 290]);
		expect((await api.answer('GET', '/template/775667?owner=sendpulse')).status).toBe(200);
	});

	it.each([
		[{ name: 'B' }, 422, 'Argument body missing'],
		[{ name: 'B', body: '<p>' }, 422, 'Argument body is invalid string'],
		[{ name: 5, body: 'YQ==' }, 422, 'Argument name must be string'],
		[{ name: 'A', body: 'YQ==' }, 573, 'Template with such name already exist'],
		[{ name: 'B', body: 'YQ==', lang: 5 }, 422, 'Argument lang must be string'],
		[{ name: 'B', body: 'YQ==', lang: 'de' }, 422, 'Argument lang is invalid'],
	])('are not created from %j', async (body, code, message) => {
		await api.ok('POST', '/template', { name: 'A', body: 'YQ==' });
		expect(await api.refusal('POST', '/template', body)).toEqual([422, code, message]);
	});

	it('refuse to be edited or read when they cannot be', async () => {
		const { real_id } = await api.ok<{ real_id: number }>('POST', '/template', { body: 'YQ==' });
		const edit = `/template/edit/${real_id}`;
		expect(await api.refusal('POST', edit, {})).toEqual([422, 422, 'Argument body missing']);
		expect(await api.refusal('POST', '/template/edit/1', { body: 'YQ==' })).toEqual([
			404,
			31,
			'Template not found',
		]);
		const template = api.state.account.templates.get(real_id);
		Object.assign(template ?? {}, { isStructure: true, isProcessing: true });
		expect(await api.codes('POST', edit, { body: 'YQ==' })).toEqual([422, 2900]);
		expect(await api.refusal('GET', `/template/${real_id}`)).toEqual([
			422,
			2900,
			'This template in processing. You need to wait',
		]);
	});
});

describe('senders', () => {
	const codePath = `/senders/${encodeURIComponent(NEW)}/code`;
	const add = async (changes: object = {}) =>
		await api.answer('POST', '/senders', { email: NEW, name: 'New', ...changes });

	it('are added, activated by the code of a letter, and removed', async () => {
		expect((await add()).json).toEqual(DONE);
		expect(await api.ok('GET', '/senders')).toEqual([
			{ email: SENDER, name: 'Shop', status: 'Active' },
			{ email: NEW, name: 'New', status: 'Requested activation' },
		]);
		expect(await api.ok('GET', codePath)).toEqual({ result: true, email: NEW });
		const [letter] = api.sendpulse.messages;
		expect(letter).toMatchObject({
			channel: 'service',
			recipient: NEW,
			details: { kind: 'activation' },
		});
		expect(await api.refusal('POST', codePath, {})).toEqual([
			422,
			1104,
			'Activation code not specified',
		]);
		expect(await api.codes('POST', codePath, { code: 'x' })).toEqual([422, 422]);
		expect(await api.ok('POST', codePath, { code: letter?.text })).toEqual({
			result: true,
			email: NEW,
		});
		expect(await api.ok('GET', '/senders')).toMatchObject([{}, { email: NEW, status: 'Active' }]);
		expect(await api.codes('GET', codePath)).toEqual([404, 21]);
		expect(await api.ok('DELETE', '/senders', { email: NEW })).toEqual(DONE);
		expect(await api.refusal('DELETE', '/senders', { email: NEW })).toEqual([
			422,
			1003,
			'Sender not found',
		]);
		api.settings.numbers = 'string';
		expect(await api.ok('GET', '/senders')).toEqual([{ email: SENDER, status: 'Active' }]);
	});

	it('get a second code after 15 minutes only', async () => {
		await add();
		await api.ok('GET', codePath);
		await api.advance(15 * MINUTE - 1);
		expect(await api.refusal('GET', codePath)).toEqual([
			422,
			1004,
			'The activation code has been sent. Wait 15 minutes to retry',
		]);
		await api.advance(1);
		await api.ok('GET', codePath);
		const [first, second] = api.sendpulse.messages;
		expect(first?.text).toMatch(/^\d{6}$/);
		expect(second?.text).not.toBe(first?.text);
	});

	it.each([
		[{ email: undefined }, 422, 'Argument email missing'],
		[{ email: 'x' }, 422, 'Argument email is invalid'],
		[{ name: '' }, 422, 'Argument name missing'],
		[{ name: 5 }, 422, 'Argument name is invalid'],
		[{ email: SENDER }, 902, 'Email already in use'],
		[{ email: 'shop@gmail.com' }, 20, 'Using free email services (not allowed)'],
		[{ email: 'bad@shop.example' }, 904, 'This email in blacklist'],
		[{ email: 'a@strict.example' }, 422, 'DMARC policy error. Please, use another sender domain.'],
	])('are not added from %j', async (changes, code, message) => {
		api.settings.dmarcDomains = ['strict.example'];
		await api.ok('POST', '/blacklist', { emails: base64('bad@shop.example') });
		const { status, json } = await add(changes);
		expect([status, json]).toEqual([422, { message, error_code: code }]);
	});

	it('have a quota', async () => {
		api.settings.maxSenders = 1;
		expect((await add()).json).toMatchObject({ error_code: 905 });
	});
});

describe('the blacklist', () => {
	it('takes base64 of addresses and a plain comment', async () => {
		const emails = base64('ann@example.com, bob@example.com');
		expect(await api.ok('POST', '/blacklist', { emails, comment: 'спам' })).toEqual(DONE);
		expect(await api.ok('GET', '/blacklist')).toEqual(['ann@example.com', 'bob@example.com']);
		expect(api.state.account.blacklist.get('bob@example.com')).toBe('спам');
		expect(await api.ok('DELETE', '/blacklist', { emails: base64('ann@example.com') })).toEqual(
			DONE,
		);
		expect(await api.ok('GET', '/blacklist')).toEqual(['bob@example.com']);
	});

	it.each([
		[{}, 'Argument emails missing'],
		[{ email: 'ann@example.com' }, 'Argument emails missing'],
		[{ emails: 'ann@example.com' }, 'Argument emails is invalid'],
		[{ emails: ['ann@example.com'] }, 'Argument emails must be string'],
		[{ emails: base64('ann') }, 'Argument emails is invalid'],
	])('refuses %j', async (body, message) => {
		for (const method of ['POST', 'DELETE'] as const) {
			expect(await api.refusal(method, '/blacklist', body)).toEqual([422, 422, message]);
		}
	});

	it('has the parameters of the older document in that mode', async () => {
		api.settings.blacklistParameter = 'email';
		await api.ok('POST', '/blacklist', { email: 'ann@example.com', comment: base64('спам') });
		expect(api.state.account.blacklist.get('ann@example.com')).toBe('спам');
		expect(await api.codes('POST', '/blacklist', { emails: base64('a@b.example') })).toEqual([
			422, 422,
		]);
	});
});

describe('the balance', () => {
	it('is told in any currency', async () => {
		expect(await api.ok('GET', '/balance')).toEqual({ currency: 'USD', balance_currency: 9.36 });
		expect(await api.ok('GET', '/balance/rub')).toEqual({
			currency: 'RUR',
			balance_currency: 842.4,
		});
		expect(await api.ok('GET', '/balance/USD')).toEqual({
			currency: 'USD',
			balance_currency: 9.36,
		});
		expect(await api.codes('GET', '/balance/XXX')).toEqual([422, 422]);
	});

	it('is told in detail', async () => {
		await api.bookWith('ann@example.com');
		expect(await api.ok('GET', '/user/balance/detail')).toMatchObject({
			balance: { main: '9.36', bonus: '0.00', currency: 'USD' },
			email: { emails_left: 9914, maximum_subscribers: 10_000, current_subscribers: 1 },
			smtp: { auto_renew: 1 },
			push: { auto_renew: 1 },
		});
		expect((await api.answer('GET', '/user/info')).status).toBe(200);
	});
});

describe('tags', () => {
	const receipt = {
		code: 'request_sended_to_queue',
		description: 'Request sended to queue',
		failure: false,
		http_code: 200,
		queue_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
		success: true,
		user_id: 7043663,
		version: '2.7.3',
	};
	const tags = async () =>
		(await api.ok<{ tags: { id: number; name: string }[] }>('GET', '/tags')).tags;
	const newTag = async () => {
		await api.ok('POST', '/tags', { name: 'VIP', color: '#ff0000' });
		await api.advance(1000);
		return (await tags())[0]?.id ?? 0;
	};

	it('change a while after the receipt', async () => {
		expect(await api.ok('POST', '/tags', { name: 'VIP', color: '#ff0000' })).toEqual(receipt);
		await api.advance(999);
		expect(await tags()).toEqual([]);
		await api.advance(1);
		const [tag] = await tags();
		expect(tag).toEqual({ id: expect.any(Number) as number, name: 'VIP', color: '#ff0000' });
		await api.ok('PUT', `/tags/${tag?.id}`, { name: 'Best', color: '#00ff00' });
		await api.advance(1000);
		expect(await tags()).toEqual([{ id: tag?.id, name: 'Best', color: '#00ff00' }]);
		expect(await api.ok('DELETE', `/tags/${tag?.id}`)).toEqual(receipt);
		await api.advance(1000);
		expect(await tags()).toEqual([]);
		expect(await api.refusal('POST', '/tags', { name: 'x' })).toEqual([
			422,
			422,
			'Argument color missing',
		]);
	});

	it('are pinned to contacts by address and by phone', async () => {
		const id = await api.bookWith({
			email: 'ann@example.com',
			variables: { Phone: '79001112233' },
		});
		const tag = await newTag();
		const pinned = () => [
			...(api.state.account.books.get(id)?.contacts.get('ann@example.com')?.tags ?? []),
		];
		const byEmail = { email: 'ann@example.com', tags: [tag, 99] };
		const byPhone = { phone: '79001112233', tags: [tag] };
		for (const [kind, body] of [
			['email', byEmail],
			['phone', byPhone],
		] as const) {
			expect(await api.ok('POST', `/tags/pin/${kind}`, body)).toEqual(receipt);
			expect(pinned()).toEqual([]);
			await api.advance(1000);
			expect(pinned()).toEqual([tag]);
			await api.ok('POST', `/tags/unpin/${kind}`, body);
			await api.advance(1000);
			expect(pinned()).toEqual([]);
		}
		expect(
			await api.refusal('POST', '/tags/pin/email', { email: 'ann@example.com', tags: 5 }),
		).toEqual([422, 422, 'Argument tags must be array']);
	});
});

describe('events of Automation 360', () => {
	it('are started by name for an address or a phone', async () => {
		const body = { email: 'ann@example.com', automation_id: 5, сумма: 100, items: [{ sku: 'a' }] };
		expect(await api.ok('POST', `/events/name/${encodeURIComponent('заказ')}`, body)).toEqual(DONE);
		await api.ok('POST', '/events/name/order', { phone: '+79001112233' });
		expect(api.state.account.startedEvents).toMatchObject([
			{
				name: 'заказ',
				email: 'ann@example.com',
				phone: null,
				automationId: 5,
				variables: { сумма: 100, items: [{ sku: 'a' }] },
			},
			{ name: 'order', email: null, phone: '79001112233', automationId: null, variables: {} },
		]);
		expect(api.state.account.ignored).toEqual([]);
	});

	it.each([
		[{}, 'Argument email missing'],
		[{ email: 'x' }, 'Argument email is invalid'],
		[{ phone: 'x' }, 'Argument phone is invalid'],
		[{ phone: '79001112233', automation_id: 'x' }, 'Argument automation_id must be integer'],
	])('are not started from %j', async (body, message) => {
		expect(await api.refusal('POST', '/events/name/order', body)).toEqual([422, 422, message]);
	});

	it('may have to exist', async () => {
		api.settings.eventNames = ['order'];
		expect(await api.codes('POST', '/events/name/other', { phone: '79001112233' })).toEqual([
			404, 404,
		]);
		await api.ok('POST', '/events/name/order', { phone: '79001112233' });
	});

	it('have a twin without a token', async () => {
		const url = `${api.sendpulse.url}/events/id/abc123/7043663`;
		expect((await postForm(url, { email: 'ann@example.com', sum: '5' })).json).toEqual(DONE);
		const json = { 'content-type': 'application/json' };
		await call(url, { method: 'POST', headers: json, body: '{"phone":"79001112233"}' });
		expect(api.state.account.startedEvents).toMatchObject([
			{ name: 'abc123', variables: { sum: '5' } },
			{ phone: '79001112233' },
		]);
		expect((await call(`${api.sendpulse.url}/events/name/order`, { method: 'POST' })).status).toBe(
			401,
		);
	});

	it('belong to flows', async () => {
		await api.ok('POST', '/events/name/order', { phone: '79001112233' });
		const { data } = await api.ok<{ data: { id: number }[] }>('GET', '/a360/autoresponders/list');
		expect(await api.ok('GET', `/a360/autoresponders/${data[0]?.id}`)).toMatchObject({
			autoresponder: { id: data[0]?.id },
			flows: [{ af_type: 'maintrigger' }, { af_type: 'email' }, { af_type: 'sms' }],
			starts: 1,
		});
		const counters = async (path: string) => await api.ok('GET', `/a360/stats/${path}/group-stat`);
		expect(await counters('main-trigger/467510')).toEqual({
			data: { flow_id: 467510, executed: 2, deleted: 2 },
		});
		expect(await counters('sms/467512')).toMatchObject({ data: { executed: 2, opened: null } });
		expect(await api.codes('GET', '/a360/stats/email/1/group-stat')).toEqual([404, 404]);
		expect(await api.ok('GET', `/a360/autoresponders/${data[0]?.id}/conversions`)).toMatchObject({
			data: { total_conversions: 1 },
		});
		expect(await api.codes('GET', '/a360/autoresponders/1')).toEqual([404, 404]);
	});
});
