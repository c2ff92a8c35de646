import type { Operation } from '../../../shared/fields/display';
import { fieldParameters, numberField, required, textField } from '../../../shared/fields/wire';
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
import { groupField, groupScript, typeField } from './fields';

const nameField = textField('Name', 'name', 'name', { placeholder: 'e.g. Customers' });

const numberOption = numberField('Number', 'number', 'num', {
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description: 'Number by which messages are sent to the group, as in G3',
});

/** `add_group=1`. Source: docs/gateways/smsc.md 5. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a group',
	description: 'Create a group of phone or email contacts',
	routing: fieldRouting(groupScript, {
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

/** `chg_group=1`. Source: docs/gateways/smsc.md 5. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a group',
	description: 'Change the name or number of a group',
	routing: fieldRouting(groupScript, {
		body: { chg_group: 1 },
		effect: 'once',
		answer: 'done',
		parameters: (read) => {
			const changes = updateFields([nameField, numberOption], read);
			return [...fieldParameters([groupField], read), ...changes];
		},
		shape: updatedShape,
	}),
	fields: [
		typeField.field,
		groupField.field,
		updateFieldsField([nameField, numberOption]),
		...closingFields(),
	],
};

/** `del_group=1`. Source: docs/gateways/smsc.md 5. */
export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a group',
	description: 'Delete a group',
	routing: fieldRouting(groupScript, {
		body: { del_group: 1 },
		effect: 'once',
		answer: 'done',
		parameters: (read) => fieldParameters([groupField], read),
		shape: deletedShape,
	}),
	fields: [typeField.field, groupField.field, ...closingFields()],
};
