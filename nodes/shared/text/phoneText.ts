/** What a text in the place of a phone number is, before its digits are put together. */

import { quotationMarks, trimMarks } from './marks';

/** Why a text is no phone number, as the end of a sentence, and what to do. */
interface PhoneProblem {
	why: string;
	hint: string;
}

export const noDigits: PhoneProblem = {
	why: 'it contains no digits',
	hint: 'Enter a phone number.',
};

/** The countries whose numbers all have one length. Source: ITU-T E.164 national numbering plans. */
const lengths: Readonly<Record<string, { country: string; behind: number; example: string }>> = {
	7: { country: 'Russia and Kazakhstan', behind: 10, example: '79001112233' },
	373: { country: 'Moldova', behind: 8, example: '37360111223' },
	374: { country: 'Armenia', behind: 8, example: '37477111223' },
	375: { country: 'Belarus', behind: 9, example: '375291112233' },
	380: { country: 'Ukraine', behind: 9, example: '380501112233' },
	992: { country: 'Tajikistan', behind: 9, example: '992901112233' },
	993: { country: 'Turkmenistan', behind: 8, example: '99365111223' },
	994: { country: 'Azerbaijan', behind: 9, example: '994501112233' },
	995: { country: 'Georgia', behind: 9, example: '995551112233' },
	996: { country: 'Kyrgyzstan', behind: 9, example: '996550111223' },
	998: { country: 'Uzbekistan', behind: 9, example: '998901112233' },
};

const codeOf = (digits: string): string | undefined => {
	const code = digits.startsWith('7') ? '7' : digits.slice(0, 3);
	return code in lengths ? code : undefined;
};

const counted = (digits: number): string => `${digits} ${digits === 1 ? 'digit' : 'digits'}`;

/** Digits of the longest number. Source: ITU-T E.164. */
export const longestNumber = 15;

/** Digits of the shortest numbers in use, the country code included. */
export const shortestNumber = 7;

/** @returns what is wrong with the length of an international number, or null */
export function lengthProblem(digits: string): PhoneProblem | null {
	if (digits.length > longestNumber) {
		return {
			why: `it has ${counted(digits.length)}`,
			hint: `No number has more than ${longestNumber}. If these are several numbers, put one in each item.`,
		};
	}
	const code = codeOf(digits);
	const known = code === undefined ? undefined : lengths[code];
	if (known && code !== undefined) {
		const behind = digits.length - code.length;
		if (behind === known.behind) return null;
		return {
			why: `it has ${counted(behind)} after ${code}`,
			hint: `Numbers in ${known.country} have ${known.behind}, e.g. ${known.example}.`,
		};
	}
	if (digits.length >= shortestNumber) return null;
	return {
		why: `it has ${counted(digits.length)}`,
		hint: `International numbers have ${shortestNumber} to ${longestNumber} digits, the country code included.`,
	};
}

/** These keep a zero behind their calling code. Source: libphonenumber's metadata, "national prefix" and "leading zero". */
const keepsZero = new Set(['39', '225', '229', '241', '242', '378', '379']);

/** Calling codes whose countries may dial a zero inside. Source: ITU-T E.164, list of assigned country codes. */
const callingCode = String.raw`20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[789]|8[0578]|9[679])\d`;

/** A calling code and a bracket that begins with the zero of national calls. */
const trunkZero = new RegExp(String.raw`^((?:\+|00)?\s?(${callingCode})[\s-]{0,3}\(\s?)0`);

/** The same of countries that bracket nothing: their numbers have one length, which the zero makes too long. */
const longByZero = /^(375|380)0(\d{9})$/;
/** Digits of such a number. */
const lengthByZero = 13;

/** Leaves out the `(0)` that is dialled inside a country only. */
const withoutTrunkZero = (text: string): string =>
	text.replace(trunkZero, (whole: string, before: string, code: string) =>
		keepsZero.has(code) ? whole : before,
	);

/** @returns an international number without a zero that makes it one digit too long */
export const withoutLongZero = (digits: string): string =>
	digits.length === lengthByZero ? digits.replace(longByZero, '$1$2') : digits;

/** A number with its decimal zeros, as a column of floating-point numbers has it. */
const floatZeros = /^(\+?\d{7,})[.,]0+$/;

const scientific = /^\+?(\d)(?:[.,](\d{1,30}))?e\+?(\d{1,3})$/i;

/**
 * A number in scientific notation whose digits are all there, written out.
 *
 * @returns null when it says less digits than it has
 */
function writtenOut(text: string): string | null {
	const [, first = '', decimals = '', exponent = ''] = scientific.exec(text) ?? [];
	return first !== '' && decimals.length === Number(exponent) ? first + decimals : null;
}

/** Brings a text to the form in which it can be judged: no invisible marks, plain spaces and dashes, nothing around it. */
export function plainPhone(text: string): string {
	const plain = text
		.replace(/\p{Cf}/gu, '')
		.replace(/\s/g, ' ')
		.replace(/[\p{Dash}~]/gu, '-')
		.replace(/＋/g, '+')
		.trim();
	const bare = trimMarks(plain.replace(/^tel:/i, ''), quotationMarks, quotationMarks + ',;');
	const whole = floatZeros.exec(bare)?.[1] ?? bare;
	return withoutTrunkZero(writtenOut(whole) ?? whole);
}

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const month = String.raw`(?:0?[1-9]|1[0-2])`;
const year = String.raw`(?:19|20)\d\d`;
const gap = String.raw`\s?([./-])\s?`;
/** @param lastYear the form of a year behind day and month */
const dateWith = (lastYear: string): RegExp =>
	new RegExp(
		[
			`${day}${gap}${month}\\s?\\1\\s?${lastYear}`,
			`${month}${gap}${day}\\s?\\2\\s?${lastYear}`,
			`${year}${gap}${month}\\s?\\3\\s?${day}`,
		]
			.map((form) => `^${form}(?:[T, ]\\s?\\d{1,2}:\\d\\d.*)?$`)
			.join('|'),
		'i',
	);
