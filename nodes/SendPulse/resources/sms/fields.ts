import type { INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import { countryIn } from '../../../shared/fields/common';
import {
	locatorField,
	flagField,
	listField,
	required,
	onlyTrue,
	textField as wireTextField,
} from '../../../shared/fields/parts';
import { phoneNumber, splitPhones } from '../../../shared/input/recipients';
import { type WireField, type Encode, type FieldTable } from '../../../shared/fields/wire';
import { timeField } from '../../fields';

export const senderField: WireField = {
	field: locatorField({
		displayName: 'Sender',
		name: 'sender',
		searchListMethod: 'smsSenders',
		required: true,
		placeholder: 'e.g. MyShop',
		description: 'An activated sender name of up to 11 characters',
	}),
	wire: 'sender',
};

export const textField = required(
	wireTextField('Text', 'text', 'body', {
		typeOptions: { rows: 3 },
	}),
);

/**
 * Digits of each number, each once.
 *
 * @throws InputProblem when it is empty or one is no phone number
 */
const phones: Encode = (value, label, { read }) => {
	const country = countryIn(read);
	const numbers = splitPhones(value).map((entry) => phoneNumber(entry, country, label));
	if (numbers.length > 0) return [...new Set(numbers)];
	throw new InputProblem(
		label,
		'is empty',
		'Enter a phone number, e.g. 380501112233.',
		'invalidRecipient',
	);
};

export const phonesField: WireField = {
	...required(
		listField('Recipients', 'phones', 'phones', {
			placeholder: 'e.g. 380501112233',
			description: 'With country codes, separated by commas',
		}),
	),
	encode: phones,
};

/** Source: docs/gateways/sendpulse.md 13, `POST /sms/send`. */
export const sendingOptions: FieldTable = [
	timeField('Send At', 'sendAt', 'date'),
	{
		...flagField('Emulate', 'emulate', 'emulate', 'Whether nothing is sent and nothing is paid'),
		encode: onlyTrue,
	},
	{
		...flagField(
			'Track Links',
			'trackLinks',
			'stat_link_tracking',
			'Whether to replace links in the text with ones whose clicks are counted',
		),
		encode: onlyTrue,
	},
];

/** What every way of sending has. */
export const sendingFields: FieldTable = [textField, senderField];

/** Whether a message goes to numbers or to an address book. */
export const toField: INodeProperties = {
	displayName: 'Send To',
	name: 'to',
	type: 'options',
	default: 'phones',
	options: [
		{ name: 'Address Book', value: 'book' },
		{ name: 'Phone Numbers', value: 'phones' },
	],
};
