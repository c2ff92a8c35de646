import type { INodeProperties } from 'n8n-workflow';

import { additionalParametersOption, closingFieldsWith } from '../shared/fields/closing';
import { defaultCountryOption, referenceField } from '../shared/fields/common';
import { showFor, formOf } from '../shared/model/operation';
import {
	dateField,
	type JsonField,
	numberField,
	textField,
	type WireField,
} from '../shared/fields/wire';
import { optionsIn } from '../shared/input/read';
import { charsets, defaultCharset } from './charsets';
import { minutes, sentDate } from './times';
import { cascadeType, findTokenTypes, messageTypes, otherType } from './types';

/** Source: docs/gateways/kupon.md 2, `html_text`: for e-mail and push, and so for cascades with such steps. */
export const htmlTextField: INodeProperties = {
	displayName: 'HTML',
	name: 'htmlText',
	type: 'string',
	typeOptions: { rows: 5 },
	default: '',
	placeholder: 'e.g. <p>Your order 42 is ready</p>',
};

/** The type, which messages of one list share. Source: docs/gateways/kupon.md 2, `type`. */
export const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	default: 'sms',
	description: 'Each has to be set up in your account',
	options: [
		...messageTypes.map(({ value, name }) => ({ name, value })),
		{
			name: 'Other',
			value: otherType,
		},
	].sort((a, b) => a.name.localeCompare(b.name, 'en')),
};

/** The type's wire name, for a channel that this package does not know. */
export const customTypeField: INodeProperties = {
	displayName: 'Type Name',
	name: 'customType',
	type: 'string',
	default: '',
	placeholder: 'e.g. rcs',
	description: 'As the gateway calls it',
	displayOptions: { show: { [typeField.name]: [otherType] } },
};

/** Also shared by the messages of one list. Source: docs/gateways/kupon.md 2, `sender`. */
export const senderField: INodeProperties = {
	displayName: 'Sender',
	name: 'sender',
	type: 'string',
	default: '',
	placeholder: 'e.g. MyShop',
	description: 'As it is registered in your account',
};

/** Which cascade, at the sender's place. Source: docs/gateways/kupon.md 2. */
export const scenarioField: INodeProperties = {
	...senderField,
	displayName: 'Scenario Code',
	required: true,
	placeholder: 'e.g. 1024',
	description: 'Numeric code of a campaign of type “scenario” in your account',
};

/** The sender of a type. */
export const senderOfType = (type: string): INodeProperties =>
	type === cascadeType ? scenarioField : senderField;

/** Source: docs/gateways/kupon.md 2, `sent_to`. @param more what a kind of recipient has of its own */
export const recipientField = (more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: 'Recipient',
	name: 'recipient',
	type: 'string',
	default: '',
	required: true,
	...more,
});

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
	description: 'The delivery reports bring them back',
	options: [
		{
			displayName: 'Value',
			name: 'parameter',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
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

export const charsetOption: INodeProperties = {
	displayName: 'Charset',
	name: 'charset',
	type: 'options',
	default: defaultCharset,
	description:
		'UTF-8 carries everything; a character that another charset lacks is reported before anything is sent',
	options: Object.keys(charsets)
		.sort((a, b) => a.localeCompare(b, 'en'))
		.map((name) => ({ name, value: name })),
};

const asTyped = (...field: Parameters<typeof textField>): WireField => ({
	...textField(...field),
	encode: String,
});

/**
 * Button, action and picture. Of a cascade the scenario’s own go first. Source: docs/gateways/kupon.md 2, `button`, `action`
 * and `image`.
 */
export const richOptions: WireField[] = [
	asTyped('Button Caption', 'button', 'button', { placeholder: 'e.g. View Order' }),
	asTyped('Button Action', 'action', 'action', {
		placeholder: 'e.g. https://example.com/orders/42',
		description: 'Page to open, or a command to the bot',
	}),
	asTyped('Image URL', 'image', 'image', {
		placeholder: 'e.g. https://example.com/picture.png',
		description: 'Pictures from the Media section of your account are fitted to each messenger',
	}),
];

/** The options that travel as they are, whatever the type. */
export const travellingOptions: JsonField[] = [
	{
		...dateField('Send At', 'sendAt', 'sent_date', {
			description: 'Without an offset, in the workflow’s time zone',
		}),
		encode: (value, label, { read, timeZone }) =>
			sentDate(value, label, timeZone, optionsIn(read)[gatewayTimeZoneOption.name]),
	},
	{
		...numberField('Time to Live (Minutes)', 'ttl', 'ttl', {
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 60,
			description: 'How long the gateway tries, and waits for the final status',
		}),
		encode: minutes,
	},
	...richOptions,
];

export const findTokenOption: INodeProperties = {
	displayName: 'Find Token',
	name: 'findToken',
	type: 'boolean',
	default: true,
	description: 'Whether the gateway finds the token by the phone number or e-mail address',
};

/** Shown for the types that are delivered by tokens. Source: docs/gateways/kupon.md 2, `find_token`. */
export const findTokenForTypes: INodeProperties = {
	...findTokenOption,
	displayOptions: { show: { [`/${typeField.name}`]: findTokenTypes } },
};

/** The recipient of a cascade is never a token. */
export const findTokenForSteps: INodeProperties = {
	...findTokenOption,
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
		'Of the list request itself, besides type, sender and charset',
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
		charsetOption,
		...extra,
		...[defaultCountryOption, ...formOf(travellingOptions), gatewayTimeZoneOption, findToken].map(
			notForJson,
		),
	];
}

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
			description: 'Each item gives an entry of the list in a shape of your own',
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
	description: 'One entry of the list, sent as it is',
};

/** How many messages a list has. */
export const listSizeField: INodeProperties = {
	displayName: 'Messages per Request',
	name: 'listSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10000, numberPrecision: 0 },
	default: 100,
	displayOptions: { show: { [oneByOneName]: [false] } },
	description: 'The gateway states no limit',
};

const sizeFields: INodeProperties[] = [
	{
		displayName: 'Send One by One',
		name: oneByOneName,
		type: 'boolean',
		default: false,
		description:
			'Whether to send through the single method, one request each: slower, but each row gets a message ID of its own for certain',
	},
	listSizeField,
];

/**
 * The fields of an operation that sends lists, beside those of the whole list and the options.
 *
 * @param content what every entry has of its own
 * @param forAll what they share beside the type
 */
export const listFields = (
	content: INodeProperties[],
	...forAll: INodeProperties[]
): INodeProperties[] => [
	inputModeField,
	...showFor({ [inputModeField.name]: ['fields'] }, content),
	...showFor({ [inputModeField.name]: ['json'] }, [messageJsonField]),
	...forAll,
	...sizeFields,
	...messageFields,
];
