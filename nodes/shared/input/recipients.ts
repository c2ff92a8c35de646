import { choosingHint, describeValue, excerptOf } from './describeValue';
import { InputProblem } from '../model/inputProblem';
import { quotationMarks, trimMarks } from '../text/marks';
import {
	isPart,
	isWholeNumber,
	lengthProblem,
	longestNumber,
	noDigits,
	phoneTextProblem,
	plainPhone,
	shortestNumber,
	withoutLongZero,
} from '../text/phoneText';

/** The country whose national notation is understood; `none` takes international numbers only. */
export type Country = 'none' | 'RU' | 'BY' | 'UA' | 'KZ';

interface NationalNotation {
	/** Matches digits only; the group is the national number without trunk prefix. */
	patterns: RegExp[];
	callingCode: string;
}

/**
 * The national forms that people type. Kazakhstan and Russia share the calling code 7 and the prefix 8, so that each dials the other's
 * mobile numbers as its own.
 */
const nationalNotations: Record<Exclude<Country, 'none'>, NationalNotation> = {
	RU: {
		// Without the prefix only mobile and free numbers: other ten digits may well be those of another country.
		patterns: [/^8([34789]\d{9})$/, /^([89]\d{9})$/],
		callingCode: '7',
	},
	BY: {
		patterns: [/^80(\d{9})$/, /^0?([1-4]\d{8})$/],
		callingCode: '375',
	},
	UA: {
		// The trunk prefix 8 of Soviet days is still dialled by some.
		patterns: [/^8?0?([3-79]\d{8})$/],
		callingCode: '380',
	},
	KZ: {
		patterns: [/^8([679]\d{9})$/, /^(7\d{9})$/],
		callingCode: '7',
	},
};

/** Everything that people put between digits: spaces of any width, dashes of any length, brackets, dots, slashes. */
const separators = /[\s\p{Dash}\p{Cf}()[\]{}./\\_]/gu;

/** Nobody writes a number with this many characters, whatever stands between its digits. */
const longestText = 200;

/** The label of the field that most numbers and addresses come from. */
const usualLabel = 'Recipient';

/** What a text is not that stands in the place of a number. */
const reachable = 'a phone number that can be reached';
const wholeOrPart = 'a phone number or a part of one';

function impossible(
	label: string,
	input: string,
	why: string,
	hint: string,
	wanted = reachable,
): InputProblem {
	return new InputProblem(
		label,
		(redact) => `“${excerptOf(input, redact, 60)}” is not ${wanted}: ${why}`,
		hint,
		'invalidRecipient',
	);
}

// Made here once: within a function they would be made again for each number.
const onlyDigits = /^\d+$/;
const betweenSeveral = /[,;|]/;
const internationalPrefix = /^(?:\+|00)/;
const plusSign = /^\+/;
/** No calling code begins like this and has numbers of this length. Source: ITU-T E.164, list of assigned country codes. */
const inside: ReadonlyArray<readonly [form: RegExp, prefix: string, country: string]> = [
	[/^89\d{9}$/, '8', 'Russia'],
	[/^87\d{9}$/, '8', 'Kazakhstan'],
	[/^80(?:[12]\d|33|44)\d{7}$/, '80', 'Belarus'],
	[/^80[3-79]\d{8}$/, '80', 'Ukraine'],
];
/** Behind the calling code of Japan no number of this length begins with a zero. */
const callAbroad = /^810\d{11,}$/;

/** Numbers that look national: a trunk prefix where every country has its calling code. */
function nationalHint(digits: string): string | null {
	// A short one, such as the 0 that a formula makes of an empty cell, lacks more than its code.
	if (digits.length < shortestNumber) return null;
	if (digits.startsWith('0')) return 'it starts with 0, a prefix for calls inside a country';
	if (!digits.startsWith('8')) return null;
	const [, prefix, country] = inside.find(([form]) => form.test(digits)) ?? [];
	return country ? `it starts with ${prefix}, the prefix for calls inside ${country}` : null;
}

