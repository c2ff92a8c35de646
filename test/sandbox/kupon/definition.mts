import type { Answer } from '../framework/answer.mts';
import { htmlPage } from '../framework/answer.mts';
import type { Exchange } from '../framework/exchange.mts';
import type { GatewayDefinition } from '../framework/gateway.mts';
import type { Route } from '../framework/router.mts';
import { findRoute } from '../framework/router.mts';
import { Delivery } from './delivery.mts';
import { Sender } from './sender.mts';
import type { KuponSettings } from './settings.mts';
import { kuponSettings } from './settings.mts';
import { statusWords } from './statusWords.mts';
import { PATHS } from './wire.mts';

/** Kupon.mobi "Pulse" (docs/gateways/kupon.md). */
export const kupon: GatewayDefinition<KuponSettings> = {
	id: 'kupon',
	displayName: 'Kupon.mobi (Pulse)',
	port: 4601,
	settings: kuponSettings,
	credentials: ({ tokens }) => ({ token: tokens.join(', ') }),
	example: ({ tokens: [token = ''] }) => ({
		path: PATHS.one,
		form: { token, type: 'sms', sender: 'MyShop', sent_to: '79001112233', sent_text: 'Hello' },
	}),
	statusWords,
	create: (context) => {
		const delivery = new Delivery(context);
		const sender = new Sender(context, delivery);
		const one = async (exchange: Exchange): Promise<Answer> => await sender.sendOne(exchange);
		const list = async (exchange: Exchange): Promise<Answer> => await sender.sendList(exchange);
		const routes: readonly Route[] = [
			['GET', PATHS.one, one],
			['POST', PATHS.one, one],
			['GET', PATHS.list, list],
			['POST', PATHS.list, list],
		];
		return {
			handle: (exchange) => {
				const match = findRoute(routes, exchange.method, exchange.path);
				if (match.kind === 'found') return match.run(exchange);
				return match.kind === 'wrongMethod'
					? htmlPage(405, 'Not Allowed')
					: htmlPage(404, 'Not Found');
			},
			pushStatus: async (message, status) => await delivery.push(message, status),
			reset: () => delivery.clear(),
			state: undefined,
		};
	},
};
