import type { IDataObject } from 'n8n-workflow';

import { isRecord, recordOf } from '../text/json';
import type { ReadParameter } from './parameterReader';

const none: IDataObject = Object.freeze({});

/** @returns the values of a collection of fields, which nobody may change; none where nothing is set */
export const optionsIn = (read: ReadParameter, name = 'options'): IDataObject =>
	recordOf(read(name, none));

/** @param preset for a field that has no value; a text that is empty is one */
export const textIn = (read: ReadParameter, name: string, preset = ''): string =>
	String(read(name, preset) ?? preset);

/** @param preset for a field that has no value, or an empty text, as an expression may give; else it is a number, as the form checks */
export function numberOrPreset(read: ReadParameter, name: string, preset: number): number {
	const value = read(name, preset);
	return value === '' ? preset : Number(value);
}

/** @returns the entries of a field for several, each as text; one that an expression gives alone is one entry */
export function textsOf(value: unknown): string[] {
	if (Array.isArray(value)) return value.map(String);
	return value === undefined || value === null || value === '' ? [] : [String(value)];
}

/** @returns the id in a resource locator's value, or in a plain value */
export function locatorValue(value: unknown): string {
	const inner = isRecord(value) && value.__rl ? value.value : value;
	return inner === undefined || inner === null ? '' : String(inner);
}
