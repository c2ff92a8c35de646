import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import type { Operation } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { fieldParameters, textField, type WireParameter } from '../../../shared/fields/wire';
import { idOf } from '../../../shared/transport/json';
import { wholeList } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { deletedShape } from '../../call';
import { fieldRouting } from '../../fieldCall';
import { anyShape } from '../../shapes';
import { periodFields, periodParameters } from '../account/period';

const idField = textField('Mailing ID', 'mailingId', 'id', {
	required: true,
	placeholder: 'e.g. 1024',
});

/** E-mail mailings are asked for apart. Source: docs/gateways/smsc.md 6. */
const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'mailingType',
	type: 'options',
	default: 'sms',
	options: [
		{ name: 'Email', value: 'email' },
		{ name: 'SMS and Others', value: 'sms' },
	],
};

const typeParameter = (read: ReadParameter): WireParameter[] =>
	read('mailingType', 'sms') === 'email' ? [['mail', '1']] : [];

const chosen = (read: ReadParameter): WireParameter[] => [
	...fieldParameters([idField], read),
	...typeParameter(read),
];

/** The row of a mailing. Its fields are unknown, but for the id being text. Source: docs/gateways/smsc.md 6. */
export const mailingRow = (entry: IDataObject): IDataObject =>
	entry.id === undefined ? entry : { ...entry, id: idOf(entry.id) };

/** `get=1`. Source: docs/gateways/smsc.md 6. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a mailing',
	description: 'Get one mailing. Its fields come as SMSC gives them.',
	routing: fieldRouting('jobs', {
		body: { get: 1 },
		parameters: chosen,
		shape: anyShape(mailingRow),
	}),
	fields: [idField.field, typeField, ...closingFields()],
};

/** `get_all=1`. Source: docs/gateways/smsc.md 6. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many mailings',
	description: 'List the mailings of a period. Their fields come as SMSC gives them.',
	routing: fieldRouting('jobs', {
		body: { get_all: 1 },
		answer: 'list',
		parameters: (read) => [...periodParameters(read), ...typeParameter(read)],
		paging: wholeList,
		shape: anyShape(mailingRow),
	}),
	fields: [typeField, ...periodFields, ...listFields, ...closingFields()],
};

/** `cancel=1`. Source: docs/gateways/smsc.md 6. */
export const cancel: Operation = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel a mailing',
	description: 'Stop a mailing that has not been sent yet',
	routing: fieldRouting('jobs', {
		body: { cancel: 1 },
		effect: 'once',
		answer: 'done',
		parameters: chosen,
		shape: () => [{ cancelled: true }],
	}),
	fields: [idField.field, typeField, ...closingFields()],
};

/** `del=1`. Source: docs/gateways/smsc.md 6. */
export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a mailing',
	description: 'Delete a mailing',
	routing: fieldRouting('jobs', {
		body: { del: 1 },
		effect: 'once',
		answer: 'done',
		parameters: chosen,
		shape: deletedShape,
	}),
	fields: [idField.field, typeField, ...closingFields()],
};
