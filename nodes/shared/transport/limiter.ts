import { sleep } from 'n8n-workflow';

/** Waits in slices, so that a cancelled execution does not sit out a long pause. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	const end = Date.now() + milliseconds;
	for (let left = milliseconds; left > 0 && !signal?.aborted; left = end - Date.now()) {
		await sleep(Math.min(left, 1000));
	}
}

/**
 * Holds the calls of one credential to a number in flight and a number of starts within any second. Each call is
 * one `try`/`finally` around one task, so no failure leaks a place.
 */
export class Limiter {
	private concurrent = 1;

	private perSecond = 0;

	private inFlight = 0;

	private readonly waiting: Array<() => void> = [];

	/** Start times of the last `perSecond` calls, oldest first. */
	private starts: number[] = [];

	private closedUntil = 0;

	/** When the next call of a kind may start. */
	private readonly turns = new Map<string, number>();

	/** Takes new limits; calls that already run are not touched. */
	configure(limits: { concurrent: number; perSecond: number }): this {
		this.concurrent = Math.max(1, Math.floor(limits.concurrent));
		this.perSecond = Math.max(0, limits.perSecond);
		this.admit();
		return this;
	}

	/** Starts no call for a while, because the gateway asked for a pause. */
	holdBack(milliseconds: number): void {
		this.closedUntil = Math.max(this.closedUntil, Date.now() + milliseconds);
	}

	/** Waits until the last call of this kind is long enough ago, and takes the turn. */
	async takeTurn(kind: string, spacingMs: number, signal?: AbortSignal): Promise<void> {
		const start = Math.max(Date.now(), this.turns.get(kind) ?? 0);
		this.turns.set(kind, start + spacingMs);
		await pause(start - Date.now(), signal);
	}

	/** Runs a task as soon as the limits allow. A rejection of the task is passed on. */
	async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		await this.enter();
		try {
			await pause(this.reserveStart() - Date.now(), signal);
			return await task();
		} finally {
			this.leave();
		}
	}

	private async enter(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.waiting.push(resolve);
			this.admit();
		});
	}

	private leave(): void {
		this.inFlight--;
		this.admit();
	}

	private admit(): void {
		while (this.inFlight < this.concurrent && this.waiting.length > 0) {
			this.inFlight++;
			this.waiting.shift()?.();
		}
	}

	/** @returns the moment (ms since the epoch) at which the next call may start */
	private reserveStart(): number {
		const earliest = Math.max(Date.now(), this.closedUntil);
		if (this.perSecond <= 0) return earliest;
		// With fractions of a call a second the window is as long as one call needs.
		const inWindow = Math.max(1, Math.floor(this.perSecond));
		const window = (inWindow / this.perSecond) * 1000;
		this.starts = this.starts.slice(-inWindow);
		const oldest = this.starts.length < inWindow ? undefined : this.starts[0];
		const start = oldest === undefined ? earliest : Math.max(earliest, oldest + window);
		this.starts.push(start);
		return start;
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
