import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import type { Route } from '../../../shared/delivery/route';
import { byRoute } from '../../../shared/operations/byRoute';
import { safetyOptions } from '../../../shared/fields/common';
import { showFor } from '../../../shared/operations/node';
import { additionalValues, closingFields, jsonRequest } from '../../call';
import { perRequest, perRequestOption, sharedVerdict } from '../../listCall';
import { addFields, phoneVariable, requestSettings } from './addFields';
import { bookField, emailField, readBook, readEmail } from './fields';
import { contactLists } from './answer';
import type { Member } from './membership';
import { readVariables, variableFields } from './variables';
import { sendPulse } from '../../gateway';

interface NewContact extends Member {
	variables: IDataObject;
}

const preset = 100;

/** No number is published. Source: docs/gateways/sendpulse.md 1.4, "add to a book". */
const most = 500;

/**
 * `POST /addressbooks/{id}/emails`: adds contacts and updates those who are there. Always objects, never plain strings.
 * Source: docs/gateways/sendpulse.md 3.3 and 21.19.
 *
 * @param effect double opt-in sends letters; adding alone may be repeated
 */
const addRoute = (effect: 'again' | 'send'): Route<NewContact> => {
	const key = ({ bookId, more }: NewContact) => JSON.stringify([bookId, more]);
	return {
		effect,
		answer: contactLists,
		refusedAsWhole: true,
		toldApartByRecipient: true,
		listSize: (read) => perRequest(read, preset, most),
		message: (read) => ({
			recipient: readEmail(read),
			reference: null,
			bookId: readBook(read),
			variables: Object.fromEntries([...readVariables(read), ...phoneVariable(read)]),
			more: { ...requestSettings(read), ...additionalValues(read) },
		}),
		groupKey: key,
		contentKey: (contact) => JSON.stringify([key(contact), contact.variables]),
		request: (contacts) => {
			const [{ bookId, more } = { bookId: '', more: {} }] = contacts;
			const emails = contacts.map(({ recipient, variables }) => ({
				email: recipient,
				...(Object.keys(variables).length > 0 ? { variables } : {}),
			}));
			return jsonRequest('POST', `/addressbooks/${bookId}/emails`, { emails, ...more });
		},
		verdicts: sharedVerdict,
		row: ({ recipient, bookId, more }) => ({
			email: recipient,
			bookId,
			...(more.confirmation === 'force' ? { confirmationRequested: true } : { added: true }),
		}),
	};
};

const repeatable = addRoute('again');

const once = addRoute('send');

/** Double Opt-In takes no expression, so it is the same for all items. */
const chosen: Route<NewContact> = {
	...once,
	before: async (context) =>
		await Promise.resolve(
			context.getNodeParameter('doubleOptIn', 0, false) === true ? once : repeatable,
		),
};

/** Adding alone may be repeated. */
const whereLettersGo = showFor({ '/doubleOptIn': [true] }, safetyOptions);

export const add: Operation = {
	value: 'add',
	name: 'Add',
	action: 'Add a contact to an address book',
	description:
		'Add contacts to an address book or update those who are there, many items in one request',
	...byRoute(sendPulse, chosen),
	fields: [
		bookField,
		emailField,
		...variableFields,
		...addFields,
		...closingFields(perRequestOption(preset, most), ...whereLettersGo),
	],
};
