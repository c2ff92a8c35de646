import type { IDataObject } from 'n8n-workflow';

import { perRequest } from '../../shared/fields/perRequest';
import { type Message, type Route, sharedVerdict } from '../../shared/delivery/route';
import { listFields } from '../../shared/fields/list';
import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { wholeList } from '../../shared/routing/paging';
import { additionalValues } from '../../shared/fields/additional';
import { jsonClosingFields } from '../../shared/fields/closing';
import { jsonValues, readText, textField, type WireField } from '../../shared/fields/wire';
import { base64, jsonRequest, jsonRouting } from '../call';
import { sendPulse } from '../gateway';
import { textOf } from '../values';
import { contactLists } from './contact/add';
import { namedEmailField } from './contact/fields';
import { itemsOption } from '../fields';

interface Entry extends Message {
	more: IDataObject;
}

const preset = 100;

/** No limit is published. */
const most = 500;

const emailField = namedEmailField('blockedEmail');

const commentField = textField('Comment', 'comment', 'comment', {
	placeholder: 'e.g. Asked to be removed',
	description: 'A note about why the address is blocked',
});

/**
 * `emails` is base64 of comma-joined addresses, the comment is plain. The operator's document has it the other way round; all clients
 * agree on this. Source: docs/gateways/sendpulse.md 8.
 */
function listRoute(
	method: 'POST' | 'DELETE',
	done: string,
	more: readonly WireField[] = [],
): Route<Entry> {
	const key = ({ more }: Entry) => JSON.stringify(more);
	return {
		effect: 'again',
		answer: contactLists,
		refusedAsWhole: true,
		listSize: (read) => perRequest(read, preset, most),
		message: (read, setting) => ({
			recipient: readText(emailField, read),
			reference: null,
			more: { ...jsonValues(more, read, setting), ...additionalValues(read) },
		}),
		groupKey: key,
		contentKey: key,
		request: (entries) => {
			const emails = base64(entries.map(({ recipient }) => recipient).join(','));
			return jsonRequest(method, '/blacklist', { emails, ...entries[0]?.more });
		},
		verdicts: sharedVerdict,
		row: ({ recipient }) => ({ email: recipient, [done]: true }),
	};
}

const addRoute = listRoute('POST', 'added', [commentField]);

const removeRoute = listRoute('DELETE', 'removed');

const add: Operation = {
	value: 'add',
	name: 'Add',
	action: 'Add to the blacklist',
	description: 'Block addresses, many items in one request',
	...byRoute(sendPulse, addRoute),
	fields: [emailField, commentField, ...jsonClosingFields(itemsOption(preset, most))],
};

const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove from the blacklist',
	description: 'Unblock addresses, many items in one request',
	...byRoute(sendPulse, removeRoute),
	fields: [emailField, ...jsonClosingFields(itemsOption(preset, most))],
};

/** The list comes whole. Source: docs/gateways/sendpulse.md 8. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many blacklist entries',
	description: 'List the blocked addresses',
	routing: jsonRouting({
		method: 'GET',
		path: '/blacklist',
		paging: wholeList,
		shape: (body) => (Array.isArray(body) ? body : []).map((email) => ({ email: textOf(email) })),
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

/** Addresses that get no letters. Source: docs/gateways/sendpulse.md 8. */
export const blacklist: Resource = {
	value: 'blacklist',
	name: 'Blacklist',
	operations: [add, getAll, remove],
};
