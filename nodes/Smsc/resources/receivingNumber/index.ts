import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { idOf } from '../../../shared/transport/json';
import { wholeList } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { fieldRouting } from '../../fieldCall';
import { anyShape, updatedShape } from '../../shapes';
import { numberField, readNumber } from './fields';
import { rent } from './rent';

/** The row of a number, of which only `phone` is sure. Source: docs/gateways/smsc.md 14 and 19. */
export const receivingNumberRow = (entry: IDataObject): IDataObject => ({
	...entry,
	...(entry.phone === undefined ? {} : { phone: idOf(entry.phone) }),
});

/** `get=1`. Source: docs/gateways/smsc.md 14. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many receiving numbers',
	description:
		'List the numbers for incoming messages that can be rented. Their fields come as SMSC gives them.',
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
	description: 'Switch the automatic renewal of a rented number on or off',
	routing: fieldRouting('receive_phones', {
		body: { chg: 1 },
		effect: 'once',
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
			description: 'Whether the number is rented for the next month as well',
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
