import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { closingFields } from '../../../shared/fields/closing';
import { safetyOptions } from '../../../shared/fields/common';
import { listFields, flagField, textField } from '../../../shared/fields/parts';
import { fieldParameters, readText, type WireField } from '../../../shared/fields/wire';
import { phoneNumber } from '../../../shared/input/recipients';
import { entryOf, idOf, textOrEmpty } from '../../../shared/text/json';
import { cursorPaging } from '../../../shared/routing/paging';
import { deletedShape, fieldRouting, listShape } from '../../call';
import { filters, dayField } from '../../fields';
import { smsc } from '../../gateway';
import { onceRoute } from '../../onceRoute';
import { create, senderField, update } from './register';

const numberField: WireField = {
	...textField('Sender', 'sender', 'sender', {
		required: true,
		placeholder: 'e.g. 79001112233',
		description: 'Phone number that is to be used as a sender',
	}),
	encode: (value, label) => phoneNumber(value, undefined, label),
};

const siteField = textField('Site Name', 'siteName', 'site_name', {
	placeholder: 'e.g. example.com',
	description: 'Site that the text with the code names',
});

const codeField = textField('Code', 'code', 'code', {
	required: true,
});

/** `send_code=1`, which sends a message. Source: docs/gateways/smsc.md 12. */
const sendCodeRoute = onceRoute('senders', 'open', {
	recipient: (read) => readText(numberField, read),
	parameters: (read) => [['send_code', '1'], ...fieldParameters([numberField, siteField], read)],
	row: ({ recipient }, answer) => ({ sender: recipient, ...answer, sent: true }),
});

const sendCode: Operation = {
	value: 'sendCode',
	name: 'Send Code',
	action: 'Send the code of a sender',
	description: 'To a phone number that is to become a sender',
	...byRoute(smsc, sendCodeRoute),
	fields: [numberField, siteField, ...closingFields(...safetyOptions)],
};

/** `check_code=1`. Source: docs/gateways/smsc.md 12. */
const checkCode: Operation = {
	value: 'checkCode',
	name: 'Check Code',
	action: 'Check the code of a sender',
	description: 'With the code that came to its phone',
	routing: fieldRouting('senders', {
		body: { check_code: 1 },
		effect: 'again',
		answer: 'confirmed',
		parameters: (read) => fieldParameters([numberField, codeField], read),
		shape: () => [{ confirmed: true }],
	}),
	fields: [numberField, codeField, ...closingFields()],
};

/** States of a name at an operator; further numbers are not documented. Source: docs/gateways/smsc.md A2. */
const states: Readonly<Record<string, string>> = {
	'0': 'waitingForRegistration',
	'1': 'sentToOperator',
};

/** The states under the operators' names in words, those that nobody knows as numbers. */
function operatorStates(entry: IDataObject): IDataObject {
	const known = Object.entries(entry).flatMap(([key, value]): Array<[string, string | number]> => {
		const operator = /^(\w+)_status$/.exec(key)?.[1];
		const code = idOf(value);
		if (operator === undefined || code === null) return [];
		return [[operator, entryOf(states, code) ?? (/^-?\d+$/.test(code) ? Number(code) : code)]];
	});
	return known.length > 0 ? { operatorStates: Object.fromEntries(known) } : {};
}

/**
 * The row of a sender, of which only `sender` is sure; everything else stays as it came. Source: docs/gateways/smsc.md 12
 * and A2.
 */
const senderRow = ({ id, sender, ...others }: IDataObject): IDataObject => ({
	sender: textOrEmpty(sender),
	...(id === undefined ? {} : { id: idOf(id) }),
	...operatorStates(others),
	...others,
});

/** Source: docs/gateways/smsc.md 12. */
const senderFilters = filters([
	textField('After ID', 'afterId', 'prev_id', {
		description: 'The ID where the list before ended',
	}),
	dayField('Changed Since', 'changedSince', 'from_date', {
		description: 'When the state at an operator changed',
	}),
	flagField(
		'Include Inactive',
		'all',
		'all',
		'Whether to also list names that are not activated yet',
		true,
	),
	flagField(
		'Include Operator States',
		'operators',
		'operators',
		'Whether to add the state of each name at the operators',
		true,
	),
	textField('Sub-Client', 'user', 'user', {
		description: 'Login of the sub-client',
	}),
]);

/** `get=1`. The most that a page holds is not documented, so the node asks for this many. */
const pageSize = 1000;

const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many senders',
	description:
		'If states at the operators are included, operatorStates has them in words. The other fields come as SMSC gives them.',
	routing: fieldRouting('senders', {
		body: { get: 1 },
		answer: 'list',
		parameters: (read, setting) => fieldParameters([senderFilters], read, setting),
		paging: cursorPaging({
			place: 'body',
			after: 'prev_id',
			idField: 'id',
			pageSize,
			limit: 'cnt',
		}),
		shape: listShape(['sender', 'mail', 'email', 'name', 'id'], senderRow),
	}),
	fields: [...listFields, senderFilters, ...closingFields()],
};

/** `del=1`. Source: docs/gateways/smsc.md 12. */
const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a sender',
	routing: fieldRouting('senders', {
		body: { del: 1 },
		effect: 'again',
		answer: 'open',
		parameters: (read) => fieldParameters([senderField], read),
		shape: deletedShape,
	}),
	fields: [senderField, ...closingFields()],
};

/** Sender names. Source: docs/gateways/smsc.md 12. */
export const sender: Resource = {
	value: 'sender',
	name: 'Sender',
	operations: [getAll, checkCode, create, remove, sendCode, update],
};
