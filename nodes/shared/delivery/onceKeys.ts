import { type IExecuteFunctions, sleep } from 'n8n-workflow';

import { type Ending, KeyMemory, KeyOutcomes } from './keyMemory';
import type { KeysAhead } from './keysAhead';
import { MarkList } from './markList';

/** What is known of a key when it is claimed. */
export type KeyState =
	/** Nobody has used it; from now on it is begun. */
	| 'new'
	/** A message was sent under it. */
	| 'sent'
	/** A message was begun under it, and nothing tells how that ended. */
	| 'open';

/** As version 0.1.0 named it for keys in whatever state: those that it has left are begun, so nothing goes out twice for them. */
const begunMark = (key: string): string => `sent:${key}`;

/** What goes to the store at a time. */
interface Round {
	sent: string[];
	free: string[];
	claims: string[];
	/** Those of the claims that are not new. */
	known: Promise<KnownKeys>;
	/** Of the last one: how many keys the execution has used. */
	lastOf?: number;
	/** Somebody waits for it, so that it begins in a moment. */
	isDue: boolean;
	/** Takes its turn at the store, if it has not done so. */
	begin(): void;
}

type ComingKeys = Pick<KeysAhead, 'with' | 'taken'>;

type KnownKeys = Map<string, Exclude<KeyState, 'new'>>;

/** Steps of promises that lead from one packet to the next at most, so that a round waits for them. */
const stepsBetween = 100;

async function gathered(): Promise<void> {
	for (let step = 0; step < stepsBetween; step++) await Promise.resolve();
}

/** So long a round waits at most for packets that are on their way, or as long as the store was at work last. */
const mostWaitMs = 200;

const reasonOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);

/**
 * The keys of one run of a node. A key has one mark from before its message leaves, and a second one when it is known as sent; both
 * are only added, in one call for whatever is claimed and settled while the store is at work. So a run of new messages removes
 * nothing but its flag. A key without the second mark is open, which is where a crash leaves it.
 */
export class OnceKeys {
	private readonly context: IExecuteFunctions;

	private readonly list: MarkList;

	private readonly outcomes: KeyOutcomes;

	private readonly memory: KeyMemory;

	private round?: Round;

	private coming?: ComingKeys;

	/** What becomes of keys that were claimed before their turn, and nobody has asked for. */
	private readonly ahead = new Map<string, Promise<KnownKeys>>();

	/** How many keys this run has begun whose outcome it has not noted. */
	private open = 0;

	/** How long the store was at work last (ms). */
	private tookMs = 0;

	/** Sent, but the store did not take it yet. */
	private late: string[] = [];

	private metKnown = false;

	constructor(context: IExecuteFunctions) {
		this.context = context;
		this.list = new MarkList(context);
		this.outcomes = new KeyOutcomes(this.list);
		this.memory = new KeyMemory(this.list);
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
		if (this.round ?? this.late.length + unused.length > 0) {
			const round = this.nextRound();
			for (const key of unused) round.free.push(key);
			round.lastOf = ofExecution;
			round.begin();
			await round.known.catch(() => undefined);
		}
		const ending = this.endingWith([], ofExecution);
		await this.orWarn('drop the oldest Send Once Keys', async () => {
			await this.list.inTurn(async () => await this.memory.end(ending));
		});
	}

	/** @param noted keys that are about to be noted */
	private endingWith(noted: string[], ofExecution: number): Ending {
		return { open: this.open > noted.length, metKnown: this.metKnown, ofExecution };
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
		const back = round.sent.length + round.free.length + this.ahead.size;
		if (this.open <= back) void gathered().then(round.begin);
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
				known: Promise.resolve(new Map()),
				isDue: false,
				begin,
			};
			round.known = begun.then(
				async () =>
					await this.list.inTurn(async () => {
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
		return await this.carryOut(round).catch((error: unknown) => {
			for (const key of ahead) this.ahead.delete(key);
			throw error;
		});
	}

	private async carryOut({ sent, free, claims, lastOf }: Round): Promise<KnownKeys> {
		await this.setFree(free);
		const noted = [...this.late, ...sent];
		this.late = [];
		if (claims.length > 0) this.memory.begin();
		const flags = claims.length > 0 ? this.memory.flags : [];
		const begun = claims.map(begunMark);
		const marks = [...flags, ...begun, ...this.outcomes.marks(noted)];
		if (marks.length === 0) return new Map();

		let found: Set<unknown>;
		try {
			found =
				lastOf === undefined
					? await this.list.add(marks)
					: await this.memory.addLast(marks, this.endingWith(noted, lastOf));
		} catch (error) {
			// A key without its note makes a later execution report its message as open; nothing is sent twice for it.
			this.late = noted;
			if (noted.length > 0) this.warn('note messages as sent under their Send Once Keys', error);
			if (claims.length > 0) return await Promise.reject(error as Error);
			return new Map();
		}
		this.open -= noted.length;
		// Most runs meet nothing but flags, which need not be looked for in each key.
		if (found.size > flags.filter((flag) => found.has(flag)).length) {
			await this.orWarn('note messages as sent under their Send Once Keys', async () => {
				await this.outcomes.noted(noted, found);
			});
			return await this.knownOf(claims, found, (_, at) => found.has(begun[at]));
		}
		return await this.knownOf(claims, found, () => false);
	}

	/** A mark that stays makes a later execution report its message as open; nothing is sent twice for it. */
	private async setFree(keys: string[]): Promise<void> {
		if (keys.length === 0) return;
		await this.orWarn('release the Send Once Keys of messages that were not sent', async () => {
			await this.list.remove(keys.map((key) => [begunMark(key)]));
			this.open -= keys.length;
		});
	}

	private async knownOf(
		claims: string[],
		found: Set<unknown>,
		wasThere: (key: string, at: number) => boolean,
	): Promise<KnownKeys> {
		if (claims.length === 0) return new Map();
		const met = claims.filter(wasThere);
		this.open += claims.length - met.length;
		if (met.length > 0) this.metKnown = true;
		try {
			await this.memory.begun(found);
			const sent = await this.outcomes.sentOf(met);
			return new Map(met.map((key) => [key, sent.has(key) ? 'sent' : 'open']));
		} catch (error) {
			// Nothing of this claim will leave.
			await this.setFree(claims.filter((key, at) => !wasThere(key, at)));
			return await Promise.reject(error as Error);
		}
	}

	private async orWarn(what: string, task: () => Promise<void>): Promise<void> {
		try {
			await task();
		} catch (error) {
			this.warn(what, error);
		}
	}

	/** n8n's log is that of all nodes and packages, so that the line says whose it is. */
	private warn(what: string, error: unknown): void {
		const { name, type } = this.context.getNode();
		const { id } = this.context.getWorkflow();
		this.context.logger.warn(
			`The node “${name}” (${type}) of the workflow with the ID ${id}: n8n could not ${what}: ${reasonOf(error)}`,
		);
	}
}
