import fc from 'fast-check';
import iconv from 'iconv-lite';
import { formBody } from '../../../nodes/shared/text/charset.ts';
import {
	type CallbackRequest,
	decodeCallback,
	rawEvent,
	single,
} from '../../../nodes/shared/callbacks/decode.ts';
import { holds } from '../../properties.mts';

const form = 'application/x-www-form-urlencoded';
const decode = (request: Partial<CallbackRequest> & { type?: string }, charset?: string) => {
	const { type, ...more } = request;
	const headers = type === undefined ? {} : { 'content-type': type };
	const whole = { method: 'POST', url: '/webhook/x', headers, body: Buffer.alloc(0), ...more };
	return decodeCallback(whole, charset);
};
const all = (values: ReadonlyMap<string, string[]>) => Object.fromEntries(values);

/** Every byte as it travels in a URL or form of a gateway that works in this charset. */
const percent = (text: string, charset: string): string =>
	Array.from(iconv.encode(text, charset), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(
		'',
	);

describe('the query of a call', () => {
	test.each<[string, Record<string, string[]>]>([
		['/x', {}],
		['/x?', {}],
		['/x?a=1&b=2', { a: ['1'], b: ['2'] }],
		['/x?a=1&a=2&b=&c', { a: ['1', '2'], b: [''], c: [''] }],
		['/x?&&a=1&', { a: ['1'] }],
		['/x?a=b=c', { a: ['b=c'] }],
		['/x?=1', { '': ['1'] }],
		['/x?a+b=c+d%20e%2Bf', { 'a b': ['c d e+f'] }],
		['/x?a=%D0%9F%d1%80', { a: ['Пр'] }],
		['/x?a=100%&b=%zz&c=%4', { a: ['100%'], b: ['%zz'], c: ['%4'] }],
		['/x?a=%25%34%31', { a: ['%41'] }],
		['/x?a=1?b=2', { a: ['1?b=2'] }],
		['/x?a=1#b=2', { a: ['1'] }],
		['/x?__proto__=1&constructor=2', { ['__proto__']: ['1'], constructor: ['2'] }],
		['/x?a=%00%0A', { a: ['\0\n'] }],
		['/x?a=%FF&b=%D0%AF', { a: ['я'], b: ['Я'] }],
	])('%s', (url, expected) => {
		expect([...decode({ method: 'GET', url }).query]).toEqual(Object.entries(expected));
	});

	test('is read in the charset of the gateway', () => {
		const url = `/x?text=${percent('Привет, мир!', 'windows-1251')}&id=1`;
		expect(all(decode({ url }, 'windows-1251').query)).toEqual({
			text: ['Привет, мир!'],
			id: ['1'],
		});
	});
});

const part = (name: string, value: string): string =>
	`--x\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: text/plain\r\n\r\n${value}\r\n`;

describe('a form body', () => {
	test('comes back as it was, whatever is in it', () => {
		const text = fc.string({ unit: 'grapheme' }).map((value) => value.toWellFormed());
		const pairs = fc.uniqueArray(fc.tuple(text, text), {
			minLength: 1,
			selector: ([name]) => name,
		});
		holds(
			fc.property(pairs, (sent) => {
				const body = Buffer.from(formBody(sent));
				const { fields, malformed } = decode({ type: form, body });
				const values = sent.map(([name, value]): [string, string[]] => [name, [value]]);
				// A decoder drops a byte order mark at the start of a text, and nothing else.
				fc.pre(!/\ufeff/.test(JSON.stringify(sent)));
				expect([...fields]).toEqual(values);
				expect(malformed).toBe(false);
			}),
		);
	});

	test.each([
		['percent-encoded', (text: string) => percent(text, 'windows-1251')],
		['as raw bytes', (text: string) => text],
	])('in windows-1251 is read in it, %s', (_, write) => {
		const sent = `text=${write('Привет')}&more=${write('мир')}+2&id=1%2B1`;
		const body = iconv.encode(sent, 'windows-1251');
		expect(all(decode({ type: form, body }, 'windows-1251').fields)).toEqual({
			text: ['Привет'],
			more: ['мир 2'],
			id: ['1+1'],
		});
	});

	test('in UTF-8 is read in it as raw bytes as well', () => {
		const body = Buffer.from('text=Привет+мир&sign=100%&id=1%2B1');
		expect(all(decode({ type: form, body }).fields)).toEqual({
			text: ['Привет мир'],
			sign: ['100%'],
			id: ['1+1'],
		});
	});

	test.each([form, `${form}; charset=utf-8`, `${form};charset=windows-1251`, form.toUpperCase()])(
		'is told by its content type: %s',
		(type) => {
			expect(all(decode({ type, body: Buffer.from('a=1') }).fields)).toEqual({ a: ['1'] });
		},
	);

	test.each<[string, string, Record<string, string[]>]>([
		[
			'with a part that comes twice',
			part('a', '1') + part('b', '') + part('a', 'два\r\n2'),
			{ a: ['1', 'два\r\n2'], b: [''] },
		],
		['with a file', part('a', '1') + part('file"; filename="x', 'x'), { a: ['1'] }],
		[
			'with a part that has no name',
			part('', '1').replace('; name=""', '') + part('a', '1'),
			{ a: ['1'] },
		],
		[
			'of which one part has no end',
			`${part('a', '1')}--x\r\nContent-Disposition: form-data; name="b"\r\n\r\n2`,
			{ a: ['1'] },
		],
		[
			'with names in other ways that are allowed',
			part('a', '1').replace('"a"', 'a') + part('b\\"c', '2'),
			{ a: ['1'], 'b"c': ['2'] },
		],
		[
			'with a file of a name that is encoded',
			part('a"; filename*="x', 'x') + part('b', '2'),
			{ b: ['2'] },
		],
		[
			'with a name in another header',
			part('a', '1').replace('--x\r\n', '--x\r\nContent-Type: text/plain; name="b"\r\n'),
			{ a: ['1'] },
		],
		['with words around', `see --x\r\n${part('a', '1')}--x--\r\n${part('b', '2')}`, { a: ['1'] }],
		['of as many as are read', part('a', '1').repeat(1000), { a: Array<string>(1000).fill('1') }],
		['of too many', part('a', '1').repeat(1001), {}],
		['of none', 'a=1', {}],
	])('in parts, %s', (_what, parts, expected) => {
		const type = 'Multipart/Form-Data; charset=utf-8; boundary="x"';
		const body = Buffer.from(`${parts}--x--\r\n`);
		expect(all(decode({ type, body }).fields)).toEqual(expected);
	});

	test('in parts, between lines of any characters that are allowed', () => {
		const type = `multipart/form-data; boundary="a'b (c), d=e:f"`;
		const body = Buffer.from(
			part('a', '1').replace('--x', `--a'b (c), d=e:f`) + `--a'b (c), d=e:f--`,
		);
		expect(all(decode({ type, body }).fields)).toEqual({ a: ['1'] });
	});

	test('in parts, in the charset of its fields, whatever bytes its files have', () => {
		const file = part('file"; filename="x', '').replace(/\r\n$/, '');
		const [before, after] = [part('a', 'Да'), '\r\n--x--'].map((text) => Buffer.from(text));
		const body = Buffer.concat([before!, Buffer.from(file), Buffer.alloc(100, 0xff), after!]);
		expect(all(decode({ type: 'multipart/form-data; boundary=x', body }).fields)).toEqual({
			a: ['Да'],
		});
	});

	test('is not looked for in a body of another type', () => {
		for (const type of [undefined, '', 'text/plain', 'multipart/form-data']) {
			const callback = decode({ type, body: Buffer.from('a=1') });
			expect([callback.fields.size, callback.malformed, callback.text]).toEqual([0, false, 'a=1']);
		}
	});
});

describe('a JSON body', () => {
	test.each([
		'application/json',
		'application/json; charset=utf-8',
		'application/vnd.gateway.v1+json',
		'Application/JSON',
	])('is told by its content type: %s', (type) => {
		const callback = decode({ type, body: Buffer.from('{"id":"1"}') });
		expect(callback.json).toEqual({ id: '1' });
	});

	test('gives its plain values as fields, and the whole as it is', () => {
		const body = Buffer.from(
			'{"id":12345678901234567890,"ok":true,"n":null,"list":[1],"in":{"a":1},"t":"Привет"}',
		);
		const callback = decode({ type: 'application/json', body });
		expect(all(callback.fields)).toEqual({
			id: ['12345678901234567890'],
			ok: ['true'],
			t: ['Привет'],
		});
		expect(callback.json).toMatchObject({ id: '12345678901234567890', list: [1], n: null });
	});

	test('of a list has no fields', () => {
		const callback = decode({ type: 'application/json', body: Buffer.from('[{"id":1}]') });
		expect([callback.json, callback.fields.size]).toEqual([[{ id: 1 }], 0]);
	});

	test.each(['{', '{"id":1', 'id=1', '<html>', ' '])('%j is marked, not thrown', (text) => {
		const callback = decode({ type: 'application/json', body: Buffer.from(text) });
		expect(callback).toMatchObject({ malformed: true, text });
		expect(callback.json).toBeUndefined();
	});

	test('that is missing is not malformed', () => {
		expect(decode({ type: 'application/json' }).malformed).toBe(false);
	});
});

describe('UTF-8 that was cut inside a character stays UTF-8', () => {
	const cut = Buffer.from('Ошибка №5: абонент').subarray(0, -1);
	const text = 'Ошибка №5: абонен\ufffd';
	const escaped = Array.from(cut, (byte) => `%${byte.toString(16)}`).join('');

	test('in a query', () => {
		expect(all(decode({ url: `/x?error=${escaped}` }).query)).toEqual({ error: [text] });
	});

	test('in a form', () => {
		const body = Buffer.from(`error=${escaped}&id=1`);
		expect(all(decode({ type: form, body }).fields)).toEqual({ error: [text], id: ['1'] });
	});

	test('in JSON', () => {
		const body = Buffer.concat([Buffer.from('{"error":"'), cut, Buffer.from('"}')]);
		expect(decode({ type: 'application/json; charset=utf-8', body }).json).toEqual({ error: text });
	});
});

test('header names are in lower case, and repeated headers are joined', () => {
	const { headers } = decode({
		headers: { 'X-Sign': 'a', 'x-more': ['1', '2'], empty: undefined },
	});
	expect(headers).toEqual({ 'x-sign': 'a', 'x-more': '1, 2' });
});

test('whatever bytes come, decoding answers', () => {
	const type = fc.constantFrom(form, 'application/json', 'text/plain', undefined);
	const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));
	const url = fc.string({ unit: 'binary-ascii' }).map((query) => `/x?${query}`);
	holds(
		fc.property(type, bytes, url, (contentType, body, target) => {
			const callback = decode({ type: contentType, body, url: target });
			expect(callback.body).toBe(body);
			expect(() => rawEvent(callback, ['secret'])).not.toThrow();
		}),
		500,
	);
});

