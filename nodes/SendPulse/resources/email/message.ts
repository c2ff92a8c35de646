import type { IDataObject } from 'n8n-workflow';

import type { Message } from '../../../shared/delivery/route';
import { additionalValues } from '../../../shared/fields/closing';
import { duplicatesOption, referenceIn } from '../../../shared/fields/common';
import {
	locatorField,
	exactTextField,
	listField,
	optionsField,
	required,
	textField,
} from '../../../shared/fields/parts';
import { showFor } from '../../../shared/model/operation';
import {
	type WireField,
	type Encode,
	jsonValues,
	type FieldTable,
} from '../../../shared/fields/wire';
import type { InputFile } from '../../../shared/input/files';
import type { ReadParameter, Setting } from '../../../shared/input/parameterReader';
import { optionsIn } from '../../../shared/input/read';
import { emailAddress, withoutInvisible } from '../../../shared/input/recipients';
import { InputProblem } from '../../../shared/model/inputProblem';
import { recordsOf } from '../../../shared/text/json';
import { attachmentsField, attachmentsIn } from '../../attachments';
import { base64Of, namedSenderField } from '../../fields';
import { textVariables } from '../../variables';

/** An address as `email`, and a `name` where there is one, as SMTP messages carry them. */
type Person = Record<string, string>;

const separators = /[,;\n"]/g;

/** Splits at commas, semicolons and line breaks outside quotes; a quote that is alone opens none. */
function entriesOf(text: string): string[] {
	const entries: string[] = [];
	let quotesLeft = text.split('"').length - 1;
	let start = 0;
	for (const { 0: character, index } of text.matchAll(separators)) {
		if (character === '"') quotesLeft--;
		else if (quotesLeft % 2 === 0) {
			entries.push(text.slice(start, index));
			start = index + 1;
		}
	}
	entries.push(text.slice(start));
	return entries;
}

/** @throws InputProblem when it is neither an address nor `Name <address>` */
function personOf(entry: string, label: string): Person {
	const open = entry.lastIndexOf('<');
	const email = open < 0 ? undefined : /^<([^<>]+)>$/.exec(entry.slice(open))?.[1];
	const before = entry.slice(0, Math.max(0, open)).trim();
	const [, quoted, plain] = /^(?:"([^"]*)"|([^<>"]*))$/.exec(before) ?? [];
	if (email === undefined || (quoted ?? plain) === undefined) {
		return { email: emailAddress(entry, label) };
	}
	const name = (quoted ?? plain ?? '').trim();
	return { ...(name === '' ? {} : { name }), email: emailAddress(email, label) };
}

/**
 * Reads addresses that a person has typed: `ann@example.com, Bob <bob@example.com>`, or a list of them.
 *
 * @param label the field's label
 * @throws InputProblem when an entry is no address
 */
export function personsOf(input: unknown, label: string): Person[] {
	const entries = Array.isArray(input) ? input.map(String) : entriesOf(String(input ?? ''));
	return entries
		.map((entry) => withoutInvisible(entry).trim())
		.filter((entry) => entry !== '')
		.map((entry) => personOf(entry, label));
}

const persons: Encode = (value, label) => {
	const given = personsOf(value, label);
	return given.length > 0 ? given : undefined;
};

/** The same, where there must be one at least. */
const someone: Encode = (value, label, item) => {
	const given = persons(value, label, item);
	if (given !== undefined) return given;
	throw new InputProblem(
		label,
		'is empty',
		'Enter an address, e.g. ann@example.com or Ann <ann@example.com>.',
		'invalidRecipient',
	);
};

/** Recipient and subject. */
export const recipientFields: WireField[] = [
	{
		...required(
			listField('Recipient', 'toEmail', 'to', {
				placeholder: 'e.g. ann@example.com',
				description:
					'Several are separated by commas; a name may stand before each, as in Ann &lt;ann@example.com&gt;',
			}),
		),
		encode: someone,
	},
	required(exactTextField('Subject', 'subject', 'subject')),
];

