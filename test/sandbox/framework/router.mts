import type { Answer } from './answer.mts';
import type { Exchange } from './exchange.mts';

export type RouteHandler = (
	exchange: Exchange,
	params: Readonly<Record<string, string>>,
) => Answer | Promise<Answer>;

/** Method, path pattern (`/books/:id`), handler. */
export type Route = readonly [method: string, pattern: string, handler: RouteHandler];

type RouteMatch =
	| { readonly kind: 'found'; readonly run: (exchange: Exchange) => Answer | Promise<Answer> }
	| { readonly kind: 'wrongMethod'; readonly allowed: readonly string[] }
	| { readonly kind: 'unknownPath' };

const decodeSegment = (segment: string): string => {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
};

const matchPath = (pattern: string, path: string): Record<string, string> | null => {
	const wanted = pattern.split('/');
	const given = path.split('/');
	if (wanted.length !== given.length) return null;
	const params: Record<string, string> = {};
	for (const [at, part] of wanted.entries()) {
		const segment = given[at] ?? '';
		if (part.startsWith(':')) params[part.slice(1)] = decodeSegment(segment);
		else if (part !== segment) return null;
	}
	return params;
};

/** Finds the first route for a method and an exact path; a trailing slash is another path. */
export const findRoute = (routes: readonly Route[], method: string, path: string): RouteMatch => {
	const allowed: string[] = [];
	for (const [routeMethod, pattern, handler] of routes) {
		const params = matchPath(pattern, path);
		if (!params) continue;
		if (routeMethod === method) {
			return { kind: 'found', run: (exchange) => handler(exchange, params) };
		}
		allowed.push(routeMethod);
	}
	return allowed.length > 0 ? { kind: 'wrongMethod', allowed } : { kind: 'unknownPath' };
};
