/** What a recording keeps, and what it replaces by what. */
import { createHash } from 'node:crypto';
import type { Exchange } from '../model.mts';
import { redactRecording } from '../recording/redact.mts';
import { bytesOfBody, type RecordedExchange } from '../recording/recording.mts';
import { exchangeOf } from './attack/places.mts';
import { planOf } from './attack/run.mts';

type Parts = Parameters<typeof exchangeOf>[0];

const record = (
	gateway: string,
	secrets: string[],
	...parts: Parts[]
): readonly RecordedExchange[] =>
	redactRecording(
		{ exchanges: parts.map((one): Exchange => exchangeOf(one)), callbacks: [] },
		{ ...planOf(gateway, []), secrets },
	).recording.exchanges;

const requestOf = (one: RecordedExchange | undefined) =>
	bytesOfBody(one?.request.body).toString('utf8');
const answerOf = (one: RecordedExchange | undefined) =>
	bytesOfBody(one?.answer?.body).toString('utf8');
const answer = (text: string, gateway = 'smsc') =>
	answerOf(record(gateway, [], { answer: text })[0]);

describe('what names nobody stays', () => {
	test.each([
		['smsc', '{\n"error": "authorise error",\n"error_code": 2\n}'],
		['smsc', 'ERROR = 7 (invalid number)'],
		[
			'smsc',
			'{"status":1,"last_date":"28.11.2026 10:00:00","last_timestamp":1795000000,"err":0,"status_name":"Доставлено","type":0}',
		],
		['smsby', '{"error":"billing error"}'],
		[
			'smsru',
			'{"status":"ERROR","status_code":202,"status_text":"Неправильно указан номер телефона получателя, либо на него нет маршрута"}',
		],
		['kupon', '{"type":"success"}'],
		['sendpulse', '{"error":"invalid_client","error_code":1}'],
		[
			'smsc',
			'<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr></body></html>',
		],
		['smsc', ''],
	])('%s: %s', (gateway, text) => {
		expect(answer(text, gateway)).toBe(text);
	});

	test('parameters, headers and paths', () => {
		const [one] = record('smsc', [], {
			path: '/sys/phones.php',
			query: 'fmt=3&charset=windows-1251&cost=1&get_group=1&start=01.11.2026',
			headers: [
				['User-Agent', 'axios/1.12.0'],
				['Accept', 'application/json, text/html;q=0.9, */*'],
			],
			answerHeaders: [
				['Retry-After', '60'],
				['Server', 'nginx/1.24.0'],
				['X-What-Is-It', 'Ivan'],
			],
		});
		expect(one?.request.path).toBe('/sys/phones.php');
		expect(one?.request.query).toBe(
			'fmt=3&charset=windows-1251&cost=1&get_group=1&start=01.11.2026',
		);
		expect(one?.request.headers.slice(1)).toEqual([
			['User-Agent', 'axios/1.12.0'],
			['Accept', 'application/json, text/html;q=0.9, */*'],
		]);
		expect(one?.answer?.headers.slice(1, 3)).toEqual([
			['Retry-After', '60'],
			['Server', 'nginx/1.24.0'],
		]);
		expect(one?.answer?.headers[3]?.[0]).toBe('X-What-Is-It');
		expect(one?.answer?.headers[3]?.[1]).not.toContain('Ivan');
	});
});

describe('what may be somebody’s is replaced', () => {
	test.each([
		['a text that no list has', '{"whatever":"Kravtsova"}'],
		['a status that is no word of the gateway', '{"status":"Kravtsova"}'],
		['a refusal with somebody in it', '{"error":"invalid number of Kravtsova"}'],
		['a refusal that no list has', '{"error":"Kravtsova"}'],
		['a long number as a code', '{"error_code":48151623}'],
		['money, also a single figure', '{"balance":1}'],
		['money as text', '{"balance":"0"}'],
		['a day that is no time of the interface', '{"birthday":"12.05.1987"}'],
		['a key that is somebody', '{"kravtsova":{"status":"OK"}}'],
		['a code that lets somebody in', '{"code":"4815"}'],
		['an id that is a phone', '{"id":"79161234567"}'],
		['a picture of somebody’s text', '{"text":"👩‍🚀"}'],
		['a secret in a field of words', '{"type":"hunter2!"}'],
	])('%s', (_, text) => {
		const seen = answer(text);
		expect(seen).not.toBe(text);
		expect(Buffer.byteLength(seen)).toBe(Buffer.byteLength(text));
		expect(seen.replace(/[^{}[\]":,]/g, '')).toBe(text.replace(/[^{}[\]":,]/g, ''));
	});

	test('a secret of signs only', () => {
		const [one] = record('smsc', ['!@#$%^&*'], {
			query: `whatever=${encodeURIComponent('!@#$%^&*')}`,
			answer: '{"whatever":"x !@#$%^&* y"}',
		});
		expect(one?.request.query).not.toMatch(/!%40%23/);
		expect(answerOf(one)).not.toContain('!@#');
	});

	test('a password that an answer gives away is known from then on', () => {
		const [, second] = record(
			'sendpulse',
			[],
			{ answer: '{"access_token":"ab!cd?ef#1"}' },
			{ answer: '{"note":"it was ab!cd?ef#1"}' },
		);
		expect(answerOf(second)).not.toContain('!');
	});
});

