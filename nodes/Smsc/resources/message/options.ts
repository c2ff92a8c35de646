import type { INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import { closingFields } from '../../../shared/fields/closing';
import {
	defaultCountryOption,
	duplicatesOption,
	safetyOptions,
} from '../../../shared/fields/common';
import {
	collectionOptions,
	type Encode,
	type WireField,
	wireText,
} from '../../../shared/fields/wire';

const lifetime: Encode = (value, label) => {
	const text = wireText(value).trim();
	const [, hours = '', minutes] = /^(\d{1,2})(?::([0-5]\d))?$/.exec(text) ?? [];
	const total = Number(hours) * 60 + Number(minutes ?? 0);
	if (text !== '' && (hours === '' || total < 1 || total > 24 * 60)) {
		throw new InputProblem(
			label,
			`“${text}” is not a time of up to 24 hours`,
			'Enter hours, e.g. 12, or hours and minutes, e.g. 01:30.',
		);
	}
	return text;
};

const costOption: WireField = {
	wire: 'cost',
	field: {
		displayName: 'Cost in Answer',
		name: 'costInAnswer',
		type: 'options',
		default: '2',
		description: 'Whether the answer also states the cost and the balance',
		options: [
			{ name: 'Cost', value: '2' },
			{ name: 'Cost and Balance', value: '3' },
			{ name: 'None', value: '0' },
		],
	},
};

const badNumbersOption: WireField = {
	wire: 'err',
	field: {
		displayName: 'List Bad Numbers',
		name: 'listBadNumbers',
		type: 'boolean',
		default: true,
		description:
			'Whether the answer lists the recipients that cannot be reached and why; Send Many always asks for them',
	},
};

const detailsOption: WireField = {
	wire: 'op',
	field: {
		displayName: 'Recipient Details',
		name: 'recipientDetails',
		type: 'boolean',
		default: true,
		description: 'Whether the answer has the operator code and the cost for each recipient',
	},
};

const translitOption: WireField = {
	wire: 'translit',
	field: {
		displayName: 'Transliterate',
		name: 'translit',
		type: 'options',
		default: '1',
		description: 'Whether to write the text in Latin letters, so that more fits into an SMS',
		options: [
			{ name: 'Look-Alikes (mpaHc/Ium)', value: '2' },
			{ name: 'No', value: '0' },
			{ name: 'Translit', value: '1' },
		],
	},
};

const spreadOptions: WireField[] = [
	{
		wire: 'period',
		field: {
			displayName: 'Spread Over (Hours)',
			name: 'period',
			type: 'number',
			typeOptions: { minValue: 0.1, maxValue: 720, numberPrecision: 1 },
			default: 24,
			description: 'Time over which SMSC spreads the messages of a request, 0.1 to 720 hours',
		},
	},
	{
		wire: 'freq',
		field: {
			displayName: 'Portion Every (Minutes)',
			name: 'freq',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1440, numberPrecision: 0 },
			default: 60,
			description: 'Pause between the portions of Spread Over, 1 to 1440 minutes',
		},
	},
];

const validOption: WireField = {
	wire: 'valid',
	encode: lifetime,
	field: {
		displayName: 'Time to Live (Hours)',
		name: 'valid',
		type: 'string',
		default: '24',
		placeholder: 'e.g. 01:30',
		description: 'How long SMSC tries to deliver: hours, or hours and minutes, up to 24',
	},
};

const timeZoneOption: WireField = {
	wire: 'tz',
	field: {
		displayName: 'Hours From Moscow Time',
		name: 'timeZone',
		type: 'number',
		typeOptions: { minValue: -24, maxValue: 24 },
		default: 0,
		description: 'Time zone of Send Between, not of Send At; without it, that of the account',
	},
};

const fileUrlOption: WireField = {
	wire: 'fileurl',
	field: {
		displayName: 'File URL',
		name: 'fileUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/picture.png',
		description: 'A file that SMSC fetches and attaches, 101 bytes or more',
	},
};

