import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from '../../../shared/model/operation';
import { listFields, simplifyField } from '../../../shared/fields/list';
import { idOf, isRecord } from '../../../shared/text/json';
import { closingFields, deletedShape, jsonRouting, listPaging } from '../../call';
import { createdShape, fieldText, missing, requiredText, rowShape } from '../../listCall';
import { zoneOf } from '../../time';
import { rowsOf } from '../../values';
import { mapOf, numberOrNull, textOf } from '../../wireValues';
import { campaignStatusOf } from '../campaign/statuses';
import { bookField, readBook } from './fields';
import { bookRow, costRow } from './rows';

const bookName = 'addressBook';

const bookIdField = bookField(bookName);

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Newsletter',
	description: 'Name of the address book, unique in your account',
};

/** Source: docs/gateways/sendpulse.md 2.1. */
const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an address book',
	description: 'Create an address book',
	routing: jsonRouting({
		method: 'POST',
		path: '/addressbooks',
		body: (read) => ({ bookName: requiredText(read, nameField) }),
		shape: createdShape(nameField),
	}),
	fields: [nameField, ...closingFields()],
};

/** Source: docs/gateways/sendpulse.md 2.4. */
const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Rename an address book',
	description: 'Give an address book another name',
	routing: jsonRouting({
		method: 'PUT',
		acknowledges: true,
		path: (read) => `/addressbooks/${readBook(read, bookName)}`,
		body: (read) => ({ name: requiredText(read, nameField) }),
		shape: rowShape(function () {
			return { id: fieldText(this, bookName), updated: true };
		}),
	}),
	fields: [bookIdField, nameField, ...closingFields()],
};

/** Source: docs/gateways/sendpulse.md 2.5. */
const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete an address book',
	description: 'Delete an address book with its contacts',
	routing: jsonRouting({
		method: 'DELETE',
		acknowledges: true,
		path: (read) => `/addressbooks/${readBook(read, bookName)}`,
		shape: deletedShape,
	}),
	fields: [bookIdField, ...closingFields()],
};

/** An array with one book; an empty one is none. Source: docs/gateways/sendpulse.md 2.3 and 21.3. */
const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an address book',
	description: 'Get the name, status and sizes of an address book',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/addressbooks/${readBook(read, bookName)}`,
		async shape(body) {
			const simple = this.getNodeParameter('simplify', true) === true;
			const entry = Array.isArray(body) ? body[0] : body;
			if (!isRecord(entry)) throw missing(this, 'There is no such address book');
			return [bookRow(entry, simple, await zoneOf(this))];
		},
	}),
	fields: [bookIdField, simplifyField, ...closingFields()],
};

/** Source: docs/gateways/sendpulse.md 2.2. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many address books',
	description: 'List the address books of the account',
	routing: jsonRouting({
		method: 'GET',
		path: '/addressbooks',
		paging: listPaging,
		async shape(body) {
			const simple = this.getNodeParameter('simplify', true) === true;
			const zone = await zoneOf(this);
			return rowsOf(body).map((entry) => bookRow(entry, simple, zone));
		},
	}),
	fields: [...listFields, simplifyField, ...closingFields()],
};

/** Source: docs/gateways/sendpulse.md 2.6. */
const getVariables: Operation = {
	value: 'getVariables',
	name: 'Get Variables',
	action: 'Get the variables of an address book',
	description: 'List the names and types of the variables that the contacts of a book have',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/addressbooks/${readBook(read, bookName)}/variables`,
		shape: (body) =>
			rowsOf(body).map(({ name, type }) => ({ name: textOf(name), type: textOf(type) })),
	}),
	fields: [bookIdField, ...closingFields()],
};

/** Source: docs/gateways/sendpulse.md 2.7. */
const getCost: Operation = {
	value: 'getCost',
	name: 'Get Cost',
	action: 'Get the cost of a campaign to an address book',
	description:
		'Find out what a campaign to all contacts of a book costs and if the money is enough',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/addressbooks/${readBook(read, bookName)}/cost`,
		shape(body) {
			return [costRow(mapOf(body), fieldText(this, bookName))];
		},
	}),
	fields: [bookIdField, ...closingFields()],
};

/** Source: docs/gateways/sendpulse.md 2.8. */
const getCampaigns: Operation = {
	value: 'getCampaigns',
	name: 'Get Campaigns',
	action: 'Get the campaigns of an address book',
	description: 'List the campaigns that were sent to a book',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/addressbooks/${readBook(read, bookName)}/campaigns`,
		paging: listPaging,
		shape: (body) =>
			rowsOf(body).map(({ task_id: id, task_name: name, task_status: status }) => ({
				id: idOf(id),
				name: textOf(name),
				statusCode: numberOrNull(status),
				status: campaignStatusOf(status),
			})),
	}),
	fields: [bookIdField, ...listFields, ...closingFields()],
};

/** Mailing lists. Source: docs/gateways/sendpulse.md 2. */
export const addressBook: Resource = {
	value: 'addressBook',
	name: 'Address Book',
	operations: [getAll, get, create, update, getVariables, getCampaigns, getCost, remove],
};
