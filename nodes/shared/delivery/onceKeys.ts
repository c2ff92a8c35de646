import { type IExecuteFunctions, sleep } from 'n8n-workflow';

import { type Batch, KeyMarks, type KnownKeys, type KnownState } from './keyMarks';
import type { KeysAhead } from './keysAhead';

/** What is known of a key when it is claimed. */
export type KeyState =
	/** Nobody has used it; from now on it is begun. */
	'new' | KnownState;

/** What goes to the store at a time. */
interface Round extends Batch {
	/** Those of the claims that are not new. */
	known: Promise<KnownKeys>;
	/** Keys that were claimed before their turn, and now wait for the rest of their packet. */
	waiting: number;
	/** Somebody waits for it, so that it begins in a moment. */
	isDue: boolean;
	/** Takes its turn at the store, if it has not done so. */
	begin(): void;
}

type ComingKeys = Pick<KeysAhead, 'with' | 'taken'>;

/** Steps of promises that lead from one packet to the next at most, so that a round waits for them. */
const stepsBetween = 100;

async function gathered(): Promise<void> {
	for (let step = 0; step < stepsBetween; step++) await Promise.resolve();
}

/** So long a round waits at most for packets that are on their way, or as long as the store was at work last. */
const mostWaitMs = 200;

/** The keys of one run of a node. Whatever is claimed and settled while the store is at work goes to it in one call. */
export class OnceKeys {
	private readonly marks: KeyMarks;

	private round?: Round;

	private coming?: ComingKeys;

	/** What becomes of keys that were claimed before their turn, and nobody has asked for. */
	private readonly ahead = new Map<string, Promise<KnownKeys>>();

	/** How long the store was at work last (ms). */
	private tookMs = 0;

	constructor(context: IExecuteFunctions) {
		this.marks = new KeyMarks(context);
	}

	/** To be called before the first claim, where keys may be claimed before their turn. */
	expect(coming: ComingKeys): void {
		this.coming = coming;
	}

	/** Keys are claimed before their turn: what is settled is noted with the next claim, which comes when they are used up. */
	get areAhead(): boolean {
		return this.ahead.size > 0;
	}

	/**
	 * Takes keys that differ from each other.
	 *
	 * @throws what n8n's store throws; then nothing may be sent
	 */
	async claim(keys: string[]): Promise<Map<string, KeyState>> {
		const parts = [...this.partsOf(keys)];
		const answers = await Promise.allSettled(parts.map(([known]) => known));
		const states = new Map<string, KeyState>();
		let failed: PromiseRejectedResult | undefined;
		answers.forEach((answer, at) => {
			if (answer.status === 'rejected') failed = answer;
			else for (const key of parts[at]?.[1] ?? []) states.set(key, answer.value.get(key) ?? 'new');
		});
		if (!failed) return states;
		// Nothing of this claim will leave.
		await this.settle(
			[],
			keys.filter((key) => states.get(key) === 'new'),
		);
		throw failed.reason;
	}

	/** @returns the keys of a claim by what will be known of them: those that were claimed before, and the others, which go with the next round */
	private partsOf(keys: string[]): Map<Promise<KnownKeys>, string[]> {
		const parts = new Map<Promise<KnownKeys>, string[]>();
		const others: string[] = [];
		for (const key of keys) {
			const early = this.ahead.get(key);
			if (!early) {
				others.push(key);
				continue;
			}
			this.ahead.delete(key);
			const part = parts.get(early);
			if (part) part.push(key);
			else parts.set(early, [key]);
		}
		if (others.length > 0) {
			const round = this.nextRound();
			for (const key of others) round.claims.push(key);
			round.waiting += keys.length - others.length;
			parts.set(round.known, others);
			this.hasten(round);
		}
		return parts;
	}

	/** @param sent keys whose messages were sent @param free keys whose messages were not, so that they may be used again */
	async settle(sent: string[], free: string[]): Promise<void> {
		if (sent.length + free.length === 0) return;
		const round = this.nextRound();
		for (const key of sent) round.sent.push(key);
		for (const key of free) round.free.push(key);
		if (round.isDue || free.length > 0 || !this.areAhead) this.hasten(round);
		// What the store threw is known to those who claim.
		await round.known.catch(() => undefined);
	}

	/**
	 * To be called when nothing is claimed or settled any more.
	 *
	 * @param ofExecution keys that this execution has used, over all runs of a loop
	 */
	async close(ofExecution: number): Promise<void> {
		const unused = await this.unused();
		if (this.round ?? (this.marks.areLate || unused.length > 0)) {
			const round = this.nextRound();
			for (const key of unused) round.free.push(key);
			round.lastOf = ofExecution;
			round.begin();
			await round.known.catch(() => undefined);
		}
		await this.marks.end(ofExecution);
	}

	/** Keys that were claimed before their turn, which did not come. */
	private async unused(): Promise<string[]> {
		const keys: string[] = [];
		for (const [key, early] of this.ahead) {
			const isNew = await early.then((known) => !known.has(key)).catch(() => false);
			if (isNew) keys.push(key);
		}
		this.ahead.clear();
		return keys;
	}

	/**
	 * Lets a round begin when all packets are back, or as soon as it has waited for them as long as it takes itself: a call of the store
	 * costs the same for one packet and for all.
	 */
	private hasten(round: Round): void {
		const back = round.sent.length + round.free.length + round.waiting + this.ahead.size;
		if (this.marks.open <= back) void gathered().then(round.begin);
		else if (!round.isDue) {
			void sleep(Math.min(mostWaitMs, this.tookMs)).then(round.begin);
		}
		round.isDue = true;
	}

	/** The round that has not begun yet. */
	private nextRound(): Round {
		if (!this.round) {
			let begin: () => void = () => {};
			const begun = new Promise<void>((resolve) => (begin = resolve));
			const round: Round = {
				sent: [],
				free: [],
				claims: [],
				waiting: 0,
				known: Promise.resolve(new Map()),
				isDue: false,
				begin,
			};
			round.known = begun.then(
				async () =>
					await this.marks.list.inTurn(async () => {
						this.round = undefined;
						const began = performance.now();
						try {
							return await this.withAhead(round);
						} finally {
							this.tookMs = performance.now() - began;
							if (round.claims.length > 0) this.coming?.taken(round.claims.length, this.tookMs);
						}
					}),
			);
			this.round = round;
		}
		return this.round;
	}

	/** Where a round claims keys, it claims others with them whose turn is near. */
	private async withAhead(round: Round): Promise<KnownKeys> {
		const ahead = round.claims.length > 0 ? (this.coming?.with(round.claims) ?? []) : [];
		for (const key of ahead) {
			this.ahead.set(key, round.known);
			round.claims.push(key);
		}
		return await this.marks.put(round).catch((error: unknown) => {
			for (const key of ahead) this.ahead.delete(key);
			throw error;
		});
	}
}