/** Who the letter is from. */
export const senderFields: WireField[] = [
	namedSenderField('fromEmail', 'from.email', {
		placeholder: 'e.g. shop@example.com',
		description: 'An activated sender',
	}),
	required(exactTextField('Sender Name', 'fromName', 'from.name')),
];

const generatesTextName = 'autoPlainText';

/** SendPulse makes the text version of HTML alone, unless the user says no. */
const formatField: WireField = {
	field: {
		displayName: 'E-Mail Format',
		name: 'emailFormat',
		type: 'options',
		default: 'html',
		options: [
			{ name: 'HTML', value: 'html' },
			{ name: 'HTML and Text', value: 'both' },
			{ name: 'Template', value: 'template' },
			{ name: 'Text', value: 'text' },
		],
	},
	wire: 'auto_plain_text',
	encode(format, _label, { read }) {
		const { [generatesTextName]: chosen } = optionsIn(read);
		return chosen === true || (chosen !== false && format === 'html') ? true : undefined;
	},
};

/**
 * What the message says: keys that are not used are absent, above all an empty `template`, which SendPulse refuses; once it is there,
 * it needs both of its keys. The HTML goes as base64 of its UTF-8 bytes. Source: docs/gateways/sendpulse.md 11.1.
 */
export const contentFields: FieldTable = [
	formatField,
	...showFor({ emailFormat: ['both', 'html'] }, [
		{
			...required(
				textField('HTML', 'html', 'html', {
					typeOptions: { rows: 5 },
					description: 'Plain HTML; the node encodes it',
				}),
			),
			encode: base64Of,
		},
	]),
	...showFor({ emailFormat: ['both', 'text'] }, [
		required(
			exactTextField('Text', 'text', 'text', {
				typeOptions: { rows: 4 },
			}),
		),
	]),
	...showFor({ emailFormat: ['template'] }, [
		{
			field: locatorField({
				displayName: 'Template',
				name: 'templateId',
				searchListMethod: 'templates',
				required: true,
				description: 'One of your own templates',
			}),
			wire: 'template.id',
		},
		...textVariables(
			{ displayName: 'Template Variables', name: 'templateVariables' },
			'template.variables',
		),
	]),
];

/** Copies and the address for answers among the options. */
export const letterOptions: FieldTable = [
	attachmentsField,
	{
		...listField('BCC', 'bcc', 'bcc', {
			placeholder: 'e.g. archive@example.com',
			description: 'Written like Recipient; the others do not see them',
		}),
		encode: persons,
	},
	{
		...listField('CC', 'cc', 'cc', {
			placeholder: 'e.g. bob@example.com',
			description: 'Written like Recipient',
		}),
		encode: persons,
	},
	duplicatesOption,
	{
		displayName: 'Generate Text',
		name: generatesTextName,
		type: 'boolean',
		default: true,
		description:
			'Whether SendPulse makes the text from the HTML, as it does by default if there is only HTML',
	},
	{
		...listField('Reply To', 'replyTo', 'reply_to', {
			placeholder: 'e.g. support@example.com',
		}),
		encode: (value, label) => {
			const [person, ...more] = personsOf(value, label);
			if (more.length === 0) return person;
			throw new InputProblem(
				label,
				'contains several addresses',
				'SendPulse accepts only one. Remove the others.',
			);
		},
	},
];

const letterTable: FieldTable = [
	...recipientFields,
	...senderFields,
	...contentFields,
	optionsField(letterOptions),
];

/** An SMTP message on its way to the wire. */
export interface EmailMessage extends Message {
	/** The object `email` of the request, without the files. */
	email: IDataObject;
	files: InputFile[];
}

/**
 * Makes a message of one row's fields.
 *
 * @throws InputProblem naming the field
 */
export function emailMessage(read: ReadParameter, setting: Setting): EmailMessage {
	const email = jsonValues(letterTable, read, setting);
	return {
		recipient: recordsOf(email.to)
			.map((person) => person.email)
			.join(', '),
		reference: referenceIn(read),
		email: { ...email, ...additionalValues(read) },
		files: attachmentsIn(optionsIn(read), setting),
	};
}
