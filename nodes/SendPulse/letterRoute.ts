import type { IDataObject } from 'n8n-workflow';

import type { ReadParameter, Setting } from '../shared/input/parameterReader';
import type { Message, Route } from '../shared/delivery/route';
import type { AnswerReader } from '../shared/model/gateway';
import { givenId, isRecord } from '../shared/text/json';
import { additionalValues } from '../shared/fields/closing';
import { jsonRequest } from './call';
import { confirmation } from './gateway';

/** A call that has SendPulse send a letter of its own, such as one with a code. */
interface Letter extends Message {
	method: 'GET' | 'POST';
	path: string;
	/** Query parameters of a GET, body of a POST. */
	values: IDataObject;
}

/**
 * A letter for each item, to the address in question.
 *
 * @param make reads address, call and values of an item
 * @param row the output row, with the id in the answer, if there is one
 * @param answer how the answer is read
 */
export const letterRoute = (
	make: (
		read: ReadParameter,
		setting: Setting,
	) => Pick<Letter, 'recipient' | 'method' | 'path'> & Partial<Letter>,
	row: (recipient: string, id: string | null) => IDataObject,
	answer: AnswerReader = confirmation,
): Route<Letter> => ({
	effect: 'send',
	answer,
	listSize: () => 1,
	message(read, setting) {
		const letter = make(read, setting);
		const values = { ...letter.values, ...additionalValues(read) };
		return { ...letter, reference: null, values };
	},
	groupKey: () => '',
	contentKey: ({ path, values }) => JSON.stringify([path, values]),
	request: ([letter]) => {
		const { method, path, values } = letter;
		return method === 'GET'
			? { ...jsonRequest(method, path), qs: values }
			: jsonRequest(method, path, values);
	},
	verdicts: (_letters, body) => [
		{ accepted: true, messageId: isRecord(body) ? givenId(body.id) : null, groupId: null },
	],
	row: ({ recipient }, { messageId, extra }) => ({ ...row(recipient, messageId), ...extra }),
});
