import { type Asker, Turnstile } from './turnstile';

/** How many calls of a kind a gateway takes within any window of time. */
export interface Pace {
	kind: string;
	most: number;
	/** At most ten minutes. */
	withinMs: number;
}

const longestWindowMs = 600_000;

/** Calls of one kind, and whoever waits to make one. */
class Places {
	/** When the last ones started (of `performance.now()`), oldest first. */
	private starts: number[] = [];

	private readonly stile = new Turnstile(
		() => (this.starts.at(-this.pace.most) ?? -Infinity) + this.pace.withinMs,
		() => (this.starts = [...this.starts, performance.now()].slice(-this.pace.most)),
	);

	private pace: Pace;

	constructor(pace: Pace) {
		this.pace = pace;
	}

	get lastStart(): number {
		return this.starts.at(-1) ?? -Infinity;
	}

	async take(pace: Pace, asker?: Asker): Promise<boolean> {
		this.pace = pace;
		return await this.stile.use(async (_keepUntil, hasPlace) => hasPlace, asker);
	}
}

/** So many kinds are remembered before the old ones are looked for, and then once in so many milliseconds. */
const mostKinds = 10_000;
const lookEveryMs = 60_000;

/** Holds the calls of each kind to the number that the gateway takes within its window. */
export class Paces {
	private readonly places = new Map<string, Places>();

	private lookAt = -Infinity;

	/**
	 * Waits until fewer calls of this kind than the gateway takes were made within its window, and takes a place among them.
	 * Places are shared as calls are.
	 *
	 * @returns false for whoever is cancelled, and where none would come in time
	 */
	async takePlace(pace: Pace, asker?: Asker): Promise<boolean> {
		const now = performance.now();
		if (this.places.size >= mostKinds && now >= this.lookAt) this.forgetPlaces(now);
		const places = this.places.get(pace.kind) ?? new Places(pace);
		this.places.set(pace.kind, places);
		return await places.take(pace, asker);
	}

	/** Kinds whose last call is long ago; no window is longer, so that nobody waits for one of them. */
	private forgetPlaces(now: number): void {
		this.lookAt = now + lookEveryMs;
		for (const [kind, { lastStart }] of this.places) {
			if (lastStart < now - longestWindowMs) this.places.delete(kind);
		}
	}
}
