import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { fieldParameters, readText, type WireField } from '../../shared/fields/wire';
import { closingFields } from '../../shared/fields/closing';
import { safetyOptions } from '../../shared/fields/common';
import { listFields, flagField, textField } from '../../shared/fields/parts';
import { phoneNumber } from '../../shared/input/recipients';
import { idOf } from '../../shared/text/json';
import { wholeList } from '../../shared/routing/paging';
import { anyShape, fieldRouting, updatedShape } from '../call';
import { smsc } from '../gateway';
import { onceRoute } from '../onceRoute';

const numberField: WireField = {
	...textField('Number', 'number', 'phone', {
		required: true,
		placeholder: 'e.g. 79037672219',
		description: 'As Get Many lists it',
	}),
	encode: (value, label) => phoneNumber(value, undefined, label),
};

/** `buy=1`. Source: docs/gateways/smsc.md 14. */
const rentRoute = onceRoute('receive_phones', 'open', {
	recipient: (read) => readText(numberField, read),
	parameters: (read) => [['buy', '1'], ...fieldParameters([numberField], read)],
	row: ({ recipient }, answer) => ({ ...answer, phone: recipient, rented: true }),
});

const rent: Operation = {
	value: 'rent',
	name: 'Rent',
	action: 'Rent a receiving number',
	description:
		'SMSC takes the price for the rest of the month from the balance, and renews the rent each month until automatic renewal is switched off',
	...byRoute(smsc, rentRoute),
	fields: [numberField, ...closingFields(...safetyOptions)],
};

/** The row of a number, of which only `phone` is sure. Source: docs/gateways/smsc.md 14 and 19. */
const receivingNumberRow = (entry: IDataObject): IDataObject => ({
	...entry,
	...(entry.phone === undefined ? {} : { phone: idOf(entry.phone) }),
});

/** `get=1`. Source: docs/gateways/smsc.md 14. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many receiving numbers',
	description: 'Those that can be rented. Their fields come as SMSC gives them.',
	routing: fieldRouting('receive_phones', {
		body: { get: 1 },
		answer: 'list',
		paging: wholeList,
		shape: anyShape(receivingNumberRow),
	}),
	fields: [...listFields, ...closingFields()],
};

const renewField: WireField = {
	...flagField(
		'Renew Automatically',
		'renew',
		'noprolong',
		'Whether to rent the number for the next month as well',
		true,
	),
	encode: (value) => value !== true,
};

/** `chg=1&noprolong=0|1`. Source: docs/gateways/smsc.md 14. */
const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a receiving number',
	description: 'Switch its automatic renewal on or off',
	changes: numberField,
	routing: fieldRouting('receive_phones', {
		body: { chg: 1 },
		effect: 'again',
		answer: 'open',
		parameters: (read) => fieldParameters([numberField, renewField], read),
		shape: updatedShape,
	}),
	fields: [numberField, renewField, ...closingFields()],
};

/** Numbers for incoming messages. Source: docs/gateways/smsc.md 14. */
export const receivingNumber: Resource = {
	value: 'receivingNumber',
	name: 'Receiving Number',
	operations: [getAll, rent, update],
};
