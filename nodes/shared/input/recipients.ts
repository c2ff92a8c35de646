import {
	type Country,
	fromNational,
	nationalProblem,
	type Typed,
	withItsZero,
} from './nationalNumbers';
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
/** Behind the calling code of Japan no number of this length begins with a zero. */
const callAbroad = /^810\d{11,}$/;

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
 * @throws InputProblem when it is something else, such as a date or two numbers
 */
function typedNumber(input: unknown, label: string, wanted = reachable): Typed {
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
	if (isPlain) return { plain: text, international: '', digits: text };
	const plain = plainPhone(text);
	const mayBePart = wanted === wholeOrPart && isPart(plain);
	const problem = phoneTextProblem(plain, mayBePart);
	if (problem) throw impossible(label, text, problem.why, problem.hint, wanted);
	const compact = plain.replace(separators, '');
	const prefix = mayBePart ? plusSign : internationalPrefix;
	const international = prefix.exec(compact)?.[0] ?? '';
	const digits = compact.slice(international.length);
	if (onlyDigits.test(digits)) return { plain, international, digits };
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
	const { digits } = typedNumber(input, label, wholeOrPart);
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
	const typed = typedNumber(input, label);
	const { international, digits } = typed;
	if (country !== undefined && country !== 'none') {
		const national = fromNational(typed, country);
		if (national !== undefined) return national;
	}

	if (callAbroad.test(digits)) {
		throw impossible(
			label,
			String(input),
			'it starts with 8 10, the prefix for calls abroad',
			'Leave 8 10 out, so that it starts with the country code.',
		);
	}
	// A short one, such as the 0 that a formula makes of an empty cell, lacks more than its code.
	const why = digits.length < shortestNumber ? null : nationalProblem(typed);
	if (why) {
		// Behind a plus no choice of a country helps.
		const mayChoose = country === 'none' && international === '';
		const choice = mayChoose ? ', or choose the Default Country in the options' : '';
		throw impossible(label, String(input), why, `Write it with + and the country code${choice}.`);
	}
	const number = withoutLongZero(withItsZero(typed));
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
