import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { closingFields } from '../../shared/fields/closing';
import { safetyOptions } from '../../shared/fields/common';
import { listFields } from '../../shared/fields/parts';
import { phoneNumber } from '../../shared/input/recipients';
import { idOf } from '../../shared/text/json';
import { wholeList } from '../../shared/routing/paging';
import { anyShape, fieldRouting, updatedShape } from '../call';
import { smsc } from '../gateway';
import { onceRoute } from '../onceRoute';

const numberField: INodeProperties = {
	displayName: 'Number',
	name: 'number',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 79037672219',
	description: 'As Get Many lists it',
};

const readNumber = (read: ReadParameter): string =>
	phoneNumber(read('number', ''), 'none', 'Number');

/** `buy=1`. Source: docs/gateways/smsc.md 14. */
const rentRoute = onceRoute('receive_phones', 'done', {
	recipient: readNumber,
	parameters: (read) => [
		['buy', '1'],
		['phone', readNumber(read)],
	],
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

/** `chg=1&noprolong=0|1`. Source: docs/gateways/smsc.md 14. */
const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a receiving number',
	description: 'Switch its automatic renewal on or off',
	routing: fieldRouting('receive_phones', {
		body: { chg: 1 },
		effect: 'again',
		answer: 'done',
		parameters: (read) => [
			['phone', readNumber(read)],
			['noprolong', read('renew', true) === true ? '0' : '1'],
		],
		shape: updatedShape,
	}),
	fields: [
		numberField,
		{
			displayName: 'Renew Automatically',
			name: 'renew',
			type: 'boolean',
			default: true,
			description: 'Whether to rent the number for the next month as well',
		},
		...closingFields(),
	],
};

/** Numbers for incoming messages. Source: docs/gateways/smsc.md 14. */
export const receivingNumber: Resource = {
	value: 'receivingNumber',
	name: 'Receiving Number',
	operations: [getAll, rent, update],
};
