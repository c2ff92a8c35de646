import type { IDataObject } from 'n8n-workflow';

import { amount, idOf, isRecord, recordOf, recordsOf } from '../shared/text/json';

/**
 * One form for values that SendPulse writes in several: numbers that are strings in the operator's document and in some current answers,
 * maps that PHP writes as `[]` when they are empty, dates without `T`. Source: docs/gateways/sendpulse.md 1.5 and 21.
 */

/** @returns the number in a value or in its text; null when there is none */
export const numberOrNull = (value: unknown): number | null => amount(value) ?? null;

/** @returns the text of a value; null when there is none */
export function textOf(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** A flag that comes as true, 1 or "1". */
export const flagOf = (value: unknown): boolean =>
	value === true || value === 1 || value === '1' || value === 'true';

/** What an answer has beside the named fields. */
export const othersOf = (entry: IDataObject, known: readonly string[]): IDataObject =>
	Object.fromEntries(Object.entries(entry).filter(([name]) => !known.includes(name)));

/** A word for a code: the gateway's own, or the one in its documents. */
export const wordOf = (
	explain: unknown,
	code: unknown,
	words: Readonly<Record<number, string>>,
): string | null => textOf(explain) ?? words[numberOrNull(code) ?? -1] ?? null;

/** What stands in an array of one, and everything else as it is: SMS answers come both ways. Source: docs/gateways/sendpulse.md 13. */
export const soleOf = (value: unknown): unknown =>
	Array.isArray(value) && value.length === 1 && isRecord(value[0]) ? value[0] : value;

/**
 * The same for an answer that has a list. Without anything around it, a list of one row is the answer itself.
 *
 * @param list its name, where it has one beside `data`
 */
export function listAnswer(body: unknown, list = 'data'): unknown {
	const answer = soleOf(body);
	const isAround = [list, 'data', 'result', 'success'].some((name) => name in recordOf(answer));
	return isAround ? answer : body;
}

/**
 * A number that may have come as text. What is no number stays as it is.
 *
 * Source: docs/gateways/sendpulse.md 1.5: numbers are strings in the operator's document, integers today, and mixed in places.
 */
export function numberOf(value: unknown): IDataObject[string] {
	const text = typeof value === 'string' ? value.trim() : '';
	return /^-?\d+(\.\d+)?$/.test(text) && Number.isSafeInteger(Math.trunc(Number(text)))
		? Number(text)
		: (value as IDataObject[string]);
}

/** Brings an answer's row to one form: ids as text, quantities as numbers. Fields that it does not have are not added. */
export function tidy(
	row: IDataObject,
	{ ids = ['id'], numbers = [] }: { ids?: readonly string[]; numbers?: readonly string[] },
): IDataObject {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => {
			if (ids.includes(name)) return [name, idOf(value) ?? value];
			return [name, numbers.includes(name) ? numberOf(value) : value];
		}),
	);
}

/**
 * A contact's variables as an object. They come as one, as a list of `{name, type, value}`, or as `[]` when there are none.
 *
 * Source: docs/gateways/sendpulse.md 3.1 and 21.2.
 */
export function variablesOf(value: unknown): IDataObject {
	if (isRecord(value)) return value;
	return Object.fromEntries(
		recordsOf(value)
			.map((entry) => [idOf(entry.name) ?? '', entry.value] as const)
			.filter(([name]) => name !== ''),
	);
}

/**
 * The same with numbers as numbers: where they come as a list, all values are texts beside their type. Source:
 * docs/gateways/sendpulse.md 3.1, 3.7 and 21.2.
 */
export function typedVariables(value: unknown): IDataObject {
	if (!Array.isArray(value)) return variablesOf(value);
	return variablesOf(
		rowsOf(value).map((entry) =>
			entry.type === 'number' ? { ...entry, value: numberOf(entry.value) } : entry,
		),
	);
}

/** The rows of a list answer; newer services put theirs inside `data`, once or twice. Source: docs/gateways/sendpulse.md 18.1. */
export function rowsOf(body: unknown): IDataObject[] {
	if (Array.isArray(body)) return recordsOf(body).filter((entry) => Object.keys(entry).length > 0);
	return isRecord(body) && body.data !== undefined ? rowsOf(body.data) : [];
}
