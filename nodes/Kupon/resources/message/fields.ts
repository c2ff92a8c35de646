import type { INodeProperties } from 'n8n-workflow';

import { takingList } from '../../../shared/input/fieldValues';
import { showFor } from '../../../shared/operations/node';
import {
	emailTypes,
	htmlTypes,
	messageTypes,
	otherType,
	phoneTypes,
	textTypes,
	tokenTypes,
} from '../../types';
import { textField, htmlTextField } from '../fields';

/** Type and sender, which messages of one list share. Source: docs/gateways/kupon.md 2, `type` and `sender`. */
export const typeFields: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		default: 'sms',
		description: 'Channel to send through. Each channel has to be set up in your account.',
		options: [
			...messageTypes.map(({ value, name }) => ({ name, value })),
			{
				name: 'Other',
				value: otherType,
				description: 'A channel that this list does not have yet',
			},
		].sort((a, b) => a.name.localeCompare(b.name, 'en')),
	},
	{
		displayName: 'Type Name',
		name: 'customType',
		type: 'string',
		default: '',
		placeholder: 'e.g. rcs',
		description: 'Name of the channel as the gateway calls it',
		displayOptions: { show: { type: [otherType] } },
	},
	{
		displayName: 'Sender',
		name: 'sender',
		type: 'string',
		default: '',
		placeholder: 'e.g. MyShop',
		description: 'Name that the recipient sees, as it is registered in your account',
	},
];

const recipient = (field: Partial<INodeProperties>, types: string[]): INodeProperties => ({
	displayName: 'Recipient',
	name: 'recipient',
	type: 'string',
	default: '',
	required: true,
	...field,
	displayOptions: { show: { type: types } },
});

/** One field a kind of recipient, all under one name. Source: docs/gateways/kupon.md 2, `sent_to`. */
export const recipientFields: INodeProperties[] = [
	recipient(
		{
			placeholder: 'e.g. 79001112233',
			description:
				'Phone number with country code; spaces, brackets, dashes and a leading + do no harm',
		},
		phoneTypes,
	),
	recipient({ placeholder: 'e.g. ann@example.com', description: 'E-mail address' }, emailTypes),
	takingList(
		recipient(
			{
				description:
					'Token of the device or chat; for push several, separated by commas. With the option Find Token a phone number or e-mail address.',
			},
			tokenTypes,
		),
	),
	recipient({ description: 'Recipient as the channel expects it' }, [otherType]),
];

/** Recipient and text: what every message has of its own. */
export const contentFields: INodeProperties[] = [
	...recipientFields,
	...showFor({ type: textTypes }, [textField]),
	...showFor({ type: htmlTypes }, [htmlTextField]),
];
