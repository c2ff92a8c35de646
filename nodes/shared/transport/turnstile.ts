import { sleep } from 'n8n-workflow';

import { Queue } from '../model/queue';

/** For whom something waits: those with one owner wait in the order in which they came, and owners take turns. */
export interface Asker {
	/** An execution's node, say; those without one wait as if they had the same. */
	owner?: string;
	/** Ends the waiting. */
	signal?: AbortSignal;
	/** It does not wait for what comes later (of `performance.now()`). */
	untilMs?: number;
	/** It has waited for its turn already, so that its owner goes first here. */
	isDue?: boolean;
}

/** Called by a task for its place: when it is over, nobody but its asker gets the place until this has ended. */
export type KeepUntil = (end: Promise<unknown>) => void;

/** Tells whether a place was taken; without one the task runs because its execution or its time is over. */
type Admit = (hasPlace: boolean) => void;

const isLate = (asker: Asker | undefined, at: number): boolean =>
	asker?.untilMs !== undefined && asker.untilMs < at;

/** Whoever waits, by owner. Adding, taking and removing cost the same, however many wait. */
class Lanes {
	/** The first owner is the next one; whoever was served goes to the end. */
	private readonly lanes = new Queue<string, Queue<Admit, Asker>>();

	/** Owners that go before all others, in their order: once, so that nobody stays behind them. */
	private readonly due = new Queue<string, true>();

	/** Who is admitted next. */
	get next(): Asker | undefined {
		const lane = this.lanes.get(this.due.first ?? this.lanes.first ?? '');
		return lane?.first && lane.get(lane.first);
	}

	add(asker: Asker, admit: Admit): void {
		const { owner = '', isDue } = asker;
		if (isDue) this.due.set(owner, true);
		const lane = this.lanes.get(owner) ?? new Queue();
		lane.set(admit, asker);
		this.lanes.set(owner, lane);
	}

	remove({ owner = '' }: Asker, admit: Admit): void {
		const lane = this.lanes.get(owner);
		lane?.delete(admit);
		if (lane?.size === 0) this.forget(owner);
	}

	/** Turns away those who have waited too long, as far as nobody stands before them. */
	dismissLate(now: number): void {
		for (const [owner, lane] of this.lanes) {
			for (let admit = lane.first; admit && isLate(lane.get(admit), now); admit = lane.first) {
				lane.delete(admit);
				admit(false);
			}
			if (lane.size === 0) this.forget(owner);
		}
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

/** A place that its task keeps, and for whom. */
interface Kept {
	asker: Asker;
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

	/** Places that are taken, though their tasks are over. */
	private readonly kept = new Set<Kept>();

	private readonly earliest: () => number;

	private readonly started: () => void;

	/**
	 * @param earliest the moment from which the next task may start, of `performance.now()`: nobody sets that clock back
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

	/**
	 * Runs a task when there is a place. One `try`/`finally` around it, so no failure leaks a place.
	 *
	 * @param asker one object for all tasks that may have each other's kept places
	 */
	async use<T>(
		task: (keepUntil: KeepUntil, hasPlace: boolean) => Promise<T>,
		asker: Asker = {},
	): Promise<T> {
		const hasPlace = await this.wait(asker);
		const ends: Array<Promise<unknown>> = [];
		try {
			return await task((end) => ends.push(end), hasPlace);
		} finally {
			if (hasPlace && ends.length > 0) void this.keep({ asker }, ends);
			else if (hasPlace) this.free();
		}
	}

	private async keep(place: Kept, ends: Array<Promise<unknown>>): Promise<void> {
		this.kept.add(place);
		this.admit();
		await Promise.allSettled(ends);
		if (this.kept.delete(place)) this.free();
	}

	private free(): void {
		this.taken--;
		this.admit();
	}

	/** @returns false when the execution or the asker's time is over, so that its tasks can say that nothing was done */
	private async wait(asker: Asker): Promise<boolean> {
		const { signal } = asker;
		if (signal?.aborted) return false;
		const waiting = signal && waitingFor(signal);
		return await new Promise<boolean>((resolve) => {
			const leave = () => {
				this.lanes.remove(asker, admit);
				resolve(false);
			};
			const admit: Admit = (hasPlace) => {
				waiting?.delete(leave);
				resolve(hasPlace);
			};
			waiting?.add(leave);
			this.lanes.add(asker, admit);
			this.admit();
		});
	}

	private admit(): void {
		for (let asker = this.lanes.next; asker; asker = this.lanes.next) {
			const own = this.keptFor(asker);
			if (!own && this.taken >= this.count) return;
			const earliest = this.earliest();
			const wait = earliest - performance.now();
			if (wait > 0 && isLate(asker, earliest)) {
				this.lanes.take()?.(false);
				continue;
			}
			if (wait > 0) {
				void this.lookAgain(wait);
				return;
			}
			this.started();
			if (own) this.kept.delete(own);
			else this.taken++;
			this.lanes.take()?.(true);
		}
	}

	private keptFor(asker: Asker): Kept | undefined {
		if (this.taken > this.count) return undefined;
		for (const place of this.kept) if (place.asker === asker) return place;
		return undefined;
	}

	/** Looks again at least each second, since the earliest moment may have changed meanwhile. */
	private async lookAgain(wait: number): Promise<void> {
		if (this.looking) return;
		this.looking = true;
		await sleep(Math.min(wait, 1000));
		this.looking = false;
		this.lanes.dismissLate(performance.now());
		this.admit();
	}
}
