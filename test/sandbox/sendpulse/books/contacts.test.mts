import { SENDER, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const ANN = 'ann@shop.example';
const BOB = 'bob@shop.example';

const path = (id: number, rest = '') => `/addressbooks/${id}/emails${rest}`;

const list = async (id: number, query = '') =>
	await api.ok<{ email: string; status: number; variables: unknown }[]>('GET', path(id, query));

describe('adding contacts', () => {
	it('creates variables with a guessed type and merges them', async () => {
		const id = await api.newBook();
		const first = { Имя: ' Анна ', age: 21, signup: '2026-07-01', code: '007' };
		await api.ok('POST', path(id), { emails: [{ email: ANN, variables: first }, { email: BOB }] });
		await api.ok('POST', path(id), {
			emails: [{ email: ANN.toUpperCase(), variables: { age: '22', Phone: '+79312351234' } }],
		});
		expect(await list(id)).toEqual([
			{
				email: ANN,
				phone: 79312351234,
				status: 0,
				status_explain: 'New',
				variables: { Имя: 'Анна', age: 22, signup: '2026-07-01', code: '007' },
			},
			{ email: BOB, phone: '', status: 0, status_explain: 'New', variables: {} },
		]);
		expect(await api.ok('GET', `/addressbooks/${id}/variables`)).toEqual([
			{ name: 'Имя', type: 'string' },
			{ name: 'age', type: 'number' },
			{ name: 'signup', type: 'date' },
			{ name: 'code', type: 'string' },
		]);
	});

	it('shows variables as the mode says', async () => {
		const id = await api.bookWith({ email: ANN, variables: { age: 21 } }, BOB);
		api.settings.variables = 'array';
		const [ann, bob] = await list(id);
		expect(ann?.variables).toEqual([{ name: 'age', type: 'number', value: '21' }]);
		expect(bob?.variables).toEqual([]);
		Object.assign(api.settings, { variables: 'object', emptyObjects: 'array' });
		expect((await list(id)).map(({ variables }) => variables)).toEqual([{ age: 21 }, []]);
	});

	it.each<[string, object, string]>([
		['nothing', {}, 'Argument emails missing'],
		['an empty list', { emails: [] }, 'Argument emails missing'],
		['a string', { emails: 'a@b.example' }, 'Argument emails must be array'],
		['plain strings', { emails: ['a@b.example'] }, 'Argument emails is invalid'],
		['no address', { emails: [{ variables: {} }] }, 'Argument email is invalid'],
		['a wrong address', { emails: [{ email: 'a@b' }] }, 'Argument email is invalid'],
		...[[['x']], 'x', { a: '<b>x</b>' }, { a: 'x\r\n' }, { a: { b: 1 } }, { Phone: 'x' }].map(
			(variables): [string, object, string] => [
				`variables ${JSON.stringify(variables)}`,
				{ emails: [{ email: ANN, variables }] },
				'Argument emails.*.variables is invalid',
			],
		),
		['tags in a string', { emails: [{ email: ANN }], tags: '1' }, 'Argument tags must be array'],
		['tags in words', { emails: [{ email: ANN }], tags: ['x'] }, 'Argument tags is invalid'],
		[
			'a flag in words',
			{ emails: [{ email: ANN }], dont_update: 'yes' },
			'Argument dont_update must be boolean',
		],
		[
			'another confirmation',
			{ emails: [{ email: ANN }], confirmation: 'yes' },
			'Argument confirmation is invalid',
		],
		[
			'confirmation true',
			{ emails: [{ email: ANN }], confirmation: true },
			'Argument confirmation must be string',
		],
		[
			'no sender',
			{ emails: [{ email: ANN }], confirmation: 'force' },
			'Argument sender_email missing',
		],
		[
			'a language there is not',
			{ emails: [{ email: ANN }], confirmation: 'force', sender_email: SENDER, message_lang: 'de' },
			'Argument message_lang is invalid',
		],
	])('refuses %s and keeps nothing', async (_, body, message) => {
		const id = await api.newBook();
		expect(await api.refusal('POST', path(id), body)).toEqual([422, 422, message]);
		const good = { emails: [{ email: BOB, variables: { fresh: 1 } }, { email: 'bad' }] };
		expect((await api.answer('POST', path(id), good)).status).toBe(422);
		expect(await list(id)).toEqual([]);
		expect(await api.ok('GET', `/addressbooks/${id}/variables`)).toEqual([]);
	});

	it('takes plain strings when the mode allows them', async () => {
		api.settings.plainEmails = true;
		const id = await api.newBook();
		await api.ok('POST', path(id), { emails: [ANN, { email: BOB }] });
		expect((await list(id)).map(({ email }) => email)).toEqual([ANN, BOB]);
	});

	it('leaves known contacts alone with dont_update', async () => {
		const id = await api.bookWith({ email: ANN, variables: { a: 'old' } });
		const emails = [{ email: ANN, variables: { a: 'new' } }, { email: BOB }];
		await api.ok('POST', path(id), { emails, dont_update: true });
		expect((await list(id)).map(({ variables }) => variables)).toEqual([{ a: 'old' }, {}]);
	});

	it('knows what the tariff forbids, in a code beyond 32 bits', async () => {
		const id = await api.newBook();
		api.settings.plan = 'forbidden';
		expect(await api.refusal('POST', path(id), { emails: [{ email: ANN }] })).toEqual([
			403,
			3030303030,
			'Access denied! Please change your tariff plan',
		]);
	});

	it('assigns tags and asks for a confirmation', async () => {
		const id = await api.newBook();
		await api.ok('POST', path(id), {
			emails: [{ email: ANN }],
			tags: [2506, '7'],
			confirmation: 'force',
			sender_email: SENDER,
			template_id: 'a3e45169',
			message_lang: 'ru',
		});
		expect(await list(id)).toMatchObject([
			{ email: ANN, status: 2, status_explain: 'Confirmation requested' },
		]);
		const contact = api.state.account.books.get(id)?.contacts.get(ANN);
		expect([...(contact?.tags ?? [])]).toEqual([2506, 7]);
		expect(api.sendpulse.messages).toMatchObject([
			{
				channel: 'service',
				recipient: ANN,
				sender: SENDER,
				details: { kind: 'confirmation', lang: 'ru' },
			},
		]);
		api.state.confirmContact(id, ANN);
		expect(await list(id)).toMatchObject([{ status: 1, status_explain: 'Active' }]);
		expect(() => api.state.confirmContact(id, ANN)).toThrow(ANN);
	});

	it('needs a sender that exists for the confirmation', async () => {
		const id = await api.newBook();
		const body = { emails: [{ email: ANN }], confirmation: 'force', sender_email: 'x@y.example' };
		expect(await api.refusal('POST', path(id), body)).toEqual([422, 1003, 'Sender not found']);
	});
});

describe('reading contacts', () => {
	it('filters, sorts and pages', async () => {
		const id = await api.bookWith(ANN, BOB, 'eve@shop.example');
		await api.ok('POST', path(id, '/unsubscribe'), { emails: [BOB] });
		const emails = async (query: string) => (await list(id, query)).map(({ email }) => email);
		expect(await emails('?active=true')).toEqual([ANN, 'eve@shop.example']);
		expect(await emails('?not_active=1')).toEqual([BOB]);
		expect(await emails('?order=desc&limit=2')).toEqual(['eve@shop.example', BOB]);
		expect(await emails('?order=desc&limit=2&offset=2')).toEqual([ANN]);
		expect(await api.ok('GET', path(id, '/total'))).toEqual({ total: 3 });
		expect(await api.ok('GET', path(id, '/total?active=1'))).toEqual({ total: 2 });
		expect(await api.ok('GET', `/addressbooks/${id}`)).toMatchObject([
			{ all_email_qty: 3, active_email_qty: 2, inactive_email_qty: 1 },
		]);
	});

	it.each([
		['order=up', 'Argument order is invalid'],
		['active=yes', 'Argument active is invalid'],
		['not_active=2', 'Argument not_active is invalid'],
		['limit=1000', 'Argument limit may not be greater than 100'],
	])('refuses %s', async (query, message) => {
		const id = await api.newBook();
		expect(await api.refusal('GET', path(id, `?${query}`))).toEqual([422, 422, message]);
	});

	it('may know 1 and 0 only in a query', async () => {
		const id = await api.newBook();
		api.settings.queryBooleans = 'digits';
		expect((await api.answer('GET', path(id, '?active=true'))).status).toBe(422);
		expect((await api.answer('GET', path(id, '?active=1'))).status).toBe(200);
	});

	it('shows one contact with triples and the book as a string', async () => {
		const email = 'a+b@shop.example';
		const id = await api.bookWith({ email, variables: { age: '21', n: 3 } });
		expect(await api.ok('GET', path(id, `/${encodeURIComponent(email)}`))).toEqual({
			email,
			abook_id: String(id),
			phone: '',
			status: 0,
			status_explain: 'New',
			variables: [
				{ name: 'age', type: 'string', value: '21' },
				{ name: 'n', type: 'number', value: '3' },
			],
		});
		// An unencoded plus is a space to the server.
		expect(await api.refusal('GET', path(id, `/${email}`))).toEqual([
			404,
			502,
			'Email address not found',
		]);
	});

	it('finds contacts by a variable', async () => {
		const day = { born: '2000-01-02', город: 'Нижний Новгород' };
		const id = await api.bookWith({ email: ANN, variables: day }, BOB);
		const find = (name: string, value: string) =>
			`/addressbooks/${id}/variables/${encodeURIComponent(name)}/${encodeURIComponent(value)}`;
		const found = [{ email: ANN, status: 0, status_explain: 'New' }];
		expect(await api.ok('GET', find('город', 'Нижний Новгород'))).toEqual(found);
		expect(await api.ok('GET', find('born', '2000-01-02'))).toEqual(found);
		expect(await api.ok('GET', find('город', 'Москва'))).toEqual([]);
		expect(await api.refusal('GET', find('age', '1'))).toEqual([404, 299, 'Variable not found']);
		expect(await api.refusal('GET', find('born', '02.01.2000'))).toEqual([
			422,
			422,
			'Variable value wrong format',
		]);
	});
});

describe('changing contacts', () => {
	const many = (count: number) => Array.from({ length: count }, (_, at) => `c${at}@shop.example`);

	it('removes up to a hundred', async () => {
		const id = await api.bookWith(...many(101));
		expect(await api.refusal('DELETE', path(id), { emails: many(101) })).toEqual([
			422,
			422,
			'Limit is exceeded. Max count: 100',
		]);
		expect(await api.ok('DELETE', path(id), { emails: many(100) })).toEqual({ result: true });
		expect((await list(id)).map(({ email }) => email)).toEqual(['c100@shop.example']);
		expect(await api.refusal('DELETE', path(id), {})).toEqual([422, 303, 'No emails']);
		// The path of the older document is wrong.
		expect((await api.answer('DELETE', '/addressbooks', { id, emails: [ANN] })).status).toBe(405);
	});

	it('unsubscribes up to a hundred, if one of them is active', async () => {
		const id = await api.bookWith(ANN, BOB);
		const post = path(id, '/unsubscribe');
		expect(await api.ok('POST', post, { emails: [ANN, 'x@y.example'] })).toEqual({ result: true });
		expect(await list(id)).toMatchObject([
			{ email: ANN, status: 4, status_explain: 'Unsubscribed' },
			{ email: BOB, status: 0 },
		]);
		for (const [emails, message] of [
			[[ANN], 'Active emails not found'],
			[many(101), 'Argument emails may not have more than 100 items'],
			['x', 'Argument emails is invalid'],
			[[1], 'Argument emails is invalid'],
			[[], 'Argument emails missing'],
		] as const) {
			expect(await api.refusal('POST', post, { emails })).toEqual([422, 422, message]);
		}
	});

	it('sets variables of one contact', async () => {
		const id = await api.bookWith({ email: ANN, variables: { a: 'x', n: 1 } });
		const post = path(id, '/variable');
		const variables = [
			{ name: 'a', value: 'y' },
			{ name: 'b', value: 'z', type: 'string' },
		];
		expect(await api.ok('POST', post, { email: ANN, variables })).toEqual({ result: true });
		expect(await list(id)).toMatchObject([{ variables: { a: 'y', b: 'z', n: 1 } }]);
		const wrong = [{ name: 'n', value: 'not a number' }];
		for (const [body, code, message] of [
			[{ variables }, 422, 'Argument email missing'],
			[{ email: 'x', variables }, 422, 'Argument email is invalid'],
			[{ email: ANN }, 422, 'Argument variables missing'],
			[{ email: ANN, variables: { a: 'y' } }, 422, 'Argument variables is invalid'],
			[{ email: ANN, variables: wrong }, 422, 'Argument variables is invalid'],
			[{ email: BOB, variables }, 502, 'Email address not found'],
		] as const) {
			expect(await api.refusal('POST', post, body)).toEqual([422, code, message]);
		}
	});

	it('sets a phone, and variables by phone', async () => {
		const id = await api.bookWith(ANN);
		const put = `/addressbooks/${id}/phone`;
		expect(await api.refusal('PUT', put, { email: ANN, phone: 'call me' })).toEqual([
			422,
			422,
			'Phone is not valid',
		]);
		for (const email of [BOB, 'x', undefined]) {
			expect(await api.refusal('PUT', put, { email, phone: '79001112233' })).toEqual([
				422,
				17,
				'Email is not valid',
			]);
		}
		expect(await api.ok('PUT', put, { email: ANN, phone: '+79001112233' })).toEqual({
			result: true,
		});
		const variables = [{ name: 'a', value: 5 }];
		const post = `/addressbooks/${id}/phones/variable`;
		expect(await api.ok('POST', post, { phone: '79001112233', variables })).toEqual({
			result: true,
		});
		expect(await list(id)).toMatchObject([{ phone: 79001112233, variables: { a: 5 } }]);
		expect((await api.answer('POST', post, { phone: '1234567', variables })).status).toBe(422);
	});
});
