import { sleep } from 'n8n-workflow';

import { type Asker, Turnstile } from './turnstile';

/** Waits in slices, so that a cancelled execution does not sit out a long pause. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	const end = Date.now() + milliseconds;
	for (let left = milliseconds; left > 0 && !signal?.aborted; left = end - Date.now()) {
		await sleep(Math.min(left, 1000));
	}
}

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
	/** When the last ones started (ms since the epoch), oldest first. */
	private starts: number[] = [];

	private readonly stile = new Turnstile(
		() => (this.starts.at(-this.pace.most) ?? -Infinity) + this.pace.withinMs,
		() => (this.starts = [...this.starts, Date.now()].slice(-this.pace.most)),
	);

	private pace: Pace;

	constructor(pace: Pace) {
		this.pace = pace;
	}

	get lastStart(): number {
		return this.starts.at(-1) ?? -Infinity;
	}

	async take(pace: Pace, asker?: Asker): Promise<void> {
		this.pace = pace;
		await this.stile.use(async () => {}, asker);
	}
}

/** So many kinds are remembered before the old ones are looked for. */
const mostKinds = 10_000;

/**
 * Holds the calls of one credential to a number in flight and a number of starts within any second. Askers share it fairly:
 * a single send does not stand behind another execution's list.
 */
export class Limiter {
	private readonly calls = new Turnstile(
		() => this.earliestStart(),
		() => this.starts.push(Date.now()),
	);

	private readonly messages = new Turnstile();

	private perSecond = 0;

	/** Start times of the last `perSecond` calls, oldest first. */
	private starts: number[] = [];

	private closedUntil = 0;

	/** Tells whether the call that now opens the account did so. */
	private opening?: Promise<boolean>;

	private readonly places = new Map<string, Places>();

	/** Tasks that were admitted to note something, and have not asked for their call yet, by owner. */
	private readonly noting = new Map<string | undefined, Set<object>>();

	/** Takes new limits; calls that already run are not touched. */
	configure(limits: { concurrent: number; perSecond: number }): this {
		const concurrent = Math.max(1, Math.floor(limits.concurrent));
		this.calls.resize(concurrent);
		this.messages.resize(concurrent);
		this.perSecond = Math.max(0, limits.perSecond);
		return this;
	}

	/** Starts no call for a while, because the gateway asked for a pause. */
	holdBack(milliseconds: number): void {
		this.closedUntil = Math.max(this.closedUntil, Date.now() + milliseconds);
	}

	/** Waits until the last call of this kind is long enough ago, and takes the turn. */
	async takeTurn(kind: string, spacingMs: number, asker?: Asker): Promise<void> {
		await this.takePlace({ kind: `turn ${kind}`, most: 1, withinMs: spacingMs }, asker);
	}

	/**
	 * Waits until fewer calls of this kind than the gateway takes were made within its window, and takes a place among them.
	 * Places are shared as calls are. Whoever is cancelled takes none.
	 */
	async takePlace(pace: Pace, asker?: Asker): Promise<void> {
		if (this.places.size >= mostKinds) this.forgetPlaces(Date.now());
		const places = this.places.get(pace.kind) ?? new Places(pace);
		this.places.set(pace.kind, places);
		await places.take(pace, asker);
	}

	/** Kinds whose last call is long ago; no window is longer, so that nobody waits for one of them. */
	private forgetPlaces(now: number): void {
		for (const [kind, { lastStart }] of this.places) {
			if (lastStart < now - longestWindowMs) this.places.delete(kind);
		}
	}

	/**
	 * Makes a call of an account that has no token yet. One such call goes alone, because each would ask for a token of its
	 * own; the others wait until one of them is through.
	 *
	 * @param opened whether the call got a token
	 */
	async openWith<T>(call: () => Promise<T>, opened: (result: T) => boolean): Promise<T> {
		while (this.opening) {
			if (await this.opening) return await call();
		}
		let settle: (isOpen: boolean) => void = () => {};
		this.opening = new Promise<boolean>((resolve) => (settle = resolve));
		let isOpen = false;
		try {
			const result = await call();
			isOpen = opened(result);
			return result;
		} finally {
			this.opening = undefined;
			settle(isOpen);
		}
	}

	/** Runs a task as soon as the limits allow. A rejection of the task is passed on. */
	async run<T>(task: () => Promise<T>, asker?: Asker): Promise<T> {
		const noting = this.noting.get(asker?.owner);
		const [first] = noting ?? [];
		if (!noting || !first) return await this.calls.use(task, asker);
		noting.delete(first);
		return await this.calls.use(task, { ...asker, isDue: true });
	}

	/**
	 * Runs a task that notes messages as started, makes the one call that sends them, by `run`, and notes the outcome: no more
	 * of them at a time than calls, so that a crash leaves no message open that only waited for its call. The turn that let
	 * it note is handed on to its call, so that it waits its turn once.
	 */
	async runNoted<T>(task: () => Promise<T>, asker?: Asker): Promise<T> {
		return await this.messages.use(async () => {
			const owner = asker?.owner;
			const noting = this.noting.get(owner) ?? new Set();
			const own = {};
			this.noting.set(owner, noting.add(own));
			try {
				return await task();
			} finally {
				noting.delete(own);
				if (noting.size === 0 && this.noting.get(owner) === noting) this.noting.delete(owner);
			}
		}, asker);
	}

	/** @returns the moment (ms since the epoch) from which the next call may start */
	private earliestStart(): number {
		// Below one a second the window is as long as one call needs.
		const inWindow = Math.max(1, Math.floor(this.perSecond));
		const window = this.perSecond >= 1 ? 1000 : 1000 / this.perSecond;
		this.starts = this.starts.slice(-inWindow);
		const oldest = this.starts.length < inWindow ? undefined : this.starts[0];
		if (this.perSecond <= 0 || oldest === undefined) return this.closedUntil;
		return Math.max(this.closedUntil, oldest + window);
	}
}

/** One limiter a credential and process: all nodes and executions that use the credential share it. */
const limiters = new Map<string, Limiter>();

/** @param key names the account: gateway and credential */
export function limiterFor(key: string): Limiter {
	let limiter = limiters.get(key);
	if (!limiter) {
		limiter = new Limiter();
		limiters.set(key, limiter);
	}
	return limiter;
}
