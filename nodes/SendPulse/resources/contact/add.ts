import type { IDataObject } from 'n8n-workflow';

import { perRequest, safetyOptions } from '../../../shared/fields/common';
import { type Route, sharedVerdict } from '../../../shared/delivery/route';
import { type Operation, showFor } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { additionalValues, jsonClosingFields } from '../../../shared/fields/closing';
import {
	collectionField,
	flagField,
	listField,
	textField,
	onlyTrue,
} from '../../../shared/fields/parts';
import { type FieldTable, jsonValues, readText } from '../../../shared/fields/wire';
import { onceForAll } from '../../../shared/input/parameterReader';
import { recipientIdentity } from '../../../shared/input/recipients';
import { jsonKey, recordOf } from '../../../shared/text/json';
import { jsonRequest } from '../../call';
import { sendPulse } from '../../gateway';
import { addressLists, type Entry, listRoute } from '../../listRoute';
import { bookField, emailField } from './fields';
import { contactVariables } from './variables';
import {
	chosenTagsField,
	idNumbers,
	itemsOption,
	languages,
	phoneOf,
	namedSenderField,
} from '../../fields';
import { asObject } from '../../variables';

/** SendPulse takes 100 addresses at most. Source: docs/gateways/sendpulse.md 1.4. */
const sizes = [100, 100] as const;

/** A call about addresses of one book. */
const memberRoute = (
	method: 'POST' | 'DELETE',
	path: (bookId: string) => string,
	done: string,
): Route<Entry> =>
	listRoute({
		entry: emailField,
		book: bookField,
		sizes,
		answer: addressLists,
		request: (emails, more, bookId) => jsonRequest(method, path(bookId), { emails, ...more }),
		row: (email, bookId) => ({ email, bookId, [done]: true }),
	});

/** Source: docs/gateways/sendpulse.md 3.4. */
const removeRoute = memberRoute('DELETE', (id) => `/addressbooks/${id}/emails`, 'removed');

/** Source: docs/gateways/sendpulse.md 3.5. */
const unsubscribeRoute = memberRoute(
	'POST',
	(id) => `/addressbooks/${id}/emails/unsubscribe`,
	'unsubscribed',
);

const fields = () => [bookField, emailField, ...jsonClosingFields(itemsOption(...sizes))];

export const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove a contact from an address book',
	description: 'Many items in one request',
	...byRoute(sendPulse, removeRoute),
	fields: fields(),
};

export const unsubscribe: Operation = {
	value: 'unsubscribe',
	name: 'Unsubscribe',
	action: 'Unsubscribe a contact from an address book',
	description:
		'Many items in one request. Addresses that are not active contacts of the book are skipped if at least one in the request is.',
	...byRoute(sendPulse, unsubscribeRoute),
	fields: fields(),
};

/** What the letter asks for who is added. Source: docs/gateways/sendpulse.md 3.3. */
const doubleOptInFields: FieldTable = [
	{
		// By its own name, so that nobody who reads the workflow overlooks that letters go out.
		field: {
			displayName: 'Double Opt-In',
			name: 'doubleOptIn',
			type: 'boolean',
			default: false,
			noDataExpression: true,
			description: 'Whether SendPulse e-mails new contacts and adds them only once they confirm',
		},
		wire: 'confirmation',
		encode: (isOn) => (isOn === true ? 'force' : undefined),
	},
	...showFor({ doubleOptIn: [true] }, [
		namedSenderField('confirmationSender', 'sender_email', {
			description: 'An activated sender',
		}),
		collectionField({ displayName: 'Confirmation', name: 'confirmation' }, [
			{
				field: {
					displayName: 'Language',
					name: 'language',
					type: 'options',
					default: 'en',
					options: languages,
				},
				wire: 'message_lang',
			},
			textField('Template ID', 'templateId', 'template_id'),
		]),
	]),
];

/** A contact's phone travels as a variable of this name. Source: docs/gateways/sendpulse.md 3.3. */
const phoneVariable = 'variables.Phone';

const moreFields = collectionField({ displayName: 'Additional Fields', name: 'additionalFields' }, [
	{
		...flagField('Check E-Mails', 'checkEmails', 'check_emails', 'Whether to set check_emails'),
		encode: onlyTrue,
	},
	{
		...flagField(
			'Keep Existing Contacts',
			'keepExisting',
			'dont_update',
			'Whether to leave existing contacts of the book unchanged',
		),
		encode: onlyTrue,
	},
	{
		...textField('Phone Number', 'phone', phoneVariable, {
			placeholder: 'e.g. 79001112233',
			description: 'With country code',
		}),
		encode: phoneOf,
	},
	chosenTagsField('Tags that the contact gets'),
	{
		...listField('Tag IDs', 'tags', 'tags', {
			placeholder: 'e.g. 2506, 2507',
		}),
		encode: idNumbers,
	},
	{
		...flagField(
			'Without Webhook',
			'disableWebhook',
			'disable_webhook',
			'Whether to skip webhooks for new contacts, such as a trigger’s',
		),
		encode: onlyTrue,
	},
]);

const contactFields: FieldTable = [...contactVariables(asObject), ...doubleOptInFields, moreFields];

interface NewContact extends Entry {
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
	const key = ({ bookId, more }: NewContact) => jsonKey(bookId, more);
	return {
		effect,
		answer: addressLists,
		refusedAsWhole: true,
		toldApartByRecipient: true,
		// The last row about an address of a book has the last word.
		orderKeys: ({ bookId, recipient }) => [`${bookId} ${recipientIdentity(recipient)}`],
		listSize: (read) => perRequest(read, preset),
		message(read, setting) {
			return {
				recipient: readText(emailField, read),
				reference: null,
				bookId: readText(bookField, read),
				...onceForAll(read, addRoute, () => {
					const { variables, ...more } = jsonValues(contactFields, read, setting);
					return { variables: recordOf(variables), more: { ...more, ...additionalValues(read) } };
				}),
			};
		},
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
	description: 'Existing contacts are updated; many items in one request',
	...byRoute(sendPulse, chosen),
	fields: [
		bookField,
		emailField,
		...contactFields,
		...jsonClosingFields(itemsOption(preset, most), ...whereLettersGo),
	],
};
