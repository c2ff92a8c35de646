import { sleep } from 'n8n-workflow';

import { type Asker, Turnstile } from './turnstile';

/** How many calls of a kind a gateway takes within any window of time. */
export interface Pace {
	kind: string;
	most: number;
	/** At most ten minutes. */
	withinMs: number;
}

const longestWindowMs = 600_000;

/** A call's turn among those of its kind. */
export interface Turn {
	/** To be called whenever the call starts. */
	start(): void;
	/**
	 * Waits for the turn of the same call's repetition, which goes before calls that were not made yet.
	 *
	 * @returns false where its execution or its time is over
	 */
	again(): Promise<boolean>;
	/** Leaves the place to a repeated call that needs it, until `begin`, while it waits for what such a call may hold. */
	lend(): void;
	/** @returns false where the place is gone, so that nothing may be begun and another turn is to be waited for */
	begin(): boolean;
}

/**
 * Makes a call, as often as it may be repeated, or finds that it need not.
 *
 * @param turn missing for whoever is cancelled, and where no place would come in time
 */
type PacedTask<T> = (turn?: Turn) => Promise<T>;

/** Of a call of which the gateway takes any number. */
export const anyTime: Turn = {
	start() {},
	again: async () => await Promise.resolve(true),
	lend() {},
	begin: () => true,
};

/** Calls of one kind, and whoever waits to make one. */
class Places {
	/** When the last ones started (of `performance.now()`), oldest first. */
	private starts: number[] = [];

	/** Calls that are about to start. Each counts as if it did so now. */
	private held = 0;

	/** The same of those that have left their places to others. */
	private lent = 0;

	/** Repeated calls that wait, in their order. */
	private readonly repeated: object[] = [];

	private readonly stile = new Turnstile(
		() => this.earliest(this.held + this.lent + this.repeated.length),
		() => this.held++,
	);

	private pace: Pace;

	constructor(pace: Pace) {
		this.pace = pace;
		this.stile.resize(Infinity);
	}

	get lastStart(): number {
		return this.held + this.lent + this.repeated.length > 0
			? Infinity
			: (this.starts.at(-1) ?? -Infinity);
	}

	async run<T>(pace: Pace, task: PacedTask<T>, asker?: Asker): Promise<T> {
		this.pace = pace;
		return await this.stile.use(async (_keepUntil, hasPlace) => {
			if (!hasPlace) return await task();
			let place: 'held' | 'lent' | undefined = 'held';
			const free = () => {
				if (place) this[place]--;
				place = undefined;
			};
			try {
				return await task({
					start: () => {
						free();
						this.starts = [...this.starts, performance.now()].slice(-this.pace.most);
					},
					again: async () => {
						free();
						if (!(await this.repeat(asker))) return false;
						place = 'held';
						return true;
					},
					lend: () => {
						free();
						place = 'lent';
						this.lent++;
					},
					begin: () => {
						free();
						const others = this.held + this.repeated.length;
						if (this.earliest(others) > performance.now()) return false;
						place = 'held';
						this.held++;
						return true;
					},
				});
			} finally {
				free();
			}
		}, asker);
	}

	/** @returns the moment from which one more may start, when so many others are about to */
	private earliest(others: number): number {
		const { most, withinMs } = this.pace;
		if (others >= most) return performance.now() + withinMs;
		return (this.starts.at(others - most) ?? -Infinity) + withinMs;
	}

	/** Takes a place for a repeated call. @returns false where none would come in time */
	private async repeat({ signal, untilMs = Infinity }: Asker = {}): Promise<boolean> {
		const own = {};
		this.repeated.push(own);
		try {
			while (!signal?.aborted) {
				const at = this.earliest(this.held + this.repeated.indexOf(own));
				const wait = at - performance.now();
				if (wait <= 0) {
					this.held++;
					return true;
				}
				if (at > untilMs) return false;
				await sleep(Math.min(wait, 1000));
			}
			return false;
		} finally {
			this.repeated.splice(this.repeated.indexOf(own), 1);
		}
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
		if (!pace) return await task(anyTime);
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
