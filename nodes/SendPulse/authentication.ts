import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import { authenticationParameter, grantCredential, keyCredential } from './gateway';

/** Chooses the credential type, on the node and on the trigger. */
export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: authenticationParameter,
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'API Key', value: 'apiKey' },
		{ name: 'Client ID and Secret (OAuth2)', value: 'oAuth2' },
	],
	default: 'oAuth2',
};

export const credentials: INodeCredentialDescription[] = [
	{
		name: keyCredential,
		required: true,
		displayOptions: { show: { [authenticationParameter]: ['apiKey'] } },
	},
	{
		name: grantCredential,
		required: true,
		displayOptions: { show: { [authenticationParameter]: ['oAuth2'] } },
	},
];
