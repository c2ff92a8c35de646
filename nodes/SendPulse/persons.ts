import { InputProblem } from '../shared/model/inputProblem';
import { emailAddress, withoutInvisible } from '../shared/input/recipients';

/** A name and an address, as SMTP messages carry them. */
interface Person {
	name?: string;
	email: string;
}

const separators = /[,;\n"]/g;

/** Splits at commas, semicolons and line breaks outside quotes; a quote that is alone opens none. */
function entriesOf(text: string): string[] {
	const entries: string[] = [];
	let quotesLeft = text.split('"').length - 1;
	let start = 0;
	for (const { 0: character, index } of text.matchAll(separators)) {
		if (character === '"') quotesLeft--;
		else if (quotesLeft % 2 === 0) {
			entries.push(text.slice(start, index));
			start = index + 1;
		}
	}
	entries.push(text.slice(start));
	return entries;
}

/** @throws InputProblem when it is neither an address nor `Name <address>` */
function personOf(entry: string, label: string): Person {
	const open = entry.lastIndexOf('<');
	const email = open < 0 ? undefined : /^<([^<>]+)>$/.exec(entry.slice(open))?.[1];
	const before = entry.slice(0, Math.max(0, open)).trim();
	const [, quoted, plain] = /^(?:"([^"]*)"|([^<>"]*))$/.exec(before) ?? [];
	if (email === undefined || (quoted ?? plain) === undefined) {
		return { email: emailAddress(entry, label) };
	}
	const name = (quoted ?? plain ?? '').trim();
	return { ...(name === '' ? {} : { name }), email: emailAddress(email, label) };
}

/**
 * Reads addresses that a person has typed: `ann@example.com, Bob <bob@example.com>`, or a list of them.
 *
 * @param label the field's label
 * @throws InputProblem when an entry is no address
 */
export function personsOf(input: unknown, label: string): Person[] {
	const entries = Array.isArray(input) ? input.map(String) : entriesOf(String(input ?? ''));
	return entries
		.map((entry) => withoutInvisible(entry).trim())
		.filter((entry) => entry !== '')
		.map((entry) => personOf(entry, label));
}

/** The same, where there must be one at least. */
export function someone(input: unknown, label: string): [Person, ...Person[]] {
	const [first, ...others] = personsOf(input, label);
	if (first) return [first, ...others];
	throw new InputProblem(
		label,
		'is empty',
		'Give an address, e.g. ann@example.com or Ann <ann@example.com>.',
		'invalidRecipient',
	);
}
