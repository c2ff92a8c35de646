import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { call, formBody, postForm } from '../testing/http.mts';
import { ACCEPTED, onlyMessage, sendOne } from '../testing/kupon.mts';
import { TYPES } from './wire.mts';

const PATH = '/api/v1/bulk/send-message';

describe('send-message', () => {
	let sandbox: Sandbox<'kupon'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['kupon'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.kupon.reset());
	afterAll(async () => await sandbox.close());

	const refusal = async (changes: Parameters<typeof sendOne>[1]): Promise<string> => {
		const answer = await sendOne(sandbox.kupon, changes);
		expect(answer.json).toEqual({ type: 'error', msg: expect.any(String) as string });
		expect(sandbox.kupon.messages).toEqual([]);
		return (answer.json as { msg: string }).msg;
	};

	it('accepts a form and shows the message', async () => {
		const answer = await sendOne(sandbox.kupon, {
			html_text: '<b>Заказ</b>',
			button: 'Открыть',
			action: 'https://shop.example/?a=1&b=2',
			image: 'https://shop.example/i.png',
			ttl: '60',
			callback: 'https://n8n.example/k?id={id}&status={status}',
		});
		expect(answer.status).toBe(200);
		expect(answer.contentType).toBe('application/json; charset=utf-8');
		const message = onlyMessage(sandbox.kupon);
		expect(answer.json).toEqual({ type: 'success', id: message.id });
		expect(message).toMatchObject({
			gateway: 'kupon',
			channel: 'sms',
			recipient: '79001112233',
			sender: 'MyShop',
			text: 'Заказ 42 готов',
			html: '<b>Заказ</b>',
			button: 'Открыть',
			action: 'https://shop.example/?a=1&b=2',
			image: 'https://shop.example/i.png',
			scheduledAt: null,
			status: '-1',
			requestId: sandbox.kupon.requests[0]?.id,
			details: {
				charset: 'UTF-8',
				decodeProblems: [],
				callback: 'https://n8n.example/k?id={id}&status={status}',
				callbackProblems: [],
				ttl: 60,
			},
		});
		expect(message.raw.ttl).toBe('%36%30');
	});

	it('gives every message an id of its own', async () => {
		const ids = [await sendOne(sandbox.kupon), await sendOne(sandbox.kupon)].map(
			({ json }) => (json as { id: string }).id,
		);
		expect(new Set(ids).size).toBe(2);
		expect(sandbox.kupon.messages.map(({ id }) => id)).toEqual(ids);
	});

	it('accepts a GET query', async () => {
		const answer = await call(`${sandbox.kupon.url}${PATH}?${formBody(ACCEPTED)}`);
		expect(answer.json).toMatchObject({ type: 'success' });
		expect(onlyMessage(sandbox.kupon).text).toBe('Заказ 42 готов');
	});

	it.each(TYPES)('knows the type %s', async (type) => {
		const changes = {
			email: { sent_to: 'a@b.example' },
			push: { sent_to: 'token1,token2' },
			bulk: { sender: '1234', sent_to: 'a@b.example' },
			hlr: { sent_text: undefined },
		}[type as string];
		expect((await sendOne(sandbox.kupon, { ...changes, type })).json).toMatchObject({
			type: 'success',
		});
		expect(onlyMessage(sandbox.kupon).channel).toBe(type);
	});

	it('shows the push tokens and the scenario', async () => {
		await sendOne(sandbox.kupon, { type: 'push', sent_to: 'a,b' });
		await sendOne(sandbox.kupon, { type: 'bulk', sender: '77' });
		const details = sandbox.kupon.messages.map((message) => message.details);
		expect(details[0]).toMatchObject({ pushTokens: ['a', 'b'] });
		expect(details[1]).toMatchObject({ scenario: '77' });
	});

	it.each<[string, Parameters<typeof sendOne>[1], RegExp]>([
		['no token', { token: undefined }, /token/],
		['an unknown token', { token: 'x' }, /токен/],
		['no type', { type: undefined }, /тип/],
		['an unknown type', { type: 'SMS' }, /SMS/],
		['no recipient', { sent_to: undefined }, /sent_to/],
		['a plus', { sent_to: '+79001112233' }, /"\+"/],
		['spaces', { sent_to: '7 900 111 22 33' }, /получатель/],
		['a phone list', { sent_to: '79001112233,79001112234' }, /push/],
		['an e-mail for sms', { sent_to: 'a@b.example' }, /получатель/],
		['a phone for email', { type: 'email' }, /электронной почты/],
		['a token for bulk', { type: 'bulk', sender: '1', sent_to: 'abc' }, /телефона или email/],
		['bulk without sender', { type: 'bulk', sender: undefined }, /сценарию/],
		['bulk with a name as sender', { type: 'bulk', sender: 'MyShop' }, /сценарию/],
		['an empty push token', { type: 'push', sent_to: 'a,,b' }, /получатель/],
		['a push token with find_token', { type: 'push', sent_to: 'a', find_token: '1' }, /email/],
		['no text', { sent_text: undefined }, /sent_text/],
		['an empty text', { sent_text: '' }, /sent_text/],
		['html_text only, for sms', { sent_text: undefined, html_text: '<b>' }, /sent_text/],
		['a date with seconds', { sent_date: '2030-01-02 03:04:05' }, /дата/],
		['a date with T', { sent_date: '2030-01-02T03:04' }, /дата/],
		['a day that is not', { sent_date: '2030-02-30 03:04' }, /дата/],
		['an hour that is not', { sent_date: '2030-02-03 24:00' }, /дата/],
		['an empty date', { sent_date: '' }, /дата/],
		['a ttl in words', { ttl: '1h' }, /ttl/],
		['a fraction as ttl', { ttl: '1.5' }, /ttl/],
		['another charset', { charset: 'KOI8-R' }, /KOI8-R/],
		['a charset in lower case', { charset: 'utf-8' }, /utf-8/],
		['a switch that is not 1', { kannel_status: 'true' }, /kannel_status/],
		['find_token that is not 1', { find_token: '0' }, /find_token/],
		['a callback encoded twice', { callback: 'https%3A%2F%2Fa.example%2F' }, /callback/],
		['a callback that is no address', { callback: 'a.example' }, /callback/],
		['an image encoded twice', { image: 'https%3A%2F%2Fa.example%2Fi.png' }, /image/],
		['an action encoded twice', { action: 'https%3A%2F%2Fa.example' }, /action/],
		['an unknown parameter', { sentTo: '1' }, /sentTo/],
	])('refuses %s', async (_, changes, msg) => {
		expect(await refusal(changes)).toMatch(msg);
	});

	it.each<[string, Parameters<typeof sendOne>[1]]>([
		[
			'html_text only, for email',
			{ type: 'email', sent_to: 'a@b.example', sent_text: undefined, html_text: '<b>' },
		],
		['html_text only, for push', { type: 'push', sent_text: undefined, html_text: '<b>' }],
		['push by phone with find_token', { type: 'push', find_token: '1' }],
		['a bot command as action', { type: 'bot', sent_to: 'chat-1', action: '/start' }],
		['no sender', { sender: undefined }],
		['no charset', { charset: undefined }],
	])('accepts %s', async (_, changes) => {
		expect((await sendOne(sandbox.kupon, changes)).json).toMatchObject({ type: 'success' });
	});

	it('refuses a parameter that came twice', async () => {
		const body = `${formBody(ACCEPTED)}&sent_to=79001112234`;
		const answer = await postForm(sandbox.kupon.url + PATH, {}, { body });
		expect(answer.json).toMatchObject({
			type: 'error',
			msg: expect.stringContaining('sent_to') as string,
		});
	});

	it('refuses a broken percent escape', async () => {
		const body = `${formBody({ ...ACCEPTED, sent_text: '' })}100%`.replace(
			'sent_text=',
			'sent_text=%zz',
		);
		const answer = await postForm(sandbox.kupon.url + PATH, {}, { body });
		expect(answer.json).toMatchObject({
			msg: expect.stringContaining('url-кодирование') as string,
		});
	});

	it('refuses parameters in the address of a POST', async () => {
		const { token, ...rest } = ACCEPTED;
		const answer = await postForm(`${sandbox.kupon.url}${PATH}?token=${token}`, rest);
		expect(answer.json).toMatchObject({
			type: 'error',
			msg: expect.stringContaining('теле') as string,
		});
	});

	const asJson = {
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(ACCEPTED),
	};
	const asMultipart = {
		headers: { 'content-type': 'multipart/form-data; boundary=b' },
		body:
			Object.entries(ACCEPTED)
				.map(
					([name, value]) =>
						`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
				)
				.join('') + '--b--\r\n',
	};

	it.each([
		['JSON', asJson],
		['multipart', asMultipart],
	])('refuses %s, unless lenient', async (_, options) => {
		const url = sandbox.kupon.url + PATH;
		const strict = await call(url, { method: 'POST', ...options });
		expect(strict.json).toMatchObject({ type: 'error' });
		sandbox.kupon.settings.strict = false;
		const lenient = await call(url, { method: 'POST', ...options });
		expect(lenient.json).toMatchObject({ type: 'success' });
		expect(onlyMessage(sandbox.kupon).text).toBe('Заказ 42 готов');
	});

	it('lenient: shows a callback that was encoded twice instead of refusing it', async () => {
		sandbox.kupon.settings.strict = false;
		await sendOne(sandbox.kupon, { callback: encodeURIComponent('http://127.0.0.1/?id={id}') });
		const problems = onlyMessage(sandbox.kupon).details.callbackProblems;
		expect(problems).toEqual([
			'not an address',
			'a modifier is still percent-encoded and will not be substituted',
		]);
		await sandbox.clock.advance(1000);
		expect(sandbox.kupon.callbacks[0]).toMatchObject({ httpStatus: null, outcome: 'retry' });
		expect(sandbox.kupon.callbacks[0]?.error).toMatch(/URL/);
	});

	it('lenient: token, type and recipient stay necessary', async () => {
		sandbox.kupon.settings.strict = false;
		expect(await refusal({ token: 'x' })).toMatch(/токен/);
		expect(await refusal({ type: 'x' })).toMatch(/тип/);
		expect(await refusal({ sent_to: undefined })).toMatch(/sent_to/);
		expect((await sendOne(sandbox.kupon, { sent_to: '+7 900' })).json).toMatchObject({
			type: 'success',
		});
	});

	it('has only the two documented paths and methods', async () => {
		const { url } = sandbox.kupon;
		expect((await postForm(`${url}${PATH}/`, ACCEPTED)).status).toBe(404);
		expect((await postForm(`${url}/api/v1/bulk/send`, ACCEPTED)).status).toBe(404);
		expect((await call(url + PATH, { method: 'PUT' })).status).toBe(405);
		expect(sandbox.kupon.messages).toEqual([]);
	});
});
