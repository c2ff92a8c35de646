import type { INodeProperties } from 'n8n-workflow';

import { countryIn, phoneField, phoneInCountry } from '../../../shared/fields/common';
import { InputProblem } from '../../../shared/model/inputProblem';
import { type FormField, showFor } from '../../../shared/model/operation';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { locatorField } from '../../../shared/fields/parts';
import { type Encode, readText, type WireField } from '../../../shared/fields/wire';
import { locatorValue } from '../../../shared/input/read';
import type { Country } from '../../../shared/input/nationalNumbers';
import { emailAddress, phoneNumber } from '../../../shared/input/recipients';
import { nicknameChannels, phoneChannels, typed } from './content';

/**
 * A phone number as it goes over the wire. Without a plus SMSC may correct a number that looks national, which would turn a
 * foreign number that begins with 8 into a Russian one; with a plus it does not. Source: docs/gateways/smsc.md 2.1 `phones`.
 */
const wirePhone = (digits: string): string =>
	digits.startsWith('8') || digits.length < 11 ? `+${digits}` : digits;

/** A recipient's form in which answers and requests can be compared. */
export function bareRecipient(recipient: unknown): string {
	const text = String(recipient ?? '')
		.trim()
		.toLowerCase();
	return text.startsWith('+') ? text.slice(1) : text;
}

export const isGroup = (recipient: string): boolean => /^G\d+$/.test(recipient);

/** SMSC would send to everybody in it. Source: docs/gateways/smsc.md 2.4. */
const namesGroup = /^G\d+$/i;

/** A nickname or an ID of Telegram, or a phone number. Source: docs/gateways/smsc.md 2.1 `phones`. */
function nickname(input: unknown, country: Country, label: string): string {
	const text = typeof input === 'string' ? input.trim() : '';
	// A nickname begins with a letter, and an ID with #.
	if (typeof input !== 'string' || /^[^\p{L}@#_]*\d/u.test(text))
		return phoneNumber(input, country, label);
	if (namesGroup.test(text)) {
		throw new InputProblem(
			label,
			`“${text}” is how SMSC names a contact group`,
			`If it is a nickname, write @${text}.`,
			'invalidRecipient',
		);
	}
	if (/^[@#]?[\w.-]+$/.test(text)) return text;
	throw new InputProblem(
		label,
		text === '' ? 'is empty' : `“${text}” is not a phone number, a nickname or an ID`,
		'Enter a phone number, a nickname such as @ann or an ID such as #123456.',
		'invalidRecipient',
	);
}

/** Digits stay as the user knows them; only the wire has the plus. */
export const wireRecipient = (recipient: string): string =>
	/^\d+$/.test(recipient) ? wirePhone(recipient) : recipient;

const recipient = (encode: Encode, more: Partial<INodeProperties> = {}): WireField => ({
	field: { ...phoneField, ...more },
	wire: 'phones',
	encode,
});

/** One recipient, by what the message can go to. */
export const recipientFields = {
	phone: recipient(phoneInCountry),
	email: recipient((value, label) => emailAddress(value, label), {
		placeholder: 'e.g. ann@example.com',
		description: 'E-mail address',
	}),
	nickname: recipient((value, label, { read }) => nickname(value, countryIn(read), label), {
		placeholder: 'e.g. @ann',
		description: 'Phone number, nickname with @, or Telegram ID with #',
	}),
};

export type RecipientKind = keyof typeof recipientFields;

/** What is only estimated as one of several types, and goes to a phone number as well. */
const estimatedPhoneTypes = ['call', 'hlr', 'ping'];

/** One way to give a recipient a type, all under one name; the same for all operations, so that the form says it once. */
export const recipientByType: WireField[] = [
	...typed([...phoneChannels, ...estimatedPhoneTypes], [recipientFields.phone]),
	...typed(nicknameChannels, [recipientFields.nickname]),
];

const toGroup = 'group';
const toRecipient = 'recipient';

const sendToField: INodeProperties = {
	displayName: 'Send To',
	name: 'sendTo',
	type: 'options',
	default: toRecipient,
	options: [
		{ name: 'Contact Group', value: toGroup },
		{ name: 'Recipient', value: toRecipient },
	],
};

/** A contact group as `G<number>`. Source: docs/gateways/smsc.md 2.4 and 18. */
export const groupByNumber: Encode = (value, label) => {
	const number = locatorValue(value).trim().replace(/^G/i, '');
	if (/^\d+$/.test(number)) return `G${number}`;
	throw new InputProblem(
		label,
		number === '' ? 'is empty' : `“${number}” is not the number of a group`,
		'Choose a group from the list, or enter its number for mailings.',
		'invalidRecipient',
	);
};

const groupField: WireField = {
	field: locatorField({
		displayName: 'Group',
		name: 'group',
		searchListMethod: 'groupNumbers',
		placeholder: 'e.g. 3',
		required: true,
		description: 'By its number for mailings, which is not its ID',
	}),
	wire: 'phones',
	encode: groupByNumber,
};

/** One recipient or a group. @param fields the ways to give one recipient */
export const recipientOrGroup = (...fields: FormField[]): FormField[] => [
	sendToField,
	...showFor({ [sendToField.name]: [toRecipient] }, fields),
	...showFor({ [sendToField.name]: [toGroup] }, [groupField]),
];

/**
 * Reads where a message goes.
 *
 * @throws InputProblem
 */
export function recipientOf(read: ReadParameter, kind: RecipientKind): string {
	const isToGroup = read(sendToField.name) === toGroup;
	return readText(isToGroup ? groupField : recipientFields[kind], read);
}
