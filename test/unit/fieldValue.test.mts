/** What an expression gives for a field that is no text, and what the field takes it for. */
import type { INode, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { meaningsOf, registerFields } from '../../nodes/shared/input/fieldChecks.ts';

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
