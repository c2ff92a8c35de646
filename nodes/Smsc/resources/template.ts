import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../shared/model/operation';
import { closingFields } from '../../shared/fields/closing';
import {
	listFields,
	locatorField,
	exactTextField,
	flagField,
	required,
	textField,
} from '../../shared/fields/parts';
import { fieldParameters, type WireField } from '../../shared/fields/wire';
import { idOf, textOrEmpty } from '../../shared/text/json';
import { wholeList } from '../../shared/routing/paging';
import { createdShape, deletedShape, fieldRouting, listShape, updatedShape } from '../call';
import { additionalFields, updateFields, updateFieldsField, senderChoice } from '../fields';

/** Formats of a template. Source: docs/gateways/smsc.md 10, `format`. */
const formats = [
	{ name: 'Any', value: '' },
	{ name: 'Binary SMS', value: 'bin' },
	{ name: 'E-Mail', value: 'mail' },
	{ name: 'Flash SMS', value: 'flash' },
	{ name: 'MMS', value: 'mms' },
	{ name: 'SMS', value: 'sms' },
	{ name: 'Viber', value: 'viber' },
	{ name: 'Voice Call', value: 'call' },
	{ name: 'WAP Push', value: 'push' },
];

const templateField: WireField = {
	field: locatorField({
		displayName: 'Template',
		name: 'template',
		searchListMethod: 'templates',
		required: true,
	}),
	wire: 'id',
};

const nameField = textField('Name', 'name', 'name');

/** Goes out as `msg` and comes back as `message`. Source: docs/gateways/smsc.md 10. */
const textOfTemplate = exactTextField('Text', 'text', 'msg', {
	typeOptions: { rows: 3 },
});

/** Source: docs/gateways/smsc.md 10. */
const optionalFields: WireField[] = [
	flagField('Automatic Signature', 'autoSignature', 'fl[1]'),
	{
		field: {
			displayName: 'Format',
			name: 'format',
			type: 'options',
			default: '',
			options: formats,
		},
		wire: 'format',
	},
	senderChoice(),
];

const createFields = [
	required(nameField),
	required(textOfTemplate),
	additionalFields(optionalFields),
];

const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a template',
	routing: fieldRouting('templates', {
		body: { add: 1 },
		effect: 'once',
		parameters: (read) => fieldParameters(createFields, read),
		shape: createdShape,
	}),
	fields: [...createFields, ...closingFields()],
};

const changeable = [nameField, textOfTemplate, ...optionalFields];

/** An ID that is not known is refused in plain text. Source: docs/gateways/smsc.md 1.5 and 10. */
const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a template',
	changes: templateField,
	routing: fieldRouting('templates', {
		body: { chg: 1 },
		effect: 'again',
		answer: 'done',
		parameters: (read) => [
			...fieldParameters([templateField], read),
			...updateFields(changeable, read),
		],
		shape: updatedShape,
	}),
	fields: [templateField, updateFieldsField(changeable), ...closingFields()],
};

const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a template',
	routing: fieldRouting('templates', {
		body: { del: 1 },
		effect: 'again',
		answer: 'done',
		parameters: (read) => fieldParameters([templateField], read),
		shape: deletedShape,
	}),
	fields: [templateField, ...closingFields()],
};

/** The row of a template. Source: docs/gateways/smsc.md 10, `[{id,name,message,format,sender,flag}]`. */
export const templateRow = ({ id, message, ...others }: IDataObject): IDataObject => ({
	id: idOf(id),
	text: textOrEmpty(message),
	...others,
});

const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many templates',
	routing: fieldRouting('templates', {
		body: { get: 1 },
		answer: 'list',
		paging: wholeList,
		shape: listShape(['id', 'name', 'message'], templateRow),
	}),
	fields: [...listFields, ...closingFields()],
};

/** Templates of messages. Source: docs/gateways/smsc.md 10. */
export const template: Resource = {
	value: 'template',
	name: 'Template',
	operations: [create, remove, getAll, update],
};
