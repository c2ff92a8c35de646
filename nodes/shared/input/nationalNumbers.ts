/** How people write phone numbers inside a country. Source of the codes: the national numbering plans, as collected by ITU-T. */

/** The country whose national notation is understood; `none` takes international numbers only. */
export type Country = 'none' | 'RU' | 'BY' | 'UA' | 'KZ';

/** Numbers without prefix and country code: the codes that are in use, and what follows them. */
const russian = String.raw`(?:9\d\d|80\d|3(?:0[12]|36|4[1-35-79]|5[1-3]|65|8[1-58]|9[0145])|4(?:01|1[1356]|2[1-7]|7[1-5]|8[1-8]|9[1-689])|8(?:1[1-8]|2[01]|3[1-6]|4[0-8]|5[1-7]|6[1-9]|7[1-9]))\d{7}`;
const belarusian = String.raw`(?:1[5-7]|2[1-359]|33|44)\d{7}`;
const ukrainian = String.raw`(?:3[1-9]|4[13-8]|5[0-7]|6[1-9]|7[137]|9[1-9])\d{7}`;

const made = (pattern: string): RegExp => new RegExp(`^${pattern}$`);

interface NationalNotation {
	/** Matches one of the `forms` of a number; the group is the national number without trunk prefix. */
	patterns: RegExp[];
	callingCode: string;
}

/**
 * The national forms that people type. Kazakhstan and Russia share the calling code 7 and the prefix 8, so that each dials the other's
 * numbers as its own.
 */
const nationalNotations: Record<Exclude<Country, 'none'>, NationalNotation> = {
	RU: {
		// Without the prefix only mobile and free numbers, and cities whose codes begin with 8: other ten digits may be those of another country.
		patterns: [/^8 ?([34789]\d{9})$/, made(`((?=[89])${russian})`)],
		callingCode: '7',
	},
	BY: {
		// Some leave out the zero behind the 8, and some the 8.
		patterns: [made(`8 ?0(${belarusian})`), made(`0?(${belarusian})`), made(`8 (${belarusian})`)],
		callingCode: '375',
	},
	UA: {
		// The trunk prefix 8 of Soviet days is still dialled by some.
		patterns: [/^(?:8 ?)?0([3-9]\d{8})$/, /^(?:8 )?([3-79]\d{8})$/],
		callingCode: '380',
	},
	KZ: {
		patterns: [made(String.raw`8 ?([67]\d{9}|${russian})`), /^(7\d{9})$/],
		callingCode: '7',
	},
};

/** A number as it was typed. */
export interface Typed {
	/** In the form of `plainPhone`. */
	plain: string;
	/** The `+` or `00` in front of it, or nothing. */
	international: string;
	/** The digits behind that. */
	digits: string;
}

/**
 * The ways to read the digits of a number: as one, and as a prefix 8 and a space before the others. An 8 that stands apart is a prefix, for
 * it is no calling code; one that stands in a group, as in `844 123-45-67`, is none where a number of ten digits may begin with it.
 */
function forms({ plain, international, digits }: Typed): string[] {
	if (!digits.startsWith('8')) return [digits];
	const apart = `8 ${digits.slice(1)}`;
	if (/^\D*8\D/.test(plain)) return [apart];
	if (international !== '') return [digits];
	return plain === digits || digits.length !== 10 ? [digits, apart] : [digits];
}

/**
 * Reads a number in the notation of a country.
 *
 * @returns its digits with the country code; undefined when it is not in this notation
 */
export function fromNational(typed: Typed, country: Exclude<Country, 'none'>): string | undefined {
	if (typed.international !== '') return undefined;
	const { patterns, callingCode } = nationalNotations[country];
	for (const form of forms(typed)) {
		for (const pattern of patterns) {
			const national = pattern.exec(form)?.[1];
			// An international number of the country itself never matches: its code comes first.
			if (national !== undefined) return callingCode + national;
		}
	}
	return undefined;
}

/** A prefix for calls inside a country: no calling code and a number of this length begin like this where the 8 stands apart, or at all. */
const prefixed: ReadonlyArray<readonly [form: RegExp, prefix: string, country: string]> = [
	[made(String.raw`8(?: ?[39]\d{9}| ${russian})`), '8', 'Russia'],
	[/^8 ?7\d{9}$/, '8', 'Kazakhstan'],
	[/^8 ?0(?:[12]\d|33|44)\d{7}$/, '80', 'Belarus'],
	[/^8 ?0[3-79]\d{8}$/, '80', 'Ukraine'],
	[made(`8 ${belarusian}`), '8', 'Belarus'],
	[made(`8 ${ukrainian}`), '8', 'Ukraine'],
];

/** Numbers without prefix and code. Few countries have international numbers as short as these. */
const bare: ReadonlyArray<readonly [form: RegExp, country: string]> = [
	[made(russian), 'Russia'],
	[made(belarusian), 'Belarus'],
	[made(ukrainian), 'Ukraine'],
];

/** The same behind a plus: ten digits that begin with 9, where no calling code leaves so few. */
const bareBehindPlus = /^9(?!5|6[017]|75)\d{9}$/;

/** The shortest international numbers have seven digits, in St Helena and Niue. */
const local = /^(?!290|683)\d{7}$/;

/**
 * Says of a number that `fromNational` did not read why it is not sent as an international one: it looks like one of another kind, and
 * would become another country's. One of the two that it may be has its country code already, so that only a plus tells them apart.
 *
 * @returns null for a number that is international by its looks
 */
export function nationalProblem(typed: Typed): string | null {
	const { international, digits } = typed;
	if (digits.startsWith('0')) return 'it starts with 0, a prefix for calls inside a country';
	// Most numbers have more digits than any of these, or begin like none.
	if (digits.length > 11 || (digits.length === 11 && !digits.startsWith('8'))) return null;
	const read = forms(typed);
	const [, prefix, country] = prefixed.find(([form]) => read.some((text) => form.test(text))) ?? [];
	if (country) return `it starts with ${prefix}, the prefix for calls inside ${country}`;
	const where =
		international === ''
			? bare.find(([form]) => form.test(digits))?.[1]
			: bareBehindPlus.test(digits)
				? 'Russia'
				: undefined;
	if (where) return `it may be a number in ${where} without its country code`;
	if (international === '' && local.test(digits))
		return 'it has 7 digits, as numbers inside a city do';
	return null;
}

const ukrainianWithoutZero = made(String.raw`38(${ukrainian})`);

/**
 * @returns the digits of a number, a Ukrainian one with the zero that belongs to its code: `+38 (67) …`. An area behind 38 stands apart
 * only there, for 38 alone is no calling code.
 */
export function withItsZero({ plain, digits }: Typed): string {
	return /^\D*38\D/.test(plain) ? digits.replace(ukrainianWithoutZero, '380$1') : digits;
}
