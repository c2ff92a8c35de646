/** What an expression gives for a field that is no text, and what the field takes it for. */
import type { INode, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { meaningsOf, registerFields, tuning } from '../../nodes/shared/input/fieldChecks.ts';

const field = (
	type: INodeProperties['type'],
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName: name, name, type, default: '', ...more });

const options = (...values: Array<string | number>): INodePropertyOptions[] =>
	values.map((value) => ({ name: `Name of ${value}`, value }));

const fields = [
	field('boolean', 'flag'),
	field('number', 'count', { typeOptions: { minValue: 1 } }),
	field('number', 'hours', { typeOptions: { minValue: 0.1, maxValue: 720 } }),
	field('number', 'tries', { typeOptions: { minValue: 1, maxValue: 9, numberPrecision: 0 } }),
	field('number', 'whole', { typeOptions: { numberPrecision: 0 } }),
	tuning(
		field('number', 'speed', { typeOptions: { minValue: 1, maxValue: 9, numberPrecision: 0 } }),
	),
	field('number', 'price', { typeOptions: { numberPrecision: 2 } }),
	field('options', 'kind', { options: options('sms', 'viber') }),
	field('options', 'status', { options: options(1, 2) }),
	field('options', 'code', { options: options('0', '1') }),
	field('multiOptions', 'several', { options: options('a', 'b') }),
	field('multiOptions', 'loaded', { typeOptions: { loadOptionsMethod: 'getThem' } }),
	field('collection', 'options', {
		options: [field('boolean', 'inner'), field('string', 'words')],
	}),
	field('fixedCollection', 'group', {
		options: [{ displayName: 'Entry', name: 'entry', values: [field('boolean', 'inner')] }],
	}),
];
registerFields('fieldValue', [{ value: 'message', operations: [{ value: 'send', fields }] }]);
const meaning = meaningsOf({
	type: 'package.fieldValue',
	parameters: { resource: 'message', operation: 'send' },
} as unknown as INode);

test.each([
	['flag', 'true', true],
	['flag', ' TRUE ', true],
	['flag', 1, true],
	['flag', 'false', false],
	['flag', '0', false],
	['flag', '', undefined],
	['flag', null, null],
	['count', ' 5 ', 5],
	['count', '1e3', 1000],
	['count', '', ''],
	['hours', '0.1', 0.1],
	['tries', '9', 9],
	['whole', '-3', -3],
	['speed', 0, 1],
	['speed', '1e9', 9],
	['speed', 2.9, 2],
	['speed', -0.5, 1],
	['price', '5.50', 5.5],
	['price', 0.1 + 0.2, 0.1 + 0.2],
	['kind', 'viber', 'viber'],
	['status', '2', 2],
	['code', 1, '1'],
	['several', 'a, b', ['a', 'b']],
	['several', '["b"]', ['b']],
	['several', ['a', ''], ['a']],
	['loaded', '12, 13', ['12', '13']],
	['options', { inner: 'false', words: 'false' }, { inner: false, words: 'false' }],
	[
		'group',
		{ entry: [{ inner: '1' }, { inner: true }] },
		{ entry: [{ inner: true }, { inner: true }] },
	],
])('%s: %j is %j', (name, given, meant) => {
	expect(meaning(name, given)).toEqual(meant);
});

test.each([
	['flag', 'no', 'flag is “no”, but true or false is expected here'],
	['count', '5,5', 'count “5,5” is not a number'],
	['count', true, 'count “true” is not a number'],
	['count', '0x10', 'count “0x10” is not a number'],
	['count', Number.NaN, 'count “NaN” is not a number'],
	['count', [], 'count is a list of 0 entries'],
	['count', 0, 'count “0” is not a number of 1 or more'],
	['hours', 0.05, 'hours “0.05” is not a number from 0.1 to 720'],
	['tries', '10', 'tries “10” is not a whole number from 1 to 9'],
	['tries', 1.5, 'tries “1.5” is not a whole number from 1 to 9'],
	['tries', '1e9', 'tries “1e9” is not a whole number from 1 to 9'],
	['tries', -1, 'tries “-1” is not a whole number from 1 to 9'],
	['whole', 1e300, 'whole “1e+300” is not a whole number'],
	['speed', 'fast', 'speed “fast” is not a number'],
	['price', 'Infinity', 'price “Infinity” is not a number'],
	['kind', 'SMS', 'kind is not one of its choices: “SMS”'],
	['several', 'a, c', 'several is not one of its choices: “c”'],
	['group', { entry: [{ inner: 'no' }] }, 'group: inner is “no”'],
])('%s: %j is refused', (name, given, words) => {
	expect(() => meaning(name, given)).toThrow(words);
});

test('what needs no change is the same object', () => {
	const given = { inner: true, words: 'a' };

	expect(meaning('options', given)).toBe(given);
});
