import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { takingList } from '../../../shared/delivery/fieldValues';
import { InputProblem } from '../../../shared/delivery/inputProblem';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import type { Script } from '../../errors';
import {
	type Country,
	emailAddress,
	phoneNumber,
	splitList,
	splitPhones,
} from '../../../shared/recipients';

/** Phone and e-mail contacts are apart everywhere. Source: docs/gateways/smsc.md A1.1. */
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
	takingList({
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 79001112233',
		description:
			'Phone number with country code; spaces, brackets, dashes and a leading + do no harm. Several are separated by commas.',
		displayOptions: { show: { addressType: ['phone'] } },
	}),
	takingList({
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. ann@example.com',
		description: 'Email address. Several are separated by commas.',
		displayOptions: { show: { addressType: ['email'] } },
	}),
];

/**
 * The script of each kind, and its parameter: both take the same commands. Source: docs/gateways/smsc.md A1, phones.php and
 * mails.php.
 */
export const books: Readonly<Record<AddressKind, { script: Script; parameter: string }>> = {
	phone: { script: 'phones', parameter: 'phone' },
	email: { script: 'mails', parameter: 'mail' },
};

/** Reads `addressTypeField`. */
export const addressKind = (read: ReadParameter): AddressKind =>
	read('addressType', 'phone') === 'email' ? 'email' : 'phone';

/** The script of the chosen kind. */
export const bookScript = (read: ReadParameter): Script => books[addressKind(read)].script;

export const countryOf = (read: ReadParameter): Country =>
	((read('options', {}) as IDataObject).defaultCountry ?? 'none') as Country;

const split = (kind: AddressKind, input: unknown): unknown[] =>
	kind === 'phone' ? splitPhones(input) : splitList(input);

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
	const entries = split(kind, input);
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
	const kind = addressKind(read);
	return { kind, address: addressList(kind, read(kind, ''), countryOf(read)) };
}
