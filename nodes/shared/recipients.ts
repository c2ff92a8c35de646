import { InputProblem } from './delivery/inputProblem';

export const countries = ['none', 'RU', 'BY', 'UA', 'KZ'] as const;

/** The country whose national notation is understood; `none` takes international numbers only. */
export type Country = (typeof countries)[number];

interface NationalNotation {
	/** Matches digits only; the group is the national number without trunk prefix. */
	patterns: RegExp[];
	callingCode: string;
}

/** The national forms that people type. Kazakhstan and Russia share the calling code 7. */
const nationalNotations: Record<Exclude<Country, 'none'>, NationalNotation> = {
	RU: {
		// Without the prefix only mobile and free numbers: other ten digits may well be those of another country.
		patterns: [/^8([3489]\d{9})$/, /^([89]\d{9})$/],
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
		patterns: [/^8([67]\d{9})$/, /^(7\d{9})$/],
		callingCode: '7',
	},
};

/** Everything that people put between digits: spaces of any width, dashes of any length, brackets, dots, slashes. */
const separators = /[\s\p{Dash}\p{Cf}()[\]{}./\\_]/gu;

/** The label of the field that most numbers and addresses come from. */
const usualLabel = 'Recipient';

function impossible(label: string, input: string, why: string, hint: string): InputProblem {
	return new InputProblem(
		label,
		`“${input}” is not a phone number that can be reached: ${why}`,
		hint,
		'invalidRecipient',
	);
}

/** Numbers that look national: a trunk prefix where every country has its calling code. */
function nationalHint(digits: string): string | null {
	if (/^89\d{9}$/.test(digits)) return 'it starts with 8, the prefix for calls inside Russia';
	if (/^80(17|25|29|33|44)\d{7}$/.test(digits))
		return 'it starts with 80, the prefix for calls inside Belarus';
	if (digits.startsWith('0')) return 'it starts with 0, a prefix for calls inside a country';
	return null;
}

/**
 * Brings a phone number to digits in international notation, without `+`.
 *
 * @param input what the user gave; separators, brackets, a leading `+` or `00` are allowed
 * @param country whose national notation is understood as well
 * @param label the field's label
 * @throws InputProblem when no phone can have this number
 */
export function phoneNumber(input: unknown, country: Country = 'none', label = usualLabel): string {
	const text = typeof input === 'number' ? String(input) : input;
	if (typeof input === 'number' && input < 0) {
		throw impossible(label, String(input), 'it is below zero', 'Give a phone number.');
	}
	if (typeof text !== 'string' || text.trim() === '') {
		throw new InputProblem(
			label,
			'is empty',
			'Give a phone number in international notation, e.g. 79001112233.',
			'invalidRecipient',
		);
	}
	// Most numbers of a long list are digits already, and looking for separators is most of the work.
	const compact = /^\d+$/.test(text) ? text : text.replace(separators, '').replace(/^＋/, '+');
	const international = /^(\+|00)/.test(compact);
	const digits = compact.replace(/^(\+|00)/, '');
	if (/[,;|]/.test(digits)) {
		throw impossible(
			label,
			text,
			'it holds several numbers',
			'Give one number an item; Send Many puts many items into one request.',
		);
	}
	if (!/^\d+$/.test(digits)) {
		throw impossible(
			label,
			text,
			'it holds characters that are no digits',
			'Leave letters and extensions out.',
		);
	}

	if (!international && country !== 'none') {
		const { patterns, callingCode } = nationalNotations[country];
		for (const pattern of patterns) {
			const national = pattern.exec(digits)?.[1];
			// An international number of the country itself never matches: its code comes first.
			if (national !== undefined) return callingCode + national;
		}
	}

	const national = nationalHint(digits);
	if (national) {
		throw impossible(
			label,
			text,
			national,
			'Write it with the country code, or choose the Default Country in the options.',
		);
	}
	// ITU-T E.164: 15 digits at most; the shortest numbers in use have 7 with their country code.
	if (digits.length < 7 || digits.length > 15) {
		throw impossible(
			label,
			text,
			`it has ${digits.length} digits`,
			'International numbers have 7 to 15 digits, the country code included.',
		);
	}
	return digits;
}

/**
 * Takes an e-mail address as it is, if it can be one at all; the gateway judges the rest.
 *
 * @throws InputProblem
 */
export function emailAddress(input: unknown, label = usualLabel): string {
	const text = typeof input === 'string' ? input.trim() : '';
	if (!/^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+$/.test(text)) {
		throw new InputProblem(
			label,
			text === '' ? 'is empty' : `“${text}” is not an e-mail address`,
			'Give one address, e.g. ann@example.com.',
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
