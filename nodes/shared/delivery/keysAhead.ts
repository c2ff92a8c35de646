/** Runs of no more keys claim none ahead. */
const smallRun = 10_000;

/** At most this part of a run's keys is ahead. */
const share = 16;

/** Sending is to go on so many times as long as the store was at work. */
const sendingOverStore = 2;

/**
 * Says which keys of a large run are claimed before their turn. Each call of n8n's store costs as much as its list is long, so calls
 * that grow in number with the list would cost its square. Therefore the store gets more keys at a time where it would hold up the
 * sending, at most a sixteenth of the run: however long the run, the list is read and written some twenty times then. A small run, and one
 * whose gateway is slower than the store, claim none ahead.
 *
 * A crash leaves open whatever may have left since the store's last call. So of n keys in c calls n/c or more are open at the worst moment, however
 * they are noted: fewer calls leave more.
 */
export class KeysAhead {
	/** In the order in which they are going to be claimed. */
	private readonly keys: string[];

	private next = 0;

	private readonly most: number;

	private last?: { size: number; tookMs: number; endedAt: number };

	private readonly gone = new Set<string>();

	/** @param keys of the whole run, in the order in which they are going to be claimed */
	constructor(keys: string[]) {
		this.keys = keys;
		this.most = keys.length > smallRun ? Math.floor(keys.length / share) : 0;
	}

	/** @param asked keys that are claimed now, since their turn has come @returns those to be claimed with them */
	with(asked: string[]): string[] {
		if (this.most === 0) return [];
		for (const key of asked) this.gone.add(key);
		const wanted = Math.min(this.most, this.size() - asked.length);
		const ahead: string[] = [];
		while (ahead.length < wanted && this.next < this.keys.length) {
			const key = this.keys[this.next++] as string;
			if (!this.gone.delete(key)) ahead.push(key);
		}
		return ahead;
	}

	/** To be called when the store has taken keys. @param size how many @param tookMs how long it was at work (ms) */
	taken(size: number, tookMs: number): void {
		this.last = { size, tookMs, endedAt: performance.now() };
	}

	/** How many keys at a time keep the sending as busy as it should be, at the pace of the last ones. */
	private size(): number {
		if (!this.last) return 0;
		const { size, tookMs, endedAt } = this.last;
		const sendingMs = Math.max(1, performance.now() - endedAt);
		return Math.floor((size * sendingOverStore * tookMs) / sendingMs);
	}
}
