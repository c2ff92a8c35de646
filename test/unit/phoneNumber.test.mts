import fc from 'fast-check';
import type { Country } from '../../nodes/shared/input/nationalNumbers.ts';
import { phoneNumber, soughtPhone } from '../../nodes/shared/input/recipients.ts';
import { countries } from './support/countries.mts';
import { international, separators } from './support/phones.mts';
import { problemOf } from './support/problems.mts';
import { holds } from '../properties.mts';

describe('a phone number with its country code', () => {
	test.each(international)('%s passes as it is, with or without + or 00', (number) => {
		for (const prefix of ['', '+', '00', ' +', '+ ', '(+', '0 0 ']) {
			expect(phoneNumber(`${prefix}${number}`)).toBe(number);
		}
		expect(phoneNumber(Number(number))).toBe(number);
	});

	test.each(['79001112233,', '+7 900 111-22-33;', '"79001112233", ', '79001112233 ;'])(
		'passes with what stood behind it in a list (%s)',
		(number) => expect(phoneNumber(number)).toBe('79001112233'),
	);

	test.each(Object.entries(separators))('may be cut by %s', (_, marks) => {
		for (const mark of marks) {
			expect(phoneNumber(`${mark}+7${mark}900${mark}111${mark}22-33${mark}`)).toBe('79001112233');
			expect(phoneNumber(`8${mark}900${mark}111${mark}22${mark}33`, 'RU')).toBe('79001112233');
		}
	});

	test.each(countries)(
		'with + or 00 it is never taken for a national one (country %s)',
		(country) => {
			holds(
				fc.property(
					fc.oneof(
						fc.stringMatching(/^[124-6]\d{6,14}$/),
						fc.stringMatching(/^(7\d|375|380)\d{9}$/),
					),
					fc.constantFrom('+', '00'),
					(digits, prefix) => {
						expect(phoneNumber(prefix + digits, country)).toBe(digits);
					},
				),
			);
		},
	);

	test.each([
		['RU', '79001112233'],
		['KZ', '77011112233'],
		['BY', '375291112233'],
		['UA', '380501112233'],
	] as Array<[Country, string]>)(
		'of %s itself is untouched without + as well',
		(country, number) => {
			expect(phoneNumber(number, country)).toBe(number);
		},
	);

	test.each(countries)('of a neighbour is untouched without + (country %s)', (country) => {
		const twelveDigits = ['375291112233', '380501112233', '998901112233', '992901112233'];
		for (const number of twelveDigits) expect(phoneNumber(number, country)).toBe(number);
		expect(phoneNumber('79001112233', country)).toBe('79001112233');
		expect(phoneNumber('77011112233', country)).toBe('77011112233');
	});
});

