import type { Redact } from '../text/redact';
import type { Words } from '../model/inputProblem';

/** Names of an object's fields that an error shows, and characters of each. */
const shownNames = 5;
const shownCharacters = 40;

/**
 * @param redact masks the secrets, before the text is cut
 * @returns the beginning of a text, for an error; never half a character
 */
export function excerptOf(given: string, redact: Redact, length = shownCharacters): string {
	const text = redact(given);
	if (text.length <= length) return text.toWellFormed();
	const cut = /[\ud800-\udbff]$/.test(text.slice(0, length)) ? length - 1 : length;
	return `${text.slice(0, cut).toWellFormed()}…`;
}

/** A value that has a text of its own, as the dates of n8n's expressions have: n8n puts that in where it stands inside a text. */
export const isMoment = (value: object): boolean =>
	value instanceof Date || typeof (value as { toISO?: unknown }).toISO === 'function';

/**
 * Says what a value is that stands where one text belongs, as the end of “is …”.
 *
 * @returns null for nothing at all
 */
export function describeValue(value: unknown, redact: Redact): string | null {
	if (value === undefined || value === null || value === '') return null;
	if (Array.isArray(value)) {
		return value.length === 1 ? 'a list of one entry' : `a list of ${value.length} entries`;
	}
	if (typeof value !== 'object') return `“${excerptOf(String(value), redact)}”`;
	if (isMoment(value)) return 'a date';
	const names = Object.keys(value);
	if (names.length === 0) return 'an object without fields';
	const shown = names.slice(0, shownNames).map((name) => `“${excerptOf(name, redact)}”`);
	const more = names.length > shownNames ? ' and others' : '';
	return `an object with the ${names.length === 1 ? 'field' : 'fields'} ${shown.join(', ')}${more}`;
}

/** How to choose one text of a list or an object. */
export const choosingHint =
	(value: unknown): Words =>
	(redact) => {
		if (Array.isArray(value)) {
			const [first] = value as unknown[];
			const inside =
				typeof first === 'object' && first !== null ? accessTo(redact, Object.keys(first)[0]) : '';
			return `Choose one entry: put “[0]${inside}” at the end of the expression, inside the braces. The node Split Out turns a list in a field of its own into one item per entry.`;
		}
		const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
		return names.length === 0
			? 'Choose a field that holds a text, e.g. {{ $json.name }}.'
			: `Choose one of its fields: put e.g. “${accessTo(redact, names[0])}” at the end of the expression, inside the braces.`;
	};

/** A field's name as an expression takes it. */
function accessTo(redact: Redact, name = 'name'): string {
	const shown = excerptOf(name, redact);
	return /^[A-Za-z_$][\w$]*$/.test(shown) ? `.${shown}` : `[${JSON.stringify(shown)}]`;
}
