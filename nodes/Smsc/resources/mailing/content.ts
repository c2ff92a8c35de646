import type { INodeProperties } from 'n8n-workflow';

import { countryIn } from '../../../shared/fields/common';
import { takingData } from '../../../shared/input/fieldChecks';
import { InputProblem } from '../../../shared/model/inputProblem';
import {
	asTyped,
	locatorField,
	exactTextField,
	flagField,
	listField,
	numberField,
	required,
	textField,
} from '../../../shared/fields/parts';
import type { WireField, Item, FieldTable } from '../../../shared/fields/wire';
import { splitPhones } from '../../../shared/input/recipients';
import { senderChoice } from '../../fields';
import { addressList } from '../contact/address';
import { textOptions } from '../message/options';
import { groupByNumber, wireRecipient } from '../message/recipient';

/** Kinds of a mailing and their switches. Source: docs/gateways/smsc.md 2.1 and 6. */
const kinds: ReadonlyArray<{ name: string; value: string; wire?: string }> = [
	{ name: 'E-Mail', value: 'email', wire: 'mail' },
	{ name: 'Flash SMS', value: 'flash', wire: 'flash' },
	{ name: 'SMS', value: 'sms' },
	{ name: 'Telegram', value: 'telegram', wire: 'tg' },
	{ name: 'Viber', value: 'viber', wire: 'viber' },
	{ name: 'Voice Call', value: 'call', wire: 'call' },
];

const kindField: WireField = {
	field: {
		displayName: 'Type',
		name: 'mailingType',
		type: 'options',
		default: 'sms',
		options: kinds.map(({ name, value }) => ({ name, value })),
		description: 'Others that SMSC knows can be given as Additional Parameters',
	},
	wire: '',
	encode(value) {
		const { wire } = kinds.find((kind) => kind.value === value) ?? {};
		return wire ? { [wire]: '1' } : {};
	},
};

/** Recipients as SMSC takes them: numbers or addresses, groups as `G<number>`. Source: docs/gateways/smsc.md 2.4. */
const recipientList: WireField['encode'] = (value, label, { read }) => {
	const entries = splitPhones(value);
	const isGroup = (entry: unknown): entry is string =>
		typeof entry === 'string' && /^G\d+$/i.test(entry);
	const addresses = entries.filter((entry) => !isGroup(entry));
	const groups = entries.filter(isGroup).map((entry) => entry.toUpperCase());
	if (entries.length === 0) {
		throw new InputProblem(
			label,
			'is empty',
			'Enter numbers or addresses, separated by commas, or groups as G followed by their number.',
			'invalidRecipient',
		);
	}
	const kind = read(kindField.field.name) === 'email' ? 'email' : 'phone';
	const listed =
		addresses.length > 0
			? addressList(kind, addresses, countryIn(read), label).split(',').map(wireRecipient)
			: [];
	return [...new Set([...listed, ...groups])].join(',');
};

const recipientsField: WireField = {
	...listField('Recipients', 'recipients', 'phones', {
		typeOptions: { rows: 3 },
		required: true,
		placeholder: 'e.g. 79001112233, 79001112244',
		description:
			'Phone numbers or e-mail addresses, separated by commas or line breaks; G3 stands for the contacts of the group with number 3',
		displayOptions: { show: { recipientsFrom: ['list'] } },
	}),
	encode: recipientList,
};

const groupField: WireField = {
	field: {
		...locatorField({
			displayName: 'Group',
			name: 'groupNumber',
			searchListMethod: 'groupNumbers',
			placeholder: 'e.g. 3',
			required: true,
			description: 'By its number for mailings, which is not its ID',
		}),
		displayOptions: { show: { recipientsFrom: ['group'] } },
	},
	wire: 'phones',
	encode: groupByNumber,
};

