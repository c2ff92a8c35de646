import type { Route } from '../../shared/delivery/route';
import { listFields, textField } from '../../shared/fields/parts';
import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { wholeList } from '../../shared/routing/paging';
import { jsonClosingFields } from '../../shared/fields/closing';
import type { FieldTable } from '../../shared/fields/wire';
import { base64, jsonRequest, jsonRouting } from '../call';
import { sendPulse } from '../gateway';
import { textsShape } from '../shapes';
import { itemsOption, namedEmailField } from '../fields';
import { addressLists, type Entry, listRoute } from '../listRoute';

/** No limit is published. */
const sizes = [100, 500] as const;

const emailField = namedEmailField('blockedEmail');

const commentField = textField('Comment', 'comment', 'comment');

/**
 * `emails` is base64 of comma-joined addresses, the comment is plain. The operator's document has it the other way round; all clients
 * agree on this. Source: docs/gateways/sendpulse.md 8.
 */
const blacklistRoute = (
	method: 'POST' | 'DELETE',
	done: string,
	fields?: FieldTable,
): Route<Entry> =>
	listRoute({
		entry: emailField,
		fields,
		sizes,
		answer: addressLists,
		request: (emails, more) =>
			jsonRequest(method, '/blacklist', { emails: base64(emails.join(',')), ...more }),
		row: (email) => ({ email, [done]: true }),
	});

const addRoute = blacklistRoute('POST', 'added', [commentField]);

const removeRoute = blacklistRoute('DELETE', 'removed');

const add: Operation = {
	value: 'add',
	name: 'Add',
	action: 'Add to the blacklist',
	description: 'Many items in one request',
	...byRoute(sendPulse, addRoute),
	fields: [emailField, commentField, ...jsonClosingFields(itemsOption(...sizes))],
};

const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove from the blacklist',
	description: 'Many items in one request',
	...byRoute(sendPulse, removeRoute),
	fields: [emailField, ...jsonClosingFields(itemsOption(...sizes))],
};

/** The list comes whole. Source: docs/gateways/sendpulse.md 8. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many blacklist entries',
	routing: jsonRouting({
		method: 'GET',
		path: '/blacklist',
		paging: wholeList,
		shape: textsShape('email'),
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

/** Addresses that get no letters. Source: docs/gateways/sendpulse.md 8. */
export const blacklist: Resource = {
	value: 'blacklist',
	name: 'Blacklist',
	operations: [add, getAll, remove],
};
