import { InputProblem } from '../model/inputProblem';
import { locatorValue } from '../fields/list';

/**
 * One part of a request's path, made of a value that a user gave.
 *
 * @param value the field's value; of a dropdown, the chosen entry
 * @param label the field's label
 * @returns the value percent-encoded, so that nothing in it ends the part
 * @throws InputProblem when it is empty, or one or two dots, which would call another address, or no text
 */
export function pathPart(value: unknown, label: string): string {
	const text = locatorValue(value).trim();
	if (text === '' || text === '.' || text === '..') {
		const problem = text === '' ? 'is empty' : `cannot be “${text}”`;
		throw new InputProblem(label, problem, 'Enter a value, or check its expression.');
	}
	if (!text.isWellFormed()) {
		throw new InputProblem(
			label,
			'contains half a character',
			'Check where its text was cut: an emoji is two units long.',
		);
	}
	return encodeURIComponent(text);
}
