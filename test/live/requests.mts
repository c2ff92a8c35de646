/** Writing requests of the raw API, and reading requests that are on their way. */
import { createHash } from 'node:crypto';
import type { Exchange, Pace, RawRequest } from './model.mts';

type Request = Exchange['request'];

/** Adds parameters where the request has its own: in JSON, a form, or the query of a GET. */
export function withParameters(
	request: RawRequest,
	values: Readonly<Record<string, string>>,
): RawRequest {
	if (request.json !== undefined) {
		return { ...request, json: { ...values, ...(request.json as object) } };
	}
	if (request.body !== undefined || request.method === 'GET') {
		return { ...request, query: { ...values, ...request.query } };
	}
	return { ...request, form: { ...values, ...request.form } };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

function jsonOf(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}

/** Every name with its value, from query and body, however deep in JSON; a list is several entries of its name. */
function pairsOf({ query, body }: Request): Array<[name: string, value: string]> {
	const pairs: Array<[string, string]> = [...new URLSearchParams(query)];
	const collect = (name: string, value: unknown): void => {
		if (Array.isArray(value)) for (const one of value) collect(name, one);
		else if (isObject(value)) for (const [key, one] of Object.entries(value)) collect(key, one);
		else if (value !== null && value !== undefined) pairs.push([name, String(value)]);
	};
	const json = jsonOf(body);
	if (isObject(json)) {
		collect('', json);
		return pairs;
	}
	for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
		const inner = /^\s*[[{]/.test(value) ? jsonOf(Buffer.from(value)) : undefined;
		if (isObject(inner)) collect(name, inner);
		else pairs.push([name, value]);
	}
	return pairs;
}

/** The parameters of a request, the last one of each name. */
export const parametersOf = (request: Request): Record<string, string> =>
	Object.fromEntries(pairsOf(request));

/** What stands under these names, lists with commas or semicolons taken apart. */
export const namedIn = (request: Request, names: readonly string[]): string[] =>
	pairsOf(request)
		.filter(([name]) => names.includes(name))
		.flatMap(([, value]) => value.split(/[,;]/))
		.map((value) => value.trim())
		.filter((value) => value !== '');

/** What tells a request from others: its path and parameters but for those that are named. */
export function fingerprintOf(request: Request, but: readonly string[] = []): string {
	const pairs = pairsOf(request).filter(([name]) => !but.includes(name));
	const text = JSON.stringify([request.path, pairs.map((pair) => pair.join('=')).sort()]);
	return createHash('sha1').update(text).digest('hex');
}

/** So many requests of any kind in a second. */
export const aSecond = (most: number): Pace => ({ kind: () => 'any', most, withinMs: 1000 });
