import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { type Message, type Route, sharedVerdict } from '../shared/delivery/route';
import { additionalValues } from '../shared/fields/closing';
import { onceForAll } from '../shared/input/parameterReader';
import { recipientIdentity } from '../shared/input/recipients';
import { perRequest } from '../shared/fields/common';
import { type WireField, jsonValues, type FieldTable, readText } from '../shared/fields/wire';
import type { AnswerReader } from '../shared/model/gateway';
import { jsonKey } from '../shared/text/json';
import { confirmation } from './gateway';

/** An address or a phone number on its way into a list. */
export interface Entry extends Message {
	/** The address book, part of the path; empty where there is one list only. */
	bookId: string;
	/** What holds for a whole request. */
	more: IDataObject;
}

/** One wrong entry and SendPulse refuses the request with all of them. Source: docs/gateways/sendpulse.md 3.3. */
const wrongEntry = /^Argument emails?(\.\S+)? is invalid/i;

/**
 * Answers to calls that take lists of addresses: a refusal for one address is known as such, so that the others of the
 * request get theirs.
 */
export const withWrongEntries = ({ parse, readFailure }: AnswerReader): AnswerReader => ({
	parse,
	readFailure: (httpStatus, body) => {
		const failure = readFailure(httpStatus, body);
		return failure && wrongEntry.test(failure.text)
			? { ...failure, kind: 'invalidRecipient' }
			: failure;
	},
});

/** The same where the answer says nothing but whether it was done. */
export const addressLists = withWrongEntries(confirmation);

interface ListCall {
	/** The address or number of an item. */
	entry: WireField;
	book?: WireField;
	/** What else travels. */
	fields?: FieldTable;
	/** How many entries a request has at first, and at most. */
	sizes: readonly [preset: number, most: number];
	answer?: AnswerReader;
	request(entries: string[], more: IDataObject, bookId: string): IHttpRequestOptions;
	/** What the row of an item says that was done. */
	row(entry: string, bookId: string): IDataObject;
}

/** A call about many addresses or numbers, with one answer for all of them. Doing it twice changes nothing more. */
export function listRoute(call: ListCall): Route<Entry> {
	const { entry, book, fields = [], sizes, answer = confirmation } = call;
	const key = ({ bookId, more }: Entry) => jsonKey(bookId, more);
	return {
		effect: 'again',
		answer,
		refusedAsWhole: true,
		// Of rows that say different things of one entry, the last has the last word.
		...(fields.length > 0
			? {
					orderKeys: ({ bookId, recipient }: Entry) => [
						`${bookId} ${recipientIdentity(recipient)}`,
					],
				}
			: {}),
		listSize: (read) => perRequest(read, sizes[0]),
		message: (read, setting) => ({
			recipient: readText(entry, read),
			reference: null,
			bookId: book ? readText(book, read) : '',
			more: onceForAll(read, call, () => ({
				...jsonValues(fields, read, setting),
				...additionalValues(read),
			})),
		}),
		groupKey: key,
		contentKey: key,
		request: (entries) => {
			const [{ bookId, more }] = entries;
			return call.request(
				entries.map(({ recipient }) => recipient),
				more,
				bookId,
			);
		},
		verdicts: sharedVerdict,
		row: ({ recipient, bookId }) => call.row(recipient, bookId),
	};
}
