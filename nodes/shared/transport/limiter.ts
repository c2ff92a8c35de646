import { type Asker, Turnstile } from './turnstile';

/** Holds calls to a number in flight and a number of starts within any second. */
export class Limiter {
	private readonly stile = new Turnstile(
		() => this.earliestStart(),
		() => this.starts.push(Date.now()),
	);

	/** Calls that may be in flight. */
	concurrent = 1;

	private perSecond = 0;

	/** Start times of the last `perSecond` calls, oldest first. */
	private starts: number[] = [];

	private closedUntil = 0;

	/** Takes new limits; calls that already run are not touched. @param perSecond 0 for no limit */
	configure(concurrent: number, perSecond: number): this {
		this.concurrent = concurrent;
		this.stile.resize(concurrent);
		this.perSecond = perSecond;
		return this;
	}

	/** Starts no call for a while, because the gateway asked for a pause. */
	holdBack(milliseconds: number): void {
		this.closedUntil = Math.max(this.closedUntil, Date.now() + milliseconds);
	}

	/** Runs a task as soon as the limits allow. A rejection of the task is passed on. */
	async run<T>(task: () => Promise<T>, asker?: Asker): Promise<T> {
		return await this.stile.use(task, asker);
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
