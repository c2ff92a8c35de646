import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../../../shared/delivery/inputProblem';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import { type Country, emailAddress, phoneNumber, splitList } from '../../../shared/recipients';

/** Phone and e-mail contacts are apart everywhere. Source: seed 001, "Для e-mail адресов заменяется". */
export type AddressKind = 'phone' | 'email';

export const addressTypeField: INodeProperties = {
	displayName: 'Contact Type',
	name: 'addressType',
	type: 'options',
	default: 'phone',
	options: [
		{ name: 'Email', value: 'email' },
		{ name: 'Phone', value: 'phone' },
	],
	description: 'Phone and email contacts are kept apart',
};

/** The number or address that an operation is about, one field a kind. */
export const addressFields: INodeProperties[] = [
	addressTypeField,
	{
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 79001112233',
		description:
			'Phone number with country code; spaces, brackets, dashes and a leading + do no harm. A contact with several numbers is named by all of them, separated by commas.',
		displayOptions: { show: { addressType: ['phone'] } },
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. ann@example.com',
		description:
			'Email address. A contact with several addresses is named by all of them, separated by commas.',
		displayOptions: { show: { addressType: ['email'] } },
	},
];

/** Parameter of an address. Source: notes smsc.md section 5, "phone or mail". */
export const addressParameter: Readonly<Record<AddressKind, string>> = {
	phone: 'phone',
	email: 'mail',
};

export const countryOf = (read: ReadParameter): Country =>
	((read('options', {}) as IDataObject).defaultCountry ?? 'none') as Country;

/** Splits where people do; the spaces and dashes inside a number are left to the number's own reading. */
const split = (input: unknown): string[] =>
	Array.isArray(input) || String(input ?? '').includes('@')
		? splitList(input)
		: String(input ?? '')
				.split(/[,;\n]+/)
				.filter((entry) => entry.trim() !== '');

/**
 * One or several numbers or addresses, joined as SMSC takes them.
 *
 * @throws InputProblem when one of them cannot be one
 */
export function addressList(
	kind: AddressKind,
	input: unknown,
	country: Country,
	label = kind === 'phone' ? 'Phone Number' : 'Email',
): string {
	const entries = split(input);
	if (entries.length === 0) {
		throw new InputProblem(
			label,
			'is empty',
			kind === 'phone'
				? 'Give a phone number in international notation, e.g. 79001112233.'
				: 'Give an address, e.g. ann@example.com.',
			'invalidRecipient',
		);
	}
	return entries
		.map((entry) =>
			kind === 'phone' ? phoneNumber(entry, country, label) : emailAddress(entry, label),
		)
		.join(',');
}

/** Reads what `addressFields` offers. */
export function readAddress(read: ReadParameter): { kind: AddressKind; address: string } {
	const kind: AddressKind = read('addressType', 'phone') === 'email' ? 'email' : 'phone';
	return { kind, address: addressList(kind, read(kind, ''), countryOf(read)) };
}

/** The address of an output row, under the name of its kind. */
export const addressJson = (kind: AddressKind, address: string): IDataObject => ({
	[kind]: address,
});
