import type { Operation, Resource } from '../../../shared/model/operation';
import { listFields } from '../../../shared/fields/list';
import { wholeList } from '../../../shared/routing/paging';
import { closingFields, jsonRouting } from '../../call';
import { textOf } from '../../wireValues';
import { add, remove } from './change';

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
	fields: [...listFields, ...closingFields()],
};

/** Addresses that get no letters. Source: docs/gateways/sendpulse.md 8. */
export const blacklist: Resource = {
	value: 'blacklist',
	name: 'Blacklist',
	operations: [add, getAll, remove],
};
