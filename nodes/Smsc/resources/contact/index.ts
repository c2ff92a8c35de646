import type { Operation, Resource } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { closingFields } from '../../../shared/fields/closing';
import { defaultCountryOption, safetyOptions, countryIn } from '../../../shared/fields/common';
import { listField, textField } from '../../../shared/fields/parts';
import {
	type Encode,
	type WireField,
	wireText,
	type Zoned,
	fieldParameters,
} from '../../../shared/fields/wire';
import {
	additionalFields,
	updateFields,
	updateFieldsField,
	dayField,
	groupChoice,
} from '../../fields';
import { smsc } from '../../gateway';
import {
	addressFields,
	type AddressKind,
	addressList,
	addressTypeField,
	listRoute,
	oneACallNote,
	oneByOneRoute,
	readAddress,
	sharedContactsOption,
} from './address';
import { getAll } from './getAll';

/** Fields of a contact that are options. Source: docs/gateways/smsc.md 5. */
const contactFields: Array<WireField<Zoned>> = [
	dayField('Birthday', 'birthday', 'bd', {
		description: 'The day as written, or as in a database',
	}),
	textField('Comment', 'comments', 'cmt', { typeOptions: { rows: 2 } }),
	textField('First Name', 'firstName', 'fnm'),
	textField('Last Name', 'lastName', 'lnm'),
	textField('Middle Name', 'middleName', 'mnm'),
	listField('Other Numbers or Addresses', 'otherAddresses', 'pho', {
		description: 'Nothing is sent to them',
	}),
	textField('Own ID', 'ownId', 'myid', {
		description: 'Lists show it as ownId',
	}),
	listField('Tags', 'tags', 'tags', { placeholder: 'e.g. vip, moscow' }),
];

/** Groups that several fields name make one list. */
const groupList: Encode = (value) =>
	wireText(value)
		.split(/[\s,;|]+/)
		.filter(Boolean);

/** The groups of a contact by their ids. Source: docs/gateways/smsc.md 5. */
const groupIdsField: WireField = {
	...listField('Group IDs', 'groupIds', 'grp', {
		placeholder: 'e.g. 12, 15',
		description: 'Separated by commas, beside those chosen by name',
	}),
	encode: groupList,
};

const nameField: WireField = textField('Name', 'name', 'name');

/** Several groups of one contact. Source: docs/gateways/smsc.md A1. */
const groupsField = (displayName: string): WireField => ({
	field: {
		displayName,
		name: 'groups',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getGroups', loadOptionsDependsOn: ['addressType'] },
		default: [],
		description:
			'Groups that the contact belongs to, one or several. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	wire: 'grp',
	encode: groupList,
});

const groupField: WireField = { ...groupChoice(), encode: groupList };

const extraFields: Array<WireField<Zoned>> = [
	...contactFields,
	{ ...groupIdsField, field: { ...groupIdsField.field, displayName: 'Further Group IDs' } },
];

const createFields = [
	nameField,
	groupField,
	groupsField('Further Group Names or IDs'),
	additionalFields(extraFields),
];

/** `add=1`. Source: docs/gateways/smsc.md 5. */
const createRoute = listRoute({
	answer: 'value',
	once: true,
	parameters: (read, setting) => [['add', '1'], ...fieldParameters(createFields, read, setting)],
	row: (_entry, { messageId }) => ({ contactId: messageId, created: true }),
});

const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a contact',
	description:
		'Phone numbers or e-mail addresses. One request can carry many: see the option Items per Request.',
	...byRoute(smsc, createRoute),
	fields: [
		...addressFields,
		...createFields,
		...closingFields(defaultCountryOption, ...safetyOptions, sharedContactsOption),
	],
};

/** `del=1`. Source: docs/gateways/smsc.md 5. */
const deleteRoute = oneByOneRoute({
	answer: 'done',
	namesOne: true,
	parameters: () => [['del', '1']],
	row: () => ({ deleted: true }),
});

const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a contact',
	description: `By number or address. ${oneACallNote}.`,
	...byRoute(smsc, deleteRoute),
	fields: [...addressFields, ...closingFields(defaultCountryOption)],
};

/** Source: docs/gateways/smsc.md 5. */
const newAddressField = (
	kind: AddressKind,
	...[displayName, name, wire, placeholder]: [string, string, string, string]
): WireField => ({
	...textField(displayName, name, wire, {
		placeholder,
		displayOptions: { show: { [`/${addressTypeField.name}`]: [kind] } },
	}),
	encode: (value, label, { read }) => addressList(kind, value, countryIn(read), label),
});

const updatable = [
	...contactFields,
	groupIdsField,
	groupsField('Group Names or IDs'),
	nameField,
	newAddressField('phone', 'New Phone Number', 'newPhone', 'new_phone', 'e.g. 79001112233'),
	newAddressField('email', 'New E-Mail', 'newEmail', 'new_mail', 'e.g. ann@example.com'),
];

/** @throws InputProblem when the contact is named by several numbers or addresses, since `chg` takes one */
function checkOne(read: ReadParameter): void {
	const { kind, address } = readAddress(read);
	if (!address.includes(',')) return;
	throw new InputProblem(
		kind === 'email' ? 'E-Mail' : 'Phone Number',
		`contains several numbers or addresses: “${address}”`,
		'Enter one of them, and put each contact in an item of its own.',
	);
}

/** `chg=1`: one number or address, of which the new value may be a list. Source: docs/gateways/smsc.md A1. */
const updateRoute = oneByOneRoute({
	answer: 'done',
	// The number may be another one afterwards, so that a second try would find nobody.
	once: true,
	parameters: (read, setting) => {
		checkOne(read);
		return [['chg', '1'], ...updateFields(updatable, read, setting)];
	},
	row: () => ({ updated: true }),
});

const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a contact',
	description: `Found by its number or address. ${oneACallNote}.`,
	...byRoute(smsc, updateRoute),
	fields: [
		...addressFields,
		updateFieldsField(updatable),
		...closingFields(defaultCountryOption, ...safetyOptions),
	],
};

/** The address book. Source: docs/gateways/smsc.md 5. */
export const contact: Resource = {
	value: 'contact',
	name: 'Contact',
	operations: [create, remove, getAll, update],
};
