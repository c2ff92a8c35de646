import type { INodeProperties } from 'n8n-workflow';

import { byRoute } from '../../../shared/delivery/byRoute';
import { additionalParametersField } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { optionsField } from '../../../shared/fields/closing';
import { smsc } from '../../gateway';
import { deleteRoute, statusPreset, statusRoute } from './statusRoute';

/** A message is named by both. Source: docs/gateways/smsc.md 2.2 and 3. */
const messageFields: INodeProperties[] = [
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.messageId }}',
		description: 'The message ID that the sending operation put out',
	},
	{
		displayName: 'Recipient',
		name: 'recipient',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.recipient }}',
		description:
			'Phone number or e-mail address that the message was sent to. Messages of one request share an ID, so both are needed.',
	},
];

export const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of a message',
	description: 'Ask what became of the messages of the input items, many in one request',
	...byRoute(smsc, statusRoute),
	fields: [
		...messageFields,
		{
			displayName: 'Details',
			name: 'details',
			type: 'options',
			default: '0',
			options: [
				{ name: 'Full', value: '1', description: 'Also text, sender, cost and time of sending' },
				{
					name: 'Full With Operator',
					value: '2',
					description: 'Also country, operator and region',
				},
				{ name: 'Status Only', value: '0' },
			],
		},
		{
			displayName: 'Messages per Request',
			name: 'listSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10_000, numberPrecision: 0 },
			default: statusPreset,
			description:
				'How many messages one request asks about. SMSC takes one request for several messages a minute, so when there are more the node waits in between.',
		},
		additionalParametersField(),
		optionsField({
			displayName: 'Sent to a Telegram Bot',
			name: 'bot',
			type: 'boolean',
			default: true,
			description: 'Whether the messages went to a bot',
		}),
	],
};

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a message',
	description: 'Delete a message from the history of your account. It is not taken back.',
	...byRoute(smsc, deleteRoute),
	fields: [...messageFields, additionalParametersField(), optionsField()],
};
