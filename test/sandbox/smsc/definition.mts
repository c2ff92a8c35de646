import type { GatewayDefinition } from '../framework/gateway.mts';
import { Account } from './account.mts';
import { actionsOf } from './actions.mts';
import { serve } from './serve.mts';
import type { SmscSettings } from './settings.mts';
import { smscSettings } from './settings.mts';
import { statusWords } from './statusWords.mts';

/** SMSC: smsc.ru, smsc.kz, smsc.ua, smscentre.com (docs/gateways/smsc.md 1.1). */
export const smsc: GatewayDefinition<SmscSettings, Account> = {
	id: 'smsc',
	displayName: 'SMSC',
	port: 4602,
	settings: smscSettings,
	credentials: ({ login, passwords, apiKeys, callbackSecret }) => ({
		login,
		psw: passwords.join(', '),
		apikey: apiKeys.join(', '),
		'callback secret': callbackSecret,
	}),
	example: ({ login, passwords: [psw = ''] }) => ({
		path: '/sys/send.php',
		form: { login, psw, phones: '79001112233', mes: 'Hello', charset: 'utf-8', fmt: '3' },
	}),
	statusWords,
	create: (context) => {
		const account = new Account(context);
		return {
			handle: async (exchange) => await serve(exchange, account),
			pushStatus: async (message, status) => await account.delivery.push(message, status),
			reset: () => account.clear(),
			state: account,
			actions: actionsOf(account),
		};
	},
};
