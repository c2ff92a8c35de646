import type { Operation } from '../../../shared/fields/display';
import {
	fieldParameters,
	numberField,
	required,
	textField,
	type WireField,
} from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { deletedShape } from '../../call';
import { fieldRouting } from '../../fieldCall';
import {
	additionalFields,
	additionalFieldsField,
	updateFields,
	updateFieldsField,
} from '../../fieldSets';
import { createdShape, updatedShape } from '../../shapes';
import { groupField } from './fields';

const nameField = textField('Name', 'name', 'name', { placeholder: 'e.g. Customers' });

const numberOption = numberField('Number', 'number', 'num', {
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description: 'Number by which messages are sent to the group, as in G3',
});

/** Source: notes smsc.md section 5, "type (0 phone group, 1 e-mail group)". */
const typeField: WireField = {
	field: {
		displayName: 'Contact Type',
		name: 'groupType',
		type: 'options',
		default: '0',
		options: [
			{ name: 'Email', value: '1' },
			{ name: 'Phone', value: '0' },
		],
		description: 'What the contacts of the group are',
	},
	wire: 'type',
};

/** `add_group=1`. Source: seed 001; notes smsc.md section 5. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a group',
	description: 'Create a group of phone or email contacts',
	routing: fieldRouting('phones', {
		body: { add_group: 1 },
		effect: 'once',
		parameters: (read) => [
			...fieldParameters([required(nameField), typeField], read),
			...additionalFields([numberOption], read),
		],
		shape: createdShape,
	}),
	fields: [
		required(nameField).field,
		typeField.field,
		additionalFieldsField([numberOption]),
		...closingFields(),
	],
};

/** `chg_group=1`. Source: notes smsc.md section 5. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a group',
	description: 'Change the name or number of a group',
	routing: fieldRouting('phones', {
		body: { chg_group: 1 },
		effect: 'once',
		answer: 'done',
		parameters: (read) => {
			const changes = updateFields([nameField, numberOption], read);
			return [...fieldParameters([groupField], read), ...changes];
		},
		shape: updatedShape,
	}),
	fields: [groupField.field, updateFieldsField([nameField, numberOption]), ...closingFields()],
};

/** `del_group=1`. Source: notes smsc.md section 5. */
export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a group',
	description: 'Delete a group',
	routing: fieldRouting('phones', {
		body: { del_group: 1 },
		effect: 'once',
		answer: 'done',
		parameters: (read) => fieldParameters([groupField], read),
		shape: deletedShape,
	}),
	fields: [groupField.field, ...closingFields()],
};
