import { locatorField } from '../../../shared/fields/list';
import { flagField, textField, type WireField } from '../../../shared/fields/wire';

/** Formats of a template. Source: docs/gateways/smsc.md 10, `format`. */
const formats = [
	{ name: 'Any', value: '' },
	{ name: 'Binary SMS', value: 'bin' },
	{ name: 'Email', value: 'mail' },
	{ name: 'Flash SMS', value: 'flash' },
	{ name: 'MMS', value: 'mms' },
	{ name: 'SMS', value: 'sms' },
	{ name: 'Viber', value: 'viber' },
	{ name: 'Voice Call', value: 'call' },
	{ name: 'WAP Push', value: 'push' },
];

export const templateField: WireField = {
	field: locatorField({
		displayName: 'Template',
		name: 'template',
		searchListMethod: 'searchTemplates',
		required: true,
		placeholder: 'e.g. 42',
	}),
	wire: 'id',
};

export const nameField = textField('Name', 'name', 'name', { placeholder: 'e.g. Order ready' });

/** Goes out as `msg` and comes back as `message`. Source: docs/gateways/smsc.md 10. */
export const textOfTemplate = textField('Text', 'text', 'msg', {
	typeOptions: { rows: 3 },
	placeholder: 'e.g. Your order is ready',
});

/** Source: docs/gateways/smsc.md 10. */
export const optionalFields: WireField[] = [
	flagField(
		'Automatic Signature',
		'autoSignature',
		'fl[1]',
		'Whether the signature of the account is added',
	),
	{
		field: {
			displayName: 'Format',
			name: 'format',
			type: 'options',
			default: '',
			options: formats,
			description: 'Kind of message that the template is for',
		},
		wire: 'format',
	},
	{
		field: locatorField({
			displayName: 'Sender',
			name: 'sender',
			searchListMethod: 'searchSenders',
			placeholder: 'e.g. MyShop',
		}),
		wire: 'sender',
	},
];
