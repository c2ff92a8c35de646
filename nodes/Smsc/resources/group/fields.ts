import { locatorField } from '../../../shared/fields/list';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import type { WireField } from '../../../shared/fields/wire';
import type { Script } from '../../errors';
import { books } from '../contact/address';

/** The group that an operation is about. Source: docs/gateways/smsc.md 5, `grp`. */
export const groupField: WireField = {
	field: locatorField({
		displayName: 'Group',
		name: 'group',
		searchListMethod: 'searchGroups',
		required: true,
		placeholder: 'e.g. 12',
		description: 'Group by its ID, which is not its number for mailings',
	}),
	wire: 'grp',
};

/** Source: docs/gateways/smsc.md 5. */
export const typeField: WireField = {
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

/** The script of the groups of a kind. Source: docs/gateways/smsc.md A1. */
export const groupScript = (read: ReadParameter): Script =>
	books[String(read('groupType', '0')) === '1' ? 'email' : 'phone'].script;
