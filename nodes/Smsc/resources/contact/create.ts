import { byRoute } from '../../../shared/delivery/byRoute';
import { defaultCountryOption, safetyOptions } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { locatorField } from '../../../shared/fields/list';
import { fieldParameters, type WireField } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { additionalFields, additionalFieldsField } from '../../fieldSets';
import { smsc } from '../../gateway';
import { addressFields } from './address';
import { listRoute, sharedContactsOption } from './addressRoute';
import { contactFields, groupIdsField, nameField } from './fields';
import { groupsField, oneGroupList } from './groups';

const groupField: WireField = {
	field: locatorField({
		displayName: 'Group',
		name: 'group',
		searchListMethod: 'searchGroups',
		placeholder: 'e.g. 12',
		description: 'Group that the contact belongs to',
	}),
	wire: 'grp',
};

const extraFields: WireField[] = [
	...contactFields,
	{ ...groupIdsField, field: { ...groupIdsField.field, displayName: 'Further Group IDs' } },
];

const furtherGroups = groupsField('Further Group Names or IDs');

/** `add=1`. Source: docs/gateways/smsc.md 5. */
const createRoute = listRoute({
	answer: 'value',
	once: true,
	parameters: (read) => [
		['add', '1'],
		...oneGroupList([
			...fieldParameters([nameField, groupField, furtherGroups], read),
			...additionalFields(extraFields, read),
		]).filter(([, value]) => value !== ''),
	],
	row: (_entry, { messageId }) => ({ contactId: messageId, created: true }),
});

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a contact',
	description:
		'Add phone numbers or email addresses to the address book. One request can carry many; see Items per Request in the options.',
	...byRoute(smsc, createRoute),
	fields: [
		...addressFields,
		nameField.field,
		groupField.field,
		furtherGroups.field,
		additionalFieldsField(extraFields),
		...closingFields(defaultCountryOption, ...safetyOptions, sharedContactsOption),
	],
};
