import { accountDate, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const NOT_FOUND = [404, 213, 'Book not found'];

describe('address books', () => {
	it('are created, shown as an array of one, renamed and deleted', async () => {
		const id = await api.newBook('Клиенты');
		expect(id).toBeGreaterThan(1_000_000);
		expect(await api.ok('GET', `/addressbooks/${id}`)).toEqual([
			{
				id,
				name: 'Клиенты',
				all_email_qty: 0,
				active_email_qty: 0,
				inactive_email_qty: 0,
				new_phones_quantity: 0,
				active_phones_quantity: 0,
				exc_phones_quantity: 0,
				creationdate: accountDate(api.now()),
				status: 0,
				status_explain: 'Active',
			},
		]);
		expect(await api.ok('PUT', `/addressbooks/${id}`, { name: 'Other' })).toEqual({ result: true });
		expect(await api.ok('GET', `/addressbooks/${id}`)).toMatchObject([{ name: 'Other' }]);
		expect(await api.ok('DELETE', `/addressbooks/${id}`)).toEqual({ result: true });
		expect(await api.refusal('GET', `/addressbooks/${id}`)).toEqual(NOT_FOUND);
	});

	it('show numbers as strings in the mode of the older document', async () => {
		api.settings.numbers = 'string';
		const { id } = await api.ok<{ id: string }>('POST', '/addressbooks', { bookName: 'A' });
		expect(id).toMatch(/^\d+$/);
		expect(await api.ok('GET', `/addressbooks/${id}`)).toMatchObject([
			{ id, all_email_qty: '0', status: '0' },
		]);
	});

	it.each([
		[{}, 422, 'Argument bookName missing'],
		[{ bookName: '' }, 422, 'Argument bookName missing'],
		[{ bookName: null }, 422, 'Argument bookName missing'],
		[{ bookName: 5 }, 422, 'Argument bookName must be string'],
		[{ bookName: ['A'] }, 422, 'Argument bookName must be string'],
		[{ bookName: 'Taken' }, 203, 'Name already in use'],
		[{ name: 'A' }, 422, 'Argument bookName missing'],
	])('are not created from %j', async (body, code, message) => {
		await api.newBook('Taken');
		expect(await api.refusal('POST', '/addressbooks', body)).toEqual([422, code, message]);
	});

	it('are renamed by "name", not by "bookName", and not to a name in use', async () => {
		const id = await api.newBook('A');
		await api.newBook('B');
		const path = `/addressbooks/${id}`;
		const missing = [422, 422, 'Argument name missing'];
		expect(await api.refusal('PUT', path, { bookName: 'C' })).toEqual(missing);
		expect(await api.refusal('PUT', path, { name: 1 })).toEqual([
			422,
			422,
			'Argument name must be string',
		]);
		expect(await api.refusal('PUT', path, { name: 'B' })).toEqual([
			422,
			203,
			'Name already in use',
		]);
		expect(await api.ok('PUT', path, { name: 'A' })).toEqual({ result: true });
	});

	it('come in pages', async () => {
		for (let at = 1; at <= 101; at++) await api.newBook(`Book ${at}`);
		const names = async (query: string) =>
			(await api.ok<{ name: string }[]>('GET', `/addressbooks${query}`)).map(({ name }) => name);
		expect(await names('')).toHaveLength(100);
		expect(await names('?limit=2&offset=99')).toEqual(['Book 100', 'Book 101']);
		expect(await names('?offset=101')).toEqual([]);
	});

	it.each([
		['limit=0', 'Argument limit must be at least 1'],
		['limit=101', 'Argument limit may not be greater than 100'],
		['limit=ten', 'Argument limit must be integer'],
		['limit=', 'Argument limit must be integer'],
		['offset=-1', 'Argument offset must be at least 0'],
		['offset=1.5', 'Argument offset must be integer'],
	])('refuse the page %s', async (query, message) => {
		expect(await api.refusal('GET', `/addressbooks?${query}`)).toEqual([422, 422, message]);
	});

	it('tell what a campaign costs, money being enough or not', async () => {
		const id = await api.bookWith('a@b.example', 'c@d.example');
		const path = `/addressbooks/${id}/cost`;
		expect(await api.ok('GET', path)).toEqual({
			cur: 'USD',
			sent_emails_qty: 2,
			overdraftAllEmailsPrice: 0,
			addressesDeltaFromBalance: 0,
			addressesDeltaFromTariff: 2,
			max_emails_per_task: 500,
			result: true,
		});
		Object.assign(api.settings, { emailsLeft: 1, balance: 0, numbers: 'string' });
		expect(await api.ok('GET', path)).toMatchObject({
			sent_emails_qty: 2,
			addressesDeltaFromBalance: 1,
			addressesDeltaFromTariff: 1,
			max_emails_per_task: '500',
			result: false,
		});
		api.settings.plan = 'ended';
		expect(await api.refusal('GET', path)).toEqual([422, 422, 'Your tariff plan ended']);
		api.settings.plan = 'enough';
		const empty = await api.newBook('Empty');
		expect(await api.refusal('GET', `/addressbooks/${empty}/cost`)).toEqual([
			422,
			211,
			'Addressbook is empty',
		]);
	});

	it.each([
		['GET', ''],
		['PUT', ''],
		['DELETE', ''],
		['GET', '/variables'],
		['GET', '/cost'],
		['GET', '/campaigns'],
		['GET', '/emails'],
		['GET', '/emails/total'],
		['POST', '/emails'],
		['DELETE', '/emails'],
		['POST', '/emails/unsubscribe'],
		['POST', '/emails/variable'],
		['GET', '/emails/a@b.example'],
		['GET', '/variables/a/b'],
		['PUT', '/phone'],
		['POST', '/phones/variable'],
	] as const)('that are not there: %s %s', async (method, path) => {
		expect(await api.refusal(method, `/addressbooks/77${path}`)).toEqual(NOT_FOUND);
	});
});
