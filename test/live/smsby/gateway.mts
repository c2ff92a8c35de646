import type { LiveGateway } from '../model.mts';
import { aSecond, namedIn, withParameters } from '../requests.mts';
import { checks } from './checks.mts';
import { removers } from './removers.mts';

/** Methods after which somebody gets something, in any case and version. Source: docs/gateways/smsby.md 3, 6, 7 and A3. */
const sending = /\/(?:send\w*|remote-api\/sendPhoneCode|\w*flash\w*)$/i;

export const smsby: LiveGateway = {
	id: 'smsby',
	displayName: 'SMS.by',
	hosts: ['app.sms.by', 'app.startsend.ru', 'app.dataedge.md'],
	access: [
		{ name: 'token', variable: 'LIVE_SMSBY_TOKEN', says: 'API token', secret: true },
		{
			name: 'callbackSecret',
			variable: 'LIVE_SMSBY_CALLBACK_SECRET',
			says: 'Callback Secret (any long random text)',
			secret: true,
			forCallbacks: true,
		},
	],
	credential: ({ token = '', callbackSecret = '' }, url) => ({
		messageGatewaysSmsByApi: {
			host: 'own',
			baseUrl: url,
			token,
			timeZone: '',
			callbackSecret,
			concurrent: 1,
			perSecond: 0,
		},
	}),
	// Source: docs/gateways/smsby.md 1.
	authenticate: (request, { token = '' }) => withParameters(request, { token }),
	account: ({ token = '' }) => token,
	// The server stalls under many requests: docs/gateways/smsby.md 9.
	paces: [aSecond(2)],
	recipients: (request) =>
		sending.test(request.path)
			? namedIn(request, ['phone', 'phones', 'email', 'delivery_list', 'list_id', 'list_ids'])
			: [],
	removers,
	lagMs: 0,
	trigger: 'SmsByTrigger',
	checks,
};
