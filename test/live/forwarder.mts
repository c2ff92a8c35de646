/**
 * Everything that the live check sends goes through here: the node's credential points at this address, and so does the raw
 * API. Each request is passed on to the real host byte for byte, at a pace that the gateway allows, and only if it may go.
 */
import { createServer, request as askHttp } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { request as askHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Exchange, WireHeaders } from './model.mts';
import { bytesOf, headersOf, targetOf } from './wire.mts';

type Request = Exchange['request'];
type Answer = NonNullable<Exchange['answer']>;

/** Marks what `World.raw` sends; it is not passed on. */
export const RAW_HEADER = 'x-live-raw';

/** Of one connection and not of the request. RFC 9110, 7.6.1. */
const ofConnection = [
	'connection',
	'keep-alive',
	'proxy-connection',
	'transfer-encoding',
	'upgrade',
	'te',
	'trailer',
];

/** A gateway has this long for an answer. */
const ANSWER_MS = 60_000;

/** What a cut connection loses: the request, or the answer to it. */
export type Cut = 'before' | 'after';

export interface ForwarderPlan {
	/** `https://smsc.ru` */
	readonly upstream: string;
	/** Waits for the request's turn. */
	turn(request: Request): Promise<void>;
	/** Why a request must not go; `undefined` if it may. */
	refuses(request: Request): string | undefined;
	/** For tests: cuts the connection of a request, the first one having the number 1. */
	readonly cut?: (request: Request, number: number) => Cut | undefined;
	/** ISO 8601 */
	now(): string;
}

const without = (headers: WireHeaders, names: readonly string[]): WireHeaders =>
	headers.filter(([name]) => !names.includes(name.toLowerCase()));

/** For `node:http`: names in turn with values. */
const flat = (headers: WireHeaders): string[] => headers.flatMap(([name, value]) => [name, value]);

export class Forwarder {
	readonly exchanges: Exchange[] = [];
	/** Why requests did not go out. */
	readonly refusals: string[] = [];
	readonly #plan: ForwarderPlan;
	readonly #server: Server;
	#count = 0;
	#last: Promise<void> = Promise.resolve();

	constructor(plan: ForwarderPlan) {
		this.#plan = plan;
		this.#server = createServer((request, response) => {
			// One at a time, so that no gateway is asked twice at once.
			const turn = this.#last.then(() => this.#serve(request, response));
			this.#last = turn.catch(() => void response.destroy());
		});
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async open(): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.#server.once('error', reject);
			this.#server.listen(0, '127.0.0.1', resolve);
		});
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const headers = headersOf(incoming);
		const request: Request = {
			method: incoming.method ?? 'GET',
			...targetOf(incoming),
			headers: without(headers, [RAW_HEADER]),
			body: (await bytesOf(incoming)) ?? Buffer.alloc(0),
		};
		const reason = this.#plan.refuses(request);
		if (reason !== undefined) {
			this.refusals.push(reason);
			response.writeHead(403, { 'content-type': 'text/plain' }).end(reason);
			return;
		}
		await this.#plan.turn(request);
		const cut = this.#plan.cut?.(request, ++this.#count);
		const answer = cut === 'before' ? undefined : await this.#ask(request);
		const by = headers.some(([name]) => name.toLowerCase() === RAW_HEADER) ? 'raw' : 'node';
		const given = cut === undefined ? answer : undefined;
		this.exchanges.push({ request, answer: given, at: this.#plan.now(), by });
		if (given === undefined) {
			response.destroy();
			return;
		}
		const { status, headers: named, body } = given;
		const length = request.method === 'HEAD' ? [] : ['Content-Length', String(body.length)];
		response.writeHead(status, [
			...flat(without(named, [...ofConnection, 'content-length'])),
			...length,
		]);
		response.end(body);
	}

	/** @returns nothing if the connection broke */
	async #ask({ method, path, query, headers, body }: Request): Promise<Answer | undefined> {
		const url = new URL(this.#plan.upstream);
		const ask = url.protocol === 'https:' ? askHttps : askHttp;
		const own = ['host', 'content-length', 'accept-encoding'];
		return await new Promise((resolve) => {
			const asked = ask({
				protocol: url.protocol,
				hostname: url.hostname,
				port: url.port,
				method,
				path: query === '' ? path : `${path}?${query}`,
				agent: false,
				timeout: ANSWER_MS,
				headers: [
					...['Host', url.host],
					...flat(without(headers, [...ofConnection, ...own])),
					// A compressed answer could not be read by whoever reviews a recording.
					...['Accept-Encoding', 'identity'],
					...(body.length > 0 || method !== 'GET' ? ['Content-Length', String(body.length)] : []),
				],
			});
			asked.on('timeout', () => asked.destroy());
			asked.on('error', () => resolve(undefined));
			asked.on('response', (message) => {
				bytesOf(message).then(
					(bytes = Buffer.alloc(0)) =>
						resolve({ status: message.statusCode ?? 0, headers: headersOf(message), body: bytes }),
					() => resolve(undefined),
				);
			});
			asked.end(body);
		});
	}
}
