import type { INodeProperties } from 'n8n-workflow';

import { countryIn, phoneField } from '../../../shared/fields/common';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { locatorField } from '../../../shared/fields/parts';
import { locatorValue } from '../../../shared/input/read';
import { type Country, emailAddress, phoneNumber } from '../../../shared/input/recipients';

export type RecipientKind = 'phone' | 'email' | 'nickname';

/**
 * A phone number as it goes over the wire. Without a plus SMSC may correct a number that looks national, which would turn a
 * foreign number that begins with 8 into a Russian one; with a plus it does not. Source: docs/gateways/smsc.md 2.1 `phones`.
 */
const wirePhone = (digits: string): string =>
	digits.startsWith('8') || digits.length < 11 ? `+${digits}` : digits;

/** A recipient's form in which answers and requests can be compared. */
export const bareRecipient = (recipient: unknown): string =>
	String(recipient ?? '')
		.trim()
		.replace(/^\+/, '')
		.toLowerCase();

export const isGroup = (recipient: string): boolean => /^G\d+$/.test(recipient);

/** A nickname or an ID of Telegram, or a phone number. Source: docs/gateways/smsc.md 2.1 `phones`. */
function nickname(input: unknown, country: Country): string {
	const text = typeof input === 'string' ? input.trim() : '';
	// A nickname begins with a letter, and an ID with #.
	if (typeof input !== 'string' || /^[^\p{L}@#_]*\d/u.test(text))
		return phoneNumber(input, country);
	if (/^[@#]?[\w.-]+$/.test(text)) return text;
	throw new InputProblem(
		'Recipient',
		text === '' ? 'is empty' : `“${text}” is not a phone number, a nickname or an ID`,
		'Give a phone number, a nickname such as @ann or an ID such as #123456.',
		'invalidRecipient',
	);
}

function group(read: ReadParameter): string {
	const number = locatorValue(read('group', '')).trim().replace(/^G/i, '');
	if (!/^\d+$/.test(number)) {
		throw new InputProblem(
			'Group',
			number === '' ? 'is empty' : `“${number}” is not the number of a group`,
			'Choose a group from the list, or enter its number for mailings.',
			'invalidRecipient',
		);
	}
	return `G${number}`;
}

/**
 * Reads where a message goes: one recipient, or a contact group as `G<number>`. Source: docs/gateways/smsc.md 2.4 and 18.
 *
 * @throws InputProblem
 */
export function recipientOf(read: ReadParameter, kind: RecipientKind): string {
	if (read('sendTo', 'recipient') === 'group') return group(read);
	const input = read('recipient', '');
	const country = countryIn(read);
	if (kind === 'email') return emailAddress(input);
	return kind === 'nickname' ? nickname(input, country) : phoneNumber(input, country);
}

/** Digits stay as the user knows them; only the wire has the plus. */
export const wireRecipient = (recipient: string): string =>
	/^\d+$/.test(recipient) ? wirePhone(recipient) : recipient;

const sendToField: INodeProperties = {
	displayName: 'Send To',
	name: 'sendTo',
	type: 'options',
	default: 'recipient',
	options: [
		{ name: 'Contact Group', value: 'group' },
		{ name: 'Recipient', value: 'recipient' },
	],
};

const groupField: INodeProperties = {
	...locatorField({
		displayName: 'Group',
		name: 'group',
		searchListMethod: 'searchGroupNumbers',
		required: true,
		placeholder: 'e.g. 12',
		description: 'By its number for mailings, which is not its ID',
		idMode: 'By Number',
	}),
	displayOptions: { show: { sendTo: ['group'] } },
};

export const emailField: INodeProperties = {
	...phoneField,
	placeholder: 'e.g. ann@example.com',
};

export const nicknameField: INodeProperties = {
	...phoneField,
	placeholder: 'e.g. @ann',
	description: 'Phone number, nickname with @, or Telegram ID with #',
};

/** One recipient or a group. @param fields the ways to give one recipient */
export const recipientFields = (...fields: INodeProperties[]): INodeProperties[] => [
	sendToField,
	...fields.map((field) => ({
		...field,
		displayOptions: {
			show: { sendTo: ['recipient'], ...field.displayOptions?.show },
		},
	})),
	groupField,
];
