import { countryIn, phoneRecipient } from '../../nodes/shared/fields/common.ts';
import { readText } from '../../nodes/shared/fields/wire.ts';
import { numberOrPreset, optionsIn, textIn, textsOf } from '../../nodes/shared/input/read.ts';
import { recordOf, recordsOf } from '../../nodes/shared/text/json.ts';

const reader =
	(values: Record<string, unknown>) =>
	(name: string, fallback?: unknown): unknown =>
		values[name] ?? fallback;

test('a collection that is none has nothing', () => {
	expect(optionsIn(reader({ options: { a: 1 } }))).toEqual({ a: 1 });
	expect(optionsIn(reader({ filters: { b: 2 } }), 'filters')).toEqual({ b: 2 });
	for (const options of [undefined, null, '', 'x', ['x']])
		expect(optionsIn(reader({ options }))).toEqual({});
});

test('a field is read as text', () => {
	expect(textIn(reader({ a: 12 }), 'a')).toBe('12');
	expect(textIn(reader({}), 'a')).toBe('');
	expect(textIn(() => null, 'a', 'usual')).toBe('usual');
});

test('a field is read as a number, and as its preset where it is empty', () => {
	expect(numberOrPreset(reader({ a: '12' }), 'a', 50)).toBe(12);
	expect(numberOrPreset(reader({ a: 0 }), 'a', 50)).toBe(0);
	for (const a of [undefined, null, '']) expect(numberOrPreset(reader({ a }), 'a', 50)).toBe(50);
});

test('what is chosen is a list of texts, also when it is one', () => {
	expect(textsOf(['a', 1])).toEqual(['a', '1']);
	expect(textsOf('a')).toEqual(['a']);
	for (const none of [undefined, null, '', []]) expect(textsOf(none)).toEqual([]);
});

test('records are objects and nothing else', () => {
	expect(recordOf({ a: 1 })).toEqual({ a: 1 });
	for (const other of [undefined, null, [], 'a', 1]) expect(recordOf(other)).toEqual({});
	expect(recordsOf([{ a: 1 }, null, 'b', [1]])).toEqual([{ a: 1 }]);
	expect(recordsOf({ a: 1 })).toEqual([]);
});

describe('the default country', () => {
	const country = (defaultCountry: unknown) => countryIn(reader({ options: { defaultCountry } }));

	test('is the one that is chosen', () => {
		expect(['RU', 'BY', 'none', '', undefined].map(country)).toEqual([
			...['RU', 'BY', 'none', 'none', 'none'],
		]);
	});

	test('is read so for a recipient, too', () => {
		const recipient = (defaultCountry: string) =>
			readText(
				phoneRecipient,
				reader({ recipient: '8 900 111-22-33', options: { defaultCountry } }),
			);

		expect(recipient('RU')).toBe('79001112233');
	});
});
