import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';

import type { ClockScope } from './clock.mts';

/** A status callback the gateway owes to a client. */
export type Callback = {
	/** The messages it reports on: one, or many where the gateway batches. */
	readonly messageIds: readonly string[];
	/** The status reported, in the words that travel. */
	readonly status: string;
	readonly url: string;
	readonly method?: 'GET' | 'POST';
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: Buffer;
	/** Virtual milliseconds after the first attempt at which it is repeated. */
	readonly retryAfterMs?: readonly number[];
	/** Which HTTP statuses end the attempts; by default any 2xx. */
	readonly isDelivered?: (httpStatus: number, responseText: string) => boolean;
};

/** One attempt to deliver a callback. */
export type CallbackAttempt = {
	readonly gateway: string;
	readonly messageIds: readonly string[];
	readonly status: string;
	/** 1 for the first. */
	readonly attempt: number;
	readonly url: string;
	readonly method: string;
	readonly body: string;
	readonly at: string;
	/** null when no HTTP answer came. */
	readonly httpStatus: number | null;
	readonly responseText: string;
	/** Why no answer came. */
	readonly error: string | null;
	/** delivered, retry: another attempt will follow, dropped: that was the last one. */
	readonly outcome: 'delivered' | 'retry' | 'dropped';
};

type Answered = Pick<CallbackAttempt, 'httpStatus' | 'responseText' | 'error'>;

type Options = {
	readonly gateway: string;
	readonly clock: ClockScope;
	/** Real milliseconds a receiver has for its answer. */
	readonly timeoutMs: number;
	/** How many connections to one receiver are open at a time. */
	readonly connections: number;
};

const KEPT_RESPONSE = 2000;

/** Sends the status callbacks of one gateway and repeats them on the clock. */
export class CallbackSender {
	readonly log: CallbackAttempt[] = [];
	readonly #options: Options;
	readonly #agents: { 'http:': http.Agent; 'https:': https.Agent };
	readonly #open = new Set<http.ClientRequest>();
	#epoch = 0;

	constructor(options: Options) {
		this.#options = options;
		const agent = { keepAlive: true, maxSockets: options.connections };
		this.#agents = { 'http:': new http.Agent(agent), 'https:': new https.Agent(agent) };
	}

	/** Makes the first attempt; resolves when it has ended. Later ones happen on the clock. */
	async send(callback: Callback): Promise<void> {
		await this.#attempt(callback, 1, this.#options.clock.now());
	}

	/** Empties the log; attempts still under way are neither logged nor repeated. */
	forget(): void {
		this.#epoch++;
		this.log.length = 0;
	}

	close(): void {
		this.#epoch++;
		for (const request of this.#open) request.destroy();
		for (const agent of Object.values(this.#agents)) agent.destroy();
	}

	async #attempt(callback: Callback, attempt: number, firstAt: number): Promise<void> {
		const { clock, gateway } = this.#options;
		const at = clock.iso();
		const method = callback.method ?? 'GET';
		const epoch = this.#epoch;
		const answered = await this.#call(callback, method);
		if (epoch !== this.#epoch) return;
		const isDelivered = callback.isDelivered ?? ((status) => status >= 200 && status < 300);
		const delivered =
			answered.httpStatus !== null && isDelivered(answered.httpStatus, answered.responseText);
		const next = callback.retryAfterMs?.[attempt - 1];
		const outcome = delivered ? 'delivered' : next === undefined ? 'dropped' : 'retry';
		this.log.push({
			gateway,
			messageIds: callback.messageIds,
			status: callback.status,
			attempt,
			url: callback.url,
			method,
			body: callback.body?.toString('utf8') ?? '',
			at,
			...answered,
			outcome,
		});
		if (outcome !== 'retry' || next === undefined) return;
		clock.setTimeout(
			async () => await this.#attempt(callback, attempt + 1, firstAt),
			firstAt + next - clock.now(),
		);
	}

	async #call(callback: Callback, method: 'GET' | 'POST'): Promise<Answered> {
		try {
			const response = await this.#request(callback, method);
			const responseText = (await text(response)).slice(0, KEPT_RESPONSE);
			return { httpStatus: response.statusCode ?? null, responseText, error: null };
		} catch (error) {
			const reason = error instanceof Error ? error.message || error.name : String(error);
			return { httpStatus: null, responseText: '', error: reason };
		}
	}

	async #request(
		callback: Callback,
		method: 'GET' | 'POST',
		fresh = false,
	): Promise<http.IncomingMessage> {
		const url = new URL(callback.url);
		const secure = url.protocol === 'https:';
		const { timeoutMs } = this.#options;
		return await new Promise((resolve, reject) => {
			const request = (secure ? https : http).request(url, {
				method,
				headers: { ...callback.headers, ...(fresh && { connection: 'close' }) },
				agent: fresh ? false : this.#agents[secure ? 'https:' : 'http:'],
			});
			this.#open.add(request);
			request.on('close', () => this.#open.delete(request));
			// It counts from the moment a request has a connection, not while it waits for one.
			request.setTimeout(timeoutMs, () =>
				request.destroy(new Error(`Timeout: nothing came for ${timeoutMs} ms`)),
			);
			request.on('response', resolve);
			request.on('error', (error: NodeJS.ErrnoException) => {
				// The receiver has closed an idle connection at the moment it was taken for this call.
				const closedIdle = request.reusedSocket && error.code === 'ECONNRESET';
				if (closedIdle && !fresh) resolve(this.#request(callback, method, true));
				else reject(error);
			});
			request.end(callback.body);
		});
	}
}
