import fc from 'fast-check';
import iconv from 'iconv-lite';
import {
	canEncode,
	type Charset,
	formBody,
	formEncodeBytes,
	UnencodableCharacter,
} from '../../nodes/shared/text/charset.ts';
import { allCharsets, iconvNames } from './support/charsets.mts';
import { formPairs, percentBytes } from './support/percent.mts';
import { holds } from '../properties.mts';

const charset = fc.constantFrom(...allCharsets);
const character = fc.oneof(
	fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
	fc.constantFrom(...'АЯёЁїґўқ№«»—€ \u00a0', '&', '=', '+', '%', '~', '*', '\n', '\0', '\ufeff'),
	fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const text = fc.array(character, { maxLength: 30 }).map((characters) => characters.join(''));
const only = (value: string, of: Charset): string =>
	Array.from(value)
		.filter((one) => canEncode(one, of))
		.join('');

describe('a form body', () => {
	test('comes back through an independent decoder in the charset of each value', () => {
		const parameter = fc
			.tuple(fc.stringMatching(/^[a-z_]{1,12}$/), text, charset)
			.map(([name, value, of]) => ({ name, of, value: only(value, of) }));
		holds(
			fc.property(
				fc.uniqueArray(parameter, { minLength: 1, maxLength: 6, selector: ({ name }) => name }),
				(parameters) => {
					const charsetOf = new Map(parameters.map(({ name, of }) => [name, of]));
					const body = formBody(
						parameters.map(({ name, value }) => [name, value] as const),
						(name) => charsetOf.get(name) ?? 'utf-8',
					);
					expect(body).toMatch(/^[\x21-\x7e]*$/);
					const back = formPairs(body).map(([name, bytes]) => ({
						name,
						of: charsetOf.get(name),
						value: iconv.decode(bytes, iconvNames[charsetOf.get(name) ?? 'utf-8'], {
							stripBOM: false,
						}),
					}));
					expect(back).toEqual(parameters);
				},
			),
			500,
		);
	});

	test('is what URLSearchParams reads, when all of it is UTF-8', () => {
		const wellFormed = text.map((value) => value.toWellFormed());
		holds(
			fc.property(fc.array(fc.tuple(wellFormed, wellFormed), { minLength: 1 }), (pairs) => {
				expect([...new URLSearchParams(formBody(pairs))]).toEqual(pairs);
			}),
		);
	});

	test('is a text or an UnencodableCharacter of the very value, whatever the text is', () => {
		holds(
			fc.property(text, charset, (value, of) => {
				const lacking = Array.from(value).find((one) => !canEncode(one, of));
				const make = () => formBody([['sent_text', value]], () => of);
				if (lacking === undefined) expect(make()).toMatch(/^sent_text=/);
				else expect(make).toThrow(new UnencodableCharacter(lacking, of));
			}),
			500,
		);
	});

	test('writes every byte so that it comes back, and space as a plus', () => {
		const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
		const encoded = formEncodeBytes(all);
		expect(percentBytes(encoded).equals(all)).toBe(true);
		expect(formEncodeBytes(Buffer.from(' +'))).toBe('+%2B');
		expect(encoded).toMatch(/^(?:[A-Za-z0-9._~+-]|%[0-9A-F]{2})*$/);
		for (const times of [5, 6, 500]) {
			const long = Buffer.concat(Array<Buffer>(times).fill(all));
			expect(formEncodeBytes(long)).toBe(encoded.repeat(times));
		}
	});

	test('writes a long text like its bytes, wherever a piece of it ends', () => {
		for (const character of [
			'a',
			' ',
			'&',
			'я',
			'\u07ff',
			'\u0800',
			'€',
			'\uffff',
			'😀',
			'\u{10ffff}',
		]) {
			const count = Math.ceil(70_000 / encodeURIComponent(character).length);
			for (let before = 0; before < 13; before++) {
				const long = 'a'.repeat(before) + character.repeat(count);
				const encoded = formEncodeBytes(Buffer.from(long));
				expect(formBody([['text', long]]) === `text=${encoded}`).toBe(true);
				expect(
					formBody([['list', [{ a: long }]]]) === `list=%5B%7B%22a%22%3A%22${encoded}%22%7D%5D`,
				).toBe(true);
			}
		}
	});

	const jsonText = fc.oneof(
		text,
		fc
			.array(
				fc.constantFrom(...'"\\/\b\f\n\r\t\u001f\u007f\u2028\u2029', '\ud83d', '\ude00', '😀', 'я'),
			)
			.map((characters) => characters.join('')),
	);
	const member = fc.oneof(
		{ weight: 3, arbitrary: jsonText },
		fc.jsonValue(),
		fc.constantFrom(undefined, -0, NaN, new Date(0), [undefined], { a: undefined }),
	);
	const list = fc.array(fc.dictionary(jsonText, member, { noNullPrototype: true }), {
		maxLength: 5,
	});

	test('has a list of objects as JSON writes it, byte for byte', () => {
		holds(
			fc.property(list, (objects) => {
				const json = Buffer.from(JSON.stringify(objects));
				expect(formBody([['list', objects]])).toBe(`list=${formEncodeBytes(json)}`);
			}),
			1000,
		);
	});

	test('has a list that JSON reads as the same in every charset', () => {
		holds(
			fc.property(list, charset, (objects, of) => {
				const [pair] = formPairs(formBody([['list', objects]], () => of));
				const json = iconv.decode(pair?.[1] ?? Buffer.of(), iconvNames[of], { stripBOM: false });
				expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(objects)));
			}),
		);
	});

	test('has nothing of a list that cannot be written', () => {
		const broken = [{ a: 'я'.repeat(20_000) }, { a: 1n }];
		expect(() => formBody([['list', broken]])).toThrow(TypeError);
		expect(formBody([['text', 'a']])).toBe('text=a');
	});

	test('keeps the order of the parameters and those that are given twice', () => {
		const body = formBody([
			['b', '2'],
			['a', '1'],
			['b', ''],
		]);
		expect(body).toBe('b=2&a=1&b=');
		expect(formBody([])).toBe('');
	});
});
