import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';

import { baseUrlExpression, defaultBaseUrl } from './hosts';

/** Both credential types have it. */
export const baseUrlField: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	default: defaultBaseUrl,
	description: 'Address of the SendPulse API, without a path',
};

/** Both credential types have it: times of SendPulse have no zone. Source: notes sendpulse.md section 1.5. */
export const timeZoneField: INodeProperties = {
	displayName: 'Account Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Europe/Kyiv',
	description:
		'IANA name of the time zone in your SendPulse account, in which it takes and shows times. When empty: the time zone of the workflow.',
};

/** The balance, which every account has. Source: notes sendpulse.md sections 1.2, "Credential test", and 9. */
export const balanceTest: ICredentialTestRequest = {
	request: {
		baseURL: baseUrlExpression,
		url: '/balance',
		method: 'GET',
		disableFollowRedirect: true,
	},
	rules: [
		{
			type: 'responseSuccessBody',
			properties: {
				key: 'balance_currency',
				value: undefined as never,
				message: 'The address answers, but not as SendPulse does. Check the Base URL.',
			},
		},
	],
};
