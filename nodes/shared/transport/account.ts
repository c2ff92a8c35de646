import { type Asker, type KeepUntil, Turnstile } from './turnstile';
import { Paces } from './paces';

/** Holds calls to a number in flight and a number of starts within any second. */
export class Limiter {
	private readonly stile = new Turnstile(
		() => this.earliestStart(),
		() => void this.starts.push(performance.now()),
	);

	/** Calls that may be in flight. */
	concurrent = 1;

	private perSecond = 0;

	/** When the calls of the last second started, and the last one (of `performance.now()`), oldest first. */
	private readonly starts: number[] = [];

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
		this.closedUntil = Math.max(this.closedUntil, performance.now() + milliseconds);
	}

	/**
	 * Runs a task as soon as the limits allow. A rejection of the task is passed on.
	 *
	 * @param task is told whether it may call: not without a place, because the execution or the asker's time is over
	 */
	async run<T>(task: (hasPlace: boolean) => Promise<T>, asker?: Asker): Promise<T> {
		return await this.stile.use(async (_keepUntil, hasPlace) => await task(hasPlace), asker);
	}

	/** @returns the moment (of `performance.now()`) from which the next call may start */
	private earliestStart(): number {
		// Below one a second the window is as long as one call needs.
		const inWindow = Math.max(1, Math.floor(this.perSecond));
		const window = this.perSecond >= 1 ? 1000 : 1000 / this.perSecond;
		this.forgetStarts(performance.now() - 1000);
		const oldest = this.starts.at(-inWindow);
		if (this.perSecond <= 0 || oldest === undefined) return this.closedUntil;
		return Math.max(this.closedUntil, oldest + window);
	}

	/** Forgets all starts up to a moment but the last one. They are in order, so that each is looked at once. */
	private forgetStarts(until: number): void {
		while (this.starts.length > 1 && (this.starts[0] ?? Infinity) <= until) this.starts.shift();
	}
}

/**
 * Admits tasks that note messages as started before they make their one call: no more of them at a time than calls, so that a
 * crash leaves no message open that only waited for its call. A task may keep its place until the outcome is noted as well.
 */
class Notes {
	private readonly stile = new Turnstile();

	/** Tasks that were admitted, and have not asked for their call yet, by owner. */
	private readonly noting = new Map<string | undefined, Set<object>>();

	/** Takes a new number of tasks at a time. */
	resize(count: number): void {
		this.stile.resize(count);
	}

	/**
	 * Runs a task that notes messages and makes their call.
	 *
	 * @param task given what keeps its place until the outcome is noted; the same asker's next task may have it at once, because
	 * what it notes goes to the store together with that outcome, or later
	 */
	async run<T>(task: (keepUntil: KeepUntil) => Promise<T>, asker?: Asker): Promise<T> {
		return await this.stile.use(async (keepUntil) => {
			const owner = asker?.owner;
			const noting = this.noting.get(owner) ?? new Set();
			const own = {};
			this.noting.set(owner, noting.add(own));
			try {
				return await task(keepUntil);
			} finally {
				noting.delete(own);
				if (noting.size === 0 && this.noting.get(owner) === noting) this.noting.delete(owner);
			}
		}, asker);
	}

	/**
	 * The turn that let a task note is handed on to its call, so that it waits its turn once.
	 *
	 * @returns who asks for a call, as due where a task of the owner has not asked for its call yet
	 */
	takeTurn(asker?: Asker): Asker | undefined {
		const noting = this.noting.get(asker?.owner);
		const [first] = noting ?? [];
		if (!noting || !first) return asker;
		noting.delete(first);
		return { ...asker, isDue: true };
	}
}

/** Lets one call of an account that has no token yet ask for one. */
class Opening {
	private readonly stile = new Turnstile();

	/** How many calls have opened the account. */
	private opened = 0;

	/**
	 * Makes a call of an account that has no token yet. One such call goes alone, because each would ask for a token of its
	 * own; the others wait until one of them is through.
	 *
	 * @param opened whether the call got a token
	 */
	async with<T>(call: () => Promise<T>, opened: (result: T) => boolean, asker?: Asker): Promise<T> {
		const before = this.opened;
		const alone = await this.stile.use(async () => {
			if (this.opened !== before) return undefined;
			const result = await call();
			if (opened(result)) this.opened++;
			return { result };
		}, asker);
		return alone ? alone.result : await call();
	}
}

/**
 * What holds the calls of one credential back. Askers share each part fairly: a single send does not stand behind another
 * execution's list.
 */
export class Account {
	readonly limiter = new Limiter();

	readonly paces = new Paces();

	readonly opening = new Opening();

	readonly notes = new Notes();

	/** Takes new limits; what already runs is not touched. */
	configure(limits: { concurrent: number; perSecond: number }): this {
		const concurrent = Math.max(1, Math.floor(limits.concurrent));
		this.limiter.configure(concurrent, Math.max(0, limits.perSecond));
		this.notes.resize(concurrent);
		return this;
	}

	/** Makes a call as soon as the limits allow, as the limiter does. */
	async call<T>(task: (hasPlace: boolean) => Promise<T>, asker?: Asker): Promise<T> {
		return await this.limiter.run(task, this.notes.takeTurn(asker));
	}
}

/** One a credential and process: all nodes and executions that use the credential share it. */
const accounts = new Map<string, Account>();

/** @param key names the account: gateway and credential */
export function accountFor(key: string): Account {
	let account = accounts.get(key);
	if (!account) {
		account = new Account();
		accounts.set(key, account);
	}
	return account;
}
