import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { accountFields, balanceTest } from '../nodes/SendPulse/account';
import { ownBaseUrlExpression } from '../nodes/SendPulse/hosts';
import { secretField } from '../nodes/shared/fields/credential';

/** n8n asks for the token, stores it and renews it once when SendPulse answers 401. */
export class MessageGatewaysSendPulseOAuth2Api implements ICredentialType {
	name = 'messageGatewaysSendPulseOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'SendPulse OAuth2 API';

	icon = {
		light: 'file:../icons/sendpulse.svg',
		dark: 'file:../icons/sendpulse.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/message-gateways/n8n-nodes-message-gateways/blob/main/docs/sendpulse.md#credential';

	/** Source: docs/gateways/sendpulse.md 1.2. */
	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{${ownBaseUrlExpression} + "/oauth/access_token"}}`,
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'ID from your account, under Account Settings → API',
		},
		secretField('Client Secret', 'clientSecret', {
			description: 'Secret from your account, under Account Settings → API',
		}),
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		...accountFields,
	];

	test: ICredentialTestRequest = balanceTest(
		'SendPulse does not accept the token that it has given for this ID and secret. Try again later.',
	);
}
