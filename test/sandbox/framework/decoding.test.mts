import fc from 'fast-check';
import iconv from 'iconv-lite';

import { holds } from '../../properties.mts';
import { decodeText } from './charset.mts';
import type { Exchange } from './exchange.mts';
import { contentTypeOf } from './exchange.mts';
import { bodyFields, Fields, queryFields } from './fields.mts';
import { percentDecode } from './percent.mts';

const exchange = (changes: Partial<Exchange>): Exchange => ({
	id: 1,
	at: '',
	method: 'POST',
	path: '/',
	query: '',
	headers: {},
	body: Buffer.alloc(0),
	connection: 1,
	...changes,
});

describe('percentDecode', () => {
	it('gives back any bytes that were percent-encoded', () => {
		holds(
			fc.property(fc.uint8Array(), (bytes) => {
				const wire = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
				const decoded = percentDecode(wire);
				expect(decoded.bytes.equals(bytes)).toBe(true);
				expect(decoded.malformed).toBe(false);
			}),
		);
	});

	it('agrees with URLSearchParams about text', () => {
		holds(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				const wire = new URLSearchParams({ a: text }).toString().slice(2);
				expect(percentDecode(wire).bytes.toString('utf8')).toBe(text);
			}),
		);
	});

	it('decodes once and reports a broken escape', () => {
		expect(percentDecode('%2541').bytes.toString()).toBe('%41');
		expect(percentDecode('a+b').bytes.toString()).toBe('a b');
		expect(percentDecode('100%')).toEqual({ bytes: Buffer.from('100%'), malformed: true });
		expect(percentDecode('%g1').malformed).toBe(true);
	});
});

describe('decodeText', () => {
	it.each(['win1251', 'utf16be', 'utf16le', 'utf8'])('reads what iconv wrote in %s', (encoding) => {
		const text = 'Съешь ещё этих мягких французских булок № 5';
		expect(decodeText(iconv.encode(text, encoding), encoding)).toEqual({ text, problems: [] });
	});

	it.each<[string, Buffer, string, string]>([
		['a broken UTF-8 byte', Buffer.from([0x41, 0xff]), 'utf8', 'bytes that do not decode as utf8'],
		[
			'an undefined cp1251 byte',
			Buffer.from([0x98]),
			'win1251',
			'bytes that do not decode as win1251',
		],
		[
			'half a UTF-16 unit',
			Buffer.from([0x04, 0x1f, 0x04]),
			'utf16be',
			'bytes that do not decode as utf16be',
		],
		[
			'a byte order mark',
			Buffer.from([0xef, 0xbb, 0xbf, 0x41]),
			'utf8',
			'byte order mark at the start',
		],
		['a lone surrogate', Buffer.from([0xd8, 0x3d]), 'utf16be', 'lone surrogate'],
	])('names %s', (_, bytes, encoding, problem) => {
		expect(decodeText(bytes, encoding).problems).toContain(problem);
	});

	it('takes a replacement character that was really sent', () => {
		expect(decodeText(Buffer.from('\uFFFD'), 'utf8').problems).toEqual([]);
	});
});

describe('fields', () => {
	it('keeps bytes of a query and its duplicates', () => {
		const fields = new Fields(queryFields(exchange({ query: 'a=%cf&b=2&a=3&empty=&bare&&' })));
		expect(fields.all.map(({ name, wire }) => `${name}=${wire}`)).toEqual([
			'a=%cf',
			'b=2',
			'a=3',
			'empty=',
			'bare=',
		]);
		expect(fields.all[0]?.value).toEqual(Buffer.from([0xcf]));
		expect(fields.text('a')).toBe('3');
		expect(fields.duplicates()).toEqual(['a']);
	});

	it('keeps bytes of a multipart body', async () => {
		const head = '--xyz\r\nContent-Disposition: form-data; name="sent_text"\r\n\r\n';
		const body = Buffer.concat([
			Buffer.from(head),
			Buffer.from([0xcf, 0xf0, 0x00, 0xff]),
			Buffer.from('\r\n--xyz--\r\n'),
		]);
		const headers = { 'content-type': 'multipart/form-data; boundary=xyz' };
		const [field] = await bodyFields(exchange({ body, headers }));
		expect(field).toMatchObject({
			name: 'sent_text',
			value: Buffer.from([0xcf, 0xf0, 0x00, 0xff]),
		});
	});

	it('keeps a file of a multipart body', async () => {
		const head = '--b\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n';
		const body = Buffer.from(`${head}hello\r\n--b--\r\n`);
		const headers = { 'content-type': 'multipart/form-data; boundary=b' };
		const [field] = await bodyFields(exchange({ body, headers }));
		expect(field).toMatchObject({ name: 'f', filename: 'a.txt', value: Buffer.from('hello') });
	});

	it('refuses a multipart body without its end', async () => {
		const body = Buffer.from('--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nhel');
		const headers = { 'content-type': 'multipart/form-data; boundary=b' };
		await expect(bodyFields(exchange({ body, headers }))).rejects.toThrow();
	});

	it('reads the media type and the charset of a header', () => {
		const header = 'Text/HTML; Charset="Windows-1251"';
		expect(contentTypeOf({ 'content-type': header })).toEqual({
			type: 'text/html',
			charset: 'windows-1251',
		});
		expect(contentTypeOf({})).toEqual({ type: '', charset: null });
	});
});