describe('national notation', () => {
	test.each([
		['RU', '8 900 111-22-33', '79001112233'],
		['RU', '8(495)111-22-33', '74951112233'],
		['RU', '89001112233', '79001112233'],
		['RU', '900 111 22 33', '79001112233'],
		['RU', '8 800 111-22-33', '78001112233'],
		['RU', '800 111-22-33', '78001112233'],
		['BY', '8 029 111-22-33', '375291112233'],
		['BY', '80291112233', '375291112233'],
		['BY', '029 111 22 33', '375291112233'],
		['BY', '29 111 22 33', '375291112233'],
		['BY', '8 017 111 22 33', '375171112233'],
		['UA', '050 111-22-33', '380501112233'],
		['UA', '50 111-22-33', '380501112233'],
		['UA', '(044) 111 22 33', '380441112233'],
		['UA', '8 050 111-22-33', '380501112233'],
		['KZ', '8 701 111-22-33', '77011112233'],
		['KZ', '701 111 22 33', '77011112233'],
		['KZ', '8 (727) 111 22 33', '77271112233'],
		['KZ', '8 900 111-22-33', '79001112233'],
		['RU', '8 701 111-22-33', '77011112233'],
		['RU', '(8) 495 111-22-33', '74951112233'],
		['RU', '8(4012)11-22-33', '74012112233'],
		['RU', '(812) 111-22-33', '78121112233'],
		['BY', '8 (29) 111-22-33', '375291112233'],
		['BY', '8-29-111-22-33', '375291112233'],
		['BY', '8291112233', '375291112233'],
		['BY', '8 (029) 111-22-33', '375291112233'],
		['BY', '(8-029) 111-22-33', '375291112233'],
		['BY', '8 (0) 29 111-22-33', '375291112233'],
		['BY', '(029) 111-22-33', '375291112233'],
		['BY', '8 (17) 222-33-44', '375172223344'],
		['BY', '8 (0152) 11-22-33', '375152112233'],
		['BY', '8 (44) 123-45-67', '375441234567'],
		['UA', '8 (50) 111-22-33', '380501112233'],
		['UA', '80501112233', '380501112233'],
		['UA', '8 (44) 123-45-67', '380441234567'],
		['UA', '0 800 500 500', '380800500500'],
		['KZ', '8 (495) 111-22-33', '74951112233'],
	] as Array<[Country, string, string]>)('of %s: %s is %s', (country, typed, number) => {
		expect(phoneNumber(typed, country)).toBe(number);
	});

	test.each([
		'8 900 111-22-33',
		'8 029 111-22-33',
		'050 111-22-33',
		'029 111 22 33',
		'8 701 111-22-33',
		'8 (727) 111 22 33',
		'8 050 111-22-33',
		'8 (0152) 11-22-33',
		'8 (29) 111-22-33',
		'8 (495) 111-22-33',
		'8 495 1112233',
		'8495 111-22-33',
		'8 (863) 211-22-33',
		'8 800 555-35-35',
		'8 801 100-10-10',
		'8 (50) 111-22-33',
	])('is refused without a country, and the hint says what to do (%s)', (typed) => {
		const problem = problemOf(() => phoneNumber(typed, 'none'));
		expect(problem).toMatchObject({ label: 'Recipient', kind: 'invalidRecipient' });
		expect(problem.message).toContain(typed);
		expect(problem.hint).toContain('Default Country');
		// Where the form has no such option.
		const { hint } = problemOf(() => phoneNumber(typed));
		expect(hint).toBe('Write it with + and the country code.');
	});

	test.each([
		['8 900 111-22-33', '8', 'Russia'],
		['8 701 111-22-33', '8', 'Kazakhstan'],
		['8 0152 11-22-33', '80', 'Belarus'],
		['8 044 111-22-33', '80', 'Belarus'],
		['8 050 111-22-33', '80', 'Ukraine'],
	])('says of %s that %s is the prefix for calls inside %s', (typed, prefix, country) => {
		const why = `it starts with ${prefix}, the prefix for calls inside ${country}`;
		expect(problemOf(() => phoneNumber(typed)).message).toContain(why);
		expect(problemOf(() => phoneNumber(`+${typed}`)).message).toContain(why);
	});

	test.each([
		['84951112233', '8', 'Russia'],
		['8291112233', '8', 'Belarus'],
		['8 (29) 111-22-33', '8', 'Belarus'],
		['8 (495) 111-22-33', '8', 'Russia'],
	])(
		'%s begins with %s, which is dialled inside %s, and may be meant so',
		(typed, prefix, country) => {
			const why = `it starts with ${prefix}, the prefix for calls inside ${country}`;
			expect(problemOf(() => phoneNumber(typed, 'none')).message).toContain(why);
			expect(problemOf(() => phoneNumber(typed, 'UA')).message).toContain(why);
		},
	);

	test('of Vietnam without a plus is told to write one, for its country code is there', () => {
		const { hint } = problemOf(() => phoneNumber('84951112233', 'none'));
		expect(hint).toContain('Write it with + and the country code');
		expect(phoneNumber('+84951112233', 'none')).toBe('84951112233');
	});

	test('of ten digits behind a plus is what it says: Vietnam, Seoul and Taiwan begin with an 8', () => {
		expect(phoneNumber('+84951112233')).toBe('84951112233');
		expect(phoneNumber('+84 95 111 22 33', 'RU')).toBe('84951112233');
		expect(phoneNumber('+82 2 312 3456', 'BY')).toBe('8223123456');
		expect(phoneNumber('+886 3 211 2233')).toBe('88632112233');
	});

	test.each<[string, string, Country[]]>([
		['9001112233', 'Russia', ['none', 'BY', 'UA', 'KZ']],
		['+900 111-22-33', 'Russia', ['none', 'RU', 'BY', 'UA', 'KZ']],
		['960 111-22-33', 'Russia', ['none', 'BY', 'UA', 'KZ']],
		['(495) 111-22-33', 'Russia', ['none', 'RU', 'BY', 'UA', 'KZ']],
		['812 111-22-33', 'Russia', ['none', 'BY', 'UA', 'KZ']],
		['844 123-45-67', 'Russia', ['none', 'BY', 'UA', 'KZ']],
		['29 111-22-33', 'Belarus', ['none', 'RU', 'UA', 'KZ']],
		['(17) 222-33-44', 'Belarus', ['none', 'RU', 'UA', 'KZ']],
		['44 111-22-33', 'Belarus', ['none', 'RU', 'KZ']],
		['67 111-22-33', 'Ukraine', ['none', 'RU', 'BY', 'KZ']],
	])(
		'without prefix and code, %s may be meant in %s, and no other country gets it',
		(typed, where, chosen) => {
			for (const country of chosen) {
				const problem = problemOf(() => phoneNumber(typed, country));
				expect(problem.message).toContain(
					`it may be a number in ${where} without its country code`,
				);
				expect(problem.hint).toContain('Write it with + and the country code');
			}
		},
	);

	test('of the same digits behind a plus is international', () => {
		expect(phoneNumber('+960 111-2233', 'RU')).toBe('9601112233');
		expect(phoneNumber('+47 412 34 567', 'RU')).toBe('4741234567');
		expect(phoneNumber('+376 312 345', 'BY')).toBe('376312345');
	});

	test('of a city alone has no country', () => {
		for (const country of countries)
			expect(problemOf(() => phoneNumber('111-22-33', country)).message).toContain(
				'it has 7 digits, as numbers inside a city do',
			);
		expect(phoneNumber('+683 4002')).toBe('6834002');
	});

	test.each(['+38 (67) 111-22-33', '38 67 1112233', '+38-67-111-22-33'])(
		'of Ukraine behind a lone 38 has its zero (%s)',
		(typed) => expect(phoneNumber(typed)).toBe('380671112233'),
	);

	test('of Slovenia begins with 386', () => {
		expect(phoneNumber('+386 71 112 233')).toBe('38671112233');
		expect(phoneNumber('38671112233')).toBe('38671112233');
	});

	test('of one country is not understood with another one chosen', () => {
		for (const typed of ['8 050 111-22-33', '050 111-22-33', '8 (50) 111-22-33'])
			problemOf(() => phoneNumber(typed, 'BY'));
		problemOf(() => phoneNumber('8 (29) 111-22-33', 'RU'));
		problemOf(() => phoneNumber('8 029 111-22-33', 'RU'));
		problemOf(() => phoneNumber('8 900 111-22-33', 'BY'));
		problemOf(() => phoneNumber('050 111-22-33', 'KZ'));
		problemOf(() => phoneNumber('8 050 111-22-33', 'RU'));
		problemOf(() => phoneNumber('8 701 111-22-33', 'UA'));
	});

	test.each([
		'8 10 375 29 111-22-33',
		'8-10 7 900 111 22 33',
		'810380501112233',
		'8-10-1-212-555-01-23',
		'8~10 375 29 111-22-33',
	])('for calls abroad is refused in every country (%s)', (typed) => {
		for (const country of countries) {
			const problem = problemOf(() => phoneNumber(typed, country));
			expect(problem.message).toContain('it starts with 8 10, the prefix for calls abroad');
			expect(problem.hint).toContain('Leave 8 10 out');
		}
	});

	test('behind a plus is refused: +8 900 … is no number of any country', () => {
		for (const country of countries) {
			const { hint } = problemOf(() => phoneNumber('+8 900 111-22-33', country));
			expect(hint).toBe('Write it with + and the country code.');
			problemOf(() => phoneNumber('+050 111-22-33', country));
		}
	});
});

