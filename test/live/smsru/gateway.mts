import type { LiveGateway } from '../model.mts';
import { aSecond, namedIn, parametersOf, withParameters } from '../requests.mts';
import { checks } from './checks.mts';
import { removers } from './removers.mts';

export const smsru: LiveGateway = {
	id: 'smsru',
	displayName: 'SMS.ru',
	hosts: ['sms.ru'],
	access: [{ name: 'apiKey', variable: 'LIVE_SMSRU_API_ID', says: 'API ID', secret: true }],
	credential: ({ apiKey = '' }, url) => ({
		messageGatewaysSmsRuApi: { baseUrl: url, apiKey, concurrent: 1, perSecond: 0 },
	}),
	// Source: docs/gateways/smsru.md 1.
	authenticate: (request, { apiKey = '' }) =>
		withParameters(request, { api_id: apiKey, json: '1' }),
	account: ({ apiKey = '' }) => apiKey,
	// Limits are not known: docs/gateways/smsru.md 1.
	paces: [aSecond(2)],
	recipients(request) {
		if (!/^\/(?:sms\/send|code\/call|callcheck\/add)$/.test(request.path)) return [];
		const parameters = parametersOf(request);
		// Nothing is sent then. Source: docs/gateways/smsru.md 2.
		if (parameters.test === '1') return [];
		const keyed = Object.keys(parameters).flatMap((name) => /^to\[(.*)\]$/.exec(name)?.[1] ?? []);
		return [...namedIn(request, ['to', 'phone']), ...keyed];
	},
	removers,
	lagMs: 0,
	trigger: 'SmsRuTrigger',
	checks,
};
