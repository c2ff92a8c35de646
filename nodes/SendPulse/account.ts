import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';

import { accountZoneField, baseUrlField, credentialFields } from '../shared/fields/credential';
import { limits } from './gateway';
import { baseUrlExpression, defaultBaseUrl } from './hosts';

/** What both credential types have; times of SendPulse have no zone. Source: docs/gateways/sendpulse.md 1.5. */
export const accountFields: INodeProperties[] = [
	baseUrlField(defaultBaseUrl, { description: 'Address of the SendPulse API, without a path' }),
	accountZoneField(
		'Europe/Kyiv',
		'IANA name of the time zone in your SendPulse account, in which it takes and shows times; if empty, that of the workflow',
	),
	...credentialFields(limits),
];

const otherServer = 'The address answers, but not as SendPulse does. Check the Base URL.';

const codeRule = (value: number, message: string) =>
	({ type: 'responseCode', properties: { value, message } }) as const;

/**
 * The balance, which every account has. Source: docs/gateways/sendpulse.md 1.2, "Credential test", 1.3 and 9.
 *
 * @param unauthorized what to say when SendPulse does not know the caller
 */
export const balanceTest = (unauthorized: string): ICredentialTestRequest => ({
	request: {
		baseURL: baseUrlExpression,
		url: '/balance',
		method: 'GET',
		disableFollowRedirect: true,
	},
	rules: [
		codeRule(401, unauthorized),
		codeRule(
			403,
			'SendPulse refuses this account. Check in SendPulse whether the account or its plan has expired.',
		),
		codeRule(404, otherServer),
		codeRule(
			429,
			'SendPulse has received too many requests from this account. Wait a minute and try again.',
		),
		{
			type: 'responseSuccessBody',
			properties: { key: 'balance_currency', value: undefined as never, message: otherServer },
		},
		// n8n looks at the type of each rule; its own type only knows lists of one kind.
	] as ICredentialTestRequest['rules'],
});
