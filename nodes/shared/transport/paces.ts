import { type Asker, Turnstile } from './turnstile';

/** How many calls of a kind a gateway takes within any window of time. */
export interface Pace {
	kind: string;
	most: number;
	/** At most ten minutes. */
	withinMs: number;
}

const longestWindowMs = 600_000;

/**
 * Makes a call, as often as it may be repeated, or finds that it need not.
 *
 * @param start to be called whenever the call starts; missing for whoever is cancelled, and where no place would come in time
 */
type PacedTask<T> = (start?: () => void) => Promise<T>;

/** Calls of one kind, and whoever waits to make one. */
class Places {
	/** When the last ones started (of `performance.now()`), oldest first, then Infinity for each that is about to start. */
	private starts: number[] = [];

	private readonly stile = new Turnstile(
		// One that is about to start counts as if it did so now.
		() =>
			Math.min(this.starts.at(-this.pace.most) ?? -Infinity, performance.now()) +
			this.pace.withinMs,
		() => (this.starts = [...this.starts, Infinity].slice(-this.pace.most)),
	);

	private pace: Pace;

	constructor(pace: Pace) {
		this.pace = pace;
		this.stile.resize(Infinity);
	}

	get lastStart(): number {
		return this.starts.at(-1) ?? -Infinity;
	}

	async run<T>(pace: Pace, task: PacedTask<T>, asker?: Asker): Promise<T> {
		this.pace = pace;
		return await this.stile.use(async (_keepUntil, hasPlace) => {
			if (!hasPlace) return await task();
			let isUsed = false;
			try {
				return await task(() => {
					this.note(isUsed ? 0 : 1);
					isUsed = true;
				});
			} finally {
				if (!isUsed) this.starts.pop();
			}
		}, asker);
	}

	/** A call starts. @param places of those about to start that it uses: one, and none when it is repeated */
	private note(places: number): void {
		const about = this.starts.indexOf(Infinity);
		this.starts.splice(about < 0 ? this.starts.length : about, places, performance.now());
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
	 * Runs a task as soon as it may make a call of its kind: when fewer calls than the gateway takes were made within the window, or are
	 * about to be. Places are shared as calls are. One that the task does not use is the next one's.
	 *
	 * @param pace missing for a call of which the gateway takes any number
	 */
	async run<T>(pace: Pace | undefined, task: PacedTask<T>, asker?: Asker): Promise<T> {
		if (!pace) return await task(() => {});
		const now = performance.now();
		if (this.places.size >= mostKinds && now >= this.lookAt) this.forgetPlaces(now);
		const places = this.places.get(pace.kind) ?? new Places(pace);
		this.places.set(pace.kind, places);
		return await places.run(pace, task, asker);
	}

	/** Kinds whose last call is long ago; no window is longer, so that nobody waits for one of them. */
	private forgetPlaces(now: number): void {
		this.lookAt = now + lookEveryMs;
		for (const [kind, { lastStart }] of this.places) {
			if (lastStart < now - longestWindowMs) this.places.delete(kind);
		}
	}
}
