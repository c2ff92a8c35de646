import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { closingFields } from '../../shared/fields/closing';
import { defaultCountryOption } from '../../shared/fields/common';
import { listFields, textField } from '../../shared/fields/parts';
import { fieldParameters, type WireField } from '../../shared/fields/wire';
import { idOf, textOrEmpty } from '../../shared/text/json';
import { wholeList } from '../../shared/routing/paging';
import { fieldRouting, listShape } from '../call';
import { smsc } from '../gateway';
import {
	addressFields,
	addressTypeField,
	bookScript,
	oneACallNote,
	oneByOneRoute,
} from './contact/address';
import { addressIn, addressNames, withoutAddress } from './contact/getAll';

/** What is blocked, by its number. Source: docs/gateways/smsc.md 5, `type`. */
const blockTypes: Readonly<Record<string, string>> = { all: '0', mass: '1', single: '2' };

/** @returns the word of a number; one that is not known stays as it is */
const blockTypeOf = (type: unknown): string =>
	Object.entries(blockTypes).find(([, number]) => number === String(type))?.[0] ??
	textOrEmpty(type);

const typeField: WireField = {
	field: {
		displayName: 'Block',
		name: 'blockType',
		type: 'options',
		default: 'all',
		options: [
			{ name: 'All Messages', value: 'all' },
			{ name: 'Mass Messages', value: 'mass', description: 'Mailings to many recipients' },
			{ name: 'Single Messages', value: 'single' },
		],
	},
	wire: 'type',
	encode: (value) => blockTypes[String(value)] ?? String(value),
};

const commentField = textField('Comment', 'comment', 'cmt');

/** `add_black=1`. Source: docs/gateways/smsc.md 5. */
const addRoute = oneByOneRoute({
	answer: 'value',
	parameters: (read) => [['add_black', '1'], ...fieldParameters([typeField, commentField], read)],
	row: (_entry, { messageId }) => ({ id: messageId, added: true }),
});

const add: Operation = {
	value: 'add',
	name: 'Add',
	action: 'Add to the blacklist',
	description: `Phone numbers or e-mail addresses. ${oneACallNote}.`,
	...byRoute(smsc, addRoute),
	fields: [...addressFields, typeField, commentField, ...closingFields(defaultCountryOption)],
};

/** `del_black=1`. Source: docs/gateways/smsc.md 5. */
const removeRoute = oneByOneRoute({
	answer: 'done',
	parameters: () => [['del_black', '1']],
	row: () => ({ removed: true }),
});

const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove from the blacklist',
	description: `Phone numbers or e-mail addresses. ${oneACallNote}.`,
	...byRoute(smsc, removeRoute),
	fields: [...addressFields, ...closingFields(defaultCountryOption)],
};

/** The row of an entry. Source: docs/gateways/smsc.md 5. */
export function blacklistRow(entry: IDataObject): IDataObject {
	const { id, type, comment, ...others } = withoutAddress(entry);
	return {
		id: idOf(id),
		address: addressIn(entry),
		blockType: blockTypeOf(type),
		comment: textOrEmpty(comment),
		...others,
	};
}

/** The answer is documented, the command is not. Source: docs/gateways/smsc.md 5, [smsc.blacklist-list]. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many blacklist entries',
	routing: fieldRouting(bookScript, {
		body: { get_black: 1 },
		answer: 'list',
		paging: wholeList,
		shape: listShape([...addressNames, 'id'], blacklistRow),
	}),
	fields: [addressTypeField, ...listFields, ...closingFields()],
};

/** Numbers and addresses that get no messages. Source: docs/gateways/smsc.md 5. */
export const blacklist: Resource = {
	value: 'blacklist',
	name: 'Blacklist',
	operations: [add, getAll, remove],
};
