import { listField, textField, type WireField } from '../../../shared/fields/wire';
import { dayText } from '../../calendar';

/** Fields of a contact that are options. Source: docs/gateways/smsc.md 5. */
export const contactFields: WireField[] = [
	{
		field: {
			displayName: 'Birthday',
			name: 'birthday',
			type: 'dateTime',
			default: '',
			description: 'The day counts; time and time zone do not',
		},
		wire: 'bd',
		encode: dayText,
	},
	textField('Comments', 'comments', 'cmt', { typeOptions: { rows: 2 } }),
	textField('First Name', 'firstName', 'fnm'),
	textField('Last Name', 'lastName', 'lnm'),
	textField('Middle Name', 'middleName', 'mnm'),
	listField('Other Numbers or Addresses', 'otherAddresses', 'pho', {
		description: 'Further numbers or addresses, to which nothing is sent',
	}),
	textField('Own ID', 'ownId', 'myid', {
		placeholder: 'e.g. customer-42',
		description: 'Your own ID of the contact. Lists show it as ownId.',
	}),
	listField('Tags', 'tags', 'tags', { placeholder: 'e.g. vip, moscow' }),
];

/** The groups of a contact by their ids. Source: docs/gateways/smsc.md 5. */
export const groupIdsField: WireField = listField('Group IDs', 'groupIds', 'grp', {
	placeholder: 'e.g. 12, 15',
	description: 'IDs of the groups, separated by commas, beside those that are chosen by name',
});

export const nameField: WireField = textField('Name', 'name', 'name', {
	placeholder: 'e.g. Ann Smith',
	description: 'Name of the contact as the lists of your account show it',
});
