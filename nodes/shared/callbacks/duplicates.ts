import { createHash } from 'node:crypto';

import { Queue } from '../model/queue';

/** What a caller has to do with a report. */
export type Turn =
	/** It is the first: hand it over, then call one of the two. */
	| { first: true; handedOver(): void; failed(): void }
	/** It has been handed over before. */
	| { first: false };

/** A report whose first caller is still on its way. */
interface OnItsWay {
	/** Settles when that caller knows. */
	handedOver: Promise<boolean>;
}

const day = 86_400_000;

/**
 * The highest rate that one webhook process was seen to take (docs/queue-mode.md: 188 reports a second), over the longest
 * repetition that a gateway tells of (a third call 660 seconds after the first), rounded up.
 */
const mostReports = 150_000;

/** A key may hold a whole message, so its hash is remembered: 16 bytes, of which no two are alike in practice. */
const shortOf = (key: string): string =>
	createHash('sha256').update(key).digest().subarray(0, 16).toString('latin1');

/**
 * Remembers reports by their key, so that a repeated callback starts one execution in one process. Bounded: the oldest
 * keys go first. A key counts only after its report was handed over; a repetition that comes meanwhile waits for that,
 * and takes the report over if the first call failed.
 */
export class Duplicates {
	/** By the hash of a key; a number is the moment (of `performance.now()`) at which the report was handed over. */
	private readonly entries = new Queue<string, number | OnItsWay>();

	private readonly capacity: number;

	private readonly lifetimeMs: number;

	constructor(capacity = mostReports, lifetimeMs = day) {
		this.capacity = capacity;
		this.lifetimeMs = lifetimeMs;
	}

	async enter(key: string): Promise<Turn> {
		const short = shortOf(key);
		for (;;) {
			const known = this.entries.get(short);
			if (known === undefined) return this.claim(short);
			if (typeof known === 'number') {
				return known < performance.now() - this.lifetimeMs ? this.claim(short) : { first: false };
			}
			if (await known.handedOver) return { first: false };
		}
	}

	private claim(key: string): Turn {
		let settle: (handedOver: boolean) => void = () => {};
		const own: OnItsWay = { handedOver: new Promise<boolean>((resolve) => (settle = resolve)) };
		const isKept = () => this.entries.get(key) === own;
		this.entries.delete(key);
		this.entries.set(key, own);
		if (this.entries.size > this.capacity) this.entries.delete(this.entries.first as string);
		return {
			first: true,
			handedOver: () => {
				if (isKept()) this.entries.set(key, performance.now());
				settle(true);
			},
			failed: () => {
				if (isKept()) this.entries.delete(key);
				settle(false);
			},
		};
	}
}
