import type { GatewayDefinition } from '../framework/gateway.mts';
import { Account } from './account.mts';
import { serve } from './api.mts';
import { BulkReports } from './bulkReports.mts';
import { Delivery } from './delivery.mts';
import { RateLimit } from './rate.mts';
import type { SmsBySettings } from './settings.mts';
import { smsbySettings } from './settings.mts';
import { SmsByState } from './state.mts';
import { statusWords } from './statusWords.mts';
import { confirmViberList } from './viber.mts';

/** SMS.by and its sister brands (docs/gateways/smsby.md). */
export const smsby: GatewayDefinition<SmsBySettings, SmsByState> = {
	id: 'smsby',
	displayName: 'SMS.by',
	port: 4603,
	settings: smsbySettings,
	credentials: ({ tokens }) => ({ token: tokens.join(', ') }),
	example: ({ tokens: [token = ''] }) => ({
		path: '/api/v1/sendQuickSMS',
		form: { token, phone: '375291112233', message: 'Hello' },
	}),
	statusWords,
	create: (context) => {
		const state = new SmsByState();
		const account = new Account(context, state);
		const reports = new BulkReports(context);
		const delivery = new Delivery(context, reports);
		const rate = new RateLimit(context.clock, context.settings);
		const desk = { context, state, account, delivery, reports };
		return {
			handle: async (exchange) => await serve(desk, rate, exchange),
			pushStatus: async (message, status) => await delivery.push(message, status),
			reset: () => {
				state.clear();
				delivery.clear();
				rate.reset();
			},
			state,
			actions: { confirmViberList: (input) => confirmViberList(state, input) },
		};
	},
};
