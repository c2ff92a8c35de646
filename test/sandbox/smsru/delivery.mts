import { createHash } from 'node:crypto';

import type { TimerHandle } from '../framework/clock.mts';
import type { GatewayContext } from '../framework/gateway.mts';
import type { Message } from '../framework/message.mts';
import type { SmsRuSettings } from './settings.mts';
import { CALLBACK_RETRY_MS, FINAL } from './wire.mts';

const STEP_MS = 1000;

/** Leads messages through their statuses and tells each to the handlers (docs/gateways/smsru.md 4 and 7). */
export class Delivery {
	readonly #context: GatewayContext<SmsRuSettings>;
	readonly #handlers: () => readonly string[];
	readonly #timers = new Map<string, TimerHandle[]>();

	constructor(context: GatewayContext<SmsRuSettings>, handlers: () => readonly string[]) {
		this.#context = context;
		this.#handlers = handlers;
	}

	/** @param afterMs when it goes out @param ttlMs how long it is tried */
	start(message: Message, afterMs: number, ttlMs: number | null): void {
		const { clock, settings } = this.#context;
		const { outcome } = settings;
		const script = typeof outcome === 'function' ? outcome(message) : outcome;
		const steps = script.map((status, at) => ({ status, ms: (at + 1) * STEP_MS }));
		const inTime = steps.filter(({ ms }) => ttlMs === null || ms <= ttlMs);
		const plan =
			ttlMs !== null && !inTime.some(({ status }) => FINAL.includes(status))
				? [...inTime, { status: '104', ms: ttlMs }]
				: inTime;
		this.#timers.set(
			message.id,
			plan.map(({ status, ms }) =>
				clock.setTimeout(async () => await this.#change(message, status), afterMs + ms),
			),
		);
	}

	/** A status given by hand takes the place of everything still planned. */
	async push(message: Message, status: string): Promise<void> {
		for (const timer of this.#timers.get(message.id) ?? []) this.#context.clock.cancel(timer);
		this.#timers.delete(message.id);
		await this.#change(message, status);
	}

	clear(): void {
		this.#timers.clear();
	}

	async #change(message: Message, status: string): Promise<void> {
		const { clock } = this.#context;
		message.status = status;
		message.history.push({ status, at: clock.iso() });
		const seconds = Math.floor(clock.now() / 1000);
		await this.report([['sms_status', message.id, status, String(seconds)].join('\n')], message);
	}

	/** Tells entries to every handler, signed with the `api_id`, until it answers `100`. */
	async report(entries: readonly string[], message?: Message): Promise<void> {
		const { settings, callbacks } = this.#context;
		const [apiId = ''] = settings.apiIds;
		const form = new URLSearchParams(
			entries.map((entry, at): [string, string] => [`data[${at + settings.firstEntry}]`, entry]),
		);
		form.set(
			'hash',
			createHash('sha256')
				.update(apiId + entries.join(''), 'utf8')
				.digest('hex'),
		);
		await Promise.all(
			this.#handlers().map(
				async (url) =>
					await callbacks.send({
						messageIds: message ? [message.id] : [],
						status: message?.status ?? '',
						url,
						method: 'POST',
						headers: { 'content-type': 'application/x-www-form-urlencoded' },
						body: Buffer.from(form.toString()),
						retryAfterMs: CALLBACK_RETRY_MS,
						isDelivered: (httpStatus, text) => httpStatus === 200 && text.trim() === '100',
					}),
			),
		);
	}
}