/** Says what stands where one number or address belongs, when it is not a text at all. */
function notText(label: string, input: unknown, wanted: string): InputProblem {
	const isEmpty = input === undefined || input === null || input === '';
	return new InputProblem(
		label,
		isEmpty ? 'is empty' : (redact) => `is ${describeValue(input, redact)}, not ${wanted}`,
		isEmpty || typeof input !== 'object' ? `Enter ${wanted}.` : choosingHint(input),
		'invalidRecipient',
	);
}

/**
 * The digits of a text in the place of a phone number.
 *
 * @param wanted what it should be
 * @returns the `+` or `00` in front of them, and the digits behind it
 * @throws InputProblem when it is something else, such as a date or two numbers
 */
function digitsOf(
	input: unknown,
	label: string,
	wanted = reachable,
): [international: string, digits: string] {
	const text = typeof input === 'number' || typeof input === 'bigint' ? String(input) : input;
	if (typeof text !== 'string' || text.trim() === '') {
		throw notText(
			label,
			typeof text === 'string' ? undefined : input,
			'a phone number in international notation, e.g. 79001112233',
		);
	}
	if (typeof input === 'number' && input < 0) {
		throw impossible(label, text, 'it is negative', 'Enter a phone number.', wanted);
	}
	// Most numbers of a long list are digits already, and looking for anything else is most of the work.
	const isPlain = onlyDigits.test(text) && !text.startsWith('00');
	if (text.length > longestText && !betweenSeveral.test(text)) {
		const why = `it has ${text.length} characters`;
		throw impossible(label, text, why, 'Enter one phone number.', wanted);
	}
	if (isPlain) return ['', text];
	const plain = plainPhone(text);
	const mayBePart = wanted === wholeOrPart && isPart(plain);
	const problem = phoneTextProblem(plain, mayBePart);
	if (problem) throw impossible(label, text, problem.why, problem.hint, wanted);
	const compact = plain.replace(separators, '');
	const prefix = mayBePart ? plusSign : internationalPrefix;
	const international = prefix.exec(compact)?.[0] ?? '';
	const digits = compact.slice(international.length);
	if (onlyDigits.test(digits)) return [international, digits];
	throw impossible(
		label,
		text,
		'it contains characters other than digits',
		'Leave letters and extensions out.',
		wanted,
	);
}

/**
 * Reads a phone number that is looked for, which may be a part of one: its digits, as numbers are kept.
 *
 * @param input not empty
 * @param label the field's label
 * @throws InputProblem when it is none
 */
export function soughtPhone(input: unknown, label: string): string {
	const [, digits] = digitsOf(input, label, wholeOrPart);
	const tooLong = digits.length > longestNumber ? lengthProblem(digits) : null;
	if (!tooLong) return digits;
	throw impossible(label, String(input), tooLong.why, tooLong.hint, wholeOrPart);
}

/**
 * Brings a phone number to digits in international notation, without `+`.
 *
 * @param input what the user gave; separators, brackets, a leading `+` or `00` are allowed
 * @param country whose national notation is understood as well; missing where the form has no Default Country
 * @param label the field's label
 * @throws InputProblem when no phone can have this number
 */
export function phoneNumber(input: unknown, country?: Country, label = usualLabel): string {
	const [international, digits] = digitsOf(input, label);
	if (international === '' && country !== undefined && country !== 'none') {
		const { patterns, callingCode } = nationalNotations[country];
		for (const pattern of patterns) {
			const national = pattern.exec(digits)?.[1];
			// An international number of the country itself never matches: its code comes first.
			if (national !== undefined) return callingCode + national;
		}
	}

	if (callAbroad.test(digits)) {
		throw impossible(
			label,
			String(input),
			'it starts with 8 10, the prefix for calls abroad',
			'Leave 8 10 out, so that it starts with the country code.',
		);
	}
	const national = nationalHint(digits);
	if (national) {
		throw impossible(
			label,
			String(input),
			national,
			// Behind a plus no choice of a country helps.
			country === undefined || international !== ''
				? 'Write it with the country code.'
				: 'Write it with the country code, or choose the Default Country in the options.',
		);
	}
	const number = withoutLongZero(digits);
	const wrong = lengthProblem(number);
	if (wrong) throw impossible(label, String(input), wrong.why, wrong.hint);
	return number;
}