const shorteningOption: WireField = {
	wire: 'tinyurl',
	field: {
		displayName: 'Shorten Links',
		name: 'shortenLinks',
		type: 'boolean',
		default: true,
		description: 'Whether to replace links in the text with short ones whose clicks are counted',
	},
};

const maxPartsOption: WireField = {
	wire: 'maxsms',
	field: {
		displayName: 'Max Parts',
		name: 'maxParts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		default: 3,
		description: 'SMSC cuts off the rest of the text',
	},
};

/** Options of every operation that sends. Source for all options: docs/gateways/smsc.md 2.1. */
export const commonOptions: WireField[] = [
	costOption,
	detailsOption,
	badNumbersOption,
	validOption,
	timeZoneOption,
];

/** Options of messages with a text. */
export const textOptions: WireField[] = [
	...commonOptions,
	...spreadOptions,
	translitOption,
	fileUrlOption,
	shorteningOption,
	maxPartsOption,
];

/** An estimate always asks for the cost alone. Source: docs/gateways/smsc.md 2.1 `cost`. */
export const estimateOptions: WireField[] = textOptions.filter((one) => one !== costOption);

export const mailOptions: WireField[] = [...commonOptions, ...spreadOptions, fileUrlOption];

/** Name of the option, inside the collection of options. */
export const recipientZoneName = 'recipientZone';

/** Options that are more than one parameter of their own: `time`, `id`, and what the text is wrapped in. */
export const timeOptions: INodeProperties[] = [
	{
		displayName: 'By Recipient’s Clock',
		name: recipientZoneName,
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/operation': ['send', 'sendMany', 'sendCall', 'sendCode'] } },
		description:
			'Whether Send Between is in the recipient’s time zone, which the node asks SMSC for. For numbers that SMSC does not know, and when an AI agent calls the tool directly, it is in your account’s.',
	},
	{
		displayName: 'Send At',
		name: 'sendAt',
		type: 'dateTime',
		default: '',
		description: 'A time without offset is in the workflow’s time zone',
	},
	{
		displayName: 'Send Between (Hours)',
		name: 'sendBetween',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9-21',
		description:
			'Outside these hours of the day the message waits. By your account’s clock, or by the recipient’s with By Recipient’s Clock.',
	},
	{
		displayName: 'Send In (Minutes)',
		name: 'sendIn',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 10,
	},
];

const messageIdOption: INodeProperties = {
	displayName: 'Message ID',
	name: 'messageId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1024',
	description:
		'A number from 1 to 2147483647, or up to 40 Latin letters, digits, dots, dashes and underscores; without it, the node makes a unique one. If messages share an ID, SMSC reports the latest.',
};

/** Wrapped around the text. Source: docs/gateways/smsc.md 2.4; where they stand in the text is assumed. */
export const wrappingOptions: INodeProperties[] = [
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		default: '',
		description:
			'Kept with the message but not sent. SMSC gets it as a last paragraph behind “~~~”',
	},
	{
		displayName: 'Prefix',
		name: 'prefix',
		type: 'options',
		default: '__VIBER__',
		description:
			'Word at the very beginning of the text that makes SMSC choose another way of sending',
		options: [
			{ name: 'Call (__CALL__)', value: '__CALL__' },
			{ name: 'HLR Lookup (__HLR__)', value: '__HLR__' },
			{ name: 'Ping (__PING__)', value: '__PING__' },
			{ name: 'Social Network (__SOC__)', value: '__SOC__' },
			{ name: 'Viber (__VIBER__)', value: '__VIBER__' },
		],
	},
];

/** The Options collection and Additional Parameters, which end every operation on a message. */
export function messageClosingFields(
	fields: readonly WireField[],
	...extra: INodeProperties[]
): INodeProperties[] {
	const options = [
		...collectionOptions(fields),
		...timeOptions,
		...extra,
		messageIdOption,
		// An e-mail address has no country.
		...(fields === mailOptions ? [] : [defaultCountryOption]),
	];
	return closingFields(...options);
}

/** The same for operations that send. */
export const sendingFields = (
	fields: readonly WireField[],
	...extra: INodeProperties[]
): INodeProperties[] => messageClosingFields(fields, duplicatesOption, ...safetyOptions, ...extra);
