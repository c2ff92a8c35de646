import type { ClockScope, TimerHandle } from '../../framework/clock.mts';
import type { Message } from '../../framework/message.mts';
import type { OutcomeStep } from '../settings.mts';

const STEP_DELAY = 1000;

type OnChange = (message: Message, status: string) => void;

/** Leads messages through their statuses on the clock. */
export class Progress {
	readonly #clock: ClockScope;
	readonly #onChange = new Map<string, OnChange>();
	readonly #timers = new Map<string, TimerHandle[]>();

	constructor(clock: ClockScope) {
		this.#clock = clock;
	}

	/** Plans the statuses to come, beginning at `from`. */
	start<S extends string | number>(
		message: Message,
		script: readonly OutcomeStep<S>[],
		onChange: OnChange,
		from = this.#clock.now(),
	): void {
		this.#onChange.set(message.id, onChange);
		let afterMs = Math.max(0, from - this.#clock.now());
		const timers = script.map((step) => {
			const { status, afterMs: delay } =
				typeof step === 'object' ? step : { status: step, afterMs: STEP_DELAY };
			afterMs += delay;
			return this.#clock.setTimeout(() => this.#change(message, String(status)), afterMs);
		});
		this.#timers.set(message.id, timers);
	}

	/** A status given by hand takes the place of everything still planned. */
	push(message: Message, status: string): void {
		this.cancel(message.id);
		this.#change(message, status);
	}

	cancel(messageId: string): void {
		for (const timer of this.#timers.get(messageId) ?? []) this.#clock.cancel(timer);
		this.#timers.delete(messageId);
	}

	clear(): void {
		this.#onChange.clear();
		this.#timers.clear();
	}

	#change(message: Message, status: string): void {
		message.status = status;
		message.history.push({ status, at: this.#clock.iso() });
		this.#onChange.get(message.id)?.(message, status);
	}
}