describe('a single value', () => {
	const callback = decode({
		url: '/x?both=query&twice=1&twice=2&empty=',
		type: form,
		body: Buffer.from('both=body&body=1&double=1&double=1&twice=3'),
	});

	test.each([
		['both', 'query'],
		['body', '1'],
		['empty', ''],
		['missing', undefined],
		['twice', undefined],
		['double', undefined],
	])('%s is %p: the query first, and nothing that comes twice', (name, expected) => {
		expect(single(callback, name)).toBe(expected);
	});
});

describe('the raw event', () => {
	test('has the query and the fields as they came, repeated ones as lists', () => {
		const callback = decode({
			url: '/x?a=1&b=1&b=2',
			type: form,
			body: Buffer.from('c=3&d=4&d=5'),
		});
		expect(rawEvent(callback, [])).toEqual({
			method: 'POST',
			query: { a: '1', b: ['1', '2'] },
			body: { c: '3', d: ['4', '5'] },
		});
	});

	test.each([
		['JSON', 'application/json', '{"a":{"b":[1]}}', { a: { b: [1] } }],
		['a text', 'text/plain', 'hello', 'hello'],
	])('has %s as it came', (_, type, text, body) => {
		expect(rawEvent(decode({ type, body: Buffer.from(text) }), []).body).toEqual(body);
	});

	test('has no body where there was none', () => {
		expect(rawEvent(decode({ method: 'GET', url: '/x?a=1' }), [])).toEqual({
			method: 'GET',
			query: { a: '1' },
		});
	});

	test.each<[string, Partial<CallbackRequest> & { type?: string }]>([
		['the query', { url: '/x?a=1&secret=s3cret-value' }],
		['the query, twice', { url: '/x?a=1&secret=s3cret-value&secret=s3cret-value' }],
		['a form', { type: form, body: Buffer.from('a=1&secret=s3cret-value') }],
		['JSON', { type: 'application/json', body: Buffer.from('{"a":1,"secret":"s3cret-value"}') }],
	])('hides a secret that came in %s', (_, request) => {
		const event = rawEvent(decode(request), ['secret']);
		expect(JSON.stringify(event)).not.toContain('s3cret-value');
		expect(JSON.stringify(event)).toContain('"a":');
	});
});

describe('what would cost too much', () => {
	test('a form of more than a thousand parameters is none', () => {
		const form1000 = Buffer.from(Array(1000).fill('a=1').join('&'));
		const form1001 = Buffer.from(Array(1001).fill('a=1').join('&'));

		expect(decode({ type: form, body: form1000 }).fields.get('a')).toHaveLength(1000);
		expect(all(decode({ type: form, body: form1001 }).fields)).toEqual({});
	});

	test.each([
		[100, false],
		[101, true],
		[200_000, true],
	])('%i levels of JSON: malformed is %s', (levels, malformed) => {
		const body = Buffer.from('['.repeat(levels) + ']'.repeat(levels));
		const callback = decode({ type: 'application/json', body });

		expect(callback.malformed).toBe(malformed);
		expect('json' in callback).toBe(!malformed);
	});
});

test('keeps a byte order mark that is part of a value', () => {
	const url = '/x?secret=%EF%BB%BFabc';
	expect(all(decode({ url }).query)).toEqual({ secret: ['\ufeffabc'] });
});
