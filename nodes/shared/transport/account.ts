import { Limiter } from './limiter';
import { Notes } from './notes';
import { Opening } from './opening';
import { Paces } from './paces';
import type { Asker } from './turnstile';

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
