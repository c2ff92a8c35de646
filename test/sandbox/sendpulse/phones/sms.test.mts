import { accountDate, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const [A, B] = ['380632631234', '380633333333'];
const MINUTE = 60_000;

const add = async (addressBookId: number, phones: unknown = [A, B]) =>
	await api.ok('POST', '/sms/numbers', { addressBookId, phones });

describe('SMS numbers', () => {
	it('are added, counted, described and removed', async () => {
		const id = await api.newBook();
		expect(await add(id)).toEqual({
			result: true,
			counters: { added: 2, exceptions: 0, exists: 0 },
		});
		expect(await add(id, [A, 'x', '+79001112233'])).toEqual({
			result: true,
			counters: { added: 0, exceptions: 2, exists: 1 },
		});
		expect(await api.ok('GET', `/addressbooks/${id}`)).toMatchObject([{ new_phones_quantity: 2 }]);
		const variables = [{ name: 'Vvv', type: 'string', value: 'test' }];
		expect(
			await api.ok('PUT', '/sms/numbers', {
				addressBookId: id,
				phones: [A, '79001112233'],
				variables,
			}),
		).toEqual({
			result: true,
			counters: { updated: 1 },
		});
		expect(await api.ok('GET', `/sms/numbers/info/${id}/${A}`)).toEqual({
			result: true,
			data: { email: false, status: 0, variables: { Vvv: 'test' }, added: accountDate(api.now()) },
		});
		const gone = { addressBookId: id, phones: [A, A] };
		expect(await api.ok('DELETE', '/sms/numbers', gone)).toEqual({
			result: true,
			counters: { deleted: 1 },
		});
		expect(await api.codes('GET', `/sms/numbers/info/${id}/${A}`)).toEqual([404, 8]);
		expect(await api.codes('GET', `/sms/numbers/info/1/${A}`)).toEqual([404, 213]);
	});

	it('come with variables in an array in an array; a single one breaks the server', async () => {
		const addressBookId = await api.newBook();
		const path = '/sms/numbers/variables';
		const pair = { name: 'vvv', type: 'string', value: 'value' };
		const single = await api.answer('POST', path, { addressBookId, phones: { [A]: [pair] } });
		expect(single.status).toBe(500);
		expect(single.contentType).toContain('text/html');
		expect(await api.ok('POST', path, { addressBookId, phones: { [A]: [[pair]] } })).toEqual({
			result: true,
			counters: { added: 1, exceptions: 0, exists: 0 },
		});
		expect(api.state.account.books.get(addressBookId)?.phones.get(A)?.variables.get('vvv')).toBe(
			'value',
		);
		expect(await api.codes('POST', path, { addressBookId, phones: [A] })).toEqual([422, 422]);
	});

	it.each([
		[{ phones: [A] }, 'Argument addressBookId missing'],
		[{ addressBookId: 1, phones: [A] }, 'Argument addressBookId is invalid'],
	])('are refused with %j', async (body, message) => {
		for (const method of ['POST', 'PUT', 'DELETE'] as const) {
			expect(await api.refusal(method, '/sms/numbers', body)).toEqual([422, 422, message]);
		}
	});
});

describe('phone blacklists', () => {
	it('of SMS are kept and obeyed', async () => {
		const body = { phones: [A], description: 'asked' };
		expect(await api.ok('POST', '/sms/black_list', body)).toEqual({
			result: true,
			counters: { added: 1, exists: 0 },
		});
		expect(await api.ok('POST', '/sms/black_list', { phones: [A, B], description: 'too' })).toEqual(
			{
				result: true,
				counters: { added: 1, exists: 1 },
			},
		);
		const row = { phone: Number(B), description: 'too', add_date: accountDate(api.now()) };
		expect(await api.ok('GET', `/sms/black_list/by_numbers?phones=[${B}]`)).toEqual({
			result: true,
			data: [row],
		});
		expect(await api.ok('GET', '/sms/black_list')).toMatchObject({ data: [{}, row] });
		expect(await add(await api.newBook())).toMatchObject({ counters: { exceptions: 2 } });
		expect(await api.ok('DELETE', '/sms/black_list', { phones: [A] })).toEqual({
			result: true,
			counters: { removed: 1 },
		});
	});

	it('of Viber are another list', async () => {
		const path = '/v2/viber-service/phone-exception';
		await api.ok('POST', path, { phones: [A], description: 'x' });
		expect(await api.ok('GET', path)).toMatchObject({ data: [{ phone: Number(A) }] });
		expect(await api.ok('GET', '/sms/black_list')).toEqual({ result: true, data: [] });
		await api.ok('DELETE', path, { phones: [A] });
		expect(await api.ok('GET', path)).toEqual({ data: [] });
	});
});

describe('SMS campaigns', () => {
	const GOOD = { sender: 'iQA', body: 'Привет' };
	const send = async (changes: object = {}) =>
		await api.ok<{ campaign_id: number }>('POST', '/sms/send', {
			...GOOD,
			phones: [A, B],
			...changes,
		});

	it('go to numbers', async () => {
		const route = { UA: 'national' };
		const answer = await send({ phones: [A, B, B, 'x'], route });
		expect(answer).toEqual({
			result: true,
			campaign_id: expect.any(Number) as number,
			counters: { exceptions: 2, sends: 2 },
		});
		await api.advance(2000);
		expect(api.sendpulse.messages).toMatchObject([
			{
				channel: 'sms',
				recipient: A,
				sender: 'iQA',
				text: 'Привет',
				status: 'delivered',
				details: { route },
			},
			{ recipient: B },
		]);
		await api.sendpulse.pushStatus(`${answer.campaign_id}-${B}`, 'undelivered');
		const date = accountDate(api.now() - 2000);
		const spent = { money_spent: 0.27, сountry_code: 'UA' };
		expect(await api.ok('GET', `/sms/campaigns/info/${answer.campaign_id}`)).toEqual({
			result: true,
			data: {
				id: answer.campaign_id,
				address_book_id: 0,
				currency: 'USD',
				company_price: 0.54,
				send_date: date,
				date_created: date,
				sender_name: 'iQA',
				task_phones_info: [
					{ phone: Number(A), status: 2, status_explain: 'Delivered', ...spent },
					{ phone: Number(B), status: 12, status_explain: 'Not delivered', ...spent },
				],
			},
		});
	});

	it('go to a book, as it is or as it will be', async () => {
		const addressBookId = await api.newBook();
		await add(addressBookId, [A]);
		const date = accountDate(api.now() + MINUTE);
		const book = { ...GOOD, addressBookId, date };
		await api.ok('POST', '/sms/campaigns', book);
		await api.ok('POST', '/sms/campaigns', { ...book, use_dynamic_list: true });
		await add(addressBookId, [B]);
		await api.advance(MINUTE);
		expect(api.sendpulse.messages.map(({ recipient }) => recipient)).toEqual([A, A, B]);
		expect(api.sendpulse.messages[0]?.scheduledAt).not.toBeNull();
	});

	it('send nothing when they are emulated or cancelled', async () => {
		await send({ emulate: true });
		const { campaign_id } = await send();
		expect(await api.ok('PUT', `/sms/campaigns/cancel/${campaign_id}`)).toEqual({ result: true });
		expect(await api.codes('PUT', `/sms/campaigns/cancel/${campaign_id}`)).toEqual([404, 802]);
		const other = await send();
		expect(await api.ok('DELETE', '/sms/campaigns', { id: other.campaign_id })).toEqual({
			result: true,
		});
		await api.advance(MINUTE);
		expect(api.sendpulse.messages).toEqual([]);
		const { data } = await api.ok<{ data: object[] }>(
			'GET',
			'/sms/campaigns/list?dateFrom=2015-01-01',
		);
		expect(data).toMatchObject([{ company_price: 0 }, { id: campaign_id, company_price: 0.54 }]);
		expect(await api.ok('GET', '/sms/campaigns/list?dateTo=2015-01-01')).toMatchObject({
			data: [],
		});
	});

	it.each<[object, string]>([
		[{ sender: undefined }, 'Argument sender missing'],
		[{ sender: 'twelve chars' }, 'Argument sender may not be greater than 11'],
		[{ sender: 'rejectit' }, 'Sender is not valid'],
		[{ sender: 'nobody' }, 'Sender is not valid'],
		[{ body: '' }, 'Argument body missing'],
		[{ phones: A }, 'Argument phones must be array'],
		[{ route: 'national' }, 'Argument route is invalid'],
		[{ emulate: 'yes' }, 'Argument emulate must be boolean'],
	])('are refused with %j', async (changes, message) => {
		expect(await api.refusal('POST', '/sms/send', { ...GOOD, phones: [A], ...changes })).toEqual([
			422,
			422,
			message,
		]);
	});

	it('have a price and sender names', async () => {
		const query = `sender=iQA&body=x&phones=[${A},${B}]&route=${encodeURIComponent('{"UA":"national"}')}`;
		expect(await api.ok('GET', `/sms/campaigns/cost?${query}`)).toEqual({
			result: true,
			data: { price: 0.54, currency: 'USD' },
		});
		expect(await api.ok('GET', '/sms/senders')).toMatchObject([
			{ id: 4786, sender: 'iQA', country_code: 'UA', status: 1, status_explain: 'Active' },
			{ status: 2, status_explain: 'Rejected' },
			{ status: 0, status_explain: 'On moderation' },
		]);
	});
});

describe('the envelope of SMS answers', () => {
	it('may be an array of one, around everything but the sender names', async () => {
		api.settings.smsEnvelope = 'array';
		const id = await api.newBook();
		expect(await add(id)).toEqual([
			{ result: true, counters: { added: 2, exceptions: 0, exists: 0 } },
		]);
		expect(await api.ok('GET', `/sms/numbers/info/${id}/${A}`)).toMatchObject([{ result: true }]);
		expect(await api.ok('GET', '/sms/black_list')).toEqual([{ result: true, data: [] }]);
		expect(await api.ok('GET', '/sms/campaigns/list')).toEqual([{ result: true, data: [] }]);
		expect(await api.ok('GET', '/sms/senders')).toHaveLength(3);
		expect(await api.codes('PUT', '/sms/campaigns/cancel/1')).toEqual([404, 802]);
		api.settings.failureStyle = 'result';
		expect(await api.ok('PUT', '/sms/campaigns/cancel/1')).toEqual([{ result: false }]);
	});
});
