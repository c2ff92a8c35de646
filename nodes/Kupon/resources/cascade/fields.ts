import type { INodeProperties } from 'n8n-workflow';

/** Scenario and recipient. Source: seed 000, first page, "Каскадные рассылки по API". */
export const scenarioFields: INodeProperties[] = [
	{
		displayName: 'Scenario Code',
		name: 'sender',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1024',
		description: 'Numeric code of the campaign of the kind “scenario” from your account',
	},
	{
		displayName: 'Recipient',
		name: 'recipient',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 79001112233',
		description: 'Phone number with country code, or e-mail address',
	},
];
