/** A small receiver of callbacks: the user's own tunnel leads to it. What comes is shown to the shipped trigger and kept as bytes. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from './clock.mts';
import type { Verify } from './engine.mts';
import type { Received, Receiver } from './model.mts';
import { bytesOf, headersOf, targetOf } from './wire.mts';

/** More than any callback has, and little enough for a stranger who finds the address. */
const LARGEST_BODY = 1024 * 1024;

/** What a stranger can make us keep. */
const MOST_CALLS = 1000;

interface Waiting {
	fits(one: Received): boolean;
	tell(one: Received): void;
}

export class CallbackReceiver implements Receiver {
	readonly address: string;
	readonly received: Received[] = [];
	readonly #clock: Clock;
	readonly #verify: Verify | undefined;
	readonly #server: Server;
	#answers: number[] = [];
	#waiting: Waiting[] = [];

	constructor(address: string, clock: Clock, verify: Verify | undefined) {
		this.address = address;
		this.#clock = clock;
		this.#verify = verify;
		this.#server = createServer((request, response) => {
			this.#take(request, response).catch(() => void response.destroy());
		});
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	/** @param port 0 for a free one */
	async open(port: number): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.#server.once('error', reject);
			this.#server.listen(port, resolve);
		});
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	answerNext(status: number, calls: number): void {
		this.#answers = Array.from({ length: calls }, () => status);
	}

	async wait(fits: (one: Received) => boolean, ms: number): Promise<Received | undefined> {
		const there = this.received.find(fits);
		if (there) return there;
		const over = new AbortController();
		const waiting: Waiting = { fits, tell: () => {} };
		const coming = new Promise<Received>((resolve) => {
			waiting.tell = (one) => {
				resolve(one);
				over.abort();
			};
		});
		this.#waiting.push(waiting);
		const found = await Promise.race([
			coming,
			this.#clock.sleep(ms, over.signal).then(() => this.received.find(fits)),
		]);
		this.#waiting = this.#waiting.filter((one) => one !== waiting);
		return found;
	}

	async #take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await bytesOf(incoming, LARGEST_BODY);
		if (body === undefined || this.received.length >= MOST_CALLS) {
			response.destroy();
			return;
		}
		const { path, query } = targetOf(incoming);
		const wire = { method: incoming.method ?? 'GET', query, headers: headersOf(incoming), body };
		const verified = await this.#verify?.(wire);
		const planned = this.#answers.shift();
		const answered = planned ?? verified?.status ?? 200;
		const one: Received = {
			...wire,
			at: new Date(this.#clock.now()).toISOString(),
			path,
			verified: verified && {
				status: verified.status,
				started: verified.started,
				rows: verified.rows,
			},
			answered,
		};
		this.received.push(one);
		response.writeHead(answered).end(planned === undefined ? (verified?.body ?? 'OK') : '');
		for (const waiting of this.#waiting) if (waiting.fits(one)) waiting.tell(one);
	}
}
