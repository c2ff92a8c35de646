import { locatorField } from '../../../shared/fields/list';
import type { WireField } from '../../../shared/fields/wire';

/** The group that an operation is about. Source: notes smsc.md section 5, `grp`. */
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
