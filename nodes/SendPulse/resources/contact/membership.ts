import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import type { Message, Route } from '../../../shared/delivery/route';
import { byRoute } from '../../../shared/operations/byRoute';

import { additionalValues, closingFields, jsonRequest } from '../../call';
import { perRequest, perRequestOption, sharedVerdict } from '../../listCall';
import { bookField, emailField, readBook, readEmail } from './fields';
import { contactLists } from './answer';
import { sendPulse } from '../../gateway';

/** An address of a book, and what goes along with it. */
export interface Member extends Message {
	bookId: string;
	more: IDataObject;
}

/** SendPulse takes 100 addresses at most. Source: docs/gateways/sendpulse.md 1.4. */
const most = 100;

/** A call about addresses of one book. */
function memberRoute(
	method: 'POST' | 'DELETE',
	path: (bookId: string) => string,
	done: string,
): Route<Member> {
	const key = ({ bookId, more }: Member) => JSON.stringify([bookId, more]);
	return {
		effect: 'again',
		answer: contactLists,
		refusedAsWhole: true,
		listSize: (read: ReadParameter) => perRequest(read, most, most),
		message: (read) => ({
			recipient: readEmail(read),
			reference: null,
			bookId: readBook(read),
			more: additionalValues(read),
		}),
		groupKey: key,
		contentKey: key,
		request: (members) => {
			const [{ bookId, more } = { bookId: '', more: {} }] = members;
			const emails = members.map(({ recipient }) => recipient);
			return jsonRequest(method, path(bookId), { emails, ...more });
		},
		verdicts: sharedVerdict,
		row: ({ recipient, bookId }) => ({ email: recipient, bookId, [done]: true }),
	};
}

/** Source: docs/gateways/sendpulse.md 3.4. */
const removeRoute = memberRoute('DELETE', (id) => `/addressbooks/${id}/emails`, 'removed');

/** Source: docs/gateways/sendpulse.md 3.5. */
const unsubscribeRoute = memberRoute(
	'POST',
	(id) => `/addressbooks/${id}/emails/unsubscribe`,
	'unsubscribed',
);

const fields = () => [bookField, emailField, ...closingFields(perRequestOption(most, most))];

export const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove a contact from an address book',
	description: 'Remove contacts from an address book, many items in one request',
	...byRoute(sendPulse, removeRoute),
	fields: fields(),
};

export const unsubscribe: Operation = {
	value: 'unsubscribe',
	name: 'Unsubscribe',
	action: 'Unsubscribe a contact from an address book',
	description:
		'Mark contacts of an address book as unsubscribed, many items in one request. Those who are no active contacts of the book are passed over, if at least one of the request is.',
	...byRoute(sendPulse, unsubscribeRoute),
	fields: fields(),
};
