import type { CredentialData } from '../../engine/harness/index.mts';
import type { Access, Exchange, LiveGateway, World } from '../model.mts';
import { aSecond, namedIn } from '../requests.mts';
import { checks } from './checks.mts';
import { removers } from './removers.mts';

/** Tokens by what the user entered. They last an hour, longer than a live check. */
const tokens = new WeakMap<Access, Promise<string>>();

/** Source: docs/gateways/sendpulse.md 1.2. */
async function askToken({ clientId, clientSecret }: Access, raw: World['raw']): Promise<string> {
	const { status, json } = await raw({
		path: '/oauth/access_token',
		json: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
		bare: true,
	});
	const { access_token: token } = (json ?? {}) as { access_token?: unknown };
	if (typeof token !== 'string') throw new Error(`No token: SendPulse answered HTTP ${status}`);
	return token;
}

function tokenOf(access: Access, raw: World['raw']): Promise<string> {
	const known = tokens.get(access) ?? askToken(access, raw);
	tokens.set(access, known);
	known.catch(() => tokens.delete(access));
	return known;
}

/** Calls after which somebody gets something; of campaigns, books and flows it cannot be told who. */
const sending =
	/^\/(?:smtp\/emails|sms\/send|sms\/campaigns|viber|campaigns|push\/tasks|events\/.*|automations?\/.*|[a-z]+\/(?:contacts|campaigns|flows)\/(?:send\w*|run)|senders\/[^/]+\/code)$/;

/** Who gets a letter; its sender is an address too. Source: docs/gateways/sendpulse.md 11.1. */
function readersOf({ body }: Exchange['request']): string[] {
	try {
		const { email } = JSON.parse(body.toString('utf8')) as { email: Record<string, unknown> };
		const lists = [email.to, email.cc, email.bcc].filter(Array.isArray) as unknown[][];
		return lists.flat().map((one) => String((one as { email?: unknown } | null)?.email));
	} catch {
		return ['?'];
	}
}

export const sendpulse: LiveGateway = {
	id: 'sendpulse',
	displayName: 'SendPulse',
	hosts: ['api.sendpulse.com'],
	access: [
		{
			name: 'clientId',
			variable: 'LIVE_SENDPULSE_CLIENT_ID',
			says: 'Client ID (empty if you use an API key)',
			secret: true,
			optional: true,
		},
		{
			name: 'clientSecret',
			variable: 'LIVE_SENDPULSE_SECRET',
			says: 'Client Secret, or the API key',
			secret: true,
		},
		{
			name: 'callbackSecret',
			variable: 'LIVE_SENDPULSE_CALLBACK_SECRET',
			says: 'Callback Secret (any long random text)',
			secret: true,
			forCallbacks: true,
		},
	],
	credential({ clientId = '', clientSecret = '', callbackSecret = '' }, url): CredentialData {
		const common = { baseUrl: url, callbackSecret, concurrent: 1, perSecond: 0 };
		return clientId === ''
			? { messageGatewaysSendPulseApi: { apiKey: clientSecret, ...common } }
			: { messageGatewaysSendPulseOAuth2Api: { clientId, clientSecret, ...common } };
	},
	parameters: ({ clientId = '' }) => ({ authentication: clientId === '' ? 'apiKey' : 'oAuth2' }),
	async authenticate(request, access, raw) {
		const { clientId = '', clientSecret = '' } = access;
		const token = clientId === '' ? clientSecret : await tokenOf(access, raw);
		return { ...request, headers: { Authorization: `Bearer ${token}`, ...request.headers } };
	},
	account: ({ clientId = '', clientSecret = '' }) => clientId || clientSecret,
	// Ten a second, three in the older documentation. Source: docs/gateways/sendpulse.md 1.4.
	paces: [aSecond(3)],
	recipients(request) {
		if (request.method !== 'POST' || !sending.test(request.path)) return [];
		const named =
			request.path === '/smtp/emails'
				? readersOf(request)
				: namedIn(request, ['email', 'phone', 'phones', 'recipients']);
		return named.length === 0 ? ['?'] : named;
	},
	removers,
	lagMs: 0,
	trigger: 'SendPulseTrigger',
	checks,
};
