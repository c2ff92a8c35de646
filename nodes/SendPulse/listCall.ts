import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { perRequestOption } from '../shared/fields/perRequest';
import { InputProblem } from '../shared/model/inputProblem';
import { itemReader, type ReadParameter } from '../shared/input/parameterReader';
import type { Verdict } from '../shared/delivery/route';
import { locatorValue } from '../shared/fields/list';
import { idOf, isRecord } from '../shared/text/json';
import { SettledFailure, type Shape } from '../shared/routing/settle';
import { sendPulse } from './gateway';

/** One answer stands for all rows of a request. */
export const sharedVerdict = (entries: unknown[]): Verdict[] =>
	entries.map(() => ({ accepted: true, messageId: null, groupId: null }));

/** The row of a call that was done. */
export const rowShape = (row: (this: IExecuteSingleFunctions) => IDataObject): Shape =>
	function () {
		return [row.call(this)];
	};

/** The row of a call that creates. @param field that of the name @param idName the id's name in the answer */
export const createdShape = (field: INodeProperties, idName = 'id'): Shape =>
	function (body) {
		const id = isRecord(body) ? idOf(body[idName]) : null;
		return [{ id, name: fieldText(this, field.name), created: true }];
	};

/** What the item has in a field. */
export const fieldText = (context: IExecuteSingleFunctions, field: string): string =>
	locatorValue(itemReader(context)(field, '')).trim();

/** The failure of an item whose answer is empty where there should be something. */
export const missing = (context: IExecuteSingleFunctions, text: string): SettledFailure =>
	new SettledFailure(context, sendPulse, {
		kind: 'notFound',
		code: null,
		text,
		hint: 'Check the ID or the address.',
		httpStatus: 200,
	});

/** @throws InputProblem when the field is empty, as an expression can make it */
export function requiredText(read: ReadParameter, field: INodeProperties): string {
	const text = locatorValue(read(field.name, '')).trim();
	if (text !== '') return text;
	throw new InputProblem(field.displayName, 'is empty', 'Enter a value, or check its expression.');
}

/**
 * An id that is a number.
 *
 * @param label the field's label
 * @throws InputProblem when it is empty or no number
 */
export function numericId(value: unknown, label: string): string {
	const id = locatorValue(value).trim();
	if (/^\d+$/.test(id)) return id;
	throw new InputProblem(
		label,
		id === '' ? 'is empty' : `“${id}” is not an ID`,
		'Choose an entry of the list, or enter its ID, which is a whole number.',
	);
}

/** How many items one request carries at most. */
export const itemsOption = (preset: number, most: number): INodeProperties =>
	perRequestOption(
		preset,
		most,
		`How many items one request carries at most, up to ${most}. SendPulse gives one answer for all of them.`,
	);
