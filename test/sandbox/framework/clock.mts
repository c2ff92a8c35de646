type Task = () => void | Promise<void>;
type Timer = { readonly due: number; readonly task: Task };

export type TimerHandle = object;

/** The longest delay a Node.js timer can hold; longer waits are re-armed. */
const LONGEST_WAIT = 2 ** 31 - 1;

/**
 * Virtual time: real time multiplied by `speed`, plus jumps by `advance`.
 * Speed 0 stops it, so that only `advance` moves it.
 */
export class Clock {
	#speed: number;
	#real = Date.now();
	#virtual = Date.now();
	#frozen: number | null = null;
	#timers: Timer[] = [];
	#alarm: NodeJS.Timeout | undefined;
	#running = new Set<Promise<void>>();
	#advancing: Promise<void> = Promise.resolve();

	constructor(speed = 1) {
		this.#speed = checkSpeed(speed);
	}

	/** Virtual milliseconds since the epoch. */
	now(): number {
		if (this.#frozen !== null) return this.#frozen;
		return this.#virtual + (Date.now() - this.#real) * this.#speed;
	}

	get speed(): number {
		return this.#speed;
	}

	setSpeed(speed: number): void {
		const next = checkSpeed(speed);
		this.#moveTo(this.now());
		this.#speed = next;
		this.#arm();
	}

	setTimeout(task: Task, ms: number): TimerHandle {
		const timer: Timer = { due: this.now() + Math.max(0, ms), task };
		const at = placeOf(timer, this.#timers);
		this.#timers.splice(at, 0, timer);
		if (at === 0) this.#arm();
		return timer;
	}

	cancel(handle: TimerHandle): void {
		const at = this.#timers.indexOf(handle as Timer);
		if (at < 0) return;
		this.#timers.splice(at, 1);
		this.#arm();
	}

	/**
	 * Jumps ahead and runs everything that falls due on the way, one after the other in order of
	 * time, each awaited, including what those tasks schedule inside the window. What was already
	 * under way is awaited first. Never call it from inside a task.
	 */
	async advance(ms: number): Promise<void> {
		if (!(ms >= 0) || !Number.isFinite(ms)) throw new RangeError('advance needs milliseconds >= 0');
		const turn = this.#advancing.then(() => this.#jump(ms));
		this.#advancing = turn.catch(() => undefined);
		return await turn;
	}

	/** Waits until no started task is under way; starts nothing. */
	async settled(): Promise<void> {
		while (this.#running.size > 0) await Promise.allSettled([...this.#running]);
	}

	/** Forgets all timers. */
	stop(): void {
		this.#timers = [];
		this.#arm();
	}

	async #jump(ms: number): Promise<void> {
		const start = this.now();
		const target = start + ms;
		this.#frozen = start;
		this.#arm();
		try {
			await this.settled();
			for (let timer = this.#timers[0]; timer && timer.due <= target; timer = this.#timers[0]) {
				this.#timers.shift();
				this.#frozen = Math.max(this.#frozen, timer.due);
				await this.#run(timer.task);
			}
			await this.settled();
		} finally {
			this.#moveTo(target);
			this.#frozen = null;
			this.#arm();
		}
	}

	#moveTo(virtual: number): void {
		this.#virtual = virtual;
		this.#real = Date.now();
	}

	async #run(task: Task): Promise<void> {
		const work = (async () => await task())();
		this.#running.add(work);
		try {
			await work;
		} finally {
			this.#running.delete(work);
		}
	}

	#arm(): void {
		clearTimeout(this.#alarm);
		const next = this.#timers[0];
		if (!next || this.#frozen !== null || this.#speed === 0) return;
		const wait = Math.ceil(Math.max(0, next.due - this.now()) / this.#speed);
		this.#alarm = setTimeout(() => this.#tick(), Math.min(wait, LONGEST_WAIT));
	}

	/** Real time has come: tasks start in order, but a slow one does not hold the others up. */
	#tick(): void {
		const now = this.now();
		for (let timer = this.#timers[0]; timer && timer.due <= now; timer = this.#timers[0]) {
			this.#timers.shift();
			void this.#run(timer.task);
		}
		this.#arm();
	}
}

/** The timers of one owner on a shared clock, so that they can be dropped together. */
export class ClockScope {
	readonly #clock: Clock;
	readonly #own = new Set<TimerHandle>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	now(): number {
		return this.#clock.now();
	}

	/** The present virtual instant as ISO text. */
	iso(): string {
		return new Date(this.#clock.now()).toISOString();
	}

	setTimeout(task: Task, ms: number): TimerHandle {
		const handle = this.#clock.setTimeout(() => {
			this.#own.delete(handle);
			return task();
		}, ms);
		this.#own.add(handle);
		return handle;
	}

	cancel(handle: TimerHandle): void {
		this.#own.delete(handle);
		this.#clock.cancel(handle);
	}

	clear(): void {
		for (const handle of this.#own) this.#clock.cancel(handle);
		this.#own.clear();
	}
}

/** Where a new timer belongs: behind everything that is due no later. */
const placeOf = (timer: Timer, timers: readonly Timer[]): number => {
	let low = 0;
	let high = timers.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((timers[middle]?.due ?? Infinity) > timer.due) high = middle;
		else low = middle + 1;
	}
	return low;
};

const checkSpeed = (speed: number): number => {
	if (!(speed >= 0) || !Number.isFinite(speed)) throw new RangeError('speed must be a number >= 0');
	return speed;
};
