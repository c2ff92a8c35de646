import { jsonClosingFields } from '../../../shared/fields/closing';
import { byRoute } from '../../../shared/operations/byRoute';
import type { Operation } from '../../../shared/model/operation';
import { sharedVerdict } from '../../../shared/delivery/route';
import { jsonRequest } from '../../call';
import { sendPulse } from '../../gateway';
import { jsonValues } from '../../../shared/fields/wire';
import { contactVariables, withTypes } from '../contact/variables';
import { settingSome } from '../../variables';
import { bookField, phoneListOptions, phoneField } from './fields';
import { countedVerdicts, counter, phoneRoute, phonesOf } from './route';

const variableFields = contactVariables(withTypes);

/**
 * Numbers with variables go as a map of **lists in a list**, the others as a plain list. `exceptions` counts those that were not taken.
 * Source: docs/gateways/sendpulse.md 13, `POST /sms/numbers/variables`.
 */
const addRoute = phoneRoute(
	{
		done: 'added',
		groupKey: ({ bookId, variables, more }) => JSON.stringify([bookId, variables.length > 0, more]),
		request: (entries) => {
			const [{ bookId, variables, more } = { bookId: '', variables: [], more: {} }] = entries;
			const addressBookId = Number(bookId);
			if (variables.length === 0) {
				const body = { addressBookId, phones: phonesOf(entries), ...more };
				return jsonRequest('POST', '/sms/numbers', body);
			}
			const phones = Object.fromEntries(
				entries.map((entry) => [entry.recipient, [entry.variables]]),
			);
			return jsonRequest('POST', '/sms/numbers/variables', { addressBookId, phones, ...more });
		},
		verdicts: (entries, body) =>
			countedVerdicts(entries, counter(body, 'exceptions') ?? 0, {
				kind: 'invalidRecipient',
				text: 'SendPulse did not accept the number',
				hint: 'Check the number, and whether it is in the SMS blacklist of your account.',
			}),
	},
	(read, setting) => jsonValues(variableFields, read, setting),
);

export const add: Operation = {
	value: 'add',
	name: 'Add',
	action: 'Add a phone number to an address book',
	description: 'With variables if you like; many items in one request',
	...byRoute(sendPulse, addRoute),
	fields: [bookField, phoneField, ...variableFields, ...jsonClosingFields(...phoneListOptions)],
};

/** The same values for all numbers of a request. Source: docs/gateways/sendpulse.md 13, `PUT /sms/numbers`. */
const updateRoute = phoneRoute(
	{
		done: 'updated',
		groupKey: ({ bookId, variables, more }) => JSON.stringify([bookId, variables, more]),
		request: (entries) =>
			jsonRequest('PUT', '/sms/numbers', {
				addressBookId: Number(entries[0].bookId),
				phones: phonesOf(entries),
				variables: entries[0].variables,
				...entries[0].more,
			}),
		verdicts: (entries, body) => {
			const updated = counter(body, 'updated');
			const total = phonesOf(entries).length;
			return countedVerdicts(entries, updated === null ? 0 : total - updated, {
				kind: 'notFound',
				text: 'There is no such number in this address book',
				hint: 'Add it with Phone: Add.',
			});
		},
	},
	(read, setting) => settingSome(jsonValues(variableFields, read, setting)),
);

export const updateVariables: Operation = {
	value: 'updateVariables',
	name: 'Update Variables',
	action: 'Update the variables of a phone number',
	description: 'Many items with the same values in one request',
	...byRoute(sendPulse, updateRoute),
	fields: [bookField, phoneField, ...variableFields, ...jsonClosingFields(...phoneListOptions)],
};

/** What is not there stays away. Source: docs/gateways/sendpulse.md 13, `DELETE /sms/numbers`. */
const removeRoute = phoneRoute({
	done: 'removed',
	groupKey: ({ bookId, more }) => JSON.stringify([bookId, more]),
	request: (entries) =>
		jsonRequest('DELETE', '/sms/numbers', {
			addressBookId: Number(entries[0].bookId),
			phones: phonesOf(entries),
			...entries[0].more,
		}),
	verdicts: sharedVerdict,
});

export const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove a phone number from an address book',
	description: 'Many items in one request',
	...byRoute(sendPulse, removeRoute),
	fields: [bookField, phoneField, ...jsonClosingFields(...phoneListOptions)],
};
