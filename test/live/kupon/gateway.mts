import type { LiveGateway } from '../model.mts';
import { aSecond, namedIn, withParameters } from '../requests.mts';
import { checks } from './checks.mts';
import { removers } from './removers.mts';

export const kupon: LiveGateway = {
	id: 'kupon',
	displayName: 'Kupon.mobi',
	hosts: ['1-pulse.kupon.mobi'],
	access: [
		{ name: 'token', variable: 'LIVE_KUPON_TOKEN', says: 'Token', secret: true },
		{
			name: 'sender',
			variable: 'LIVE_KUPON_SENDER',
			says: 'Sender name for SMS (may stay empty)',
			secret: false,
			optional: true,
		},
		{
			name: 'callbackSecret',
			variable: 'LIVE_KUPON_CALLBACK_SECRET',
			says: 'Callback Secret (any long random text)',
			secret: true,
			forCallbacks: true,
		},
	],
	credential: ({ token = '', callbackSecret = '' }, url) => ({
		messageGatewaysKuponApi: { baseUrl: url, token, callbackSecret, concurrent: 1, perSecond: 0 },
	}),
	// Source: docs/gateways/kupon.md 1.
	authenticate: (request, { token = '' }) => withParameters(request, { token }),
	account: ({ token = '' }) => token,
	// Limits are not known: docs/gateways/kupon.md 5.
	paces: [aSecond(2)],
	recipients: (request) => namedIn(request, ['sent_to']),
	removers,
	lagMs: 0,
	trigger: 'KuponTrigger',
	checks,
};
