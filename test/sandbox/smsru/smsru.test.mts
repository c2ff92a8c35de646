import { createHash } from 'node:crypto';
import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { call, postForm } from '../testing/http.mts';
import type { Receiver } from '../testing/receiver.mts';
import { startReceiver } from '../testing/receiver.mts';

const apiId = '5f1c9a2e-0b7d-4d3e-9a61-sandbox00001';
const phone = '79001112233';
const other = '79001112244';

describe('SMS.ru', () => {
	let sandbox: Sandbox<'smsru'>;
	let receiver: Receiver;
	beforeAll(async () => {
		sandbox = await startSandbox({
			gateways: ['smsru'],
			clock: { speed: 0 },
		});
	});
	beforeEach(async () => {
		await sandbox.smsru.reset();
		receiver = await startReceiver();
	});
	afterEach(async () => await receiver.close());
	afterAll(async () => await sandbox.close());

	const ask = async (path: string, values: Record<string, string | Buffer> = {}) => {
		const { text } = await postForm(`${sandbox.smsru.url}${path}`, {
			api_id: apiId,
			json: '1',
			...values,
		});
		return JSON.parse(text) as {
			status: string;
			status_code: number;
			sms: Record<string, Record<string, unknown>>;
			[name: string]: unknown;
		};
	};
	const send = async (values: Record<string, string | Buffer> = {}) =>
		await ask('/sms/send', { to: phone, msg: 'Заказ готов', ...values });
	const codesOf = ({ sms }: Awaited<ReturnType<typeof ask>>) =>
		Object.values(sms).map(({ status_code }) => status_code);

	it('takes one text for several numbers, or a text for each', async () => {
		expect(await send({ to: `${phone},${other}` })).toMatchObject({
			status: 'OK',
			status_code: 100,
			sms: {
				[phone]: { status: 'OK', sms_id: '000000-10000000', cost: 3.5 },
				[other]: { status_code: 100 },
			},
			balance: 4115.56,
		});
		await ask('/sms/send', { [`to[${phone}]`]: 'Раз', [`to[${other}]`]: 'Два' });
		expect(sandbox.smsru.messages.map(({ recipient, text }) => `${recipient}: ${text}`)).toEqual([
			`${phone}: Заказ готов`,
			`${other}: Заказ готов`,
			`${phone}: Раз`,
			`${other}: Два`,
		]);
	});

	it('knows a number once in a request: the last of two counts', async () => {
		const form = [`to%5B${phone}%5D=one`, `to%5B${phone}%5D=two`].join('&');
		await call(`${sandbox.smsru.url}/sms/send`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: `api_id=${apiId}&json=1&${form}`,
		});
		expect(sandbox.smsru.messages.map(({ text }) => text)).toEqual(['two']);
	});

	it.each<[string, Record<string, string | Buffer>, number]>([
		['another api_id', { api_id: 'wrong' }, 200],
		['an unknown sender', { from: 'Nobody' }, 204],
		['a time that is none', { time: 'tomorrow' }, 208],
		['a time too far ahead', { time: '4102444800' }, 208],
		['nobody', { to: '', msg: 'x', 'to[]': 'x' }, 100],
		['bytes that are no UTF-8', { msg: Buffer.from([0xcf, 0xf0]) }, 212],
		[
			'101 numbers',
			{ to: Array.from({ length: 101 }, (_, row) => String(79001110000 + row)).join(',') },
			213,
		],
	])('judges a request with %s', async (_what, values, code) => {
		expect((await send(values)).status_code).toBe(code);
		expect(sandbox.smsru.messages).toEqual([]);
	});

	it('takes a text that begins with a byte order mark', async () => {
		expect((await send({ msg: '\ufeffДа' })).status_code).toBe(100);
		expect(sandbox.smsru.messages.map(({ text }) => text)).toEqual(['\ufeffДа']);
	});

	it('judges each number of a request', async () => {
		await ask('/stoplist/add', { stoplist_phone: other, stoplist_text: 'нет' });
		sandbox.smsru.settings.refusals['79001112255'] = 207;
		const answer = await send({ to: `${phone},12,${other},79001112255` });
		expect(answer.status_code).toBe(100);
		expect(answer.sms).toMatchObject({
			[phone]: { status_code: 100 },
			'12': { status: 'ERROR', status_code: 202 },
			[other]: { status_code: 209 },
			'79001112255': { status_code: 207 },
		});
		expect(sandbox.smsru.messages).toHaveLength(1);
	});

	it('refuses an empty text, one of nine parts, the same one again, and what costs too much', async () => {
		expect(codesOf(await send({ msg: '' }))).toEqual([203]);
		expect(codesOf(await send({ msg: 'я'.repeat(67 * 8 + 1) }))).toEqual([205]);
		expect(codesOf(await send())).toEqual([100]);
		expect(codesOf(await send())).toEqual([231]);
		await sandbox.clock.advance(60_000);
		expect(codesOf(await send())).toEqual([100]);
		sandbox.smsru.settings.balance = 8;
		expect(codesOf(await send({ to: other }))).toEqual([201]);
	});

	it('sends nothing and takes nothing with test=1, and for a price', async () => {
		expect(await send({ test: '1' })).toMatchObject({
			sms: { [phone]: { status_code: 100 } },
			balance: 4122.56,
		});
		expect(await ask('/sms/cost', { to: `${phone},12`, msg: 'я'.repeat(71) })).toMatchObject({
			sms: { [phone]: { cost: 7, sms: 2 }, '12': { status_code: 202 } },
			total_cost: 7,
			total_sms: 2,
		});
		expect(sandbox.smsru.messages).toEqual([]);
	});

	it('tells statuses by ID, -1 for one that it does not know', async () => {
		await send({ to: `${phone},${other}` });
		await sandbox.smsru.pushStatus('000000-10000001', '105');
		const { sms } = await ask('/sms/status', {
			sms_id: '000000-10000000,000000-10000001,000000-7',
		});
		expect(sms).toMatchObject({
			'000000-10000000': { status: 'OK', status_code: 100, cost: 3.5 },
			'000000-10000001': { status_code: 105 },
			'000000-7': { status: 'ERROR', status_code: -1 },
		});
	});

	it('goes out at its time, and expires at the end of its time to live', async () => {
		const at = Math.floor(sandbox.clock.now() / 1000) + 600;
		await send({ time: String(at) });
		sandbox.smsru.settings.outcome = ['102'];
		await send({ to: other, ttl: '2' });
		await sandbox.clock.advance(121_000);
		expect(sandbox.smsru.messages.map(({ status }) => status)).toEqual(['100', '104']);
		await sandbox.clock.advance(500_000);
		expect(sandbox.smsru.messages[0]?.status).toBe('103');
		expect(sandbox.smsru.messages[0]?.scheduledAt).toBe(new Date(at * 1000).toISOString());
	});

	it('keeps the stop list, and the account', async () => {
		expect((await ask('/stoplist/get')).stoplist).toEqual([]);
		await ask('/stoplist/add', { stoplist_phone: phone, stoplist_text: 'просил' });
		expect((await ask('/stoplist/get')).stoplist).toEqual({ [phone]: 'просил' });
		await ask('/stoplist/del', { stoplist_phone: phone });
		expect((await ask('/stoplist/get')).stoplist).toEqual([]);
		expect((await ask('/my/balance')).balance).toBe(4122.56);
		expect(await ask('/my/limit')).toMatchObject({ total_limit: 1000, used_today: 0 });
		expect(await ask('/my/free')).toMatchObject({ total_free: 5, used_today: null });
		expect((await ask('/my/senders')).senders).toEqual(['MyShop', 'SMSRU']);
		expect((await ask('/auth/check')).status).toBe('OK');
		expect((await ask('/my/money')).status_code).toBe(211);
	});

	describe('a handler', () => {
		const register = async () => await ask('/callback/add', { url: `${receiver.url}/h` });
		const signed = (body: string) => {
			const form = new URLSearchParams(body);
			const entries = [...form]
				.filter(([name]) => name.startsWith('data'))
				.map(([, value]) => value);
			const hash = createHash('sha256')
				.update(apiId + entries.join(''))
				.digest('hex');
			return { entries, isRight: form.get('hash') === hash };
		};

		it('is told each status, signed, until it prints 100', async () => {
			await register();
			await send();
			await sandbox.clock.advance(2000);
			const [first] = receiver.calls;
			expect(signed(first?.body ?? '')).toEqual({
				entries: [expect.stringMatching(/^sms_status\n000000-10000000\n102\n\d{10}$/)],
				isRight: true,
			});
			// The receiver prints nothing, which is not 100.
			expect(sandbox.smsru.callbacks.map(({ outcome }) => outcome)).toEqual(['retry', 'retry']);
			await sandbox.clock.advance(60_000);
			expect(receiver.calls).toHaveLength(4);
		});

		it('is registered once, and taken out by its address', async () => {
			await register();
			expect((await register()).callback).toEqual([`${receiver.url}/h`]);
			expect((await ask('/callback/del', { url: 'https://other.test' })).status_code).toBe(902);
			expect((await ask('/callback/del', { url: `${receiver.url}/h` })).callback).toEqual([]);
			expect((await ask('/callback/add', { url: 'ftp://x' })).status_code).toBe(901);
		});
	});
});
