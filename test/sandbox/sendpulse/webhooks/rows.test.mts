import { call, formBody } from '../../testing/http.mts';
import { API_KEY, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const PATH = '/v2/email-service/webhook';
const URL = 'https://n8n.example/hook?secret=1';

type Rows = { readonly success: boolean; readonly data: readonly { readonly id: number }[] };

const create = async (actions: readonly string[], url = URL) =>
	await api.ok<Rows>('POST', PATH, { url, actions });

describe('webhook rows', () => {
	it('are one per action', async () => {
		const { success, data } = await create(['open', 'unsubscribe', 'open']);
		expect(success).toBe(true);
		const rows = [
			{ id: expect.any(Number) as number, user_id: 7043663, url: URL, action: 'open' },
			{ id: expect.any(Number) as number, user_id: 7043663, url: URL, action: 'unsubscribe' },
		];
		expect(data).toEqual(rows);
		expect(await api.ok('GET', PATH)).toEqual({ success: true, data: rows });
		expect(await api.ok('GET', `${PATH}/`)).toEqual({ success: true, data: rows });
		expect(await api.ok('GET', `${PATH}/${data[1]?.id}`)).toEqual({ success: true, data: rows[1] });
	});

	it('change their address but not their action, and go away one by one', async () => {
		const { data } = await create(['open', 'spam']);
		const [first, second] = data;
		const done = { success: true, data: [true] };
		const body = { url: 'https://other.example/', actions: ['delete'] };
		expect(await api.ok('PUT', `${PATH}/${first?.id}`, body)).toEqual(done);
		expect(await api.ok('GET', `${PATH}/${first?.id}`)).toMatchObject({
			data: { url: 'https://other.example/', action: 'open' },
		});
		expect(await api.ok('DELETE', `${PATH}/${first?.id}`)).toEqual(done);
		expect(await api.ok('GET', PATH)).toMatchObject({ data: [{ id: second?.id, url: URL }] });
		const gone = await api.answer('DELETE', `${PATH}/${first?.id}`);
		expect([gone.status, gone.json]).toEqual([
			404,
			{ success: false, data: { message: 'Webhook not found', error_code: 404 } },
		]);
	});

	it.each([
		[{ actions: ['open'] }, 'Argument url missing'],
		[{ url: 'n8n.example', actions: ['open'] }, 'Argument url is invalid'],
		[{ url: URL }, 'Argument actions missing'],
		[{ url: URL, actions: 'open' }, 'Argument actions must be array'],
		[{ url: URL, actions: ['clicked'] }, 'Argument actions is invalid'],
	])('are not made from %j', async (body, message) => {
		const answer = await api.answer('POST', PATH, body);
		expect([answer.status, answer.json]).toEqual([
			422,
			{ success: false, data: { message, error_code: 422 } },
		]);
		expect(api.state.account.webhooks.size).toBe(0);
	});

	it('may come in the nested envelope', async () => {
		api.settings.webhookEnvelope = 'nested';
		const row = { url: URL, action: 'open' };
		expect(await api.ok('POST', `${PATH}/`, { url: URL, actions: ['open'] })).toMatchObject({
			data: { result: true, data: [row] },
		});
		const answer = await api.answer('GET', `${PATH}/1`);
		expect(answer.json).toMatchObject({ data: { result: false } });
	});

	it('hide failures in a 200 in that mode', async () => {
		api.settings.failureStyle = '200';
		for (const method of ['PUT', 'DELETE'] as const) {
			const answer = await api.answer(method, `${PATH}/1`, { url: URL });
			expect([answer.status, answer.json]).toEqual([200, { success: true, data: [false] }]);
		}
		const answer = await api.answer('POST', PATH, {});
		expect([answer.status, answer.json]).toMatchObject([200, { success: false }]);
	});

	it('may be the same twice, or not', async () => {
		await create(['open']);
		await create(['open']);
		expect(api.state.account.webhooks.size).toBe(2);
		api.settings.duplicateWebhooks = 'refused';
		expect((await api.answer('POST', PATH, { url: URL, actions: ['spam', 'open'] })).status).toBe(
			422,
		);
		expect(api.state.account.webhooks.size).toBe(2);
	});

	it.each([
		['json', 422, 200],
		['form', 200, 422],
		['both', 200, 200],
	] as const)('in the mode %s take a form with %i and JSON with %i', async (mode, form, json) => {
		api.settings.webhookBody = mode;
		const answer = await call(api.sendpulse.url + PATH, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${API_KEY}`,
				'content-type': 'application/x-www-form-urlencoded',
			},
			body: `${formBody({ url: URL })}&actions[]=open&actions[]=spam`,
		});
		expect(answer.status).toBe(form);
		expect(api.state.account.webhooks.size).toBe(form === 200 ? 2 : 0);
		expect((await api.answer('POST', PATH, { url: URL, actions: ['open'] })).status).toBe(json);
	});
});
