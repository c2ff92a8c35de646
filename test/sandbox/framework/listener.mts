import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Reply } from './answer.mts';
import type { Exchange, RecordedRequest } from './exchange.mts';
import { recordOf } from './exchange.mts';

/** Numbers a test can check concurrency and connection reuse with. */
export type Counters = {
	requests: number;
	inFlight: number;
	maxInFlight: number;
	/** TCP connections accepted. */
	connections: number;
};

type Handler = (request: RecordedRequest, isGone: () => boolean) => Promise<Reply>;

/** Larger than any body a client of these gateways has reason to send. */
const BODY_LIMIT = 256 * 1024 * 1024;

/**
 * A loopback HTTP server that hands on bytes. It is node:http and not a web framework, because the
 * sandbox must see undecoded bytes, refuse connections on its port and come back, and cut sockets.
 */
export class Listener {
	readonly counters: Counters = { requests: 0, inFlight: 0, maxInFlight: 0, connections: 0 };
	readonly #server: Server;
	readonly #handler: Handler;
	readonly #now: () => string;
	readonly #connectionNumbers = new WeakMap<Socket, number>();
	#port: number;
	#requestId = 0;
	#connectionId = 0;

	constructor(port: number, now: () => string, handler: Handler) {
		this.#port = port;
		this.#now = now;
		this.#handler = handler;
		this.#server = createServer({ maxHeaderSize: 128 * 1024, keepAliveTimeout: 60_000 });
		this.#server.on('connection', (socket) => {
			this.#connectionNumbers.set(socket, ++this.#connectionId);
			this.counters.connections++;
		});
		this.#server.on('request', (request, response) => void this.#serve(request, response));
	}

	get port(): number {
		return this.#port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	/** Opens the port; an ephemeral one is kept for re-opening. */
	async open(): Promise<void> {
		if (this.#server.listening) return;
		await new Promise<void>((resolve, reject) => {
			this.#server.once('error', reject);
			this.#server.listen(this.#port, '127.0.0.1', () => {
				this.#server.off('error', reject);
				resolve();
			});
		});
		this.#port = (this.#server.address() as AddressInfo).port;
	}

	/** Closes the port and cuts every connection, so that the next one is refused. */
	async close(): Promise<void> {
		if (!this.#server.listening) return;
		const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
		this.#server.closeAllConnections();
		await closed;
	}

	/** Cuts every open connection and keeps listening. */
	cutConnections(): void {
		this.#server.closeAllConnections();
	}

	resetCounters(): void {
		const { inFlight } = this.counters;
		Object.assign(this.counters, { requests: 0, maxInFlight: inFlight, connections: 0 });
	}

	async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { counters } = this;
		counters.requests++;
		counters.inFlight++;
		counters.maxInFlight = Math.max(counters.maxInFlight, counters.inFlight);
		response.on('close', () => counters.inFlight--);

		const body = await readBody(request);
		if (body === null) return;

		const record: RecordedRequest = {
			...this.#describe(request, body),
			fault: null,
			work: null,
			answer: null,
		};
		const reply = await this.#handler(record, () => request.socket.destroyed);
		if (request.socket.destroyed) return;
		if (reply === 'drop') return void request.socket.destroy();
		if (reply === 'reset') return void request.socket.resetAndDestroy();
		record.answer = recordOf(reply);
		await send(response, reply);
	}

	#describe(request: IncomingMessage, body: Buffer): Exchange {
		const target = request.url ?? '/';
		const mark = target.indexOf('?');
		return {
			id: ++this.#requestId,
			at: this.#now(),
			method: request.method ?? 'GET',
			path: mark < 0 ? target : target.slice(0, mark),
			query: mark < 0 ? '' : target.slice(mark + 1),
			headers: request.headers,
			body,
			connection: this.#connectionNumbers.get(request.socket) ?? 0,
		};
	}
}

/** null when the client gave up, or was cut off for sending too much. */
const readBody = async (request: IncomingMessage): Promise<Buffer | null> => {
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of request as AsyncIterable<Buffer>) {
			length += chunk.length;
			if (length > BODY_LIMIT) return null;
			chunks.push(chunk);
		}
	} catch {
		return null;
	}
	return Buffer.concat(chunks, length);
};

const send = async (response: ServerResponse, answer: Exclude<Reply, string>): Promise<void> => {
	const { body } = answer;
	if (Buffer.isBuffer(body)) {
		response.writeHead(answer.status, { 'content-length': body.length, ...answer.headers });
		response.end(body);
		return;
	}
	response.writeHead(answer.status, answer.headers);
	// A client may hang up in the middle of a long answer; that is its right.
	await pipeline(Readable.from(body), response).catch(() => undefined);
};
