/** What a caller has to do with a report. */
export type Turn =
	/** It is the first: hand it over, then call one of the two. */
	| { first: true; handedOver(): void; failed(): void }
	/** It has been handed over before. */
	| { first: false };

interface Entry {
	at: number;
	/** Settles when the first caller knows whether the report was handed over; missing once it was. */
	pending?: Promise<boolean>;
}

const day = 86_400_000;

/**
 * Remembers reports by their key, so that a repeated callback starts one execution in one process. Bounded: the oldest
 * keys go first. A key counts only after its report was handed over; a repetition that comes meanwhile waits for that,
 * and takes the report over if the first call failed.
 */
export class Duplicates {
	private readonly entries = new Map<string, Entry>();

	private readonly capacity: number;

	private readonly lifetimeMs: number;

	constructor(capacity = 10_000, lifetimeMs = day) {
		this.capacity = capacity;
		this.lifetimeMs = lifetimeMs;
	}

	async enter(key: string): Promise<Turn> {
		for (;;) {
			const known = this.entries.get(key);
			if (!known || (!known.pending && known.at < Date.now() - this.lifetimeMs))
				return this.claim(key);
			if (!known.pending || (await known.pending)) return { first: false };
		}
	}

	private claim(key: string): Turn {
		let settle: (handedOver: boolean) => void = () => {};
		const pending = new Promise<boolean>((resolve) => (settle = resolve));
		const own: Entry = { at: Date.now(), pending };
		const isKept = () => this.entries.get(key) === own;
		this.entries.delete(key);
		this.entries.set(key, own);
		for (const oldest of this.entries.keys()) {
			if (this.entries.size <= this.capacity) break;
			this.entries.delete(oldest);
		}
		return {
			first: true,
			handedOver: () => {
				if (isKept()) this.entries.set(key, { at: Date.now() });
				settle(true);
			},
			failed: () => {
				if (isKept()) this.entries.delete(key);
				settle(false);
			},
		};
	}
}
