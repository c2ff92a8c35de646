import { accountDate, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const ANN = 'ann@shop.example';
const BOB = 'bob@shop.example';
const EVE = 'eve@shop.example';

describe('one address everywhere', () => {
	it('is found in every book, described and removed', async () => {
		const first = await api.bookWith({ email: ANN, variables: { age: '21' } });
		const second = await api.bookWith(ANN, BOB);
		expect(await api.ok('GET', `/emails/${ANN}`)).toEqual([
			{
				book_id: first,
				email: ANN,
				status: 0,
				status_explain: 'New',
				variables: [{ name: 'age', type: 'string', value: '21' }],
			},
			{ book_id: second, email: ANN, status: 0, status_explain: 'New', variables: [] },
		]);
		const details = await api.ok<object[]>('GET', `/emails/${ANN}/details`);
		expect(details).toHaveLength(2);
		expect(details[1]).toEqual({
			list_name: api.state.account.books.get(second)?.name,
			list_id: second,
			add_date: accountDate(api.now()),
			source: 'address book',
		});
		expect(await api.ok('DELETE', `/emails/${ANN}`)).toEqual({ result: true });
		expect(await api.refusal('GET', `/emails/${ANN}`)).toEqual([
			404,
			17,
			"Can't find the email address",
		]);
		expect(await api.ok('GET', `/addressbooks/${second}/emails/total`)).toEqual({ total: 1 });
	});

	it('is looked up together with others; unknown ones are left out', async () => {
		const id = await api.bookWith({ email: ANN, variables: { age: 21 } });
		const emails = [ANN, 'nobody@shop.example'];
		expect(await api.ok('POST', '/emails', { emails })).toEqual({
			[ANN]: [
				{ book_id: id, status: 0, variables: [{ name: 'age', type: 'number', value: '21' }] },
			],
		});
		expect(await api.ok('POST', '/emails', { emails: ['nobody@shop.example'] })).toEqual({});
		api.settings.emptyObjects = 'array';
		expect(await api.ok('POST', '/emails', { emails: ['nobody@shop.example'] })).toEqual([]);
		// php-old posted a bare array.
		expect(await api.refusal('POST', '/emails', [ANN])).toEqual([
			422,
			422,
			'Argument emails missing',
		]);
	});

	it.each(['/emails', '/emails/campaigns'])('refuses a list with a wrong one, %s', async (path) => {
		await api.bookWith(ANN);
		expect(await api.refusal('POST', path, { emails: [ANN, 'bob@shop'] })).toEqual([
			422,
			422,
			'Argument emails is invalid',
		]);
	});

	it('has statistics of campaigns, in two spellings', async () => {
		const id = await api.bookWith(ANN, BOB, EVE);
		const name = api.state.account.books.get(id)?.name;
		await api.ok('POST', '/blacklist', { emails: Buffer.from(BOB).toString('base64') });
		await api.ok('POST', '/campaigns', {
			sender_name: 'Shop',
			sender_email: 'news@shop.example',
			subject: 'Sale',
			body: Buffer.from('<p>x</p>').toString('base64'),
			list_id: id,
		});
		await api.advance(3000);
		const [letter] = api.sendpulse.messages;
		for (const status of ['open', 'redirect']) {
			await api.sendpulse.pushStatus(letter?.id ?? '', status);
		}
		expect(await api.ok('GET', `/emails/${ANN}/campaigns`)).toEqual({
			statistic: { sent: 1, open: 1, link: 1 },
			blacklist: false,
			addressbooks: [{ id, address_book_name: name }],
		});
		expect(await api.ok('POST', '/emails/campaigns', { emails: [ANN, BOB, EVE] })).toEqual({
			[ANN]: { sent: 1, open: 1, link: 1, adressbooks: [{ id, name }], blacklist: false },
			[EVE]: { sent: 1, open: 0, link: 0, adressbooks: [{ id, name }], blacklist: false },
			[BOB]: { sent: 0, open: 0, link: 0, adressbooks: [{ id, name }], blacklist: true },
		});
	});
});
