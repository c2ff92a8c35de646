import type { CallbackSender } from '../../framework/callbacks.mts';
import type { ClockScope, TimerHandle } from '../../framework/clock.mts';

/** An event of a webhook and the message it speaks of, if any. */
type OutgoingEvent = {
	readonly payload: Readonly<Record<string, unknown>>;
	readonly messageId: string | null;
};

/** The settings a batch leaves by. */
type BatchRules = {
	readonly size: number;
	readonly delayMs: number;
	readonly retryMs: readonly number[];
	readonly isDuplicated: boolean;
};

type Queue = { readonly events: OutgoingEvent[]; timer: TimerHandle | null };

/**
 * Events on their way to one kind of webhook. They leave as a JSON array once enough of them wait or
 * enough time has passed (docs/gateways/sendpulse.md 18.2, 18.3). Events for one address share a batch.
 */
export class Outbox {
	readonly #clock: ClockScope;
	readonly #callbacks: CallbackSender;
	readonly #rules: () => BatchRules;
	readonly #queues = new Map<string, Queue>();

	constructor(clock: ClockScope, callbacks: CallbackSender, rules: () => BatchRules) {
		this.#clock = clock;
		this.#callbacks = callbacks;
		this.#rules = rules;
	}

	/** Events waiting for an address. */
	waiting(url: string): number {
		return this.#queues.get(url)?.events.length ?? 0;
	}

	/** Puts an event in line. A full batch leaves at once, on the clock like any other. */
	add(url: string, event: OutgoingEvent): void {
		const queue = this.#queues.get(url) ?? { events: [], timer: null };
		this.#queues.set(url, queue);
		queue.events.push(event);
		const { size, delayMs } = this.#rules();
		if (queue.events.length === size) this.#schedule(url, queue, 0);
		else queue.timer ??= this.#clock.setTimeout(async () => await this.#send(url), delayMs);
	}

	/** Sends everything that waits; resolves after the first attempts. */
	async flush(): Promise<void> {
		await Promise.all([...this.#queues.keys()].map(async (url) => await this.#send(url)));
	}

	clear(): void {
		this.#queues.clear();
	}

	#schedule(url: string, queue: Queue, delayMs: number): void {
		if (queue.timer) this.#clock.cancel(queue.timer);
		queue.timer = this.#clock.setTimeout(async () => await this.#send(url), delayMs);
	}

	async #send(url: string): Promise<void> {
		const queue = this.#queues.get(url);
		if (!queue || queue.events.length === 0) return;
		this.#queues.delete(url);
		if (queue.timer) this.#clock.cancel(queue.timer);
		const { size, isDuplicated } = this.#rules();
		for (let at = 0; at < queue.events.length; at += Math.max(1, size)) {
			const batch = queue.events.slice(at, at + Math.max(1, size));
			await this.#post(url, batch);
			if (isDuplicated) await this.#post(url, batch);
		}
	}

	async #post(url: string, batch: readonly OutgoingEvent[]): Promise<void> {
		const ids = batch.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]));
		const names = batch.map(({ payload }) => String(payload.event));
		await this.#callbacks.send({
			messageIds: [...new Set(ids)],
			status: [...new Set(names)].join(','),
			url,
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: Buffer.from(JSON.stringify(batch.map(({ payload }) => payload))),
			retryAfterMs: this.#rules().retryMs,
		});
	}
}
