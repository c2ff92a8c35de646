import type { ClockScope } from '../framework/clock.mts';
import { Refusal } from './refusal.mts';
import type { SmsBySettings } from './settings.mts';
import { ERRORS } from './wire.mts';

const MINUTE = 60_000;

/**
 * 429 above so many requests a minute. Threshold and Retry-After are undocumented (docs/gateways/smsby.md 9); a window opens
 * with its first request, as Laravel's throttle does (inferred).
 */
export class RateLimit {
	readonly #clock: ClockScope;
	readonly #settings: SmsBySettings;
	#openedAt = Number.NEGATIVE_INFINITY;
	#count = 0;

	constructor(clock: ClockScope, settings: SmsBySettings) {
		this.#clock = clock;
		this.#settings = settings;
	}

	/** Counts a request; refused ones count too. */
	take(): void {
		const { requestsPerMinute, retryAfter } = this.#settings;
		const now = this.#clock.now();
		if (now - this.#openedAt >= MINUTE) {
			this.#openedAt = now;
			this.#count = 0;
		}
		this.#count++;
		if (requestsPerMinute === null || this.#count <= requestsPerMinute) return;
		const seconds = Math.ceil((this.#openedAt + MINUTE - now) / 1000);
		const headers: Record<string, string> =
			retryAfter === 'seconds' ? { 'retry-after': String(seconds) } : {};
		throw new Refusal('tooMany', ERRORS.tooMany, { headers });
	}

	reset(): void {
		this.#openedAt = Number.NEGATIVE_INFINITY;
		this.#count = 0;
	}
}
