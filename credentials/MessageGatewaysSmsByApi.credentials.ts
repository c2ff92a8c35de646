import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { smsBy } from '../nodes/SmsBy/gateway';
import {
	accountZoneField,
	credentialFields,
	hostFields,
	secretField,
	testedStatusNotice,
} from '../nodes/shared/fields/credential';
import { byParameter } from '../nodes/shared/transport/form';
import { baseUrlExpression, hosts } from '../nodes/SmsBy/hosts';

const refused =
	'SMS.by gave no balance: it does not accept the token, or the Host is not the one where your account lives.';

export class MessageGatewaysSmsByApi implements ICredentialType {
	name = 'messageGatewaysSmsByApi';

	displayName = 'SMS.by API';

	icon = { light: 'file:../icons/smsby.svg', dark: 'file:../icons/smsby.dark.svg' } as const;

	documentationUrl =
		'https://github.com/message-gateways/n8n-nodes-message-gateways/blob/main/docs/smsby.md#credential';

	properties: INodeProperties[] = [
		...hostFields(
			hosts,
			'Where your account is: SMS.by or one of its sister brands',
			'https://app.example.com',
		),
		secretField('Token', 'token', {
			description: 'API key from your account, on the page /user-api/token',
		}),
		accountZoneField(
			'Europe/Minsk',
			'IANA name of the zone in which the gateway takes and shows times, which have no zone of their own. If empty: Europe/Minsk for app.sms.by and other addresses, Europe/Moscow for app.startsend.ru, Europe/Chisinau for app.dataedge.md.',
		),
		...credentialFields(smsBy.limits),
		testedStatusNotice,
	];

	/**
	 * The token is a parameter: in the body where there is one, else in the query, percent-encoded because it may hold `+`,
	 * `/` and `=`. There is no header. Source: docs/gateways/smsby.md 2.
	 */
	authenticate: IAuthenticate = byParameter('token', 'token');

	/** The balance. A refusal may come with HTTP 200 too, then without a balance. Source: docs/gateways/smsby.md 2 and 4. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression,
			url: '/api/v1/getBalance',
			method: 'GET',
			// A refused token is answered with 403 or with 200, and told by the rules below.
			ignoreHttpStatusErrors: { ignore: true, except: [401, 404, 405, 429, 500, 502, 503, 504] },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'status', value: 'error', message: refused },
			},
			{
				type: 'responseSuccessBody',
				properties: { key: 'result', value: undefined as never, message: refused },
			},
		],
	};
}
