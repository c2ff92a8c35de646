import type { INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../shared/model/inputProblem';
import type { ReadParameter, Setting } from '../shared/input/parameterReader';
import { additionalParameters } from '../shared/fields/closing';
import {
	type WireField,
	type Zoned,
	type FieldTable,
	collectionParameters,
	type WireParameter,
} from '../shared/fields/wire';
import {
	locatorField,
	collectionField,
	collectionOptions,
	dateField,
	flagField,
	textField,
} from '../shared/fields/parts';
import { countryIn } from '../shared/fields/common';
import { phoneNumber } from '../shared/input/recipients';
import { dayText } from './times';

/** Source: docs/gateways/smsc.md 7 and 13, `balance2`. */
export const electronicBalanceField = flagField(
	'Electronic Balance',
	'electronicBalance',
	'balance2',
	undefined,
	true,
);

/** The collection of an operation that creates: what may be given beside the main fields. */
export const additionalFields = (fields: FieldTable<Zoned>): WireField<Zoned> =>
	collectionField({ displayName: 'Additional Fields', name: 'additionalFields' }, fields);

/** The filters of an operation that reads a list. */
export const filters = (fields: FieldTable<Zoned>): WireField<Zoned> =>
	collectionField({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, fields);

/** The collection of an operation that updates. */
export const updateFieldsField = (fields: FieldTable<Zoned>): INodeProperties => ({
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Only fields added here change; one left empty is cleared',
	options: collectionOptions(fields),
});

/**
 * Reads `updateFieldsField`.
 *
 * @throws InputProblem when there is nothing to change
 */
export function updateFields(
	fields: FieldTable<Zoned>,
	read: ReadParameter,
	setting?: Setting,
): WireParameter[] {
	const { displayName, name } = updateFieldsField(fields);
	const changes = collectionParameters(fields, read, name, setting);
	if (changes.length === 0 && additionalParameters(read).length === 0) {
		throw new InputProblem(displayName, 'is empty', 'Add at least one field to change.');
	}
	return changes;
}

type Choice = Partial<Parameters<typeof locatorField>[0]>;

/** A sender of the account. */
export const senderChoice = (more: Choice = {}): WireField => ({
	field: locatorField({
		displayName: 'Sender',
		name: 'sender',
		searchListMethod: 'senders',
		placeholder: 'e.g. MyShop',
		...more,
	}),
	wire: 'sender',
});

/** A group of contacts by its ID. Source: docs/gateways/smsc.md 5, `grp`. */
export const groupChoice = (more: Choice = {}): WireField => ({
	field: locatorField({
		displayName: 'Group',
		name: 'group',
		searchListMethod: 'groups',
		...more,
	}),
	wire: 'grp',
});

/** A number that is asked about. @param description of the field */
export const phoneNumberField = (description: string): WireField => ({
	...textField('Phone Number', 'phone', 'phone', {
		required: true,
		placeholder: 'e.g. 79001112233',
		description,
	}),
	encode: (value, label, { read }) => phoneNumber(value, countryIn(read), label),
});

/** Entries in a request unless the user chose otherwise. SMSC states no limit. */
export const listPreset = 100;

/** Entries in a request at the most. */
export const listMost = 10_000;

export const dayField = (...field: Parameters<typeof dateField>): WireField<Zoned> => ({
	...dateField(...field),
	encode: dayText,
});

/** `start` and `end` as days. Source: docs/gateways/smsc.md 7. */
export const periodFields: Array<WireField<Zoned>> = [
	dayField('Start', 'start', 'start', {
		description: 'First day of the period, in the time zone of your account',
	}),
	dayField('End', 'end', 'end', { description: 'Last day of the period' }),
];
