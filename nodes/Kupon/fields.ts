import type { INodeProperties } from 'n8n-workflow';

import { tuning } from '../shared/input/fieldChecks';
import { additionalParametersOption, closingFieldsWith } from '../shared/fields/closing';
import { defaultCountryOption, referenceField as sharedReference } from '../shared/fields/common';
import { type FormField, showFor, formOf } from '../shared/model/operation';
import { exactTextField, dateField, nameAndValue, numberField } from '../shared/fields/parts';
import type { WireField, FieldTable } from '../shared/fields/wire';
import { optionsIn } from '../shared/input/read';
import type { Charset } from '../shared/text/charset';
import { sentDate } from './times';
import { findTokenTypes } from './types';

/** The names that the gateway takes, as they go over the wire. Source: docs/gateways/kupon.md 2, `charset`. */
export const charsets: Readonly<Record<string, Charset>> = {
	'UTF-8': 'utf-8',
	CP1251: 'windows-1251',
	UTF16BE: 'utf-16be',
	'UTF-16BE': 'utf-16be',
	UTF16LE: 'utf-16le',
	'UTF-16LE': 'utf-16le',
	UCS2BE: 'ucs-2be',
	'UCS-2BE': 'ucs-2be',
	UCS2LE: 'ucs-2le',
	'UCS-2LE': 'ucs-2le',
};

/** @param name one of `charsets` */
export const charsetNamed = (name: string): Charset => charsets[name] ?? 'utf-8';

/** The gateway's own default is not stated, so the name is always sent. Source: docs/gateways/kupon.md 7. */
export const defaultCharset = 'UTF-8';

export const callbackUrlField: INodeProperties = {
	displayName: 'Callback URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…/kupon',
	description:
		'Production URL of a Kupon.mobi Trigger. The node adds message ID, status, the Callback Secret of the credential, and the values below.',
};

export const correlationField: INodeProperties = {
	displayName: 'Correlation Values',
	name: 'correlation',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Value',
	default: {},
	description: 'Your own values, returned in the delivery reports',
	options: [
		{
			displayName: 'Value',
			name: 'parameter',
			values: nameAndValue,
		},
	],
};

export const kannelField: INodeProperties = {
	displayName: 'Kannel Status Codes',
	name: 'kannelStatus',
	type: 'boolean',
	default: false,
	description: 'Whether the gateway reports in Kannel’s codes, which only other systems may need',
};

/** Where the gateway reports the status. Source: docs/gateways/kupon.md 2, `callback` and `kannel_status`. */
export const statusCallbackField: INodeProperties = {
	displayName: 'Status Callback',
	name: 'statusCallback',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [callbackUrlField, correlationField, kannelField],
};

const gatewayTimeZoneOption: INodeProperties = {
	displayName: 'Gateway Time Zone',
	name: 'gatewayTimeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Europe/Moscow',
	description:
		'Time zone of your account, to which Send At is converted; if empty, that of the workflow',
};

export const charsetOption: WireField = {
	field: {
		displayName: 'Charset',
		name: 'charset',
		type: 'options',
		default: defaultCharset,
		description:
			'UTF-8 carries everything; a character that another charset lacks is reported before anything is sent',
		options: Object.keys(charsets)
			.sort((a, b) => a.localeCompare(b, 'en'))
			.map((name) => ({ name, value: name })),
	},
	wire: 'charset',
	unset: defaultCharset,
};

/**
 * Button, action and picture. Of a cascade the scenario’s own go first. Source: docs/gateways/kupon.md 2, `button`, `action`
 * and `image`.
 */
export const richOptions: WireField[] = [
	exactTextField('Button Caption', 'button', 'button'),
	exactTextField('Button Action', 'action', 'action', {
		description: 'Page to open, or a command to the bot',
	}),
	exactTextField('Image URL', 'image', 'image', {
		description: 'Pictures from the Media section of your account are fitted to each messenger',
	}),
];

/** The options that travel as they are, whatever the type. */
export const travellingOptions: FieldTable = [
	{
		...dateField('Send At', 'sendAt', 'sent_date', {
			description: 'A time without offset is in the workflow’s time zone',
		}),
		encode: (value, label, { read, timeZone }) =>
			sentDate(value, label, timeZone, optionsIn(read)[gatewayTimeZoneOption.name]),
	},
	numberField('Time to Live (Minutes)', 'ttl', 'ttl', {
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 60,
		description: 'How long the gateway tries to send, and waits for the final status',
	}),
	...richOptions,
];

