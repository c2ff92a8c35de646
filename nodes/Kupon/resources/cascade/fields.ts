import type { INodeProperties } from 'n8n-workflow';

import { textField, htmlTextField } from '../fields';

/** Which cascade. Source: docs/gateways/kupon.md 2. */
export const scenarioField: INodeProperties = {
	displayName: 'Scenario Code',
	name: 'sender',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1024',
	description: 'Numeric code of the campaign of the kind “scenario” from your account',
};

/** Recipient and texts: what every start has of its own. */
export const startFields: INodeProperties[] = [
	{
		displayName: 'Recipient',
		name: 'recipient',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 79001112233',
		description: 'Phone number with country code, or e-mail address',
	},
	textField,
	{
		...htmlTextField,
		description: 'HTML variant of the text, for e-mail and push steps of the scenario',
	},
];
