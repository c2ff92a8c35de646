import { createHash } from 'node:crypto';

import iconv from 'iconv-lite';

import type { RecordedRequest } from '../framework/exchange.mts';
import { sendJson } from '../testing/http.mts';
import type { Receiver } from '../testing/receiver.mts';
import { startReceiver } from '../testing/receiver.mts';
import { PHONE, sendSms, useSmsc } from './testing/smsc.mts';

const MINUTE = 60_000;
const SECRET = 'smsc-sandbox-secret';

const digest = (kind: string, text: string, codec = 'utf8'): string =>
	createHash(kind).update(iconv.encode(text, codec)).digest('hex');

/** A form decoded from the bytes its percent-encoding stands for. */
const readForm = (body: string, codec: string): Record<string, string> =>
	Object.fromEntries(
		body.split('&').map((pair) => {
			const [name = '', value = ''] = pair.split('=');
			const bytes = value
				.replaceAll('+', ' ')
				.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
			return [name, iconv.decode(Buffer.from(bytes, 'latin1'), codec)];
		}),
	);

describe('callbacks', () => {
	const use = useSmsc();
	let receiver: Receiver;
	beforeEach(async () => {
		receiver = await startReceiver();
		use.smsc.settings.callbackUrl = `${receiver.url}/sms`;
	});
	afterEach(async () => await receiver.close());

	const handler = (options: string) => {
		use.smsc.settings.callbackUrl = `${receiver.url}/sms?${options}`;
	};
	const forms = (codec = 'win1251') => receiver.calls.map(({ body }) => readForm(body, codec));

	it('reports every status by a form POST to the address as it stands', async () => {
		handler('charset=utf-8&md5&own=1');
		await sendSms(use.smsc, { id: '7' });
		await use.sandbox.clock.advance(3000);
		expect(receiver.calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
			'POST /sms?charset=utf-8&md5&own=1',
			'POST /sms?charset=utf-8&md5&own=1',
		]);
		expect(forms()[1]).toEqual({
			id: '7',
			phone: PHONE,
			status: '1',
			time: expect.stringMatching(/^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/) as string,
			ts: expect.stringMatching(/^\d{10}$/) as string,
			err: '0',
			cnt: '1',
			type: '0',
			flag: '0',
			cost: '1.50',
			md5: digest('md5', `7:${PHONE}:1:${SECRET}`),
		});
		expect(use.smsc.callbacks).toMatchObject([
			{ messageIds: [`7:${PHONE}`], status: '0', outcome: 'delivered' },
			{ status: '1', outcome: 'delivered' },
		]);
	});

	it('reports nothing without a handler', async () => {
		use.smsc.settings.callbackUrl = '';
		await sendSms(use.smsc);
		await use.sandbox.clock.advance(MINUTE);
		expect(use.smsc.callbacks).toEqual([]);
	});

	it.each(['md5', 'sha1'])('signs with %s when the address asks for it', async (kind) => {
		handler(`${kind}=1`);
		use.smsc.settings.callbackSecret = 'пароль';
		await sendSms(use.smsc, { id: '7' });
		await use.sandbox.clock.advance(1000);
		expect(forms()[0]?.[kind]).toBe(digest(kind, `7:${PHONE}:0:пароль`, 'win1251'));
	});

	it('signs with crc32, in hex or as a number', async () => {
		handler('crc32');
		use.smsc.settings.outcome = [];
		await sendSms(use.smsc, { id: '7' });
		await use.smsc.pushStatus(`7:${PHONE}`, 1);
		use.smsc.settings.crc32 = 'decimal';
		await use.smsc.pushStatus(`7:${PHONE}`, 1);
		const [hex, decimal] = forms().map((form) => form.crc32 ?? '');
		// python3 -c "import zlib; print('%08x' % zlib.crc32(b'7:79161234567:1:smsc-sandbox-secret'))"
		expect(hex).toBe('82ee3d77');
		expect(decimal).toBe(String(parseInt('82ee3d77', 16)));
	});

	it('is not signed when the address does not ask', async () => {
		await sendSms(use.smsc);
		await use.sandbox.clock.advance(1000);
		expect(Object.keys(forms()[0] ?? {})).toEqual([
			'id',
			'phone',
			'status',
			'time',
			'ts',
			'err',
			'cnt',
			'type',
			'flag',
			'cost',
		]);
	});

	it('reports by GET when told, in the query', async () => {
		handler('charset=utf-8&md5');
		use.smsc.settings.callbackMethod = 'GET';
		await sendSms(use.smsc, { id: '7' });
		await use.sandbox.clock.advance(1000);
		expect(receiver.calls[0]).toMatchObject({ method: 'GET', body: '' });
		const query = new URL(receiver.calls[0]?.url ?? '', receiver.url).searchParams;
		expect(Object.fromEntries(query)).toMatchObject({ charset: 'utf-8', id: '7', status: '0' });
	});

	it('reports what an HLR request found', async () => {
		handler('charset=utf-8');
		await sendSms(use.smsc, { hlr: '1' });
		await use.sandbox.clock.advance(1000);
		expect(forms('utf8')[0]).toMatchObject({ type: '4', cn: 'Россия', net: 'МТС', mcc: '250' });
	});

	it('reports JSON with numbers, or with strings', async () => {
		handler('charset=utf-8&fmt=3&sha1');
		await sendSms(use.smsc, { id: '7' });
		await use.sandbox.clock.advance(1000);
		use.smsc.settings.callbackJson = 'strings';
		await use.sandbox.clock.advance(1000);
		const [first, second] = receiver.calls.map(({ body }) => JSON.parse(body) as object);
		expect(first).toMatchObject({
			id: 7,
			phone: PHONE,
			status: 0,
			err: 0,
			cost: '1.50',
			sha1: digest('sha1', `7:${PHONE}:0:${SECRET}`),
		});
		expect(second).toMatchObject({ id: '7', status: '1' });
	});

	it('reports XML', async () => {
		handler('fmt=2');
		await sendSms(use.smsc, { id: '7' });
		await use.sandbox.clock.advance(1000);
		expect(receiver.calls[0]?.body).toMatch(/^<result>\n<id>7<\/id>\n<phone>79[^]*<\/result>$/);
	});

	it.each([
		['', 'win1251'],
		['charset=koi8-r', 'koi8r'],
		['charset=utf-8', 'utf8'],
	])('hands on an incoming SMS, with %j in %s, and signs those bytes', async (options, codec) => {
		handler(`${options}&md5`);
		const { id } = await use.smsc.state.receive({ phone: PHONE, message: 'Стоп & да', to: '7903' });
		expect(forms(codec)).toEqual([
			{
				id: String(id),
				phone: PHONE,
				mes: 'Стоп & да',
				to: '7903',
				md5: digest('md5', `${PHONE}:Стоп & да:7903:${SECRET}`, codec),
			},
		]);
	});

	/** The sandbox as its own handler: its request log keeps the bytes. */
	const toItself = async (options: string): Promise<RecordedRequest> => {
		use.smsc.settings.callbackUrl = `${use.smsc.url}/handler?${options}`;
		await use.smsc.state.receive({ phone: PHONE, message: 'Да' });
		const request = use.smsc.requests.at(-1);
		if (!request) throw new Error('no callback came');
		return request;
	};

	it.each([
		['fmt=3', 'c4e0'],
		['fmt=3&charset=windows-1251', 'c4e0'],
		['fmt=2&charset=koi8-r', 'c4e0'],
		['fmt=3&charset=utf-8', 'd094d0b0'],
	])('writes JSON and XML in the bytes %s asks for; koi8-r there is none', async (options, hex) => {
		expect((await toItself(options)).body.includes(Buffer.from(hex, 'hex'))).toBe(true);
	});

	it('names the charset in the Content-Type when told', async () => {
		const type = async (options: string) => (await toItself(options)).headers['content-type'];
		expect(await type('fmt=3')).toBe('application/json');
		use.smsc.settings.callbackCharsetLabel = true;
		expect(await type('fmt=3')).toBe('application/json; charset=windows-1251');
		expect(await type('charset=utf-8')).toBe('application/x-www-form-urlencoded; charset=utf-8');
	});

	it('reports a call that was waited for', async () => {
		handler('md5');
		await use.smsc.state.call(PHONE);
		const ts = String(Math.floor(use.sandbox.clock.now() / 1000));
		expect(forms()).toEqual([
			{ phone: PHONE, waitcall: '79037672219', ts, md5: digest('md5', `${PHONE}:${ts}:${SECRET}`) },
		]);
	});

	it('does the same by the control interface', async () => {
		const act = async (action: string, input: object) =>
			await sendJson('POST', `${use.sandbox.controlUrl}/actions/smsc/${action}`, input);
		expect((await act('receive', { phone: PHONE, message: 'Да' })).json).toMatchObject({ id: 1 });
		expect((await act('call', { phone: PHONE })).status).toBe(200);
		expect((await act('receive', { phone: PHONE })).status).toBe(400);
		expect((await act('nothing', {})).status).toBe(404);
		expect(forms()).toMatchObject([{ mes: 'Да' }, { waitcall: '79037672219' }]);
	});
});
