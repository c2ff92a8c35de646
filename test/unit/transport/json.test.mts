import fc from 'fast-check';
import { idOf, isRecord, parseJson, readJson } from '../../../nodes/shared/text/json.ts';
import { holds } from '../../properties.mts';

describe('parsing JSON', () => {
	test('keeps every digit of an integer, as a number where a number can hold it', () => {
		const digits = fc.stringMatching(/^-?[1-9]\d{0,29}$/);
		holds(
			fc.property(digits, (integer) => {
				const exact = Number.isSafeInteger(Number(integer));
				const expected = exact ? Number(integer) : integer;
				expect(parseJson(integer)).toBe(expected);
				expect(parseJson(`{"id":${integer},"list":[{"id": ${integer} }]}`)).toEqual({
					id: expected,
					list: [{ id: expected }],
				});
			}),
			1000,
		);
	});

	test.each([
		['9007199254740991', 9007199254740991],
		['9007199254740992', '9007199254740992'],
		['9007199254740993', '9007199254740993'],
		['-9007199254740993', '-9007199254740993'],
		['12345678901234567', '12345678901234567'],
		['100000000000000000000', '100000000000000000000'],
		['18446744073709551615', '18446744073709551615'],
		['0', 0],
		['-0', -0],
		['1234567890.1234567890123456', 1234567890.1234567],
		['1e21', 1e21],
		['1e400', Infinity],
		['"12345678901234567"', '12345678901234567'],
		['true', true],
		['null', null],
	])('%s is %p', (text, value) => {
		expect(parseJson(text)).toBe(value);
	});

	test('changes nothing else: any JSON is what JSON.parse makes of it', () => {
		holds(
			fc.property(fc.json(), (json) => {
				fc.pre(!/\d{16}/.test(json));
				const long = `{"long":12345678901234567890,"value":${json}}`;
				expect(parseJson(json)).toEqual(JSON.parse(json));
				expect(parseJson(long)).toEqual({
					long: '12345678901234567890',
					value: JSON.parse(json) as unknown,
				});
			}),
		);
	});

	test('a key like __proto__ is a key', () => {
		const parsed = parseJson('{"__proto__":{"id":12345678901234567890}}') as object;
		expect(Object.keys(parsed)).toEqual(['__proto__']);
		expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
	});

	test('a byte order mark in front is no error', () => {
		expect(parseJson('\ufeff{"id":1}')).toEqual({ id: 1 });
	});

	test.each(['', ' ', '{', '{"id":1', '[1,2', '<html>', "{'id':1}", '{"id":1}{"id":2}', 'OK'])(
		'%j is no JSON',
		(text) => {
			expect(() => parseJson(text)).toThrow(SyntaxError);
			expect(readJson(text)).toBeNull();
		},
	);

	test('the engine, which remembers what a pattern last read, does not keep the text in memory', () => {
		parseJson('["Заказ",12345678901234567]');
		expect(RegExp.input).toBe('');
	});

	test('readJson tells null from no JSON', () => {
		expect(readJson('null')).toEqual({ value: null });
		expect(readJson('{"id":12345678901234567890}')).toEqual({
			value: { id: '12345678901234567890' },
		});
	});
});

test.each([
	[{}, true],
	[{ a: 1 }, true],
	[Object.create(null), true],
	[[], false],
	[null, false],
	[undefined, false],
	['text', false],
	[5, false],
])('isRecord(%p) is %p', (value, expected) => {
	expect(isRecord(value)).toBe(expected);
});

test.each([
	['905117', '905117'],
	[905117, '905117'],
	[0, '0'],
	[12345678901234567890n, '12345678901234567890'],
	['', null],
	[null, null],
	[undefined, null],
	[true, null],
	[{ id: 1 }, null],
	[[1], null],
])('the id in %p is %p', (value, expected) => {
	expect(idOf(value)).toBe(expected);
});
