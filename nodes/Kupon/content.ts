import type { INodeProperties } from 'n8n-workflow';

import { countryIn, phoneField, smsTextField } from '../shared/fields/common';
import { exactTextField, asTyped, textField } from '../shared/fields/parts';
import { type WireField, readText } from '../shared/fields/wire';
import { takingList } from '../shared/input/fieldChecks';
import { onceForAll, type ReadParameter } from '../shared/input/parameterReader';
import { optionsIn } from '../shared/input/read';
import { emailAddress, phoneNumber, splitList } from '../shared/input/recipients';
import { InputProblem } from '../shared/model/inputProblem';
import { showFor } from '../shared/model/operation';
import { findTokenOption } from './fields';
import {
	cascadeType,
	emailTypes,
	htmlTypes,
	messageTypes,
	otherType,
	phoneTypes,
	textlessTypes,
	tokenTypes,
} from './types';

const typeName = 'type';

/** The type's wire name, for a channel that this package does not know. */
const customTypeField: WireField = {
	...textField('Type Name', 'customType', '', {
		placeholder: 'e.g. rcs',
		description: 'The channel as the gateway calls it',
		displayOptions: { show: { [typeName]: [otherType] } },
	}),
	needed: true,
	encode(value, label) {
		const name = String(value ?? '').trim();
		if (name !== '') return name;
		throw new InputProblem(label, 'is empty', 'Enter the name of the channel, e.g. sms.');
	},
};

const typeField: WireField = {
	field: {
		displayName: 'Type',
		name: typeName,
		type: 'options',
		default: 'sms',
		description: 'Each channel has to be set up in your account',
		options: [
			...messageTypes.map(({ value, name }) => ({ name, value })),
			{
				name: 'Other',
				value: otherType,
			},
		].sort((a, b) => a.name.localeCompare(b.name, 'en')),
	},
	wire: 'type',
	unset: 'sms',
	encode: (value, _label, { read }) =>
		value === otherType ? readText(customTypeField, read) : String(value),
};

/** The type, which messages of one list share. Source: docs/gateways/kupon.md 2, `type`. */
export const typeFields: WireField[] = [typeField, customTypeField];

/** Also shared by the messages of one list. Source: docs/gateways/kupon.md 2, `sender`. */
export const senderField = textField('Sender', 'sender', 'sender', {
	placeholder: 'e.g. MyShop',
	description: 'As registered in your account',
});

/** Which cascade, at the sender's place. Source: docs/gateways/kupon.md 2. */
export const scenarioField: WireField = {
	...textField('Scenario Code', 'sender', 'sender', {
		required: true,
		placeholder: 'e.g. 1024',
		description: 'Numeric code of a campaign of type “scenario” in your account',
	}),
	encode(value, label) {
		const code = String(value ?? '').trim();
		if (/^\d+$/.test(code)) return code;
		throw new InputProblem(
			label,
			code === '' ? 'is empty' : `“${code}” is not a number`,
			'Enter the numeric code of a campaign of the type “scenario” in your account.',
		);
	},
};

/** How recipients are read, by the kind that the type takes. Source: docs/gateways/kupon.md 2, `sent_to`. */
function recipientReader(type: string, read: ReadParameter) {
	const findToken = optionsIn(read)[findTokenOption.field.name] === true;
	const country = countryIn(read);
	const isContact = type === cascadeType || (tokenTypes.includes(type) && findToken);
	const isEmail = emailTypes.includes(type);
	const isPhone = isContact || phoneTypes.includes(type);
	return (input: unknown, label: string): string => {
		if (isEmail || (isContact && String(input).includes('@'))) return emailAddress(input);
		if (isPhone) return phoneNumber(input, country);
		// Only push takes several recipients, as tokens joined by commas. Source: docs/gateways/kupon.md 2, `sent_to`.
		const recipient = type === 'push' ? splitList(input).join(',') : String(input ?? '').trim();
		if (recipient !== '') return recipient;
		throw new InputProblem(
			label,
			'is empty',
			'Enter the token, or switch on Find Token and enter a phone number or e-mail address.',
			'invalidRecipient',
		);
	};
}

/** @param type what the recipient is meant for @param more what a kind of recipient has of its own */
const recipientField = (
	typeOf: (read: ReadParameter) => string,
	more: Partial<INodeProperties>,
): WireField => ({
	...textField('Recipient', 'recipient', 'sent_to', { required: true, ...more }),
	encode: (value, label, { read }) =>
		onceForAll(read, typeOf, () => recipientReader(typeOf(read), read))(value, label),
});

const recipient = (types: string[], more: Partial<INodeProperties>): WireField =>
	recipientField((read) => readText(typeField, read), {
		...more,
		displayOptions: { show: { [typeName]: types } },
	});

const tokenField = recipient(tokenTypes, {
	description:
		'Token of the device or chat; for push, several separated by commas. With Find Token, a phone number or an e-mail address.',
});

/** One field a kind of recipient, all under one name. Source: docs/gateways/kupon.md 2, `sent_to`. */
export const recipientFields: WireField[] = [
	recipient(phoneTypes, {
		placeholder: phoneField.placeholder,
		description: phoneField.description,
	}),
	recipient(emailTypes, { placeholder: 'e.g. ann@example.com' }),
	{ ...tokenField, field: takingList(tokenField.field) },
	recipient([otherType], { description: 'As the channel expects it' }),
];

export const textOfMessage: WireField = { field: smsTextField, wire: 'sent_text', encode: asTyped };

/** Source: docs/gateways/kupon.md 2, `html_text`: for e-mail and push, and so for cascades with such steps. */
const htmlField = (description?: string): WireField =>
	exactTextField('HTML', 'htmlText', 'html_text', {
		typeOptions: { rows: 5 },
		...(description ? { description } : {}),
	});

export const htmlOfMessage = htmlField();

const textByType: WireField = {
	...textOfMessage,
	field: { ...textOfMessage.field, displayOptions: { hide: { [typeName]: textlessTypes } } },
};

/** Recipient and texts: what every message has of its own. */
export const messageContent: WireField[] = [
	...recipientFields,
	textByType,
	...showFor({ [typeName]: htmlTypes }, [htmlOfMessage]),
];

/** Recipient and texts: what every start of a cascade has of its own. */
export const cascadeContent: WireField[] = [
	recipientField(() => cascadeType, {
		placeholder: phoneField.placeholder,
		description: 'Phone number or e-mail address',
	}),
	textOfMessage,
	htmlField('For e-mail and push steps of the scenario'),
];
