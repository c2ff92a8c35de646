import type { IDataObject } from 'n8n-workflow';

import { idOf, isRecord } from '../shared/text/json';

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
	if (!Array.isArray(value)) return {};
	return Object.fromEntries(
		value
			.filter(isRecord)
			.map((entry) => [idOf(entry.name) ?? '', entry.value])
			.filter(([name]) => name !== ''),
	) as IDataObject;
}

/** The rows of a list answer; newer services put theirs inside `data`, once or twice. Source: docs/gateways/sendpulse.md 18.1. */
export function rowsOf(body: unknown): IDataObject[] {
	if (Array.isArray(body)) return body.filter(isRecord);
	return isRecord(body) && body.data !== undefined ? rowsOf(body.data) : [];
}

/** Base64 of a text's UTF-8 bytes. Source: docs/gateways/sendpulse.md 1.1, "Base64 fields". */
export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
