import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { accountFields, balanceTest } from '../nodes/SendPulse/account';
import { secretField } from '../nodes/shared/fields/credential';
import { byBearer } from '../nodes/shared/transport/form';

export class MessageGatewaysSendPulseApi implements ICredentialType {
	name = 'messageGatewaysSendPulseApi';

	displayName = 'SendPulse API';

	icon = {
		light: 'file:../icons/sendpulse.svg',
		dark: 'file:../icons/sendpulse.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/message-gateways/n8n-nodes-message-gateways/blob/main/docs/sendpulse.md#credential';

	properties: INodeProperties[] = [
		secretField('API Key', 'apiKey', {
			description: 'A key from your account, under Account Settings → API → API Keys',
		}),
		...accountFields,
	];

	/**
	 * The key is used as a bearer token. A function, because n8n would evaluate an expression anew for every request. Source:
	 * docs/gateways/sendpulse.md 1.2, "Static API key".
	 */
	authenticate: IAuthenticate = byBearer('apiKey');

	test: ICredentialTestRequest = balanceTest(
		'SendPulse does not accept the API key. Compare it with those under Account Settings → API → API Keys.',
	);
}