describe('the same value has the same stand-in', () => {
	test('a phone, in every writing', () => {
		const [one] = record('smsc', [], {
			path: '/contacts/79161234567',
			query: 'phone=%2B79161234567',
			body: 'phones=79161234567,89161234567&list=79161234567%3AHi',
			answer: '{"phone":79161234567,"phones":{"79161234567":"+7 (916) 123-45-67"}}',
		});
		const stand = /\/contacts\/(\d{11})/.exec(one?.request.path ?? '')?.[1] ?? '';
		expect(stand).toMatch(/^7916\d{7}$/);
		expect(one?.request.query).toBe(`phone=%2B${stand}`);
		expect(requestOf(one)).toContain(`phones=${stand},8${stand.slice(1)}&list=${stand}%3A`);
		expect(answerOf(one)).toContain(
			`{"phone":${stand},"phones":{"${stand}":"+7 (916) ${stand.slice(4, 7)}-${stand.slice(7, 9)}-${stand.slice(9)}"}}`,
		);
	});

	test('an id of an answer, in later requests', () => {
		const [one, two] = record(
			'smsc',
			[],
			{ answer: '{"id":481516,"cnt":1}' },
			{ query: 'id=481516,481516,', path: '/x/481516' },
		);
		const id = /"id":(\d{6}),"cnt":1/.exec(answerOf(one))?.[1] ?? '';
		expect(id).not.toBe('481516');
		expect(two?.request.query).toBe(`id=${id},${id},`);
		expect(two?.request.path).toBe(`/x/${id}`.replace('/x', two?.request.path.slice(0, 2) ?? ''));
	});

	test('a password, alone and with its login', () => {
		const [one] = record('smsc', ['Tr0ub4dor'], {
			body: 'login=somebody&psw=Tr0ub4dor',
			headers: [['Authorization', `Basic ${Buffer.from('somebody:Tr0ub4dor').toString('base64')}`]],
		});
		const [, login = '', password = ''] = /^login=(\w+)&psw=(\w+)$/.exec(requestOf(one)) ?? [];
		const basic = one?.request.headers.at(-1)?.[1] ?? '';
		expect(Buffer.from(basic.replace('Basic ', ''), 'base64').toString()).toBe(
			`${login}:${password}`,
		);
		expect(password).toMatch(/^[A-Z][a-z]\d[a-z]{2}\d[a-z]{3}$/);
	});

	test('a sum of a password, which is not the sum of its stand-in', () => {
		const sum = createHash('md5').update('Tr0ub4dor').digest('hex');
		const [one] = record('smsc', ['Tr0ub4dor'], { body: `psw=${sum}`, query: `hash=${sum}` });
		expect(requestOf(one)).toMatch(/^psw=[0-9a-f]{32}$/);
		expect(one?.request.query).toBe(`hash=${requestOf(one).slice(4)}`);
		expect(requestOf(one)).not.toContain(sum);
	});

	test('and another recording has others', () => {
		const stand = () => answer('{"whatever":"Kravtsova"}');
		expect(stand()).not.toBe(stand());
	});
});

