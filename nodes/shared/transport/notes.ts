import { type Asker, Turnstile } from './turnstile';

/**
 * Admits tasks that note messages as started before they make their one call: no more of them at a time than calls, so that a
 * crash leaves no message open that only waited for its call.
 */
export class Notes {
	private readonly stile = new Turnstile();

	/** Tasks that were admitted, and have not asked for their call yet, by owner. */
	private readonly noting = new Map<string | undefined, Set<object>>();

	/** Takes a new number of tasks at a time. */
	resize(count: number): void {
		this.stile.resize(count);
	}

	/** Runs a task that notes messages, makes their call, and notes the outcome. */
	async run<T>(task: () => Promise<T>, asker?: Asker): Promise<T> {
		return await this.stile.use(async () => {
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
