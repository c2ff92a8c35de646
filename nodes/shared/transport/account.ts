import { Limiter } from './limiter';
import { Notes } from './notes';
import { Paces } from './paces';
import type { Asker } from './turnstile';

/** Lets one call of an account that has no token yet ask for one. */
class Opening {
	/** Tells whether the call that now opens the account did so. */
	private opening?: Promise<boolean>;

	/**
	 * Makes a call of an account that has no token yet. One such call goes alone, because each would ask for a token of its
	 * own; the others wait until one of them is through.
	 *
	 * @param opened whether the call got a token
	 */
	async with<T>(call: () => Promise<T>, opened: (result: T) => boolean): Promise<T> {
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

	/** Makes a call as soon as the limits allow. A rejection of the call is passed on. */
	async call<T>(task: () => Promise<T>, asker?: Asker): Promise<T> {
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
