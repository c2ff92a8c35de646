import { byRoute } from '../../../shared/delivery/byRoute';
import { defaultCountryOption, safetyOptions } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { locatorField } from '../../../shared/fields/list';
import { fieldParameters, type WireField, type WireParameter } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { additionalFields, additionalFieldsField } from '../../fieldSets';
import { scriptGateway } from '../../gateway';
import { addressFields } from './address';
import { addressRoute, perRequestOption } from './addressRoute';
import { contactFields, groupIdsField, nameField } from './fields';

const groupField: WireField = {
	field: locatorField({
		displayName: 'Group',
		name: 'group',
		searchListMethod: 'searchGroups',
		placeholder: 'e.g. 12',
		description: 'Group that the contact belongs to. Further ones go into Additional Fields.',
	}),
	wire: 'grp',
};

const extraFields: WireField[] = [
	...contactFields,
	{ ...groupIdsField, field: { ...groupIdsField.field, displayName: 'Further Group IDs' } },
];

/** One `grp` of the group above and the further ones. */
function withGroups(parameters: WireParameter[]): WireParameter[] {
	const groups = parameters
		.filter(([name, value]) => name === 'grp' && value.trim() !== '')
		.flatMap(([, value]) => value.split(/[\s,;]+/).filter(Boolean));
	const others = parameters.filter(([name, value]) => name !== 'grp' && value !== '');
	return groups.length > 0 ? [...others, ['grp', [...new Set(groups)].join(',')]] : others;
}

const preset = 1;

/** `add=1`. Source: notes smsc.md section 5. */
export const createRoute = addressRoute({
	once: true,
	perRequest: preset,
	parameters: (read) => [
		['add', '1'],
		...withGroups([
			...fieldParameters([nameField, groupField], read),
			...additionalFields(extraFields, read),
		]),
	],
	row: (_entry, { messageId }) => ({ contactId: messageId, created: true }),
});

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a contact',
	description: 'Add a phone number or email address to the address book',
	...byRoute(scriptGateway('phones'), createRoute),
	fields: [
		...addressFields,
		nameField.field,
		groupField.field,
		additionalFieldsField(extraFields),
		...closingFields(
			defaultCountryOption,
			...safetyOptions,
			perRequestOption(
				preset,
				'How many items whose fields are all equal may share one request. SMSC takes a list of numbers, but documents it as the numbers of one contact; more than 1 may put the items into one contact, and then there is no ID for each.',
			),
		),
	],
};
