import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputProblem } from '../model/inputProblem';
import { columnOf } from './column';
import { describeValue } from './describeValue';

/** As tables and forms write them. */
const truths: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

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

/**
 * @param value not empty
 * @returns the number that a value is, or that its text writes
 * @throws InputProblem when it is none
 */
function numberOf(value: unknown, label: string): number {
	const text = String(value).trim();
	const number = typeof value !== 'boolean' && isNumeric(text) ? Number(text) : NaN;
	if (Number.isFinite(number)) return number;
	throw new InputProblem(
		label,
		(redact) => `${describeValue(value, redact) ?? 'empty'} is not a number`,
		/^[+-]?\d+,\d+$/.test(text)
			? 'Write a point instead of the comma: {{ $json.price.replace(",", ".") }}, with your own field.'
			: 'Enter a number, or check its expression.',
	);
}

/** The limits of a number field, which the editor holds a person to and an expression can leave. */
function limitsOf({ typeOptions = {} }: INodeProperties) {
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = typeOptions;
	return { least: minValue, most: maxValue, isWhole: numberPrecision === 0 };
}

/** What a field takes, in words. */
function limitsInWords({ least, most, isWhole }: ReturnType<typeof limitsOf>): string {
	const kind = isWhole ? 'a whole number' : 'a number';
	if (most !== Infinity) return `${kind} from ${least} to ${most}`;
	return least === -Infinity ? kind : `${kind} of ${least} or more`;
}

/**
 * A number of a field that decides what is sent, when, or what is said of it.
 *
 * @param value not empty
 * @throws InputProblem when it is none, or one that the field does not take: another in its place would be a wrong send
 */
export function numberIn(field: INodeProperties, value: unknown, label: string): number {
	const number = numberOf(value, label);
	const limits = limitsOf(field);
	const { least, most, isWhole } = limits;
	if (number >= least && number <= most && (!isWhole || Number.isSafeInteger(number)))
		return number;
	const words = limitsInWords(limits);
	throw new InputProblem(
		label,
		(redact) => `${describeValue(value, redact) ?? 'empty'} is not ${words}`,
		`Enter ${words}, or check its expression.`,
	);
}

/**
 * A number of a field that decides only how fast the work goes. The nearest one that the field takes does the same work, so that no
 * row has to fail.
 *
 * @param value not empty
 * @throws InputProblem when it is none
 */
export function nearestIn(field: INodeProperties, value: unknown, label: string): number {
	const number = numberOf(value, label);
	const { least, most, isWhole } = limitsOf(field);
	return Math.min(most, Math.max(least, isWhole ? Math.floor(number) : number));
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
		howToChoose(choices),
	);
}

const howToChoose = (choices: INodePropertyOptions[]): string =>
	`Choose one from the list, or have the expression return ${choices.map(spoken).join(', ')}.`;

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

/** @throws InputProblem when the field has choices, and the value is none at all */
export function someChoiceIn(field: INodeProperties, value: unknown): void {
	const choices = choicesOf(field);
	const isNothing = value === undefined || value === null || value === '';
	if (choices.length === 0 || !(isNothing || (Array.isArray(value) && value.length === 0))) return;
	throw new InputProblem(field.displayName, 'is empty', howToChoose(choices));
}