const date = dateWith(`(?:${year}|\\d\\d)`);
/** With a short year it may be the end of a number. */
const wholeDate = dateWith(year);

/** Digits in brackets at the end, or a word or mark for an extension before the last digits. What repeats has a bound, so that many words are no square. */
const extension =
	/\(\s?\d{1,6}\s?\)$|(?:доб[а-яё]{0,20}|внутр[а-яё]{0,20}|вн|ext[a-z]{0,20}|x|х|#|\*)[\s.:=]{0,20}\d{1,8}\s?\)?$/i;

/** Text behind a slash, where all of a number may stand before it. */
const shortTail = /^(.*)[/\\]([^/\\]*)$/;

/** Numbers of other countries mostly have as many digits at least. */
const usualLength = 10;

/** Digits that are a whole number already: of a known length where the code has one. */
function isWhole(digits: string): boolean {
	if (/^8\d{10}$/.test(digits)) return true;
	return codeOf(digits) === undefined
		? digits.length >= usualLength
		: lengthProblem(digits) === null;
}

/** What a spreadsheet shows in place of a value that it cannot work out, in the language of its user: `#N/A`, `#ССЫЛКА!`. */
const formulaError = /^#[\p{L}/0]+[!?]?$/u;

/** A plus begins a number, and there are digits before it. */
const secondPlus = /\d\D*\+/;

/** Digits and what people put between them. */
const phoneMarks = /^[\d\s+\-()[\]{}./\\_]*$/;

/** The digits of an international number, whose `00` is none of them. */
const withoutPrefix = (text: string): string => text.replace(/\D/g, '').replace(/^00/, '');

/** @param plain a text in the form of `plainPhone` */
export const isWholeNumber = (plain: string): boolean =>
	phoneMarks.test(plain) && isWhole(withoutPrefix(plain));

/**
 * @param plain a text in the form of `plainPhone`
 * @returns whether it is shorter than a whole number, and so perhaps the start, the middle or the end of one
 */
export function isPart(plain: string): boolean {
	if (!phoneMarks.test(plain)) return false;
	const digits = withoutPrefix(plain);
	const code = codeOf(digits) ?? '';
	const known = lengths[code];
	return digits.length < (known ? code.length + known.behind : usualLength);
}

/** A second number, or the end of one, behind a slash. */
function isTwo(text: string): boolean {
	const [, before = '', after = ''] = shortTail.exec(text) ?? [];
	const first = withoutPrefix(before);
	return digitsIn(after) > 0 && (isWhole(first) || (digitsIn(after) >= 7 && first.length >= 7));
}

/** Seven digits, a gap and seven digits. */
const sevenAndSeven = /^\D*\d(?:\D*\d){6}\D+\d(?:\D*\d){6}\D*$/;

/** Dashes inside of two numbers, and a space between them. */
const dashedPair = /^(\d+(?:-\d+)+) +(\d+(?:-\d+)+)$/;

/** Two numbers of one city, which together have as many digits as a long number. No number of 14 digits is in use where it is cut in its middle. */
function areTwoLocal(text: string): boolean {
	const all = withoutPrefix(text);
	// One that is called from abroad, or through the prefix for it, is judged by its length.
	if (/^(?:\+|00|8\W?10)/.test(text) || codeOf(all) !== undefined) return false;
	if (sevenAndSeven.test(text)) return true;
	const [, first = '', second = ''] = dashedPair.exec(text) ?? [];
	const digits = digitsIn(first);
	return digits >= 5 && digits <= 7 && digitsIn(second) === digits;
}

/**
 * Finds what looks like digits of a number and is something else.
 *
 * @param plain a text in the form of `plainPhone`
 * @param mayBePart what looks like a short date or an extension can be digits of a number
 * @returns null when its digits may be put together
 */
export function phoneTextProblem(plain: string, mayBePart = false): PhoneProblem | null {
	if (formulaError.test(plain)) {
		return {
			why: 'it is the error of a spreadsheet’s formula',
			hint: 'Correct the formula in the spreadsheet, or choose the field with the phone number.',
		};
	}
	if (!/\p{Nd}/u.test(plain)) return noDigits;
	if (/^[+-]?\d(?:[.,]\d*)?e[+-]?\d{1,3}$/i.test(plain)) {
		return {
			why: 'it is a number that a spreadsheet has rounded, so digits are lost',
			hint: 'Format the column as text in the spreadsheet, enter the number again and export it again.',
		};
	}
	if (/^\+?\d{7,}[.,]\d{1,6}$/.test(plain) && !/[.,]\d{3}$/.test(plain)) {
		return {
			why: 'it is a number with decimals',
			hint: 'Format the column as text in the spreadsheet, or choose the field with the phone number.',
		};
	}
	if ((mayBePart ? wholeDate : date).test(plain)) {
		return { why: 'it is a date', hint: 'Choose the field with the phone number.' };
	}
	if (!mayBePart && digitsIn(plain) > 7 && extension.test(plain)) {
		return {
			why: 'it contains an extension, which cannot receive a message',
			hint: 'Enter the number alone, without what is dialled after it.',
		};
	}
	const areSeveral = /[,;|]/.test(plain) || secondPlus.test(plain);
	if (areSeveral || isTwo(plain) || areTwoLocal(plain)) {
		return {
			why: areSeveral ? 'it contains several numbers' : 'it contains two numbers',
			hint: 'Put one number in each item.',
		};
	}
	return null;
}
