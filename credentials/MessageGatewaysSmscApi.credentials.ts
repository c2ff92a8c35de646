import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { baseUrlExpression, hosts } from '../nodes/Smsc/hosts';
import { smsc } from '../nodes/Smsc/gateway';
import {
	atOwnHost,
	credentialFields,
	hostFields,
	secretField,
} from '../nodes/shared/fields/credential';
import { pasted } from '../nodes/shared/text/address';
import { withParameter } from '../nodes/shared/transport/form';

export class MessageGatewaysSmscApi implements ICredentialType {
	name = 'messageGatewaysSmscApi';

	displayName = 'SMSC API';

	icon = { light: 'file:../icons/smsc.svg', dark: 'file:../icons/smsc.dark.svg' } as const;

	documentationUrl =
		'https://github.com/message-gateways/n8n-nodes-message-gateways/blob/main/docs/smsc.md#credential';

	properties: INodeProperties[] = [
		...hostFields(
			hosts,
			'Where your account was registered. Each of them has accounts and backup servers of its own.',
			'https://my.smsc.example',
		),
		{
			displayName: 'Backup URLs',
			name: 'backupUrls',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://www2.my.smsc.example',
			description:
				'Other addresses of the same gateway, separated by commas. They are tried in this order when no connection to the Base URL can be made. The hosts in the list above have their documented backup servers without this.',
			...atOwnHost,
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			default: 'password',
			options: [
				{ name: 'API Key', value: 'apiKey' },
				{ name: 'Login and Password', value: 'password' },
			],
		},
		{
			displayName: 'Login',
			name: 'login',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['password'] } },
		},
		secretField('Password', 'password', {
			description:
				'Password of the account or, better, one of the API passwords that you create at /passwords/. Its lower-case MD5 sum works as well.',
			displayOptions: { show: { authentication: ['password'] } },
		}),
		secretField('API Key', 'apiKey', {
			description:
				'Key from the settings of your account. An API password is not a key: it needs Login and Password.',
			displayOptions: { show: { authentication: ['apiKey'] } },
		}),
		...credentialFields(smsc.limits),
		{
			displayName:
				'<ul><li>Callbacks: enter the same Callback Secret in the settings of your SMSC account, where you enter the address of the callback handler. SMSC signs its callbacks with it.</li><li>To try workflows without paying: switch on virtual sending (test mode) in your account. Messages then cost nothing and are not delivered, and their status carries the error 200; e-mail is really sent all the same.</li></ul>',
			name: 'accountNotice',
			type: 'notice',
			default: '',
		},
	];

	/** Account parameters; there is no header. Source: docs/gateways/smsc.md 1.3. */
	authenticate: IAuthenticate = async (
		{ authentication, apiKey, login, password }: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		authentication === 'apiKey'
			? withParameter(options, 'apikey', pasted(apiKey))
			: withParameter(withParameter(options, 'psw', pasted(password)), 'login', pasted(login));

	/** The balance, at most ten times a minute. Source: docs/gateways/smsc.md 1.7 and 4. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression,
			url: '/sys/balance.php',
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: { fmt: '3', charset: 'utf-8' },
			disableFollowRedirect: true,
		},
		rules: [
			...[
				[1, 'SMSC did not understand the request. Check the Host.'],
				[
					2,
					'SMSC refuses login, password or API key, or your account does not allow the IP address of this n8n.',
				],
				[4, 'SMSC has blocked the IP address of this n8n for a while. Try again later.'],
				[9, 'SMSC was asked too often. Wait a minute and test again.'],
			].map(([value, message]) => ({
				type: 'responseSuccessBody' as const,
				properties: { key: 'error_code', value, message: message as string },
			})),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'balance',
					value: undefined as never,
					message: 'The address answers, but not as SMSC does. Check the Host or the Base URL.',
				},
			},
		],
	};
}
