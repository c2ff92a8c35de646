/** Keeps to what a gateway's document allows: a request waits until it is no longer one too many. */
import type { Clock } from './clock.mts';
import type { Exchange, Pace } from './model.mts';

/** What is between the gateway's clock and ours, and what a request takes on its way. */
const SLACK_MS = 250;

export class Pacer {
	readonly #paces: readonly Pace[];
	readonly #clock: Clock;
	/** When requests of a kind went out. */
	readonly #sent = new Map<string, number[]>();

	constructor(paces: readonly Pace[], clock: Clock) {
		this.#paces = paces;
		this.#clock = clock;
	}

	/** Waits for the request's turn, and counts it. One call at a time. */
	async turn(request: Exchange['request']): Promise<void> {
		const rules = this.#paces.flatMap(({ most, withinMs, ...pace }, at) => {
			const kind = pace.kind(request);
			return kind === undefined ? [] : [{ most, withinMs, key: `${at} ${kind}` }];
		});
		for (const { most, withinMs, key } of rules) {
			const first = (this.#sent.get(key) ?? []).slice(-most);
			const oldest = first.length < most ? undefined : first[0];
			if (oldest === undefined) continue;
			const ms = oldest + withinMs + SLACK_MS - this.#clock.now();
			if (ms > 0) await this.#clock.sleep(ms);
		}
		const now = this.#clock.now();
		for (const { most, key } of rules) {
			this.#sent.set(key, [...(this.#sent.get(key) ?? []), now].slice(-most));
		}
	}
}
