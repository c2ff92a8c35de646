/** n8n's built-in `oAuth2Api` credential type, reduced to what the engine reads. */
import type { ICredentialType, INodeProperties } from 'n8n-workflow';

const fixed = { useDynamicClientRegistration: [false] };

function field(
	name: string,
	type: INodeProperties['type'],
	defaultValue: INodeProperties['default'],
	show?: Record<string, Array<string | boolean>>,
): INodeProperties {
	return {
		displayName: name,
		name,
		type,
		default: defaultValue,
		...(show ? { displayOptions: { show } } : {}),
	};
}

const interactive = { grantType: ['authorizationCode', 'pkce'], ...fixed };
const bodyGrant = { grantType: ['clientCredentials'], authentication: ['body'], ...fixed };

export const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	properties: [
		field('useDynamicClientRegistration', 'hidden', false),
		field('grantType', 'string', 'authorizationCode', fixed),
		field('authUrl', 'string', '', interactive),
		field('accessTokenUrl', 'string', '', fixed),
		field('clientId', 'string', '', fixed),
		field('clientCredentialType', 'hidden', 'clientSecret'),
		field('clientSecret', 'string', '', fixed),
		field('privateKey', 'hidden', ''),
		field('certificate', 'hidden', ''),
		field('scope', 'string', '', fixed),
		field('authQueryParameters', 'string', '', interactive),
		field('authentication', 'string', 'header', fixed),
		field('sendAdditionalBodyProperties', 'boolean', false, bodyGrant),
		field('additionalBodyProperties', 'json', '', {
			...bodyGrant,
			sendAdditionalBodyProperties: [true],
		}),
		field('oauthTokenData', 'json', {}),
	],
};

/** Hidden fields whose stored value n8n ignores, so that nobody can point a token request elsewhere. */
export const pinnedFields = [
	'useDynamicClientRegistration',
	'authUrl',
	'accessTokenUrl',
	'grantType',
	'authentication',
	'usePkce',
	'requestTokenUrl',
	'signatureMethod',
];