describe('the form stays', () => {
	test('windows-1251, byte by byte', () => {
		const bytes = Buffer.from('7b226d657373616765223a22cff0e8e2e5f2227d', 'hex');
		const [one] = record('smsc', [], {
			answer: bytes,
			answerType: 'application/json; charset=windows-1251',
		});
		const seen = bytesOfBody(one?.answer?.body);
		expect(one?.answer?.body).toMatchObject({ charset: 'windows-1251' });
		expect(seen).toHaveLength(bytes.length);
		expect(new TextDecoder('windows-1251').decode(seen)).toMatch(/^\{"message":"[А-Я][а-я]{5}"\}$/);
		expect(seen.equals(bytes)).toBe(false);
	});

	test.each([
		['percent signs of windows-1251', 'mes=%CF%F0%E8%E2', /^mes=(?:%[C-F][0-9A-F]){4}$/i],
		['percent signs of UTF-8', 'mes=%D0%9F%d1%80', /^mes=%D[01]%[0-9A-F]{2}%d[01]%[0-9a-f]{2}$/],
		['percent signs of UTF-16', 'mes=%04%1F%04%40', /^mes=%04%[0-9A-F]{2}%04%[0-9A-F]{2}$/i],
		['a plus', 'mes=one+two', /^mes=[a-z]{3}\+[a-z]{3}$/],
		[
			'JSON in a form',
			`messages=${encodeURIComponent('[{"sent_to":"79161234567","ttl":15}]')}`,
			/^messages=%5B%7B%22sent_to%22%3A%227916\d{7}%22%2C%22ttl%22%3A15%7D%5D$/,
		],
	])('%s', (_, body, form) => {
		const [one] = record('kupon', [], { body });
		expect(requestOf(one).replace(/^\w+=/, `${body.split('=')[0]}=`)).toMatch(form);
		expect(requestOf(one)).not.toBe(body);
	});

	test('base64 of a letter is base64 of a letter', () => {
		const html = '<p class="x">Привет, Иван</p>';
		const seen = answer(
			JSON.stringify({ body: Buffer.from(html).toString('base64') }),
			'sendpulse',
		);
		const { body } = JSON.parse(seen) as { body: string };
		expect(Buffer.from(body, 'base64').toString()).toMatch(
			/^<p class="x">[А-Я][а-я]{5}, [А-Я][а-я]{3}<\/p>$|^<p class="[a-z]">[А-Я][а-я]{5}, [А-Я][а-я]{3}<\/p>$/,
		);
	});

	test('keys, their order, white space and types', () => {
		const text =
			'{ "id" : 481516 ,\n\t"name":"Kravtsova", "active":true,"deleted":null, "balance":-12.50e1 }';
		expect(answer(text)).toMatch(
			/^\{ "id" : [1-9]\d{5} ,\n\t"name":"[A-Z][a-z]{8}", "active":true,"deleted":null, "balance":-\d{2}\.\d{2}e1 \}$/,
		);
	});

	test('a day is a day', () => {
		const seen = JSON.parse(answer('{"birthday":"1987-05-12","bd":"31.12.87"}')) as Record<
			string,
			string
		>;
		expect(Number.isNaN(Date.parse(seen.birthday ?? ''))).toBe(false);
		expect(seen.bd).toMatch(/^(?:0[1-9]|1[0-2])\.(?:0[1-9]|1[0-2])\.\d\d$/);
	});

	test('bytes that are no text are as many others', () => {
		const bytes = Buffer.from([0, 1, 2, 3, 250, 7, 7]);
		const [one] = record('smsc', [], { answer: bytes });
		expect(one?.answer?.body).toMatchObject({ base64: expect.any(String) });
		expect(bytesOfBody(one?.answer?.body)).toHaveLength(7);
	});
});

test('what was replaced for want of a list is told, so that it may stay', () => {
	const heard = {
		exchanges: [exchangeOf({ answer: '{"zugriff":1,"error":"strange new words"}' })],
		callbacks: [],
	};
	const { replaced } = redactRecording(heard, planOf('smsc', []));
	expect(replaced).toEqual({ names: ['zugriff'], phrases: ['strange new words'] });
	const kept = redactRecording(heard, {
		...planOf('smsc', []),
		keep: [...replaced.names, ...replaced.phrases],
	});
	expect(answerOf(kept.recording.exchanges[0])).toBe('{"zugriff":1,"error":"strange new words"}');
});

test('callbacks are redacted as requests are', () => {
	const { request } = exchangeOf({
		query: 'id=481516&status=1&phone=79161234567',
		headers: [['X-Token', 'Kravtsova']],
	});
	const { recording } = redactRecording(
		{
			exchanges: [],
			callbacks: [
				{ ...request, at: '2026-11-28T10:00:00.000Z', verified: undefined, answered: 200 },
			],
		},
		planOf('smsc', []),
	);
	const [one] = recording.callbacks;
	expect(one).toMatchObject({ after: 0, answered: 200 });
	expect(JSON.stringify(one)).toMatch(/status=1/);
	expect(JSON.stringify(one)).not.toMatch(/Kravtsova|79161234567|481516/);
});
