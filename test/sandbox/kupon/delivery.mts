import type { TimerHandle } from '../framework/clock.mts';
import type { GatewayContext } from '../framework/gateway.mts';
import type { Message } from '../framework/message.mts';
import type { KuponSettings, OutcomeStep } from './settings.mts';
import { CALLBACK_RETRY_MS, FINAL_STATUSES, STATUS } from './wire.mts';

const STEP_DELAY = 1000;

/** What the delivery of one message needs beyond the message itself. */
type Order = {
	readonly message: Message;
	/** The template as decoded, null without a callback. */
	readonly callback: string | null;
	readonly kannel: boolean;
	/** The id a callback carries: the message's own, or its group's. */
	readonly reportedId: string;
	readonly ttlMs: number | null;
	readonly dueAt: number;
};

/** Leads messages through their statuses on the clock and reports each one. */
export class Delivery {
	readonly #context: GatewayContext<KuponSettings>;
	readonly #orders = new Map<string, Order>();
	readonly #timers = new Map<string, TimerHandle[]>();

	constructor(context: GatewayContext<KuponSettings>) {
		this.#context = context;
	}

	/** Plans every later status of a message; its present one is not reported. */
	start(order: Order): void {
		const { message } = order;
		const { clock } = this.#context;
		this.#orders.set(message.id, order);
		const base = Math.max(0, order.dueAt - clock.now());
		this.#timers.set(
			message.id,
			this.#plan(order).map(({ status, afterMs }) =>
				clock.setTimeout(async () => await this.#change(order, status), base + afterMs),
			),
		);
	}

	/** A status given by hand takes the place of everything still planned. */
	async push(message: Message, status: string): Promise<void> {
		const order = this.#orders.get(message.id);
		for (const timer of this.#timers.get(message.id) ?? []) this.#context.clock.cancel(timer);
		this.#timers.delete(message.id);
		if (order) await this.#change(order, status);
	}

	clear(): void {
		this.#orders.clear();
		this.#timers.clear();
	}

	/** Statuses by time after the start; without a final one in time, the ttl ends with status 3. */
	#plan(order: Order): { status: string; afterMs: number }[] {
		const plan: { status: string; afterMs: number }[] = [];
		let afterMs = 0;
		for (const step of this.#script(order.message)) {
			const { status, afterMs: delay } =
				typeof step === 'number' ? { status: step, afterMs: STEP_DELAY } : step;
			afterMs += delay;
			const isFinal = plan.some((earlier) => FINAL_STATUSES.includes(Number(earlier.status)));
			if (order.ttlMs !== null && afterMs > order.ttlMs && !isFinal) break;
			plan.push({ status: String(status), afterMs });
		}
		const isFinal = plan.some(({ status }) => FINAL_STATUSES.includes(Number(status)));
		if (order.ttlMs !== null && !isFinal) {
			plan.push({ status: String(STATUS.expired), afterMs: order.ttlMs });
		}
		return plan;
	}

	#script(message: Message): readonly OutcomeStep[] {
		const { funds, outcome, outcomes } = this.#context.settings;
		if (funds === 'status24') return [STATUS.noFunds];
		const own = outcomes[message.recipient];
		return own ?? (typeof outcome === 'function' ? outcome(message) : outcome);
	}

	async #change(order: Order, status: string): Promise<void> {
		const { clock, callbacks, settings } = this.#context;
		order.message.status = status;
		order.message.history.push({ status, at: clock.iso() });
		if (order.callback === null) return;
		const reported = order.kannel ? String(settings.kannelMap[status] ?? status) : status;
		await callbacks.send({
			messageIds: [order.message.id],
			status: reported,
			url: order.callback.replaceAll('{id}', order.reportedId).replaceAll('{status}', reported),
			method: settings.callbackMethod,
			retryAfterMs: CALLBACK_RETRY_MS,
			// "Статус считается доставленным если на запрос получен код 200": no other 2xx will do.
			isDelivered: (httpStatus) => httpStatus === 200,
		});
	}
}
