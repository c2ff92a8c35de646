import { json } from '../framework/answer.mts';
import { refuse } from '../framework/controlActions.mts';
import { Fields, queryFields } from '../framework/fields.mts';
import type { Exchange } from '../framework/exchange.mts';
import type { Route } from '../framework/router.mts';
import type { RunningGateway } from '../framework/running.mts';
import { letter, pageFile } from './pageFiles.mts';
import { detailOf, isFound, lineOf, unreported } from './view.mts';

/** Lines the page gets at a time; the search finds the others. */
const SHOWN = 300;

type Gateways = readonly RunningGateway<object, unknown>[];

/** The newest messages that a search finds, and how many there are. */
const found = (gateways: Gateways, exchange: Exchange) => {
	const query = new Fields(queryFields(exchange));
	const words = (query.text('search') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	const chosen = query.text('gateway') ?? '';
	const hits = gateways
		.filter(({ id }) => chosen === '' || id === chosen)
		.flatMap((gateway) =>
			gateway.messages
				.filter((message) => isFound(message, words))
				.map((message) => ({ gateway, message, at: Date.parse(message.receivedAt) })),
		)
		.sort((a, b) => a.at - b.at);
	const lost = new Map(gateways.map((gateway) => [gateway.id, unreported(gateway)]));
	return {
		found: hits.length,
		counts: Object.fromEntries(gateways.map(({ id, messages }) => [id, messages.length])),
		lines: hits
			.slice(-SHOWN)
			.reverse()
			.map(({ gateway, message }) => lineOf(gateway, message, lost.get(gateway.id) ?? new Set())),
	};
};

/** The inbox page and what it asks for beyond the control interface. */
export const inboxRoutes = (gateways: Gateways): readonly Route[] => [
	['GET', '/', async () => await pageFile('index.html')],
	['GET', '/inbox/messages', (exchange) => json(found(gateways, exchange))],
	[
		'GET',
		'/inbox/messages/:gateway/:id',
		(_exchange, params) => {
			const gateway = gateways.find(({ id }) => id === params.gateway);
			const message = gateway?.messages.find(({ id }) => id === params.id);
			if (!gateway || !message) return refuse(404, 'No such message');
			return json(detailOf(gateway, message));
		},
	],
	[
		'GET',
		'/inbox/letters/:gateway/:id',
		(_exchange, { gateway: chosen, id }) => {
			const gateway = gateways.find((one) => one.id === chosen);
			const message = gateway?.messages.find((one) => one.id === id);
			return message?.html ? letter(message.html) : refuse(404, 'No such letter');
		},
	],
	['GET', '/inbox/:file', async (_exchange, { file = '' }) => await pageFile(file)],
];
