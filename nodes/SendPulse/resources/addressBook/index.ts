import type { IDataObject } from 'n8n-workflow';

import {
	listFields,
	simplifyField,
	as,
	required,
	textField,
	isSimplified,
} from '../../../shared/fields/parts';
import { readText } from '../../../shared/fields/wire';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import type { Operation, Resource } from '../../../shared/model/operation';
import { idOf } from '../../../shared/text/json';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { namedBookField } from '../../fields';
import { jsonRouting, listPaging } from '../../call';
import { isoTime, zoneOf } from '../../times';
import { flagOf, numberOrNull, othersOf, rowsOf, textOf, wordOf } from '../../values';
import { campaignStatusOf } from '../campaign/rows';
import { createdShape, deletedShape, entryIn, fieldText, rowShape, listShape } from '../../shapes';

/** Source: docs/gateways/sendpulse.md 2. */
const statuses: Readonly<Record<number, string>> = {
	0: 'Active',
	1: 'Deleted',
	3: 'Awaiting clarification from the owner',
	4: 'Blocked by moderator',
	5: 'Temporarily blocked',
};

const knownBook = [
	'id',
	'name',
	'all_email_qty',
	'active_email_qty',
	'inactive_email_qty',
	'new_phones_quantity',
	'active_phones_quantity',
	'exc_phones_quantity',
	'creationdate',
	'status',
	'status_explain',
] as const;

/**
 * The row of an address book. Source: docs/gateways/sendpulse.md 2.
 *
 * @param simple leave out phone numbers and what this package does not know
 */
function bookRow(entry: IDataObject, simple: boolean, zone: string): IDataObject {
	const row: IDataObject = {
		id: idOf(entry.id),
		name: textOf(entry.name),
		statusCode: numberOrNull(entry.status),
		status: wordOf(entry.status_explain, entry.status, statuses),
		emails: numberOrNull(entry.all_email_qty),
		activeEmails: numberOrNull(entry.active_email_qty),
		inactiveEmails: numberOrNull(entry.inactive_email_qty),
		createdAt: isoTime(entry.creationdate, zone),
	};
	if (simple) return row;
	return {
		...row,
		newPhones: numberOrNull(entry.new_phones_quantity),
		activePhones: numberOrNull(entry.active_phones_quantity),
		excludedPhones: numberOrNull(entry.exc_phones_quantity),
		...othersOf(entry, knownBook),
	};
}

/** What a campaign to a book costs; `result` is whether the money is enough. Source: docs/gateways/sendpulse.md 2.7. */
function costRow(entry: IDataObject, bookId: string): IDataObject {
	return {
		bookId,
		enoughMoney: flagOf(entry.result),
		emails: numberOrNull(entry.sent_emails_qty),
		emailsFromTariff: numberOrNull(entry.addressesDeltaFromTariff),
		emailsFromBalance: numberOrNull(entry.addressesDeltaFromBalance),
		price: numberOrNull(entry.overdraftAllEmailsPrice),
		currency: textOf(entry.cur),
		emailsPerCampaign: numberOrNull(entry.max_emails_per_task),
	};
}

const book = namedBookField('addressBook');

const bookPath = (read: ReadParameter): string => `/addressbooks/${readText(book, read)}`;

const nameField = required(
	textField('Name', 'name', 'name', {
		description: 'Unique in your account',
	}),
);

/** Source: docs/gateways/sendpulse.md 2.1. */
const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an address book',
	routing: jsonRouting({
		method: 'POST',
		acknowledges: true,
		path: '/addressbooks',
		body: [as('bookName', nameField)],
		shape: createdShape(nameField),
	}),
	fields: [nameField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 2.4. */
const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Rename an address book',
	changes: book,
	routing: jsonRouting({
		method: 'PUT',
		acknowledges: true,
		path: bookPath,
		body: [nameField],
		shape: rowShape(function () {
			return { id: fieldText(this, book), updated: true };
		}),
	}),
	fields: [book, nameField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 2.5. */
const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete an address book',
	description: 'With its contacts',
	routing: jsonRouting({
		method: 'DELETE',
		acknowledges: true,
		path: bookPath,
		shape: deletedShape,
	}),
	fields: [book, ...jsonClosingFields()],
};

/** An array with one book; an empty one is none. Source: docs/gateways/sendpulse.md 2.3 and 21.3. */
const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an address book',
	description: 'With its name, status and sizes',
	routing: jsonRouting({
		method: 'GET',
		path: bookPath,
		async shape(body) {
			const simple = isSimplified(this);
			const entry = entryIn(this, body, ['id'], 'There is no such address book');
			return [bookRow(entry, simple, await zoneOf(this))];
		},
	}),
	fields: [book, simplifyField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 2.2. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many address books',
	routing: jsonRouting({
		method: 'GET',
		path: '/addressbooks',
		paging: listPaging('id'),
		async shape(body) {
			const simple = isSimplified(this);
			const zone = await zoneOf(this);
			return rowsOf(body).map((entry) => bookRow(entry, simple, zone));
		},
	}),
	fields: [...listFields, simplifyField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 2.6. */
const getVariables: Operation = {
	value: 'getVariables',
	name: 'Get Variables',
	action: 'Get the variables of an address book',
	description: 'With their names and types',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${bookPath(read)}/variables`,
		shape: listShape((body) =>
			rowsOf(body).map(({ name, type }) => ({ name: textOf(name), type: textOf(type) })),
		),
	}),
	fields: [book, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 2.7. */
const getCost: Operation = {
	value: 'getCost',
	name: 'Get Cost',
	action: 'Get the cost of a campaign to an address book',
	description: 'Of a campaign to all its contacts, and whether the balance covers it',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${bookPath(read)}/cost`,
		shape(body) {
			const cost = entryIn(this, body, ['result', 'sent_emails_qty'], 'The answer has no cost');
			return [costRow(cost, fieldText(this, book))];
		},
	}),
	fields: [book, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 2.8. */
const getCampaigns: Operation = {
	value: 'getCampaigns',
	name: 'Get Campaigns',
	action: 'Get the campaigns of an address book',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${bookPath(read)}/campaigns`,
		paging: listPaging('id'),
		shape: (body) =>
			rowsOf(body).map(({ task_id: id, task_name: name, task_status: status }) => ({
				id: idOf(id),
				name: textOf(name),
				statusCode: numberOrNull(status),
				status: campaignStatusOf(status),
			})),
	}),
	fields: [book, ...listFields, ...jsonClosingFields()],
};

/** Mailing lists. Source: docs/gateways/sendpulse.md 2. */
export const addressBook: Resource = {
	value: 'addressBook',
	name: 'Address Book',
	operations: [getAll, get, create, update, getVariables, getCampaigns, getCost, remove],
};
