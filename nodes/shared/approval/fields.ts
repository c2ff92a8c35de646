import { type IDataObject, type INodeProperties, SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

import { recordOf } from '../text/json';
import { textIn, optionsIn } from '../input/read';
import type { ReadParameter } from '../input/parameterReader';
import { limitWaitTimeFields } from '../waiting/limitWaitTime';

/** n8n makes a human-in-the-loop tool of every node with a webhook and an operation of this value. */
export const approvalOperation = SEND_AND_WAIT_OPERATION;

/**
 * The fields of the operation beside recipient and sender. n8n's human-in-the-loop tool takes over `message` and
 * `approvalOptions` by their names.
 */
export const approvalFields: INodeProperties[] = [
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. Refund order 42 with 3,500 RUB?',
		description: 'What is to be decided. It stands on the page that the link opens.',
	},
	{
		displayName: 'Text Before Link',
		name: 'linkText',
		type: 'string',
		default: 'Your decision is needed:',
		description:
			'What is sent, with the link behind it. The link alone has about 180 characters, so a short text keeps the number of SMS parts low.',
	},
	{
		displayName: 'Approval Options',
		name: 'approvalOptions',
		type: 'fixedCollection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [
					{
						displayName: 'Type of Approval',
						name: 'approvalType',
						type: 'options',
						default: 'double',
						options: [
							{ name: 'Approve and Disapprove', value: 'double' },
							{ name: 'Approve Only', value: 'single' },
						],
					},
					{
						displayName: 'Approve Button Label',
						name: 'approveLabel',
						type: 'string',
						default: 'Approve',
					},
					{
						displayName: 'Disapprove Button Label',
						name: 'disapproveLabel',
						type: 'string',
						default: 'Decline',
						displayOptions: { show: { approvalType: ['double'] } },
					},
				],
			},
		],
	},
	...limitWaitTimeFields,
];

/** What the page asks. Plain JSON, kept with the execution. */
export interface Question extends IDataObject {
	/** Of the key in the link, which tells this question from those of other passes of a loop. */
	keyDigest: string;
	message: string;
	approve: string;
	/** null when there is nothing to decline. */
	disapprove: string | null;
}

const label = (value: unknown, preset: string): string => String(value ?? '').trim() || preset;

/** Reads the question that the fields put. */
export function readQuestion(read: ReadParameter, keyDigest: string): Question {
	const values = recordOf(optionsIn(read, 'approvalOptions').values);
	return {
		keyDigest,
		message: textIn(read, 'message'),
		approve: label(values.approveLabel, 'Approve'),
		disapprove: values.approvalType === 'single' ? null : label(values.disapproveLabel, 'Decline'),
	};
}
