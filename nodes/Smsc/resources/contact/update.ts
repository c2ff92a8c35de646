import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import { byRoute } from '../../../shared/delivery/byRoute';
import { defaultCountryOption, safetyOptions } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import type { WireField, WireParameter } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { updateFields, updateFieldsField } from '../../fieldSets';
import { scriptGateway } from '../../gateway';
import { addressFields, addressList, countryOf } from './address';
import { addressRoute, perRequestOption } from './addressRoute';
import { contactFields, groupIdsField, nameField } from './fields';

/** Source: notes smsc.md section 5, "new_phone/new_mail". */
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

const updatable = [...contactFields, groupIdsField, nameField];

function changes(read: ReadParameter): WireParameter[] {
	const kind = read('addressType', 'phone') === 'email' ? 'email' : 'phone';
	const { field, wire } = newAddress[kind];
	const country = countryOf(read);
	const address: WireField = {
		field,
		wire,
		encode: (value, label) => addressList(kind, value, country, label),
	};
	return updateFields([...updatable, address], read);
}

const preset = 1;

/** `chg=1`. Source: notes smsc.md section 5. */
export const updateRoute = addressRoute({
	// The number may be another one afterwards, so that a second try would find nobody.
	once: true,
	perRequest: preset,
	parameters: (read) => [['chg', '1'], ...changes(read)],
	row: () => ({ updated: true }),
});

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a contact',
	description: 'Change the fields of a contact that is found by its number or address',
	...byRoute(scriptGateway('phones', 'done'), updateRoute),
	fields: [
		...addressFields,
		updateFieldsField([...updatable, ...Object.values(newAddress)]),
		...closingFields(
			defaultCountryOption,
			...safetyOptions,
			perRequestOption(
				preset,
				'How many items whose changes are all equal may share one request. SMSC takes a list of numbers, but documents it as the numbers of one contact.',
			),
		),
	],
};
