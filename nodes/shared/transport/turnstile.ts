import { sleep } from 'n8n-workflow';

import { Queue } from '../model/queue';

/** For whom something waits: those with one owner wait in the order in which they came, and owners take turns. */
export interface Asker {
	/** An execution's node, say; those without one wait as if they had the same. */
	owner?: string;
	/** Ends the waiting. */
	signal?: AbortSignal;
	/** It has waited for its turn already, so that its owner goes first here. */
	isDue?: boolean;
}

/** Tells whether a place was taken; without one the task runs because its execution is over. */
type Admit = (hasPlace: boolean) => void;

/** Whoever waits, by owner. Adding, taking and removing cost the same, however many wait. */
class Lanes {
	/** The first owner is the next one; whoever was served goes to the end. */
	private readonly lanes = new Queue<string, Queue<Admit, true>>();

	/** Owners that go before all others, in their order: once, so that nobody stays behind them. */
	private readonly due = new Queue<string, true>();

	get isEmpty(): boolean {
		return this.lanes.size === 0;
	}

	add(owner: string, admit: Admit, isDue: boolean): void {
		if (isDue) this.due.set(owner, true);
		const lane = this.lanes.get(owner) ?? new Queue();
		lane.set(admit, true);
		this.lanes.set(owner, lane);
	}

	remove(owner: string, admit: Admit): void {
		const lane = this.lanes.get(owner);
		lane?.delete(admit);
		if (lane?.size === 0) this.forget(owner);
	}

	take(): Admit | undefined {
		const next = this.lanes.first;
		const owner = this.due.first ?? next ?? '';
		const lane = this.lanes.get(owner);
		this.forget(owner);
		// Whoever was passed over is not passed over again.
		if (next !== undefined && next !== owner) this.due.set(next, true);
		const admit = lane?.first;
		if (!lane || !admit) return undefined;
		lane.delete(admit);
		if (lane.size > 0) this.lanes.set(owner, lane);
		return admit;
	}

	private forget(owner: string): void {
		this.lanes.delete(owner);
		this.due.delete(owner);
	}
}

const cancellable = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * What waits for an execution that may be cancelled, at whatever turnstile: one listener for all of it, because a signal looks through
 * all that it has for each that is added.
 */
function waitingFor(signal: AbortSignal): Set<() => void> {
	const known = cancellable.get(signal);
	if (known) return known;
	const waiting = new Set<() => void>();
	cancellable.set(signal, waiting);
	const leaveAll = () => {
		for (const leave of waiting) leave();
		waiting.clear();
	};
	signal.addEventListener('abort', leaveAll, { once: true });
	return waiting;
}

/**
 * Lets so many tasks run at a time, and starts them no earlier than it is told. Whoever waits beside a list of ten
 * thousand others gets one of the next two places, because owners take turns.
 */
export class Turnstile {
	private count = 1;

	private taken = 0;

	private looking = false;

	private readonly lanes = new Lanes();

	private readonly earliest: () => number;

	private readonly started: () => void;

	/**
	 * @param earliest the moment (ms since the epoch) from which the next task may start
	 * @param started notes that one starts now
	 */
	constructor(earliest: () => number = () => 0, started: () => void = () => {}) {
		this.earliest = earliest;
		this.started = started;
	}

	/** Takes a new number; tasks that already run are not touched. */
	resize(count: number): void {
		this.count = count;
		this.admit();
	}

	/** Runs a task when there is a place. One `try`/`finally` around it, so no failure leaks a place. */
	async use<T>(task: () => Promise<T>, asker: Asker = {}): Promise<T> {
		const hasPlace = await this.wait(asker);
		try {
			return await task();
		} finally {
			if (hasPlace) {
				this.taken--;
				this.admit();
			}
		}
	}

	/** @returns false when the execution is over, so that its tasks can say that nothing was done */
	private async wait({ owner = '', signal, isDue = false }: Asker): Promise<boolean> {
		if (signal?.aborted) return false;
		const waiting = signal && waitingFor(signal);
		return await new Promise<boolean>((resolve) => {
			const leave = () => {
				this.lanes.remove(owner, admit);
				resolve(false);
			};
			const admit: Admit = (hasPlace) => {
				waiting?.delete(leave);
				resolve(hasPlace);
			};
			waiting?.add(leave);
			this.lanes.add(owner, admit, isDue);
			this.admit();
		});
	}

	private admit(): void {
		while (this.taken < this.count && !this.lanes.isEmpty) {
			const wait = this.earliest() - Date.now();
			if (wait > 0) {
				void this.lookAgain(wait);
				return;
			}
			this.started();
			this.taken++;
			this.lanes.take()?.(true);
		}
	}

	/** Looks again at least each second, since the earliest moment may have changed meanwhile. */
	private async lookAgain(wait: number): Promise<void> {
		if (this.looking) return;
		this.looking = true;
		await sleep(Math.min(wait, 1000));
		this.looking = false;
		this.admit();
	}
}
