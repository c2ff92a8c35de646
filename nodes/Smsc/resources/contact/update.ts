import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import { byRoute } from '../../../shared/delivery/byRoute';
import { defaultCountryOption, safetyOptions } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import type { WireField, WireParameter } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { updateFields, updateFieldsField } from '../../fieldSets';
import { smsc } from '../../gateway';
import { InputProblem } from '../../../shared/delivery/inputProblem';
import { addressFields, addressKind, addressList, countryOf, readAddress } from './address';
import { oneByOneRoute, oneACallNote } from './addressRoute';
import { contactFields, groupIdsField, nameField } from './fields';
import { groupsField, oneGroupList } from './groups';

/** Source: docs/gateways/smsc.md 5. */
const newAddress: Readonly<Record<'phone' | 'email', WireField>> = {
	phone: {
		field: {
			displayName: 'New Phone Number',
			name: 'newPhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 79001112233',
			displayOptions: { show: { '/addressType': ['phone'] } },
		},
		wire: 'new_phone',
	},
	email: {
		field: {
			displayName: 'New Email',
			name: 'newEmail',
			type: 'string',
			default: '',
			placeholder: 'e.g. ann@example.com',
			displayOptions: { show: { '/addressType': ['email'] } },
		},
		wire: 'new_mail',
	},
};

const updatable = [...contactFields, groupIdsField, groupsField('Group Names or IDs'), nameField];

function changes(read: ReadParameter): WireParameter[] {
	const kind = addressKind(read);
	const { field, wire } = newAddress[kind];
	const country = countryOf(read);
	const address: WireField = {
		field,
		wire,
		encode: (value, label) => addressList(kind, value, country, label),
	};
	return oneGroupList(updateFields([...updatable, address], read));
}

/** @throws InputProblem when the contact is named by several numbers or addresses, since `chg` takes one */
function checkOne(read: ReadParameter): void {
	const { kind, address } = readAddress(read);
	if (!address.includes(',')) return;
	throw new InputProblem(
		kind === 'email' ? 'Email' : 'Phone Number',
		`holds several: ${address}`,
		'Name the contact by one of them, and give each contact an item of its own.',
	);
}

/** `chg=1`: one number or address, of which the new value may be a list. Source: docs/gateways/smsc.md A1. */
const updateRoute = oneByOneRoute({
	answer: 'done',
	// The number may be another one afterwards, so that a second try would find nobody.
	once: true,
	parameters: (read) => {
		checkOne(read);
		return [['chg', '1'], ...changes(read)];
	},
	row: () => ({ updated: true }),
});

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a contact',
	description: `Change the fields of a contact that is found by its number or address. ${oneACallNote}.`,
	...byRoute(smsc, updateRoute),
	fields: [
		...addressFields,
		updateFieldsField([...updatable, ...Object.values(newAddress)]),
		...closingFields(defaultCountryOption, ...safetyOptions),
	],
};
