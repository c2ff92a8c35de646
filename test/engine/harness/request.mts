/** A webhook request as Express and n8n's raw body reader hand it on. */
import './log.mts';
import { Readable } from 'node:stream';
import { createBodyReader } from './body.mts';
import { parseIncomingMessage, parseQuery } from './modules.mts';

/** What arrives over the wire. */
export interface WireRequest {
	method?: string;
	/** Path and query; a bare `?query` goes behind the webhook's own path. */
	url?: string;
	headers?: Record<string, string | string[]>;
	rawBody?: Buffer | string;
	/** Address of the sender. */
	ip?: string;
}

/** An Express request as far as nodes use it, with the fields of n8n's middleware. */
export interface N8nRequest extends Readable {
	method: string;
	url: string;
	originalUrl: string;
	path: string;
	headers: Record<string, string | string[] | undefined>;
	query: Record<string, unknown>;
	params: Record<string, string>;
	body: unknown;
	ip: string;
	ips: string[];
	get: (name: string) => string | string[] | undefined;
	rawBody?: Buffer;
	readRawBody: () => Promise<void>;
	contentType?: string;
	encoding?: string;
}

export function createRequest(wire: WireRequest, defaultUrl: string): N8nRequest {
	const body = Buffer.from(wire.rawBody ?? '');
	const url = !wire.url || wire.url.startsWith('?') ? defaultUrl + (wire.url ?? '') : wire.url;
	const [path = '/', ...rest] = url.split('?');
	const headers: Record<string, string | string[] | undefined> = { host: 'n8n.test' };
	if (body.length > 0) headers['content-length'] = String(body.length);
	for (const [name, value] of Object.entries(wire.headers ?? {})) {
		headers[name.toLowerCase()] = name.toLowerCase() === 'set-cookie' ? value : String(value);
	}
	const ip = wire.ip ?? '127.0.0.1';
	const stream = new Readable({ read() {} });
	stream.push(body.length > 0 ? body : null);
	if (body.length > 0) stream.push(null);
	const get = (name: string) => headers[name.toLowerCase()];
	const request = Object.assign(stream, {
		method: wire.method ?? 'POST',
		url,
		originalUrl: url,
		baseUrl: '',
		path,
		headers,
		rawHeaders: Object.entries(headers).flatMap(([name, value]) => [name, String(value)]),
		params: {},
		body: undefined,
		ip,
		ips: [],
		hostname: String(headers.host).split(':')[0],
		protocol: 'https',
		secure: true,
		httpVersion: '1.1',
		complete: true,
		socket: { remoteAddress: ip },
		get,
		header: get,
	});
	// Express 5 parses the query anew on each access, so a change to it is lost.
	Object.defineProperty(request, 'query', {
		configurable: true,
		enumerable: true,
		get: () => parseQuery(rest.join('?'), { allowPrototypes: true }),
	});
	parseIncomingMessage(request);
	return Object.assign(request, {
		readRawBody: createBodyReader(request as never),
	}) as unknown as N8nRequest;
}
