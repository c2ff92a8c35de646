import type { INodeProperties } from 'n8n-workflow';

import { showFor } from '../../../shared/fields/display';
import { attachmentsField, textField } from './fields';

/** What is said in a call. Source: docs/gateways/smsc.md 2.1 `call`, `fileurl` and files. */
export const speechFields: INodeProperties[] = [
	{
		displayName: 'Say',
		name: 'source',
		type: 'options',
		default: 'text',
		options: [
			{ name: 'Sound File', value: 'file', description: 'From a binary field of the input item' },
			{ name: 'Sound From a URL', value: 'url', description: 'SMSC fetches the file' },
			{ name: 'Text', value: 'text', description: 'Read out by a voice' },
		],
	},
	...showFor({ source: ['text'] }, [{ ...textField, description: 'Text that is read out' }]),
	...showFor({ source: ['file'] }, [
		{
			...attachmentsField,
			displayName: 'Sound File',
			description: 'Input binary field that holds the sound',
		},
	]),
	...showFor({ source: ['url'] }, [
		{
			displayName: 'Sound URL',
			name: 'soundUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/greeting.mp3',
			description: 'Address of the sound, 101 bytes or more',
		},
	]),
];

const voices = ['m', 'm2', 'm3', 'm4', 'w', 'w2', 'w3', 'w4'];

/** How a call is made. Source: docs/gateways/smsc.md 2.1 and 18. */
export const callOptions: INodeProperties[] = [
	{
		displayName: 'Attempts',
		name: 'attempts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 9, numberPrecision: 0 },
		default: 5,
		description: 'How often SMSC calls when nobody answers, 1 to 9',
	},
	{
		displayName: 'Retry Interval (Seconds)',
		name: 'retrySeconds',
		type: 'number',
		typeOptions: { minValue: 10, maxValue: 3600, numberPrecision: 0 },
		default: 20,
		description: 'Pause between the calls, 10 to 3600 seconds',
	},
	{
		displayName: 'Voice',
		name: 'voice',
		type: 'options',
		default: 'm',
		description:
			'Voice that reads the text. Not all of them are open everywhere; which one is the default depends on the account.',
		options: voices
			.map((value) => ({
				name: `${value.startsWith('m') ? 'Male' : 'Female'} ${value.slice(1) || '1'} (${value})`,
				value,
			}))
			.sort((a, b) => a.name.localeCompare(b.name, 'en')),
	},
	{
		displayName: 'Wait for Answer (Seconds)',
		name: 'waitSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 99, numberPrecision: 0 },
		default: 22,
		description: 'How long the phone rings; 10 to 35 seconds make sense',
	},
];
