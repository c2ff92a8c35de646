import { Agent, request } from 'undici';

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
	readonly #agent: Agent;
	#epoch = 0;

	constructor(options: Options) {
		const { timeoutMs, connections } = options;
		this.#options = options;
		// The limits count from the moment a request leaves, not while it waits for a connection.
		this.#agent = new Agent({
			connections,
			connect: { timeout: timeoutMs },
			headersTimeout: timeoutMs,
			bodyTimeout: timeoutMs,
		});
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

	async close(): Promise<void> {
		this.#epoch++;
		await this.#agent.destroy();
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
			const response = await request(callback.url, {
				method,
				headers: callback.headers ?? {},
				body: callback.body ?? null,
				dispatcher: this.#agent,
			});
			const responseText = (await response.body.text()).slice(0, KEPT_RESPONSE);
			return { httpStatus: response.statusCode, responseText, error: null };
		} catch (error) {
			const reason = error instanceof Error ? error.message || error.name : String(error);
			return { httpStatus: null, responseText: '', error: reason };
		}
	}
}
