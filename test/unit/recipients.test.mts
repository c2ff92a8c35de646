import { emailAddress, recipientIdentity, splitList } from '../../nodes/shared/input/recipients.ts';
import { problemOf } from './support/problems.mts';

describe('an e-mail address', () => {
	test.each(['ann@example.com', 'a.b+c@mail.example.co.uk', 'анна@пример.рф', "o'neil@x.io"])(
		'%s passes as it is',
		(address) => {
			expect(emailAddress(address)).toBe(address);
			expect(emailAddress(`  ${address}\n`)).toBe(address);
		},
	);

	test.each([
		['nothing', ''],
		['undefined', undefined],
		['a number', 5],
		['no at sign', 'ann.example.com'],
		['two at signs', 'ann@b@example.com'],
		['no domain', 'ann@'],
		['no name', '@example.com'],
		['no dot', 'ann@localhost'],
		['a dot at the end', 'ann@example.'],
		['a space', 'an n@example.com'],
		['a name around it', 'Ann <ann@example.com>'],
		['two addresses', 'ann@example.com,bob@example.com'],
		['two addresses with a semicolon', 'ann@example.com; bob@example.com'],
		['a line break, which could add a header', 'ann@example.com\nBcc: eve@example.com'],
	])('is refused with label, kind and hint: %s', (_, input) => {
		const problem = problemOf(() => emailAddress(input));
		expect(problem).toMatchObject({ label: 'Recipient', kind: 'invalidRecipient' });
		expect(problem.hint).toContain('ann@example.com');
	});
});

test.each([
	['ann@example.com\u200b', 'ann@example.com'],
	['\ufeffann@example.com', 'ann@example.com'],
	['ann@exam\u00adple.com', 'ann@example.com'],
	['\u00a0ann@example.com\u00a0', 'ann@example.com'],
	['"ann@example.com"', 'ann@example.com'],
	["'ann@example.com'", 'ann@example.com'],
	['«ann@example.com»', 'ann@example.com'],
	['<ann@example.com>', 'ann@example.com'],
	['mailto:ann@example.com', 'ann@example.com'],
	['MAILTO:Ann@Example.com?subject=Hi', 'Ann@Example.com'],
	['<mailto:ann@example.com>', 'ann@example.com'],
	['ann@example.com.', 'ann@example.com'],
	['ann@example.com,', 'ann@example.com'],
	['ann@example.com;', 'ann@example.com'],
	['Ann.B+c@Example.COM', 'Ann.B+c@Example.COM'],
	['анна@пример.рф', 'анна@пример.рф'],
	[
		'ann@\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.com',
		'ann@\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.com',
	],
])('an address as it was copied, %j, is %s', (typed, address) => {
	expect(emailAddress(typed)).toBe(address);
});

test.each([
	[['ann@example.com'], /is a list of one entry/],
	[{ email: 'ann@example.com' }, /is an object with the field “email”/],
	[true, /is “true”/],
	[42, /is “42”/],
])('%j is no address, and says what it is', (input, words) => {
	expect(problemOf(() => emailAddress(input)).message).toMatch(words);
});

test('addresses that differ by case only are one recipient; tokens and nicknames are not', () => {
	expect(recipientIdentity('Ann@Example.com')).toBe(recipientIdentity('ann@example.com'));
	for (const one of ['@Ann', 'TokenA', '79001112233']) expect(recipientIdentity(one)).toBe(one);
});

describe('a list that a person typed', () => {
	test.each([
		['commas', 'a,b,c'],
		['semicolons', 'a;b;c'],
		['lines', 'a\nb\r\nc'],
		['spaces', 'a b\u00a0c'],
		['everything at once', ' ,a; b,,\n;c ;'],
	])('is split at %s', (_, input) => {
		expect(splitList(input)).toEqual(['a', 'b', 'c']);
	});

	test('keeps the entries of a list as they are, without empty ones', () => {
		expect(splitList(['a b', ' c ', '', 5])).toEqual(['a b', 'c', '5']);
	});

	test.each([[undefined], [null], [''], [' ,; '], [[]]])('is empty for %j', (input) => {
		expect(splitList(input)).toEqual([]);
	});
});
