import type { TimerHandle } from '../framework/clock.mts';
import type { GatewayContext } from '../framework/gateway.mts';
import type { Message } from '../framework/message.mts';
import type { BulkReports } from './bulkReports.mts';
import type { OutcomeStep, SmsBySettings } from './settings.mts';
import type { Bulk } from './state.mts';
import { STATUS } from './wire.mts';

const STEP_DELAY = 1000;

/** What the delivery of one message needs beyond the message itself. */
export type Order = {
	readonly dueAt: number;
	readonly bulk: Bulk | null;
	/** What happens when it is not delivered so long after it was due. */
	readonly forward: { readonly afterMs: number; readonly send: () => void } | null;
};

/** Leads messages through their statuses on the clock. */
export class Delivery {
	readonly #context: GatewayContext<SmsBySettings>;
	readonly #reports: BulkReports;
	readonly #bulks = new Map<string, Bulk>();
	readonly #timers = new Map<string, TimerHandle[]>();

	constructor(context: GatewayContext<SmsBySettings>, reports: BulkReports) {
		this.#context = context;
		this.#reports = reports;
	}

	/** Plans every later status of a message. */
	start(message: Message, { dueAt, bulk, forward }: Order): void {
		const { clock } = this.#context;
		if (bulk) this.#bulks.set(message.id, bulk);
		const base = Math.max(0, dueAt - clock.now());
		let afterMs = base;
		const timers = this.#script(message).map((step) => {
			const { status, afterMs: delay } =
				typeof step === 'string' ? { status: step, afterMs: STEP_DELAY } : step;
			afterMs += delay;
			return clock.setTimeout(async () => await this.#change(message, status), afterMs);
		});
		this.#timers.set(message.id, timers);
		if (!forward) return;
		// "Если в течение указанного времени … не получит статус «Доставлено», оно будет отправлено в Viber".
		clock.setTimeout(() => {
			if (timeOfStatus(message, STATUS.delivered) === null) forward.send();
		}, base + forward.afterMs);
	}

	/** A status given by hand takes the place of everything still planned. */
	async push(message: Message, status: string): Promise<void> {
		for (const timer of this.#timers.get(message.id) ?? []) this.#context.clock.cancel(timer);
		this.#timers.delete(message.id);
		await this.#change(message, status);
	}

	clear(): void {
		this.#bulks.clear();
		this.#timers.clear();
	}

	#script(message: Message): readonly OutcomeStep[] {
		const { outcome, outcomes } = this.#context.settings;
		const own = Object.hasOwn(outcomes, message.recipient)
			? outcomes[message.recipient]
			: undefined;
		return own ?? (typeof outcome === 'function' ? outcome(message) : outcome);
	}

	async #change(message: Message, status: string): Promise<void> {
		const { clock, settings } = this.#context;
		message.status = status;
		message.history.push({ status, at: clock.iso() });
		const bulk = this.#bulks.get(message.id);
		if (bulk && settings.callbackPerDelivery) await this.#reports.delivery(bulk, message);
	}
}

/** When a message first had a status, in virtual milliseconds; null when it never had. */
export const timeOfStatus = ({ history }: Message, status: string): number | null => {
	const step = history.find((one) => one.status.toUpperCase() === status);
	return step ? Date.parse(step.at) : null;
};
