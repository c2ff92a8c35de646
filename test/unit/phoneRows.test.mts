import type { Country } from '../../nodes/shared/input/nationalNumbers.ts';
import { phoneNumber, splitPhones } from '../../nodes/shared/input/recipients.ts';
import { problemOf } from './support/problems.mts';

/** What libphonenumber-js 1.x (metadata "max") makes of these; the numbers it calls impossible are left out. */
const trunkZeros: Array<[string, string]> = [
	['+44 (0)20 7946 0958', '442079460958'],
	['+44 (020) 7946 0958', '442079460958'],
	['+375 (0)29 111-22-33', '375291112233'],
	['+375 (029) 111-22-33', '375291112233'],
	['+380 (0)50 111 22 33', '380501112233'],
	['+380 (050) 111-22-33', '380501112233'],
	['+38 (050) 111-22-33', '380501112233'],
	['+49 (0)30 901820', '4930901820'],
	['+49 (0) 151 12345678', '4915112345678'],
	['0049 (0)30 901820', '4930901820'],
	['+43 (0)1 58858', '43158858'],
	['+33 (0)1 42 68 53 00', '33142685300'],
	['+41 (0)44 668 18 00', '41446681800'],
	['+32 (0)2 555 12 12', '3225551212'],
	['+31 (0)20 555 1111', '31205551111'],
	['+46 (0)8 508 00 000', '46850800000'],
	['+90 (0)212 555 12 12', '902125551212'],
	['+972 (0)2 670 9555', '97226709555'],
	['+61 (0)2 9876 5432', '61298765432'],
	['+64 (0)9 123 4567', '6491234567'],
	['+27 (0)11 482 2001', '27114822001'],
	['+62 (0)21 1234567', '62211234567'],
	['+39 (0)6 6982 1234', '390669821234'],
	['+39 06 6982 1234', '390669821234'],
	['+225 (07) 12 34 56 78', '2250712345678'],
	['+995 (0)32 2 123 456', '995322123456'],
	['+994 (0)12 498 00 00', '994124980000'],
	['+374 (0)10 123456', '37410123456'],
	['+373 (0)22 123456', '37322123456'],
	['+996 (0)312 123456', '996312123456'],
	['+378 (0)549 882 345', '3780549882345'],
];

test.each([
	...trunkZeros,
	['44 (0)20 7946 0958', '442079460958'],
	['+3750291112233', '375291112233'],
	['79123456789.0', '79123456789'],
	['79123456789.00', '79123456789'],
	['79123456789,0', '79123456789'],
	['+79123456789.0', '79123456789'],
	['7.9123456789E+10', '79123456789'],
	['7,9123456789e10', '79123456789'],
	["'79123456789", '79123456789'],
	['"+7 912 345-67-89"', '79123456789'],
	['«79123456789»', '79123456789'],
	['tel:+79123456789', '79123456789'],
	['+7 (495) 123-45-67', '74951234567'],
	['+49 30/901820', '4930901820'],
	['7/900/111/22-33', '79001112233'],
	['+7.912.345.67.89', '79123456789'],
])('%j is %s', (typed, number) => {
	expect(phoneNumber(typed)).toBe(number);
});

test('a number that is one is its digits', () => {
	expect(phoneNumber(79123456789)).toBe('79123456789');
	expect(phoneNumber(79123456789n)).toBe('79123456789');
});

