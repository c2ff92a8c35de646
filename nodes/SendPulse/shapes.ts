import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { locatorValue } from '../shared/input/read';
import { itemReader } from '../shared/input/parameterReader';
import { readText, type WireField } from '../shared/fields/wire';
import { having, SettledFailure, type Shape, unsaid } from '../shared/routing/settle';
import { idOf, isRecord, recordOf } from '../shared/text/json';
import { type FormField, formOf } from '../shared/model/operation';
import type { Failure } from '../shared/model/failure';
import { sendPulse } from './gateway';

/** Whether there is a list in an answer, or one thing in the place of it. Source: docs/gateways/sendpulse.md 18.1, 17.1 and 25.2. */
export function holdsList(body: unknown): boolean {
	if (Array.isArray(body)) return true;
	if (!isRecord(body)) return false;
	const has = (value: unknown): boolean =>
		Array.isArray(value) || (isRecord(value) && idOf(value.id) !== null);
	if (body.success === true && 'data' in body) return true;
	return has(body) || Object.values(body).some((value) => has(value) || holdsList(value));
}

/** A shape of a list, which is there even if it is empty. */
export const listShape = (shape: Shape): Shape => having(sendPulse, holdsList, shape);

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
		const id = idOf(answer[idName]);
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
