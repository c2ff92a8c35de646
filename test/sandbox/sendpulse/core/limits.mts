import type { ClockScope } from '../../framework/clock.mts';
import type { SendPulseSettings } from '../settings.mts';
import { FAILURES } from './refusal.mts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * Requests of the account in the last second and minute of the sandbox clock (docs/gateways/sendpulse.md 1.4).
 * A refused request does not count, nor does one without a valid token (inference).
 */
export class RequestLimits {
	readonly #settings: SendPulseSettings;
	readonly #clock: ClockScope;
	#taken: number[] = [];

	constructor(settings: SendPulseSettings, clock: ClockScope) {
		this.#settings = settings;
		this.#clock = clock;
	}

	/** Counts a request, or refuses it. */
	take(): void {
		const { requestsPerSecond, requestsPerMinute } = this.#settings;
		const now = this.#clock.now();
		this.#taken = this.#taken.filter((at) => at > now - MINUTE);
		const inSecond = this.#taken.filter((at) => at > now - SECOND).length;
		if (requestsPerSecond !== null && inSecond >= requestsPerSecond) {
			throw FAILURES.perSecond(requestsPerSecond);
		}
		if (requestsPerMinute !== null && this.#taken.length >= requestsPerMinute) {
			throw FAILURES.perMinute();
		}
		this.#taken.push(now);
	}

	clear(): void {
		this.#taken = [];
	}
}