test.each<[unknown, RegExp, Country?]>([
	['+7 (495) 123-45-67/68', /two numbers/],
	['84951234567/68', /two numbers/, 'RU'],
	['+7 495 1234567 / +7 495 1234568', /several numbers/],
	['79001112233 / 79004445566', /two numbers/],
	['79001112233;79004445566', /several numbers/],
	['+375 29 123-45-67 +375 33 123-45-67', /several numbers/],
	['80291234567 80331234567', /22 digits$/, 'BY'],
	['8029 123 45 67\n8033 123 45 67', /22 digits$/, 'BY'],
	['375291234567 375331234567', /24 digits$/],
	['#N/A', /the error of a spreadsheet’s formula/],
	['#DIV/0!', /the error of a spreadsheet’s formula/],
	['#ИМЯ?', /the error of a spreadsheet’s formula/],
	['#ССЫЛКА!', /the error of a spreadsheet’s formula/],
	['-', /no digits/],
	['нет телефона', /no digits/],
	['0', /1 digit$/],
	[0, /1 digit$/, 'BY'],
	['+7 912 345-67-89 (12)', /extension/],
	['8 912 345-67-89 (12)', /extension/, 'RU'],
	['+7 495 123-45-67 доб. 12', /extension/],
	['+7 495 123-45-67, доб. 12', /extension/],
	['123-45-67 765-43-21', /two numbers/],
	['1234567\n7654321', /two numbers/],
	['22-33-44 55-66-77', /two numbers/],
	['+7 495 123-45-67 доб.12', /extension/],
	['+7 495 123-45-67 (доб. 12)', /extension/],
	['+7 495 123-45-67 внутр. 12', /extension/],
	['+44 20 7946 0958 ext 5', /extension/],
	['+44 20 7946 0958 ext. 5', /extension/],
	['+44 20 7946 0958 x12', /extension/],
	['+44 20 7946 0958 #12', /extension/],
	['15.01.2026', /a date/],
	['15/01/2026', /a date/],
	['15-01-26', /a date/],
	['1/15/2026', /a date/],
	['2026-01-15', /a date/],
	['2026-01-15 10:30', /a date/],
	['2026-01-15T10:30:00.000Z', /a date/],
	['7912345678', /9 digits after 7\b/],
	['791234567890', /11 digits after 7\b/],
	[7912345678, /9 digits after 7\b/],
	['37529111223', /8 digits after 375/],
	['3752911122334', /10 digits after 375/],
	['38050111223', /8 digits after 380/],
	['3805011122334', /10 digits after 380/],
	['3,75291E+11', /a spreadsheet has rounded/],
	['3.75291E+11', /a spreadsheet has rounded/],
	['3.75E+11', /a spreadsheet has rounded/],
	['4E+11', /a spreadsheet has rounded/],
	['7,91235E+10', /a spreadsheet has rounded/],
	[7.9e21, /a spreadsheet has rounded/],
	['79123456789.5', /decimals/],
	[79123456789.5, /decimals/],
	[['79001112233'], /is a list of one entry, not a phone number/],
	[[79001112233, 79001112234], /is a list of 2 entries, not/],
	[{ phone: '79001112233' }, /is an object with the field “phone”, not/],
	[{}, /is an object without fields, not/],
	[true, /is “true”, not a phone number in international notation, e\.g\. 79001112233$/],
	[false, /is “false”, not a phone number/],
	['true', /no digits/],
	['', /is empty/],
	[null, /is empty/],
	['1'.repeat(5000), /5000 characters/],
])('%j is refused and says what it is: %s', (input, words, country = 'none') => {
	const problem = problemOf(() => phoneNumber(input, country));
	expect(problem.message).toMatch(words);
	expect(problem.message).not.toContain('[object');
	expect(problem.message.length).toBeLessThan(250);
	expect(problem.kind).toBe('invalidRecipient');
	expect(problem.hint).toMatch(/\.$/);
});

test.each([
	'80291234567 80331234567',
	'375291234567 375331234567',
	'8029 123 45 67\n8033 123 45 67',
	'+375 29 123-45-67 +375 33 123-45-67',
])('the hint for two numbers in one cell, %j, says to divide them', (typed) => {
	expect(problemOf(() => phoneNumber(typed, 'BY')).hint).toMatch(/put one (number )?in each item/i);
});

test('the hint for an object or a list says how to choose', () => {
	expect(problemOf(() => phoneNumber({ mobile: '79001112233' })).hint).toContain('“.mobile”');
	expect(problemOf(() => phoneNumber([{ 'my phone': '7' }])).hint).toContain('“[0]["my phone"]”');
});

test.each<[unknown, unknown[]]>([
	[
		'79001112233, 79001112244;79001112255\n79001112266',
		['79001112233', '79001112244', '79001112255', '79001112266'],
	],
	['79001112233.0,79001112244,0', ['79001112233.0', '79001112244,0']],
	['3,75291E+11; 79001112233', ['3,75291E+11', '79001112233']],
	[
		[79001112233, ' ', '79001112244'],
		[79001112233, '79001112244'],
	],
	[79001112233, [79001112233]],
	[true, [true]],
	['', []],
	[undefined, []],
])('a list of numbers is split where people mean it: %j', (input, entries) => {
	expect(splitPhones(input)).toEqual(entries);
});
