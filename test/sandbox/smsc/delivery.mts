import type { TimerHandle } from '../framework/clock.mts';
import type { GatewayContext } from '../framework/gateway.mts';
import type { Message } from '../framework/message.mts';
import type { Handler } from './handler.mts';
import type { Ledger, Sending } from './ledger.mts';
import type { OutcomeStep, SmscSettings } from './settings.mts';
import { ERR, FINAL_STATUSES, STATUS } from './wire/words.mts';

const STEP_DELAY = 1000;

type Step = { readonly status: number; readonly err: number; readonly afterMs: number };
type Planned = { readonly step: Step; readonly timer: TimerHandle };

/** Leads messages through their statuses on the clock and reports each one to the handler. */
export class Delivery {
	readonly #context: GatewayContext<SmscSettings>;
	readonly #ledger: Ledger;
	readonly #handler: Handler;
	readonly #plans = new Map<Sending, Planned[]>();

	constructor(context: GatewayContext<SmscSettings>, ledger: Ledger, handler: Handler) {
		this.#context = context;
		this.#ledger = ledger;
		this.#handler = handler;
	}

	/** Plans the statuses of a message from `dueAt` on; without a final one in time it expires. */
	start(
		sending: Sending,
		dueAt: number,
		lifetimeMs: number,
		forced?: readonly OutcomeStep[],
	): void {
		const { clock } = this.#context;
		const base = Math.max(0, dueAt - clock.now());
		const steps = this.#steps(sending, lifetimeMs, forced ?? this.#script(sending));
		this.#plans.set(
			sending,
			steps.map((step) => ({
				step,
				timer: clock.setTimeout(async () => {
					this.#plans.get(sending)?.shift();
					await this.#change(sending, step.status, step.err);
				}, base + step.afterMs),
			})),
		);
	}

	/** The first planned status happens now; resolves when it has been reported. */
	async hurry(sending: Sending): Promise<void> {
		const first = this.#plans.get(sending)?.shift();
		if (!first) return;
		this.#context.clock.cancel(first.timer);
		await this.#change(sending, first.step.status, first.step.err);
	}

	/** A status by hand, `20` or `20,1` with a delivery error, in place of everything planned. */
	async push(message: Message, status: string): Promise<void> {
		const sending = this.#ledger.ofMessage(message);
		if (!sending) return;
		const [code = '', err = ''] = status.split(',');
		this.#drop(sending);
		await this.#change(sending, Number(code), err === '' ? errOf(sending) : Number(err));
	}

	/** Stops what has not been handed to the operator; returns how many that were. */
	async stop(sendings: readonly Sending[]): Promise<number> {
		const waiting = sendings.filter(({ message }) => message.status === String(STATUS.waiting));
		for (const sending of waiting) {
			this.#drop(sending);
			await this.#change(sending, STATUS.stopped, ERR.none);
		}
		return waiting.length;
	}

	clear(): void {
		this.#plans.clear();
	}

	#drop(sending: Sending): void {
		for (const { timer } of this.#plans.get(sending) ?? []) this.#context.clock.cancel(timer);
		this.#plans.delete(sending);
	}

	#script({ message }: Sending): readonly OutcomeStep[] {
		const { outcome, outcomes } = this.#context.settings;
		const own = outcomes[message.recipient];
		return own ?? (typeof outcome === 'function' ? outcome(message) : outcome);
	}

	#steps(sending: Sending, lifetimeMs: number, script: readonly OutcomeStep[]): Step[] {
		const steps: Step[] = [];
		let afterMs = 0;
		let isFinal = false;
		for (const one of script) {
			const step = typeof one === 'number' ? { status: one } : one;
			afterMs += step.afterMs ?? STEP_DELAY;
			if (afterMs > lifetimeMs && !isFinal) break;
			steps.push({ status: step.status, err: step.err ?? errOf(sending), afterMs });
			isFinal ||= FINAL_STATUSES.includes(step.status);
		}
		if (!isFinal) {
			steps.push({ status: STATUS.expired, err: errOf(sending), afterMs: lifetimeMs });
		}
		return steps;
	}

	async #change(sending: Sending, status: number, err: number): Promise<void> {
		const { clock } = this.#context;
		const { message } = sending;
		sending.err = err;
		sending.changedAt = clock.now();
		message.details.err = err;
		message.status = String(status);
		message.history.push({ status: String(status), at: clock.iso() });
		await this.#handler.reportStatus(sending);
	}
}

/** Virtual sending shows in the delivery error (docs/gateways/smsc.md 2.4). */
const errOf = ({ isVirtual }: Sending): number => (isVirtual ? ERR.virtual : ERR.none);