/** Source: docs/gateways/smsc.md 2.1, `list`. */
const personalField: WireField = {
	...exactTextField('Personal Texts', 'personalTexts', 'list', {
		typeOptions: { rows: 5 },
		required: true,
		placeholder: 'e.g. 79001112233:Dear Ann, your order is ready',
		description:
			'One line a recipient: number or address, colon, text; line breaks inside a text as \\n',
		displayOptions: { show: { recipientsFrom: ['personal'] } },
	}),
	// Lines of a file may end with CR LF, whose CR would go out as the end of each text.
	encode: (...given) =>
		asTyped(...given)
			?.toString()
			.replace(/\r\n?/g, '\n'),
};

const textOfMailing = exactTextField('Text', 'text', 'mes', {
	typeOptions: { rows: 3 },
	required: true,
	displayOptions: { show: { recipientsFrom: ['list', 'group'], textFrom: ['text'] } },
});

const templateOfMailing: WireField = {
	field: {
		...locatorField({
			displayName: 'Template',
			name: 'template',
			searchListMethod: 'templates',
			required: true,
		}),
		displayOptions: { show: { recipientsFrom: ['list', 'group'], textFrom: ['template'] } },
	},
	wire: 'tpl',
};

const subjectField = exactTextField('Subject', 'subject', 'subj', {
	displayOptions: { show: { mailingType: ['email'] } },
});

const senderField = senderChoice({
	description: 'Registered name, or e-mail address of an e-mail mailing; if empty, the default',
});

export const nameField = required(textField('Name', 'name', 'name'));

/** What a mailing says and to whom. */
export const contentFields: FieldTable<Item> = [
	nameField,
	kindField,
	{
		displayName: 'Recipients From',
		name: 'recipientsFrom',
		type: 'options',
		default: 'list',
		options: [
			{ name: 'Contact Group', value: 'group' },
			{ name: 'List', value: 'list' },
			{
				name: 'Personal Texts',
				value: 'personal',
			},
		],
	},
	recipientsField,
	groupField,
	personalField,
	{
		displayName: 'Text From',
		name: 'textFrom',
		type: 'options',
		default: 'text',
		options: [
			{ name: 'Field Below', value: 'text' },
			{ name: 'Template', value: 'template' },
		],
		displayOptions: { show: { recipientsFrom: ['list', 'group'] } },
	},
	textOfMailing,
	templateOfMailing,
	subjectField,
	senderField,
];

/** Source: docs/gateways/smsc.md 6, `rpt`. */
const repetitions = [
	{ name: 'Daily', value: '2' },
	{ name: 'Hourly', value: '1' },
	{ name: 'Manually', value: '0' },
	{ name: 'Monthly', value: '6' },
	{ name: 'On Weekends', value: '4' },
	{ name: 'On Working Days', value: '3' },
	{ name: 'Weekly', value: '5' },
	{ name: 'Yearly', value: '7' },
];

/** A mailing's answer is documented with and without the cost, and with nothing else of send.php's. */
const notForMailings = ['cost', 'op', 'err'];

/** What a mailing can have beside a message's options. Source: docs/gateways/smsc.md 6. */
export const mailingOptions: WireField[] = [
	...textOptions.filter(({ wire }) => !notForMailings.includes(wire)),
	flagField(
		'Automatic Repeat',
		'autoRepeat',
		'fl[5]',
		'Whether to send again what was not delivered',
		true,
	),
	flagField(
		'Cost in Answer',
		'costInAnswer',
		'cost',
		'Whether the answer also states the cost. The mailing is created either way.',
		true,
	),
	numberField('Max Repeats', 'maxRepeats', 'rptn', {
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		description: 'How many times a repeated mailing is sent at most',
	}),
	{
		field: {
			displayName: 'Repeat',
			name: 'repeat',
			type: 'options',
			default: '2',
			options: repetitions,
		},
		wire: 'rpt',
	},
	textField('SMS Sender', 'smsSender', 'sender2', {
		placeholder: 'e.g. MyShop',
	}),
	exactTextField('SMS Text', 'smsText', 'mes2', {
		typeOptions: { rows: 2 },
		description: 'For those the mailing cannot reach',
	}),
];

export const attachmentsOption: INodeProperties = takingData({
	displayName: 'Attachments',
	name: 'attachments',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	hint: 'The names of the input binary fields that hold the files',
	description: 'Separated by commas',
});
