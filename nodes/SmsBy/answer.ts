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

/** What a list is looked for by. */
export interface ListOf {
	/** Names it may stand under, where it is not the answer itself; none if that is all it can be. */
	names?: readonly string[];
	/** An entry has one of these, or it tells nothing. */
	fields: readonly string[];
}

/** The lists of the API. Source: docs/gateways/smsby.md 3.4, 3.5, 4 and 5. */
export const lists = {
	bills: { names: ['data'], fields: ['id', 'number', 'amount'] },
	campaigns: { names: ['result'], fields: ['message_id', 'message', 'status', 'd_create'] },
	codeObjects: { names: ['result'], fields: ['id', 'type_id', 'len'] },
	recipients: { names: ['result'], fields: ['phone', 'status'] },
} satisfies Record<string, ListOf>;

/** The value in the place of a list: null for an empty one, undefined where there is none. */
function listIn(body: unknown, names: readonly string[]): object | null | undefined {
	const opened = unwrapped(body);
	const isNamed = isRecord(opened) && names.some((name) => name in opened);
	if (names.length === 0 || (Array.isArray(body) && !isNamed))
		return typeof body === 'object' ? body : undefined;
	const lists = names
		.map((name) => recordOf(opened)[name])
		.filter((value): value is IDataObject | null => typeof value === 'object');
	return lists.find((value) => value !== null) ?? lists[0];
}

/**
 * The places of a list answer: an array, the object that PHP writes for one with gaps, or a single entry in its place.
 *
 * @returns each with its entry, or null where what stands there tells nothing; undefined where there is no list, or nothing in it
 * tells anything
 */
export function placesOf(
	body: unknown,
	{ names = [], fields }: ListOf,
): Array<IDataObject | null> | undefined {
	const list = listIn(body, names);
	if (list === undefined) return undefined;
	const tells = (entry: unknown): entry is IDataObject =>
		isRecord(entry) && fields.some((field) => idOf(entry[field]) !== null);
	const entries: unknown[] = tells(list) ? [list] : Object.values(list ?? {});
	const places = entries.map((entry) => (tells(entry) ? entry : null));
	return places.length > 0 && places.every((place) => place === null) ? undefined : places;
}

/** The entries of a list answer that tell something; undefined where there is no list, or nothing in it tells anything. */
export const listOf = (body: unknown, list: ListOf): IDataObject[] | undefined =>
	placesOf(body, list)?.filter((place) => place !== null);

/** The entries of a list answer that tell something; none where there is no list. */
export const entriesOf = (body: unknown, list: ListOf): IDataObject[] => listOf(body, list) ?? [];

/** Whether there is a list, which may be empty. */
export const hasList = (body: unknown, list: ListOf): boolean => listOf(body, list) !== undefined;

/** Whether a value is a word of success or a number that is not zero. Source: docs/gateways/smsby.md 5 and 10. */
export const isYes = (value: unknown): boolean =>
	typeof value !== 'object' && /^(ok|success|true|[1-9]\d*)$/i.test(String(value).trim());

/** Whether an answer has a `success` that is no yes, so that what stands beside it need not have been taken. Source: docs/gateways/smsby.md 3.2. */
export function isDenied(body: unknown): boolean {
	const { success = null } = answerOf(body);
	return success !== null && !isYes(success);
}

/** Whether an ID of a name is one: the gateway numbers its names, 0 is the system name. */
export const isNumber = (key: string): boolean => /^\d+$/.test(key);

/** The map or list of names in an answer, in an array of one too. */
function mapOf(body: unknown): object {
	const source = isRecord(body) && typeof body.result === 'object' ? body.result : body;
	const opened = unwrapped(source);
	const keys = isRecord(opened) ? Object.keys(opened) : [];
	if (isRecord(opened) && keys.length > 0 && keys.every(isNumber)) return opened;
	return typeof source === 'object' && source !== null ? source : {};
}

/** Whether an answer is a map of ids to names, which may be empty. */
export const hasNames = (body: unknown): boolean =>
	idNames(body).length > 0 || Object.keys(mapOf(body)).length === 0;

/**
 * A map of ids to names. PHP writes one whose keys are 0, 1, 2 … as an array, and an empty one as `[]`. Source:
 * docs/gateways/smsby.md 4. A list of `{id, name}`, and either of them under `result`, are read as well.
 */
export function idNames(body: unknown): Array<{ id: string; name: string }> {
	const map = mapOf(body);
	return Object.entries(map).flatMap(([key, value]: [string, unknown]) => {
		if (!isRecord(value)) {
			const name = idOf(value);
			// Another key is a word about the answer, such as `status`.
			return name === null || !isNumber(key) ? [] : [{ id: key, name }];
		}
		const id = idOf(value.id) ?? (isNumber(key) && !Array.isArray(map) ? key : null);
		if (id === null) return [];
		return [{ id, name: idOf(value.name ?? value.alphaname ?? value.vibername) ?? id }];
	});
}
