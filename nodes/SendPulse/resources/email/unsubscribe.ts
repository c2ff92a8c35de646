import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import { type Message, type Route, sharedVerdict } from '../../../shared/delivery/route';
import { byRoute } from '../../../shared/operations/byRoute';
import type { AnswerReader } from '../../../shared/model/gateway';
import { safetyOptions } from '../../../shared/fields/common';
import { additionalValues, jsonClosingFields } from '../../../shared/fields/closing';
import { textField } from '../../../shared/fields/parts';
import { recipientIdentity } from '../../../shared/input/recipients';
import { readText, jsonValues, type FieldTable } from '../../../shared/fields/wire';
import { jsonRequest } from '../../call';
import { confirmation, sendPulse } from '../../gateway';
import { letterRoute } from '../../letterRoute';
import { languages, namedSenderField } from '../../fields';
import { addressField } from './read';

interface Address extends Message {
	comment: string;
	/** Additional Parameters, which hold for a whole request. */
	more: IDataObject;
}

/**
 * SendPulse as these calls see it: 14 refuses the whole list, be it for one address, so that the others are to get through
 * without it. Source: docs/gateways/sendpulse.md 11.3, "Empty emails".
 */
const addressLists: AnswerReader = {
	...confirmation,
	readFailure: (httpStatus, body) => {
		const failure = confirmation.readFailure(httpStatus, body);
		return failure?.code === '14'
			? { ...failure, kind: 'invalidRecipient', hint: 'Check the spelling of the address.' }
			: failure;
	},
};

/** No number is published for these calls; those for address books take 100. Source: docs/gateways/sendpulse.md 1.4. */
const perRequest = 100;

const commentField = textField('Comment', 'comment', 'comment');

/** Many addresses in few calls. @param done what an accepted row says */
const addressRoute = (
	method: 'POST' | 'DELETE',
	entry: (address: Address) => IDataObject | string,
	done: IDataObject,
): Route<Address> => ({
	effect: 'again',
	answer: addressLists,
	refusedAsWhole: true,
	toldApartByRecipient: true,
	// Of two comments on one address, the last stays.
	orderKeys: ({ recipient }) => [recipientIdentity(recipient)],
	listSize: () => perRequest,
	message: (read) => ({
		recipient: readText(addressField, read),
		reference: null,
		comment: readText(commentField, read),
		more: additionalValues(read),
	}),
	groupKey: ({ more }) => JSON.stringify(more),
	contentKey: ({ comment }) => comment,
	request: (addresses) =>
		jsonRequest(method, '/smtp/unsubscribe', {
			emails: addresses.map(entry),
			...addresses[0].more,
		}),
	verdicts: sharedVerdict,
	row: ({ recipient }) => ({ email: recipient, ...done }),
});

/** `{"emails":[{"email","comment"}]}`. Source: docs/gateways/sendpulse.md 11.3. */
const unsubscribeRoute = addressRoute(
	'POST',
	({ recipient, comment }) => ({ email: recipient, ...(comment === '' ? {} : { comment }) }),
	{ unsubscribed: true },
);

/** `{"emails":["…"]}`. Source: docs/gateways/sendpulse.md 11.3. */
const removeRoute = addressRoute('DELETE', ({ recipient }) => recipient, {
	unsubscribed: false,
});

export const unsubscribe: Operation = {
	value: 'unsubscribe',
	name: 'Unsubscribe',
	action: 'Unsubscribe an address',
	description: 'Stop e-mails through the SMTP service; many items take only a few calls',
	...byRoute(sendPulse, unsubscribeRoute),
	fields: [addressField, commentField, ...jsonClosingFields()],
};

export const removeFromUnsubscribed: Operation = {
	value: 'removeFromUnsubscribed',
	name: 'Remove From Unsubscribed',
	action: 'Remove an address from the unsubscribed ones',
	description: 'Many items take only a few calls',
	...byRoute(sendPulse, removeRoute),
	fields: [addressField, ...jsonClosingFields()],
};

const resubscribeFields: FieldTable = [
	addressField,
	namedSenderField('sender', 'sender', {
		placeholder: 'e.g. news@example.com',
		description: 'An activated sender',
	}),
	{
		field: {
			displayName: 'Language',
			name: 'language',
			type: 'options',
			default: 'en',
			options: languages,
		},
		wire: 'lang',
	},
];

/** Source: docs/gateways/sendpulse.md 11.3, `POST /smtp/resubscribe`. */
const resubscribeRoute = letterRoute(
	(read, setting) => ({
		recipient: readText(addressField, read),
		method: 'POST',
		path: '/smtp/resubscribe',
		values: jsonValues(resubscribeFields, read, setting),
	}),
	(email, id) => ({ email, id, success: true }),
);

export const resubscribe: Operation = {
	value: 'resubscribe',
	name: 'Resubscribe',
	action: 'Ask an address to resubscribe',
	description: 'Mail the address a link to subscribe again, up to five a day',
	...byRoute(sendPulse, resubscribeRoute),
	fields: [...resubscribeFields, ...jsonClosingFields(...safetyOptions)],
};
