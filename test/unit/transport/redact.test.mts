import fc from 'fast-check';
import { formBody } from '../../../nodes/shared/text/charset.ts';
import { redactor } from '../../../nodes/shared/text/redact.ts';
import { holds } from '../../properties.mts';

const lower = (text: string): string =>
	text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());

/** How a secret is written where it can be printed. */
const writings: Record<string, (secret: string) => string> = {
	'as it is': (secret) => secret,
	'percent-encoded': encodeURIComponent,
	'percent-encoded in lower case': (secret) => lower(encodeURIComponent(secret)),
	'in a form, by a browser': (secret) => new URLSearchParams([['', secret]]).toString().slice(1),
	'in a form, in lower case': (secret) =>
		lower(new URLSearchParams([['', secret]]).toString().slice(1)),
	'in a form, by this package': (secret) => formBody([['', secret]]).slice(1),
	'in a URL that travels in a form': (secret) =>
		formBody([['', encodeURIComponent(secret)]]).slice(1),
	'in JSON': (secret) => JSON.stringify(secret).slice(1, -1),
	'in base64': (secret) => Buffer.from(secret).toString('base64'),
};
const plain = 'hs82-Kd_9.x~0Aq';
const special = 'p@ss wörd/"\\\n&=+%секрет!\'()*';

describe('a secret is masked wherever it is written', () => {
	test.each(Object.keys(writings))('%s', (writing) => {
		for (const secret of [plain, special]) {
			const written = writings[writing]?.(secret) ?? '';
			const text = `before ${written} and again ${written} after`;
			expect(redactor([secret])(text)).toBe('before *** and again *** after');
		}
	});

	test('for any secret, alone and inside a text', () => {
		holds(
			fc.property(
				fc.string({ unit: 'grapheme', minLength: 4, maxLength: 40 }).map((s) => s.toWellFormed()),
				fc.constantFrom(...Object.keys(writings)),
				(secret, writing) => {
					fc.pre(!secret.includes('*') && secret.trim().length >= 4);
					const written = writings[writing]?.(secret) ?? '';
					expect(redactor([secret])(`<${written}>`)).not.toContain(written);
				},
			),
			500,
		);
	});

	test('in the texts of lists and objects of any depth, keys included', () => {
		const value = {
			url: `https://x.test/?token=${plain}&a=1`,
			list: ['fine', [plain, { deep: `a${plain}b` }]],
			[plain]: { [`x-${plain}`]: true },
		};
		expect(redactor([plain])(value)).toEqual({
			url: 'https://x.test/?token=***&a=1',
			list: ['fine', ['***', { deep: 'a***b' }]],
			'***': { 'x-***': true },
		});
	});

	test('in each row, whatever the row before had under the same name', () => {
		const redact = redactor([plain]);
		const texts = ['fine', 'fine', plain, 'fine', `a${plain}b`, 'text', 'x'.repeat(1000), plain];
		expect(texts.map((text) => redact({ text }).text)).toEqual(
			texts.map((text) => text.replace(plain, '***')),
		);
		expect(redact({ [plain]: 'fine' })).toEqual({ '***': 'fine' });
	});

	test('the longest first: a secret that contains another one goes as a whole', () => {
		const redact = redactor(['abcd', 'abcd-efgh', 'efgh']);
		expect(redact('abcd-efgh, abcd, efgh')).toBe('***, ***, ***');
	});

	test('a secret that repeats itself goes as far as it stands, and no further', () => {
		for (const secret of [
			'aaaaaaaa',
			'00000000',
			'abababab',
			'aabaab',
			'a'.repeat(300),
			'%30%30',
		]) {
			const rest = `${secret.slice(0, 2)}!`;
			for (const text of [secret, secret + secret, secret.repeat(50)]) {
				expect(redactor([secret])(`<${text}> ${rest}`)).toBe(`<***> ${rest}`);
			}
		}
		expect(redactor(['aabaab'])('x aabaabaabaac y')).toBe('x ***aac y');
		expect(redactor([`${'a'.repeat(9)}b`, 'aaaa'])(`x ${'a'.repeat(30)}b y`)).toBe('x *** y');
	});

	/** Signs that one language takes for white space at the ends of a text and another one does not. */
	const ends =
		'\0 \x1c \x1f \x7f \x85 \xa0 \xad \u180e \u200b \u2028 \u2029 \u2060 \u2066 \u3000 \ufeff';

	test.each(ends.split(' ').map((sign) => [JSON.stringify(sign), sign]))(
		'with %s around it, stored, trimmed and in every way on the wire',
		(_name, sign) => {
			const redact = redactor([`${sign}${special}${sign}`]);
			for (const around of ['', sign, sign + sign]) {
				const sent = `${around}${special}${around}`;
				for (const write of Object.values(writings).filter(
					(each) => each !== writings['in base64'],
				))
					expect(redact(`<${write(sent)}>`)).toBe(`<${write(around)}***${write(around)}>`);
				expect(redact(Buffer.from(`me:${sent}`).toString('base64'))).toMatch(
					/^.{3,15}\*{3}.{0,15}$/,
				);
			}
		},
	);

	test('each of several', () => {
		expect(redactor(['token-1', 'token-2'])('token-1 token-2 token-3')).toBe('*** *** token-3');
	});
});

describe('everything else stays as it is', () => {
	test('the original is never altered', () => {
		const original = { a: plain, list: [plain, { b: plain }], [plain]: 1 };
		const copy = structuredClone(original);
		redactor([plain])(original);
		expect(original).toEqual(copy);
	});

	test.each([
		[
			'numbers, flags and nothing',
			{ n: 1.5, t: true, f: false, nothing: null, missing: undefined },
		],
		['texts without the secret', ['', 'text', { a: 'b' }]],
		['a key like __proto__', JSON.parse('{"__proto__":"x"}') as unknown],
	])('%s', (_, value) => {
		expect(redactor([plain])(value)).toStrictEqual(value);
	});

	test('bytes and dates', () => {
		const bytes = Buffer.from('bytes');
		const date = new Date(0);
		expect(redactor([plain])({ bytes, date })).toEqual({ bytes, date });
	});

	test('a text in which an empty or a very short secret occurs by chance', () => {
		expect(redactor(['', 'abc', 'OK'])('abc OK is in many texts')).toBe('abc OK is in many texts');
	});

	test('without secrets the very value comes back', () => {
		const value = { a: 1 };
		expect(redactor([])(value)).toBe(value);
		expect(redactor([''])(value)).toBe(value);
	});

	test('a secret with signs of regular expressions is taken by the letter', () => {
		expect(redactor(['a.c$1+'])('abc$1+ a.c$1+')).toBe('abc$1+ ***');
	});
});
