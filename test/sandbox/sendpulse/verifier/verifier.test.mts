import { useSendPulse } from '../testing.mts';

const api = useSendPulse();

const at = (name: string) => `/verifier-service/${name}`;
const DONE = { result: true };

describe('the verifier', () => {
	it('tells about one address a little later', async () => {
		const path = at('get-single-result?email=ann@gmail.com');
		expect(await api.ok('POST', at('send-single-to-verify'), { email: 'ann@gmail.com' })).toEqual(
			DONE,
		);
		expect((await api.answer('GET', path)).status).toBe(404);
		api.settings.verifierUnready = 'result';
		expect(await api.ok('GET', path)).toEqual({ result: false });
		await api.advance(5000);
		expect(await api.ok('GET', path)).toEqual({
			result: true,
			data: {
				email: 'ann@gmail.com',
				checks: {
					status: 1,
					valid_format: 1,
					disposable: 0,
					webmail: 1,
					gibberish: 0,
					status_text: 'Valid',
				},
			},
		});
		expect(await api.codes('POST', at('send-single-to-verify'), { email: 'x' })).toEqual([
			422, 422,
		]);
	});

	it('verifies a book, tells how far it is, and then its addresses in parts', async () => {
		const id = await api.bookWith('ann@example.com', 'invalid@example.com', 'unsure@example.com');
		expect(await api.codes('GET', at(`check?id=${id}`))).toEqual([422, 422]);
		await api.ok('POST', at('send-list-to-verify'), { id });
		expect(await api.codes('POST', at('send-list-to-verify'), { id })).toEqual([422, 422]);
		await api.advance(2500);
		expect(await api.ok('GET', at(`get-progress?id=${id}`))).toEqual({
			...DONE,
			data: { total: 3, processed: 1 },
		});
		expect(await api.ok('GET', at('check-list'))).toMatchObject({
			total: 1,
			list: [{ id, status: 0, data: {} }],
		});
		await api.advance(2500);
		expect(await api.ok('GET', at(`check?id=${id}&start=1&count=1`))).toMatchObject({
			id,
			status: 3,
			data: { 0: 0, 1: 1, 2: 1, 3: 1 },
			email_addresses: [{ email_address: 'invalid@example.com', status: 3 }],
			email_addresses_total: 3,
		});
		expect(await api.codes('POST', at('send-list-to-verify'), { id })).toEqual([422, 422]);
	});
});
