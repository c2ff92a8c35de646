import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import type { FormField } from '../../../shared/model/operation';
import { closingFields } from '../../../shared/fields/closing';
import {
	defaultCountryOption,
	duplicatesOption,
	safetyOptions,
} from '../../../shared/fields/common';
import { flagField, numberField, textField } from '../../../shared/fields/parts';
import { type Encode, type WireField, wireText } from '../../../shared/fields/wire';
import { tuning } from '../../../shared/input/fieldChecks';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { ownId } from '../../clientId';
import { timeOptions, timeZoneOption } from './sendTime';

const lifetime: Encode = (value, label) => {
	const text = wireText(value).trim();
	const [, hours = '', minutes] = /^(\d{1,2})(?::([0-5]\d))?$/.exec(text) ?? [];
	const total = Number(hours) * 60 + Number(minutes ?? 0);
	if (text !== '' && (hours === '' || total < 1 || total > 24 * 60)) {
		throw new InputProblem(
			label,
			`“${text}” is not a duration of up to 24 hours`,
			'Enter hours, e.g. 12, or hours and minutes, e.g. 01:30.',
		);
	}
	return minutes === undefined ? text : text.padStart('hh:mm'.length, '0');
};

export const costOption: WireField = {
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

const badNumbersOption = flagField(
	'List Bad Numbers',
	'listBadNumbers',
	'err',
	'Whether the answer lists the recipients that cannot be reached and why; Send Many always asks for them',
	true,
);

export const detailsOption = flagField(
	'Recipient Details',
	'recipientDetails',
	'op',
	'Whether the answer has the operator code and the cost for each recipient',
	true,
);

const translitOption: WireField = {
	wire: 'translit',
	field: {
		displayName: 'Transliterate',
		name: 'translit',
		type: 'options',
		default: '1',
		description: 'Whether to write the text in Latin letters, so more fits into an SMS',
		options: [
			{ name: 'Look-Alikes (mpaHc/Ium)', value: '2' },
			{ name: 'No', value: '0' },
			{ name: 'Translit', value: '1' },
		],
	},
};

const spreadOptions: WireField[] = [
	numberField('Spread Over (Hours)', 'period', 'period', {
		typeOptions: { minValue: 0.1, maxValue: 720, numberPrecision: 1 },
		default: 24,
		description: 'Time over which SMSC spreads the messages of a request, 0.1 to 720 hours',
	}),
	numberField('Portion Every (Minutes)', 'freq', 'freq', {
		typeOptions: { minValue: 1, maxValue: 1440, numberPrecision: 0 },
		default: 60,
		description: 'Pause between the portions of Spread Over, 1 to 1440 minutes',
	}),
];

const validOption: WireField = {
	...textField('Time to Live (Hours)', 'valid', 'valid', {
		default: '24',
		placeholder: 'e.g. 01:30',
		description: 'How long SMSC tries to deliver: hours, or hours and minutes, up to 24',
	}),
	encode: lifetime,
};

const fileUrlOption = textField('File URL', 'fileUrl', 'fileurl', {
	description: 'A file that SMSC fetches and attaches, 101 bytes or more',
});

const shorteningOption = flagField(
	'Shorten Links',
	'shortenLinks',
	'tinyurl',
	'Whether to replace links in the text with short ones whose clicks are counted',
	true,
);

const maxPartsOption = numberField('Max Parts', 'maxParts', 'maxsms', {
	typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
	default: 3,
	description: 'SMSC cuts off the rest of the text',
});

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

const messageIdOption: INodeProperties = {
	displayName: 'Message ID',
	name: 'messageId',
	type: 'string',
	default: '',
	description:
		'A number from 1 to 2147483647, or up to 40 Latin letters, digits, dots, dashes and underscores; without it, the node makes a unique one. If messages share an ID, SMSC reports the latest.',
};

/** @returns the message's ID of the user's own, or nothing @throws InputProblem when it cannot be one */
export const messageIdIn = (options: IDataObject): string =>
	ownId(options[messageIdOption.name], messageIdOption.displayName);

export const commentOption: INodeProperties = {
	displayName: 'Comment',
	name: 'comment',
	type: 'string',
	default: '',
	description: 'Kept with the message but not sent; SMSC gets it as a last paragraph behind “~~~”',
};

const prefixOption: INodeProperties = {
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
};

/** Wrapped around the text. Source: docs/gateways/smsc.md 2.4; where they stand in the text is assumed. */
export const wrappingOptions = [commentOption, prefixOption];

/** Stands between a text and a comment for the sender's own eyes. Source: docs/gateways/smsc.md 2.4. */
const commentMark = '\n~~~\n';

/** What the user wrote, with what SMSC reads out of a text. Source: docs/gateways/smsc.md 2.4. */
export function wrapped(text: string, options: IDataObject): string {
	const { [prefixOption.name]: prefix, [commentOption.name]: comment } = options;
	const note = String(comment ?? '').trim();
	return `${String(prefix ?? '')}${text}${note === '' ? '' : `${commentMark}${note}`}`;
}

/** The comment behind the mark is not sent. */
export const sentText = (text: string): string => text.split(commentMark)[0] ?? '';

/**
 * The field for how many messages a request carries, and how it is read.
 *
 * @param preset unless the user says otherwise
 */
export function messagesPerRequest(preset: number, description: string) {
	const field = tuning({
		displayName: 'Messages per Request',
		name: 'listSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10_000, numberPrecision: 0 },
		default: preset,
		description,
	});
	return {
		field,
		preset,
		listSize: (read: ReadParameter): number => Number(read(field.name, preset)),
	};
}

/** The Options collection and Additional Parameters, which end every operation on a message. */
export const messageClosingFields = (
	fields: readonly WireField[],
	...extra: FormField[]
): INodeProperties[] =>
	closingFields(
		...fields,
		...timeOptions,
		...extra,
		messageIdOption,
		// An e-mail address has no country.
		...(fields === mailOptions ? [] : [defaultCountryOption]),
	);

/** The same for operations that send. */
export const sendingFields = (
	fields: readonly WireField[],
	...extra: FormField[]
): INodeProperties[] => messageClosingFields(fields, duplicatesOption, ...safetyOptions, ...extra);