describe('a number that no phone can have', () => {
	test.each([
		['nothing', ''],
		['spaces', ' \u00a0\n'],
		['undefined', undefined],
		['null', null],
		['a boolean', true],
		['an object', { phone: '79001112233' }],
		['a list', ['79001112233']],
		['a plus alone', '+'],
		['two pluses', '++79001112233'],
		['letters', '7900CALLNOW'],
		['an extension', '79001112233 ext. 5'],
		['an e-mail address', 'ann@example.com'],
		['two numbers with a comma', '79001112233, 79004445566'],
		['two numbers with a semicolon', '79001112233;79004445566'],
		['two numbers in two lines', '79001112233\n79004445566'],
		['two of a city with a comma', '123-45-67, 765-43-21'],
		['two of a city with a space', '123-45-67 765-43-21'],
		['two of a city in digits', '1234567 7654321'],
		['two of a city in pairs', '123 45 67  765 43 21'],
		['two of a town', '22-33-44 55-66-77'],
		['six digits', '123456'],
		['sixteen digits', '1234567890123456'],
		['a number that was rounded', 7.9e21],
		['no number', NaN],
		['infinity', Infinity],
		['digits of another script', '٧٩٠٠١١١٢٢٣٣'],
		['an expression that was not evaluated', '={{ $json.phone }}'],
	])('is refused with label, kind and hint: %s', (_, input) => {
		for (const country of countries) {
			const problem = problemOf(() => phoneNumber(input, country));
			expect(problem).toMatchObject({ label: 'Recipient', kind: 'invalidRecipient' });
			expect(problem.message).toMatch(/^Recipient /);
			expect(problem.hint).toMatch(/\.$/);
		}
	});

	test('is a number below zero: its sign is no dash between digits', () => {
		problemOf(() => phoneNumber(-79001112233));
	});

	test('says that several numbers were given', () => {
		expect(problemOf(() => phoneNumber('79001112233,79004445566')).message).toContain('several');
	});
});