/** Letters of scripts that join them: the invisible joiners between these are part of a name. */
const invisible =
	/(?<![^\0-\u024f\p{Cf}])\p{Cf}|\p{Cf}(?![^\0-\u024f\p{Cf}])|(?![\u200c\u200d])\p{Cf}/gu;

/** A text without marks that nobody sees, such as the zero-width spaces of copied texts. */
export const withoutInvisible = (text: string): string => text.replace(invisible, '');

/** What stands around an address where it was copied from, and behind it at the end of a sentence. */
const before = '<>' + quotationMarks;
const behind = '.,;:!';

const mailto = /^mailto:([^?]*)/i;

/** An address without what does not belong to it: invisible marks, quotes, `mailto:`, angle brackets, a full stop. */
function plainAddress(text: string): string {
	const plain = trimMarks(withoutInvisible(text), before, before + behind);
	const [, address] = mailto.exec(plain) ?? [];
	return address === undefined ? plain : trimMarks(address, before, before + behind);
}

const withinAddress = /[^\s@]@[^\s@]/;

/** Equal for recipients that are one. Addresses differ by their letters' case on paper only; the wire has them as typed. */
export const recipientIdentity = (recipient: string): string =>
	withinAddress.test(recipient) ? recipient.toLowerCase() : recipient;

const addressForm = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+$/;

/**
 * Takes an e-mail address as it is typed, without what does not belong to it (`plainAddress`), if it can be one at all; the
 * gateway judges the rest.
 *
 * @throws InputProblem
 */
export function emailAddress(input: unknown, label = usualLabel): string {
	if (typeof input !== 'string') throw notText(label, input, 'an address, e.g. ann@example.com');
	const text = plainAddress(input);
	if (!addressForm.test(text)) {
		throw new InputProblem(
			label,
			text === ''
				? 'is empty'
				: (redact) => `“${excerptOf(text, redact, 100)}” is not an e-mail address`,
			'Enter one address, e.g. ann@example.com.',
			'invalidRecipient',
		);
	}
	return text;
}

/** Splits a list typed by a person: commas, semicolons, line breaks or spaces between the entries. */
export function splitList(input: unknown): string[] {
	const entries = Array.isArray(input) ? input.map(String) : String(input ?? '').split(/[\s,;]+/);
	return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/** Between numbers: no comma of a number in scientific notation, or in front of its decimal zeros. */
const betweenPhones = /[;\n]|,(?!\d+e[+\d])(?!0+(?:[\s,;]|$))/i;

/**
 * Splits phone numbers that a person has typed: the spaces and dashes inside a number are left to the number's own reading.
 *
 * @returns entries for `phoneNumber`; those of a list, or a value that is not a text, as they are
 */
export function splitPhones(input: unknown): unknown[] {
	const entries: unknown[] = Array.isArray(input)
		? input
		: typeof input === 'string'
			? input.split(betweenPhones)
			: [input];
	return entries
		.map((entry) => (typeof entry === 'string' ? entry.trim() : entry))
		.filter((entry) => entry !== undefined && entry !== null && entry !== '');
}

/** The numbers of a text: spaces stand inside of one, or between several that are whole. */
function numbersIn(text: string): string[] {
	const pieces = text.trim().split(/\s+/);
	return pieces.length > 1 && pieces.every((piece) => isWholeNumber(plainPhone(piece)))
		? pieces
		: [text];
}

/**
 * Reads phone numbers that are looked for, or parts of them, which a person has typed.
 *
 * @param input not empty
 * @param label the field's label
 * @returns one at least: a search for none would find everybody
 * @throws InputProblem when one of them is none
 */
export function soughtPhones(input: unknown, label: string): string[] {
	const entries = splitPhones(input).flatMap((entry) =>
		typeof entry === 'string' ? entry.split('|').flatMap(numbersIn) : [entry],
	);
	const given = entries.filter((entry) => typeof entry !== 'string' || entry.trim() !== '');
	if (given.length > 0) return given.map((entry) => soughtPhone(entry, label));
	throw impossible(label, String(input), noDigits.why, noDigits.hint, wholeOrPart);
}
