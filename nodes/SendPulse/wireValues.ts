import type { IDataObject } from 'n8n-workflow';

import { amount } from '../shared/text/amounts';
import { isRecord, recordOf } from '../shared/text/json';

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

/** The members of a map; PHP's empty one is a list. */
export const mapOf = (value: unknown): IDataObject => recordOf(value);

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
