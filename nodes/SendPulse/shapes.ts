import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { locatorValue } from '../shared/input/read';
import { itemReader } from '../shared/input/parameterReader';
import { readText, type WireField } from '../shared/fields/wire';
import { lacking, SettledFailure, type Shape, unsaid } from '../shared/routing/settle';
import { givenId, isBlank, isNoError, isRecord, recordOf } from '../shared/text/json';
import { type FormField, formOf } from '../shared/model/operation';
import type { Failure } from '../shared/model/failure';
import { sendPulse } from './gateway';
import { listAnswer, rowsOf, textOf } from './values';

/** How a list stands in an answer. */
export interface Listing {
	/** Its name, where it has one beside `data`. */
	list?: string;
	/** Entries may have been left out on purpose. */
	picks?: true;
}

/** What stands in the place of a list: the answer itself, or what it has under `data`, once or twice, or under the list's name. */
function placeOf(answer: unknown, { list }: Listing): unknown {
	if (!isRecord(answer)) return answer;
	const name = [list, 'data'].find((one) => one !== undefined && answer[one] !== undefined);
	return name === undefined ? answer : placeOf(answer[name], { list });
}

/** Whether the rows that were read of an answer are what its list has, rather than all that could be made out of something else. */
export function isListed(body: unknown, rows: readonly object[], listing: Listing = {}): boolean {
	if (rows.length > 0) return !isBlank(rows);
	const answer = listAnswer(body, listing.list);
	const place = placeOf(answer, listing);
	// The only entry may have come in the place of the list.
	const isEntry = isRecord(place) && givenId(place.id) !== null;
	if (listing.picks && (isEntry || rowsOf(place).length > 0)) return true;
	if (Array.isArray(place)) return place.length === 0;
	return isRecord(answer) && answer.success === true && 'data' in answer && isNoError(place);
}

/** A shape of a list, which is there even if it is empty. */
export const listShape = (shape: Shape, listing?: Listing): Shape =>
	async function (body) {
		const rows = await shape.call(this, body);
		if (!isListed(body, rows, listing)) throw lacking(this, sendPulse);
		return rows;
	};

/** One row a text of a list. @param name the row's field */
export const textsShape =
	(name: string): Shape =>
	(body) =>
		(Array.isArray(body) ? body : []).flatMap((text) => {
			const value = textOf(text);
			return value === null ? [] : [{ [name]: value }];
		});

/** The row of a command that deletes. */
export const deletedShape: Shape = () => [{ deleted: true }];

/** The row of a call that was done. */
export const rowShape = (row: (this: IExecuteSingleFunctions) => IDataObject): Shape =>
	function () {
		return [row.call(this)];
	};

/** The row of a call that creates. @param name its field @param idName the id's name in the answer */
export const createdShape = (name: FormField, idName = 'id'): Shape =>
	function (body) {
		const answer = recordOf(body);
		const id = givenId(answer[idName]);
		if (id === null && answer.result !== true) throw unsaid(this, sendPulse);
		return [{ id, name: fieldText(this, name), created: true }];
	};

/** What the item has in a field, as it stands there. */
export const fieldText = (context: IExecuteSingleFunctions, field: FormField): string =>
	formOf([field])
		.map(({ name }) => locatorValue(itemReader(context)(name, '')).trim())
		.join('');

/** What was sent of a number or an address, which people write in other ways too. */
export const sentText = (context: IExecuteSingleFunctions, field: WireField): string =>
	readText(field, itemReader(context));

/** The answer is empty where there should be something. */
export const notFound = (text: string): Failure => ({
	kind: 'notFound',
	code: null,
	text,
	hint: 'Check the ID or the address.',
	httpStatus: 200,
});

/** The failure of an item whose answer is empty where there should be something. */
export const missing = (context: IExecuteSingleFunctions, text: string): SettledFailure =>
	new SettledFailure(context, sendPulse, notFound(text));

/**
 * What an answer says of one thing, alone or in a list of one.
 *
 * @param names of which it has at least one, else it says nothing
 * @param text that there is no such thing
 * @throws SettledFailure with the text
 */
export function entryIn(
	context: IExecuteSingleFunctions,
	body: unknown,
	names: readonly string[],
	text: string,
): IDataObject {
	const entry = recordOf(Array.isArray(body) ? body[0] : body);
	if (names.some((name) => (entry[name] ?? null) !== null)) return entry;
	throw missing(context, text);
}