describe('a number that is looked for', () => {
	test.each<[unknown, string]>([
		['+7 (916) 111-00-01', '79161110001'],
		[79161110001, '79161110001'],
		['79161110001.0', '79161110001'],
		['7.9161110001E+10', '79161110001'],
		['\u200e0038050 111 22 33', '380501112233'],
		['111-22', '11122'],
		['11-22-33', '112233'],
		['5.06.07', '50607'],
		['12-05-19', '120519'],
		['12/05/19', '120519'],
		['12 . 05 . 19', '120519'],
		['7900 (1112)', '79001112'],
		['0501112233', '0501112233'],
		['0051', '0051'],
		['00-51', '0051'],
		['+0051', '0051'],
		['+7 900', '7900'],
		['00 49 30 123456', '4930123456'],
	])('%j is %s', (typed, digits) => expect(soughtPhone(typed, 'Phone Number')).toBe(digits));

	test.each([
		'нет',
		'#N/A',
		'null',
		'—',
		'+',
		'7,92E+10',
		'79161110001; 79161110002',
		'15.01.2026',
		'2026-01-15',
		'12.05.19 10:30',
		'+7 900 111-22-33 (12)',
		'1'.repeat(22),
	])('%j is none', (typed) => {
		expect(problemOf(() => soughtPhone(typed, 'Phone Number')).message).toMatch(
			/^Phone Number “.*” is not a phone number or a part of one: /,
		);
	});
});
