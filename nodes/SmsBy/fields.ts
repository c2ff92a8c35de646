import type { INodeProperties } from 'n8n-workflow';

import { closingFields } from '../shared/fields/closing';
import {
	defaultCountryOption,
	duplicatesOption,
	safetyOptions,
	phoneField,
	phoneRecipient,
	smsTextField,
} from '../shared/fields/common';
import { InputProblem } from '../shared/model/inputProblem';
import type { ReadParameter, Setting } from '../shared/input/parameterReader';
import { locatorField, asTyped, dateField, required, textField } from '../shared/fields/parts';
import { locatorValue } from '../shared/input/read';
import { type WireField, type Encode, readText, type TableField } from '../shared/fields/wire';
import { fillByTable, type TextCounting } from '../shared/text/textParts';
import { finalStatusOptions } from '../shared/waiting/finalStatus';

/** Digits with country code and without plus on the wire. Source: docs/gateways/smsby.md 3.2, `delivery_list`. */
export const recipientField: WireField = {
	...phoneRecipient,
	field: { ...phoneField, placeholder: 'e.g. 375291112233' },
};

export const messageTextField: WireField = {
	field: {
		...smsTextField,
		required: true,
		description: 'Up to 1530 Latin or 670 other characters',
	},
	wire: 'message',
	encode: asTyped,
};

/** What ten parts hold in each encoding, in characters. Source: docs/gateways/smsby.md 3.7. */
const longest = { latin: 1530, other: 670 } as const;

/**
 * The text of an SMS that shares a request: the gateway would refuse all of it for one text that is too long.
 *
 * @throws InputProblem when it is empty or too long
 */
export function textOfMany(read: ReadParameter): string {
	const text = readText(messageTextField, read);
	// Nearly all are so short that nothing has to be counted.
	if (text.length <= longest.other) return text;
	const characters = Array.from(text);
	const isLatin = characters.every((character) => textCounting.units(character) > 0);
	const most = isLatin ? longest.latin : longest.other;
	if (characters.length <= most) return text;
	throw new InputProblem(
		messageTextField.field.displayName,
		`has ${characters.length} characters`,
		`SMS.by takes ${longest.latin} Latin or ${longest.other} other characters at most. Shorten it, or send it in several messages.`,
	);
}

/**
 * An id of digits, or nothing where the field may be empty. People paste names here. Source: docs/gateways/smsby.md 12.
 *
 * @param where how to find the id
 */
export const idText =
	(where: string): Encode =>
	(value, label) => {
		const text = locatorValue(value).trim();
		if (text === '') return undefined;
		if (/^\d+$/.test(text)) return text;
		throw new InputProblem(label, `“${text}” is not an ID: IDs are numbers`, where);
	};

/** A dropdown of ids. */
const idLocator = (
	wire: string,
	where: string,
	field: Parameters<typeof locatorField>[0],
): WireField => ({ field: locatorField(field), wire, encode: idText(where) });

export const alphanameField: WireField = idLocator(
	'alphaname_id',
	'The gateway takes the ID of an alpha-name and not the name. Choose it from the list, or find it with the operation Get Alpha-Name ID of Account.',
	{
		displayName: 'Sender',
		name: 'alphaname',
		searchListMethod: 'alphanames',
		description:
			'An alpha-name; 0 is the system name. If empty, the default of your account; in Send Many, the system name.',
	},
);

export const vibernameField: WireField = idLocator(
	'vibername_id',
	'The gateway takes the ID of a Viber name and not the name. Choose it from the list, or find it with the operation Get Names of Viber.',
	{
		displayName: 'Sender',
		name: 'vibername',
		searchListMethod: 'vibernames',
		description: 'A Viber name',
	},
);

/** A required id that has no dropdown. @param source what the user has it from, behind “The ID that” */
export const idField = (
	displayName: string,
	name: string,
	wire: string,
	source: string,
	placeholder: string,
): WireField => ({
	...required(
		textField(displayName, name, wire, { placeholder, description: `The ID that ${source}` }),
	),
	encode: idText(`Enter the ID that ${source}.`),
});

export const campaignIdField: WireField = idLocator(
	'message_id',
	'Choose it from the list, or enter the campaignId that Create or Get Many of Campaign returns; the ID of a single message and the groupId of Send Many are different IDs.',
	{
		displayName: 'Campaign',
		name: 'campaignId',
		searchListMethod: 'campaigns',
		required: true,
		description:
			'By ID: the campaignId that Campaign: Create or Get Many returns, not the ID of a message or the groupId of Send Many',
	},
);

/** Says in the form of an operation how its user comes to know what was delivered. */
export const statusNotice = (text: string): INodeProperties => ({
	displayName: text,
	name: 'statusNotice',
	type: 'notice',
	default: '',
});

/** What ends the form of one SMS; checkSMS knows it by its id. Source: docs/gateways/smsby.md 3.5 and 8. */
export const singleSmsFields: INodeProperties[] = [
	statusNotice(
		'No report of this SMS arrives by itself. To find out whether it was delivered, turn on Options → Wait for Final Status, or give its messageId to the SMS.by Status Trigger or to Message: Get Status.',
	),
	...closingFields(
		defaultCountryOption,
		duplicatesOption,
		...safetyOptions,
		...finalStatusOptions('the final status of the message'),
	),
];

/** @param encode how the method writes times */
export const sendAtOption = (wire: string, encode: Encode<Setting>): TableField => ({
	...dateField('Send At', 'sendAt', wire, {
		description:
			'A time without offset is in the workflow’s time zone; the node converts it to the Account Time Zone of the credential',
	}),
	encode,
});

/** Characters that the gateway counts twice. Source: docs/gateways/smsby.md 3.7. */
const double = '\n[]\\^{}|€';

/**
 * The gateway's own table of part borders, which are not all multiples of the usual sizes; any character beyond ASCII but
 * the euro sign makes a text Unicode. Source: docs/gateways/smsby.md 3.7.
 */
export const textCounting: TextCounting = {
	units: (character) =>
		double.includes(character) ? 2 : (character.codePointAt(0) ?? 0) <= 127 ? 1 : 0,
	gsm: fillByTable([160, 306, 459, 628, 785, 942, 1071, 1224, 1377, 1530]),
	unicode: fillByTable([70, 134, 201, 252, 315, 378, 469, 536, 603, 670]),
};
