import type { IDataObject } from 'n8n-workflow';

import { listFields, required, textField } from '../../../shared/fields/parts';
import type { Operation } from '../../../shared/model/operation';
import { pathPart } from '../../../shared/routing/fromInput';
import { idOf } from '../../../shared/text/json';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { readText, type WireField } from '../../../shared/fields/wire';
import { jsonRouting, listPaging } from '../../call';
import { numberOrNull, othersOf, rowsOf, textOf, typedVariables, wordOf } from '../../values';
import { bookField, emailField, emailPath, bookPath } from './fields';
import { entryIn, fieldText, listShape } from '../../shapes';
import { filtersField } from '../../fields';

/** Source: docs/gateways/sendpulse.md 3. */
const statuses: Readonly<Record<number, string>> = {
	0: 'New',
	1: 'Active',
	2: 'Confirmation requested',
	3: 'Activation requested',
	4: 'Unsubscribed',
	5: 'Rejected by administrator',
	6: 'Unsubscribed from everything',
	7: 'Activation letter sent',
	8: 'Blocked by user’s choice',
	9: 'Sending error',
	10: 'Blocked host',
	11: 'Blocked sender name',
	12: 'Blocked part of address',
	13: 'Deleted by user',
	14: 'Temporarily unavailable',
};

const known = [
	'email',
	'abook_id',
	'book_id',
	'phone',
	'status',
	'status_explain',
	'variables',
] as const;

/**
 * The row of a contact, the same from every call. Source: docs/gateways/sendpulse.md 3.1, 3.7, 3.8 and 4.
 *
 * @param bookId for answers that do not name the book
 */
export function contactRow(entry: IDataObject, bookId: string | null = null): IDataObject {
	const { email, status, status_explain: explain, variables } = entry;
	return {
		email: textOf(email),
		bookId: idOf(entry.abook_id ?? entry.book_id) ?? bookId,
		statusCode: numberOrNull(status),
		status: wordOf(explain, status, statuses),
		...('phone' in entry ? { phone: textOf(entry.phone) } : {}),
		...(variables === undefined ? {} : { variables: typedVariables(variables) }),
		...othersOf(entry, known),
	};
}

/** Source: docs/gateways/sendpulse.md 3.7. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a contact of an address book',
	description: 'With its status and variables',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${bookPath(read)}/emails/${emailPath(read)}`,
		shape(body) {
			const entry = entryIn(this, body, ['email'], 'There is no such contact in this address book');
			return [contactRow(entry, fieldText(this, bookField))];
		},
	}),
	fields: [bookField, emailField, ...jsonClosingFields()],
};

/** Booleans of a query as 1. Source: docs/gateways/sendpulse.md 3.1, "booleans". */
const stateFilters: Readonly<Record<string, IDataObject>> = {
	active: { active: 1 },
	inactive: { not_active: 1 },
};

const filters = filtersField([
	{
		field: {
			displayName: 'Order',
			name: 'order',
			type: 'options',
			default: 'asc',
			options: [
				{ name: 'Ascending', value: 'asc' },
				{ name: 'Descending', value: 'desc' },
			],
		},
		wire: 'order',
	},
	{
		field: {
			displayName: 'State',
			name: 'state',
			type: 'options',
			default: 'active',
			options: [
				{ name: 'Active', value: 'active' },
				{ name: 'Inactive', value: 'inactive' },
			],
			description: 'Only contacts that receive campaigns, or only those that do not',
		},
		wire: '',
		encode: (state) => stateFilters[String(state)],
	},
]);

/** Source: docs/gateways/sendpulse.md 3.1. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contacts of an address book',
	description: 'With their status and variables',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${bookPath(read)}/emails`,
		query: [filters],
		paging: listPaging(),
		shape(body) {
			const bookId = fieldText(this, bookField);
			return rowsOf(body).map((entry) => contactRow(entry, bookId));
		},
	}),
	fields: [bookField, ...listFields, filters, ...jsonClosingFields()],
};

const variableNameField: WireField = {
	...required(textField('Variable Name', 'variableName', 'variable')),
	encode: pathPart,
};

const variableValueField: WireField = {
	...required(
		textField('Variable Value', 'variableValue', 'value', {
			description: 'The value to look for; for a date variable, YYYY-MM-DD',
		}),
	),
	encode: pathPart,
};

/** Source: docs/gateways/sendpulse.md 3.8. */
export const findByVariable: Operation = {
	value: 'findByVariable',
	name: 'Find by Variable',
	action: 'Find contacts by a variable',
	description: 'In one address book',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => {
			const [name, value] = [variableNameField, variableValueField].map((one) =>
				readText(one, read),
			);
			return `${bookPath(read)}/variables/${name}/${value}`;
		},
		shape: listShape(function (body) {
			const bookId = fieldText(this, bookField);
			return rowsOf(body).map((entry) => contactRow(entry, bookId));
		}),
	}),
	fields: [bookField, variableNameField, variableValueField, ...jsonClosingFields()],
};
