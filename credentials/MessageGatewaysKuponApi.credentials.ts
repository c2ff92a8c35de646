import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { baseUrlExpression, defaultBaseUrl } from '../nodes/Kupon/hosts';
import { kupon } from '../nodes/Kupon/gateway';
import {
	baseUrlField,
	credentialFields,
	secretField,
	testedStatusNotice,
} from '../nodes/shared/fields/credential';
import { byParameter } from '../nodes/shared/transport/form';

export class MessageGatewaysKuponApi implements ICredentialType {
	name = 'messageGatewaysKuponApi';

	displayName = 'Kupon.mobi API';

	icon = { light: 'file:../icons/kupon.svg', dark: 'file:../icons/kupon.dark.svg' } as const;

	documentationUrl =
		'https://github.com/message-gateways/n8n-nodes-message-gateways/blob/main/docs/kupon.md#credential';

	properties: INodeProperties[] = [
		baseUrlField(defaultBaseUrl, {
			required: true,
			description: 'Address of your Kupon.mobi account, without a path',
		}),
		secretField('Token', 'token', {
			description:
				'API token from your account, under Campaigns → Apps → New (/platform#/campaign/app/new)',
		}),
		...credentialFields(kupon.limits),
		{
			displayName:
				'The connection test sends no message. The gateway offers no way to check a token without sending, so a successful test proves that the address is reachable, not that the token is right.',
			name: 'testNotice',
			type: 'notice',
			default: '',
		},
		testedStatusNotice,
	];

	/** The token is a request parameter: there is no header. Source: docs/gateways/kupon.md 2, `token`. */
	authenticate: IAuthenticate = byParameter('token', 'token');

	/**
	 * A send without recipient and text, which the gateway refuses with `type=error`. Every answer below 400, and the
	 * refusals of a request as such, show that it is there. Source: docs/gateways/kupon.md 7.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression,
			url: '/api/v1/bulk/send-message',
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: 'charset=UTF-8',
			ignoreHttpStatusErrors: {
				ignore: true,
				except: [401, 403, 404, 405, 429, 500, 502, 503, 504],
			},
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'type',
					value: undefined as never,
					message: 'The address answers, but not as Kupon.mobi does. Check the Base URL.',
				},
			},
		],
	};
}