/** Source: docs/gateways/kupon.md 2, `find_token`. */
export const findTokenOption: WireField = {
	field: {
		displayName: 'Find Token',
		name: 'findToken',
		type: 'boolean',
		default: true,
		description: 'Whether the gateway finds the token by the phone number or e-mail address',
	},
	wire: 'find_token',
	encode: (value) => (value === true ? 1 : undefined),
};

/** Shown for the types that are delivered by tokens. */
export const findTokenForTypes: INodeProperties = {
	...findTokenOption.field,
	displayOptions: { show: { '/type': findTokenTypes } },
};

/** The recipient of a cascade is never a token. */
export const findTokenForSteps: INodeProperties = {
	...findTokenOption.field,
	description:
		'Whether the gateway finds the recipient’s tokens, for bot and push steps of the scenario',
};

const inputModeName = 'inputMode';

/** Whether lists are sent one message a request. */
export const oneByOneName = 'oneByOne';

/** A message that comes as JSON has these in itself. */
const notForJson = (option: INodeProperties): INodeProperties => ({
	...option,
	displayOptions: { ...option.displayOptions, hide: { [`/${inputModeName}`]: ['json'] } },
});

const additionalOption = notForJson(additionalParametersOption());

const requestOption: INodeProperties = {
	...additionalParametersOption(
		'Parameters of the list request itself, besides type, sender and charset',
		'additionalRequestParameters',
		'Additional Request Parameters',
	),
	displayOptions: { show: { [`/${oneByOneName}`]: [false] } },
};

/**
 * The Options collection of an operation, which ends its fields.
 *
 * @param findToken the option Find Token, as the operation needs it
 */
export function messageClosingFields(
	findToken: INodeProperties,
	...extra: INodeProperties[]
): INodeProperties[] {
	return closingFieldsWith([additionalOption], ...options(findToken, extra));
}

/** The same where lists are sent, whose requests have parameters of their own. */
export function listClosingFields(
	findToken: INodeProperties,
	...extra: INodeProperties[]
): INodeProperties[] {
	return closingFieldsWith([additionalOption, requestOption], ...options(findToken, extra));
}

function options(findToken: INodeProperties, extra: INodeProperties[]): INodeProperties[] {
	return [
		charsetOption.field,
		...extra,
		...[defaultCountryOption, ...formOf(travellingOptions), gatewayTimeZoneOption, findToken].map(
			notForJson,
		),
	];
}

/** It travels in the callback URL. */
export const referenceField: INodeProperties = {
	...sharedReference,
	description: 'Your own ID, returned in the output and the delivery reports',
};

/** What a message has beside its content. */
export const messageFields: INodeProperties[] = [referenceField, statusCallbackField];

export const inputModeField: INodeProperties = {
	displayName: 'Messages From',
	name: inputModeName,
	type: 'options',
	default: 'fields',
	options: [
		{ name: 'Fields Below', value: 'fields' },
		{
			name: 'JSON',
			value: 'json',
			description: 'Each item gives one entry of the list, in any shape that the gateway may take',
		},
	],
};

export const messageJsonField: INodeProperties = {
	displayName: 'Message (JSON)',
	name: 'messageJson',
	type: 'json',
	typeOptions: { rows: 6 },
	default: '{\n  "sent_to": "79001112233",\n  "sent_text": "Hello"\n}',
	required: true,
	description: 'One entry of the list for each item, sent as it is',
};

/** How many messages a list has. */
export const listSizeField: INodeProperties = tuning({
	displayName: 'Messages per Request',
	name: 'listSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10000, numberPrecision: 0 },
	default: 100,
	displayOptions: { show: { [oneByOneName]: [false] } },
	description: 'The gateway states no limit',
});

const sizeFields: INodeProperties[] = [
	{
		displayName: 'Send One by One',
		name: oneByOneName,
		type: 'boolean',
		default: false,
		description:
			'Whether to make one request per item: slower, but each row is sure to get its own message ID',
	},
	listSizeField,
];

/**
 * The fields of an operation that sends lists, beside those of the whole list and the options.
 *
 * @param content what every entry has of its own
 * @param forAll what they share beside the type
 */
export const listFields = (content: WireField[], ...forAll: FormField[]): FormField[] => [
	inputModeField,
	...showFor({ [inputModeField.name]: ['fields'] }, content),
	...showFor({ [inputModeField.name]: ['json'] }, [messageJsonField]),
	...forAll,
	...sizeFields,
	...messageFields,
];
