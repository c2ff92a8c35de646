import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { baseUrlExpression, defaultBaseUrl, smsRu } from '../nodes/SmsRu/gateway';
import { baseUrlField, limitFields, secretField } from '../nodes/shared/fields/credential';
import { byParameter } from '../nodes/shared/transport/form';

export class MessageGatewaysSmsRuApi implements ICredentialType {
	name = 'messageGatewaysSmsRuApi';

	displayName = 'SMS.ru API';

	icon = { light: 'file:../icons/smsru.svg', dark: 'file:../icons/smsru.dark.svg' } as const;

	documentationUrl =
		'https://github.com/message-gateways/n8n-nodes-message-gateways/blob/main/docs/smsru.md#credential';

	properties: INodeProperties[] = [
		secretField('API ID', 'apiKey', {
			description:
				'From the settings of your SMS.ru account. SMS.ru signs its callbacks with it as well, so the trigger needs no other secret.',
		}),
		baseUrlField(defaultBaseUrl),
		...limitFields(smsRu.limits),
	];

	/** A parameter; there is no header. Source: docs/gateways/smsru.md 1. */
	authenticate: IAuthenticate = byParameter('api_id', 'apiKey');

	/** Source: docs/gateways/smsru.md 1, "credential". */
	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression,
			url: '/auth/check',
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: { json: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			...[
				...[200, 300, 301].map((code) => [code, 'SMS.ru refuses the API ID.'] as const),
				[
					302,
					'Your SMS.ru account is not confirmed: enter the code from the SMS of its registration.',
				] as const,
				[220, 'SMS.ru is busy. Try again later.'] as const,
			].map(([value, message]) => ({
				type: 'responseSuccessBody' as const,
				properties: { key: 'status_code', value, message },
			})),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'status',
					value: undefined as never,
					message: 'The address answers, but not as SMS.ru does. Check the Base URL.',
				},
			},
		],
	};
}
