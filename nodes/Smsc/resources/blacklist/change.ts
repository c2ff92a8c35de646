import type { INodeProperties } from 'n8n-workflow';

import { byRoute } from '../../../shared/delivery/byRoute';
import { defaultCountryOption } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { fieldParameters, textField, type WireField } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { smsc } from '../../gateway';
import { addressFields } from '../contact/address';
import { oneACallNote, oneByOneRoute } from '../contact/addressRoute';
import { blockTypes } from './types';

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
		description: 'Which messages are no longer sent',
	} satisfies INodeProperties,
	wire: 'type',
	encode: (value) => blockTypes[String(value)] ?? String(value),
};

const commentField = textField('Comment', 'comment', 'cmt', {
	placeholder: 'e.g. Asked to be removed',
});

/** `add_black=1`. Source: docs/gateways/smsc.md 5. */
const addRoute = oneByOneRoute({
	answer: 'value',
	parameters: (read) => [['add_black', '1'], ...fieldParameters([typeField, commentField], read)],
	row: (_entry, { messageId }) => ({ id: messageId, added: true }),
});

export const add: Operation = {
	value: 'add',
	name: 'Add',
	action: 'Add to the blacklist',
	description: `Block phone numbers or email addresses. ${oneACallNote}.`,
	...byRoute(smsc, addRoute),
	fields: [
		...addressFields,
		typeField.field,
		commentField.field,
		...closingFields(defaultCountryOption),
	],
};

/** `del_black=1`. Source: docs/gateways/smsc.md 5. */
const removeRoute = oneByOneRoute({
	answer: 'done',
	parameters: () => [['del_black', '1']],
	row: () => ({ removed: true }),
});

export const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove from the blacklist',
	description: `Unblock phone numbers or email addresses. ${oneACallNote}.`,
	...byRoute(smsc, removeRoute),
	fields: [...addressFields, ...closingFields(defaultCountryOption)],
};
