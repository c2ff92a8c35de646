import type { Answer } from '../../framework/answer.mts';
import { json } from '../../framework/answer.mts';
import type { Exchange } from '../../framework/exchange.mts';
import type { Route } from '../../framework/router.mts';
import { findRoute } from '../../framework/router.mts';
import type { Arguments } from './arguments.mts';
import { readBody, readQuery } from './body.mts';
import { FAILURES } from './refusal.mts';
import type { Endpoint, Service } from './service.mts';
import { isAnswer } from './service.mts';

/** Notes which arguments a successful call had no use for. */
const noteIgnored = ({ account }: Service, { id, path }: Exchange, ...all: Arguments[]): void => {
	for (const name of all.flatMap((one) => one.unread())) {
		account.ignored.push({ requestId: id, path, name });
	}
};

const routeOf = (service: Service, [method, pattern, work, options]: Endpoint): Route => [
	method,
	pattern,
	async (exchange, params): Promise<Answer> => {
		const { settings } = service;
		const query = readQuery(exchange, settings);
		const input = await readBody(exchange, options?.body ?? 'any', settings);
		// The node client puts GET parameters into a JSON body (docs/gateways/sendpulse.md 1.1).
		const isOldGet = method === 'GET' && settings.legacyBodies && exchange.body.length > 0;
		const call = {
			exchange,
			query: isOldGet ? input.body : query,
			...input,
			path: (name: string) => params[name] ?? '',
		};
		const result = await work(call);
		noteIgnored(service, exchange, call.query, input.body);
		return isAnswer(result) ? result : json(result);
	},
];

/** The endpoints as routes, those of docs/gateways/sendpulse.md 1.5 also with a slash at the end. */
export const routesOf = (service: Service, endpoints: readonly Endpoint[]): Route[] =>
	endpoints.flatMap((endpoint): Route[] => {
		const [method, pattern, work, options] = endpoint;
		const withSlash: Endpoint = [method, `${pattern}/`, work, options];
		return options?.hasSlash
			? [routeOf(service, endpoint), routeOf(service, withSlash)]
			: [routeOf(service, endpoint)];
	});

/**
 * Runs the route of an exchange. In a path `+` means a space to this server, "so `+` breaks" unless the
 * client encodes it (docs/gateways/sendpulse.md 1.5).
 */
export const runRoute = async (routes: readonly Route[], exchange: Exchange): Promise<Answer> => {
	const path = exchange.path.replaceAll('+', '%20');
	const match = findRoute(routes, exchange.method, path);
	if (match.kind === 'found') return await match.run(exchange);
	throw match.kind === 'wrongMethod' ? FAILURES.wrongMethod() : FAILURES.noPath();
};
