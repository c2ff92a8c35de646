import { entryOf } from '../../nodes/shared/text/json.ts';

const table = { delivered: 'yes', none: '' };

test('finds the entries of a table', () => {
	expect(entryOf(table, 'delivered')).toBe('yes');
	expect(entryOf(table, 'none')).toBe('');
	expect(entryOf(table, 'other')).toBeUndefined();
});

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'])(
	'does not take %s, which every object has, for an entry',
	(word) => {
		expect(entryOf(table, word)).toBeUndefined();
	},
);
