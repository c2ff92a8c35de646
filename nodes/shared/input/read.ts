import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../model/inputProblem';
import { isRecord, recordOf } from '../text/json';
import type { ReadParameter } from './parameterReader';

/** @returns the values of a collection of fields; none where nothing is set */
export const optionsIn = (read: ReadParameter, name = 'options'): IDataObject =>
	recordOf(read(name, {}));

/** @param preset for a field that is not shown or has nothing */
export const textIn = (read: ReadParameter, name: string, preset = ''): string =>
	String(read(name, preset) ?? preset);

/** @returns the entries of a field for several, each as text; one that an expression gives alone is one entry */
export function textsOf(value: unknown): string[] {
	if (Array.isArray(value)) return value.map(String);
	return value === undefined || value === null || value === '' ? [] : [String(value)];
}

/**
 * @returns the choice that a value is
 * @throws InputProblem when it is none of them, as an expression can make it
 */
export function choiceOf<T>(value: unknown, label: string, choices: readonly T[]): T {
	const choice = choices.find((one) => one === value);
	if (choice !== undefined) return choice;
	throw new InputProblem(
		label,
		'is not one of its choices',
		`Choose one from the list, or have the expression return ${choices.join(', ')}.`,
	);
}

/**
 * @param preset for a field that has nothing
 * @returns the choice that a value is
 * @throws InputProblem as `choiceOf` does
 */
export const choiceOr = <T>(value: unknown, label: string, choices: readonly T[], preset: T): T =>
	value === undefined || value === null || value === '' ? preset : choiceOf(value, label, choices);

/** @returns the id in a resource locator's value, or in a plain value */
export function locatorValue(value: unknown): string {
	const inner = isRecord(value) && value.__rl ? value.value : value;
	return inner === undefined || inner === null ? '' : String(inner);
}
