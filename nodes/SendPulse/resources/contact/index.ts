import type { Operation, Resource } from '../../../shared/model/operation';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { required, textField } from '../../../shared/fields/parts';
import { jsonValues, type WireField } from '../../../shared/fields/wire';
import { jsonRouting } from '../../call';
import { add, remove, unsubscribe } from './add';
import {
	findEverywhere,
	findManyEverywhere,
	getStatistics,
	getStatisticsMany,
	removeEverywhere,
} from './everywhere';
import { bookField, emailField, bookPath } from './fields';
import { findByVariable, get, getAll } from './read';
import { contactVariables } from './variables';
import { asList, settingSome } from '../../variables';
import { fieldText, sentText, rowShape } from '../../shapes';
import { phoneOf } from '../../fields';

const updatedShape = rowShape(function () {
	return {
		email: sentText(this, emailField),
		bookId: fieldText(this, bookField),
		updated: true,
	};
});

const listedVariables = contactVariables(asList);

/** Source: docs/gateways/sendpulse.md 3.6. */
const updateVariables: Operation = {
	value: 'updateVariables',
	name: 'Update Variables',
	action: 'Update the variables of a contact',
	description: 'The others keep their values',
	changes: emailField,
	routing: jsonRouting({
		method: 'POST',
		effect: 'again',
		acknowledges: true,
		path: (read) => `${bookPath(read)}/emails/variable`,
		body: (read, setting) =>
			settingSome(jsonValues([emailField, ...listedVariables], read, setting)),
		shape: updatedShape,
	}),
	fields: [bookField, emailField, ...listedVariables, ...jsonClosingFields()],
};

const phoneField: WireField = {
	...required(
		textField('Phone Number', 'phone', 'phone', {
			placeholder: 'e.g. 79001112233',
			description: 'Phone number with country code; spaces, brackets and dashes are ignored',
		}),
	),
	encode: phoneOf,
};

/** Source: docs/gateways/sendpulse.md 3.9. */
const updatePhone: Operation = {
	value: 'updatePhone',
	name: 'Update Phone',
	action: 'Update the phone number of a contact',
	changes: emailField,
	routing: jsonRouting({
		method: 'PUT',
		acknowledges: true,
		path: (read) => `${bookPath(read)}/phone`,
		body: [emailField, phoneField],
		shape: updatedShape,
	}),
	fields: [bookField, emailField, phoneField, ...jsonClosingFields()],
};

/** Email addresses in address books. Source: docs/gateways/sendpulse.md 3 and 4. */
export const contact: Resource = {
	value: 'contact',
	name: 'Contact',
	operations: [
		add,
		get,
		getAll,
		findByVariable,
		findEverywhere,
		findManyEverywhere,
		updateVariables,
		updatePhone,
		unsubscribe,
		remove,
		removeEverywhere,
		getStatistics,
		getStatisticsMany,
	],
};
