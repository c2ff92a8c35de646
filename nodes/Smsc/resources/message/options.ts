import type { INodeProperties } from 'n8n-workflow';

import {
	defaultCountryOption,
	duplicatesOption,
	safetyOptions,
} from '../../../shared/fields/common';
import { collectionOptions, type WireField } from '../../../shared/fields/wire';
import { closingFields as commonClosingFields } from '../../../shared/fields/closing';

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
			'Whether the hours of Send Between are those of the recipient, whose time zone SMSC is asked for, a hundred numbers in one request. A number that SMSC does not know goes by the clock of your account, and so does every number where an AI agent calls the tool directly.',
	},
	{
		displayName: 'Send At',
		name: 'sendAt',
		type: 'dateTime',
		default: '',
		description:
			'When to send. Without an offset the time is meant in the time zone of the workflow.',
	},
	{
		displayName: 'Send Between (Hours)',
		name: 'sendBetween',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9-21',
		description:
			'Hours of the day in which the message may be sent; outside them it waits. They are those of your account’s clock, or with By Recipient’s Clock of the recipient’s.',
	},
	{
		displayName: 'Send In (Minutes)',
		name: 'sendIn',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 10,
		description: 'Minutes from now until the message is sent',
	},
];

const messageIdOption: INodeProperties = {
	displayName: 'Message ID',
	name: 'messageId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1024',
	description:
		'ID of your own for this message: a number from 1 to 2147483647, or up to 40 Latin letters, digits, dots, dashes and underscores. The node makes a unique one when this is not set. Of several messages with one ID SMSC tells the latest.',
};

/** Wrapped around the text. Source: docs/gateways/smsc.md 2.4; where they stand in the text is assumed. */
export const wrappingOptions: INodeProperties[] = [
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		default: '',
		description:
			'Note that is kept with the message and not sent. It goes as a last paragraph behind “~~~”.',
	},
	{
		displayName: 'Prefix',
		name: 'prefix',
		type: 'options',
		default: '__VIBER__',
		description:
			'Word in front of the text that makes SMSC choose another way of sending. It is put at the very beginning.',
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
export function closingFields(
	fields: readonly WireField[],
	...extra: INodeProperties[]
): INodeProperties[] {
	const options = [
		...collectionOptions(fields),
		...timeOptions,
		...extra,
		messageIdOption,
		duplicatesOption,
		defaultCountryOption,
	];
	return commonClosingFields(...options);
}

/** The same for operations that send. */
export const sendingFields = (
	fields: readonly WireField[],
	...extra: INodeProperties[]
): INodeProperties[] => closingFields(fields, ...safetyOptions, ...extra);
