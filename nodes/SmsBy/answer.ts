import type { IDataObject } from 'n8n-workflow';
import { idOf, isRecord, recordOf } from '../shared/text/json';

/** An answer in an array of one, as older versions of the gateway wrap it. Source: docs/gateways/smsby.md 10. */
export function unwrapped(body: unknown): unknown {
	return Array.isArray(body) && body.length === 1 && isRecord(body[0]) ? body[0] : body;
}

/** The object that an answer is, in any era; an empty one when it is something else. */
export function answerOf(body: unknown): IDataObject {
	return recordOf(unwrapped(body));
}

/** `result` as an object, also in an array of one. Source: docs/gateways/smsby.md 4, 5 and 7. */
export const resultOf = (body: unknown): IDataObject => answerOf(answerOf(body).result);

/**
 * The objects of a list answer: the list itself, or one under a name. A single object in its place counts as a list of one.
 *
 * @param names where the list may be
 */
export function entriesOf(body: unknown, ...names: string[]): IDataObject[] {
	if (Array.isArray(body)) return body.filter(isRecord);
	if (!isRecord(body)) return [];
	const named = names
		.map((name) => body[name])
		.find((value) => typeof value === 'object' && value !== null);
	if (Array.isArray(named)) return named.filter(isRecord);
	return isRecord(named) && Object.keys(named).length > 0 ? [named] : [];
}

/** A list without any object is none of entries, unless it is empty. */
const isList = (value: unknown): boolean =>
	typeof value === 'object' &&
	(!Array.isArray(value) || value.length === 0 || value.some(isRecord));

/** Whether `entriesOf` finds a list there, which may be empty. */
export const hasEntries = (body: unknown, ...names: string[]): boolean =>
	Array.isArray(body) ? isList(body) : names.some((name) => isList(recordOf(body)[name]));

const mapOf = (body: unknown): object => {
	const source = isRecord(body) && typeof body.result === 'object' ? body.result : body;
	return typeof source === 'object' && source !== null ? source : {};
};

/** Whether an answer is a map of ids to names, which may be empty. */
export const hasNames = (body: unknown): boolean =>
	idNames(body).length > 0 || Object.keys(mapOf(body)).length === 0;

/**
 * A map of ids to names. PHP writes one whose keys are 0, 1, 2 … as an array, and an empty one as `[]`. Source:
 * docs/gateways/smsby.md 4. A list of `{id, name}`, and either of them under `result`, are read as well.
 */
export function idNames(body: unknown): Array<{ id: string; name: string }> {
	return Object.entries(mapOf(body)).flatMap(([key, value]: [string, unknown]) => {
		if (!isRecord(value)) {
			const name = idOf(value);
			// Another key is a word about the answer, such as `status`.
			return name === null || !/^\d+$/.test(key) ? [] : [{ id: key, name }];
		}
		const id = idOf(value.id) ?? key;
		return [{ id, name: idOf(value.name ?? value.alphaname ?? value.vibername) ?? id }];
	});
}
