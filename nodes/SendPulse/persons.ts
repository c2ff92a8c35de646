import { InputProblem } from '../shared/delivery/inputProblem';
import { emailAddress, withoutInvisible } from '../shared/recipients';

/** A name and an address, as SMTP messages carry them. */
export interface Person {
	name?: string;
	email: string;
}

/** Commas, semicolons and line breaks outside quotes and angle brackets. */
const separator = /[,;\n](?=(?:[^"]*"[^"]*")*[^"]*$)/;

/** @throws InputProblem when it is neither an address nor `Name <address>` */
function personOf(entry: string, label: string): Person {
	const [, quoted, plain, email] = /^(?:"([^"]*)"|([^<>"]*))\s*<([^<>]+)>$/.exec(entry) ?? [];
	if (email === undefined) return { email: emailAddress(entry, label) };
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
	const entries = Array.isArray(input) ? input.map(String) : String(input ?? '').split(separator);
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
