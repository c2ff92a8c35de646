import type { INodeProperties } from 'n8n-workflow';

import { showFor } from '../../shared/operations/node';
import { messageFields } from './fields';

const inputMode: INodeProperties = {
	displayName: 'Messages From',
	name: 'inputMode',
	type: 'options',
	default: 'fields',
	options: [
		{ name: 'Fields Below', value: 'fields', description: 'Each input item fills the fields once' },
		{
			name: 'JSON',
			value: 'json',
			description: 'Each input item gives one entry of the list in a shape of your own',
		},
	],
	description:
		'Where an entry of the list comes from. The fields use the names of the single method; JSON lets you send any other shape.',
};

const messageJson: INodeProperties = {
	displayName: 'Message (JSON)',
	name: 'messageJson',
	type: 'json',
	typeOptions: { rows: 6 },
	default: '{\n  "sent_to": "79001112233",\n  "sent_text": "Hello"\n}',
	required: true,
	description: 'One entry of the list, sent as it is',
};

const sizeFields: INodeProperties[] = [
	{
		displayName: 'Send One by One',
		name: 'oneByOne',
		type: 'boolean',
		default: false,
		description:
			'Whether to send the same rows through the single method, one request each. Slower, but each row gets a message ID of its own for certain.',
	},
	{
		displayName: 'Messages per Request',
		name: 'listSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10000, numberPrecision: 0 },
		default: 100,
		displayOptions: { show: { oneByOne: [false] } },
		description: 'How many input items one request carries. The gateway states no limit.',
	},
];

/**
 * The fields of an operation that sends lists, beside those of the whole list and the options.
 *
 * @param content what every entry has of its own
 */
export const listFields = (content: INodeProperties[]): INodeProperties[] => [
	inputMode,
	...showFor({ inputMode: ['fields'] }, content),
	...showFor({ inputMode: ['json'] }, [messageJson]),
	...sizeFields,
	...messageFields,
];
