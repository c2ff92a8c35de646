import type { GatewayDefinition } from '../framework/gateway.mts';
import { Account } from './account.mts';
import type { SmsRuSettings } from './settings.mts';
import { smsRuSettings } from './settings.mts';
import { statusWords } from './statusWords.mts';

/** SMS.ru (docs/gateways/smsru.md). */
export const smsru: GatewayDefinition<SmsRuSettings, Account> = {
	id: 'smsru',
	displayName: 'SMS.ru',
	port: 4605,
	settings: smsRuSettings,
	credentials: ({ apiIds }) => ({ api_id: apiIds.join(', ') }),
	example: ({ apiIds: [api_id = ''] }) => ({
		path: '/sms/send',
		form: { api_id, to: '79001112233', msg: 'Hello', json: '1' },
	}),
	statusWords,
	create: (context) => {
		const account = new Account(context);
		return {
			handle: async (exchange) => await account.handle(exchange),
			pushStatus: async (message, status) => await account.delivery.push(message, status),
			reset: () => account.clear(),
			state: account,
			actions: {
				/** A call that confirms a number, which is told to the handlers as well (docs/gateways/smsru.md 7). */
				callCheck: async ({ id = '201737-542', code = '401' }) => {
					const seconds = Math.floor(context.clock.now() / 1000);
					await account.delivery.report([
						['callcheck_status', id, code, String(seconds)].map(String).join('\n'),
					]);
				},
			},
		};
	},
};
