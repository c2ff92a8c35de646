import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputProblem, type Words } from '../model/inputProblem';
import { columnOf } from './column';
import { describeValue } from './describeValue';

/** As tables and forms write them. */
const truths: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

const described =
	(value: unknown, more: string): Words =>
	(redact) =>
		`${describeValue(value, redact) ?? 'empty'}${more}`;

/**
 * @param value not empty
 * @returns whether a switch is on; its texts and numbers count too, such as those of a table
 * @throws InputProblem when it says neither
 */
export function truthOf(value: unknown, label: string): boolean {
	if (typeof value === 'boolean') return value;
	const text = String(value).trim().toLowerCase();
	const truth = Object.hasOwn(truths, text) ? truths[text] : undefined;
	if (truth !== undefined) return truth;
	throw new InputProblem(
		label,
		(redact) => `is ${describeValue(value, redact) ?? 'empty'}, but true or false is expected here`,
		'Have the expression return one of the two, e.g. {{ $json.urgent === "yes" }}, with your own field.',
	);
}

/** Digits, sign, point and exponent; JavaScript would read further notations. */
const isNumeric = (text: string): boolean => /^[\d.eE+-]+$/.test(text);

/** What limits a number, as the end of “is not …”. */
function limitsOf({
	minValue,
	maxValue,
	numberPrecision,
}: INodeProperties['typeOptions'] & object) {
	const kind = numberPrecision === 0 ? 'a whole number' : 'a number';
	if (minValue !== undefined && maxValue !== undefined)
		return `${kind} from ${minValue} to ${maxValue}`;
	if (minValue !== undefined) return `${kind} of at least ${minValue}`;
	return maxValue === undefined ? kind : `${kind} up to ${maxValue}`;
}

/**
 * @param value not empty
 * @returns the number that a value is, or that its text writes
 * @throws InputProblem when it is none, or out of the limits that the field has
 */
export function numberOf(
	{ typeOptions = {} }: Pick<INodeProperties, 'typeOptions'>,
	value: unknown,
	label: string,
): number {
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = typeOptions;
	const text = String(value).trim();
	const number = typeof value !== 'boolean' && isNumeric(text) ? Number(text) : NaN;
	if (
		Number.isFinite(number) &&
		number >= minValue &&
		number <= maxValue &&
		(numberPrecision !== 0 || Number.isInteger(number))
	)
		return number;
	throw new InputProblem(
		label,
		described(value, ` is not ${limitsOf(typeOptions)}`),
		/^[+-]?\d+,\d+$/.test(text)
			? 'Write a point instead of the comma: {{ $json.price.replace(",", ".") }}, with your own field.'
			: 'Enter such a number, or check the expression.',
	);
}

const choicesOf = ({ options = [] }: INodeProperties): INodePropertyOptions[] =>
	options.filter((one): one is INodePropertyOptions => 'value' in one);

/** A number says nothing without its name. */
const spoken = ({ name, value }: INodePropertyOptions): string =>
	/^\d+$/.test(String(value)) ? `${value} (${name})` : `“${value}”`;

/**
 * @param field with its choices; one that loads them from the account takes any
 * @param value not empty
 * @returns the choice that a value is; a number is the same as its text
 * @throws InputProblem when it is none of them
 */
export function choiceIn(field: INodeProperties, value: unknown, label: string): unknown {
	const choices = choicesOf(field);
	if (choices.length === 0 || choices.some((one) => one.value === value)) return value;
	const choice = choices.find((one) => String(one.value) === String(value));
	if (choice) return choice.value;
	throw new InputProblem(
		label,
		(redact) => `is not one of its choices: ${describeValue(value, redact) ?? 'empty'}`,
		`Choose one from the list, or have the expression return ${choices.map(spoken).join(', ')}.`,
	);
}

/**
 * The same of a field for several: a list, or a text with the entries separated by commas or as JSON.
 *
 * @throws InputProblem when one of them is no choice, or broken JSON
 */
export function choicesIn(field: INodeProperties, value: unknown, label: string): unknown[] {
	const entries: unknown[] = Array.isArray(value) ? value : columnOf(value, [], label);
	return entries
		.filter((entry) => entry !== undefined && entry !== null && entry !== '')
		.map((entry) => choiceIn(field, entry, label));
}
