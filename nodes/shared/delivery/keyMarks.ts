import type { IExecuteFunctions } from 'n8n-workflow';

import { type Ending, KeyMemory } from './keyMemory';
import { wordsOfError } from '../model/failure';
import { whichNode } from '../model/n8n';
import { KeyOutcomes } from './keyOutcomes';
import { MarkList } from './markList';

/** Keys that go to the store in one call. */
export interface Batch {
	/** Their messages were sent. */
	sent: string[];
	/** Their messages were not, so that they may be used again. */
	free: string[];
	claims: string[];
	/** Of the last one: how many keys the execution has used. */
	lastOf?: number;
}

/** What is known of a key that was used before. */
export type KnownState =
	/** A message was sent under it. */
	| 'sent'
	/** A message was begun under it, and nothing tells how that ended. */
	| 'open';

/** The keys that were used before. */
export type KnownKeys = Map<string, KnownState>;

/** As version 0.1.0 named it for keys in whatever state: those that it has left are begun, so nothing goes out twice for them. */
const begunMark = (key: string): string => `sent:${key}`;

/**
 * The marks of the keys of one run. A key has one from before its message leaves, and a second one when it is known as sent; both
 * are only added. So a run of new messages removes nothing but its flag. A key without the second mark is open, which is where a
 * crash leaves it.
 */
export class KeyMarks {
	readonly list: MarkList;

	/** How many keys this run has begun whose outcome it has not noted. */
	open = 0;

	private readonly context: IExecuteFunctions;

	private readonly outcomes: KeyOutcomes;

	private readonly memory: KeyMemory;

	/** Sent, but the store did not take it yet. */
	private late: string[] = [];

	private metKnown = false;

	constructor(context: IExecuteFunctions) {
		this.context = context;
		this.list = new MarkList(context);
		this.outcomes = new KeyOutcomes(this.list);
		this.memory = new KeyMemory(this.list);
	}

	/** Keys are known as sent that the store did not take yet. */
	get areLate(): boolean {
		return this.late.length > 0;
	}

	/**
	 * Puts a batch into the list, in turn.
	 *
	 * @returns those of the claims that are not new
	 * @throws what n8n's store throws, where keys are claimed; then nothing may be sent for them
	 */
	async put({ sent, free, claims, lastOf }: Batch): Promise<KnownKeys> {
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

	/** To be called when the last batch was put. @param ofExecution keys that this execution has used, over all runs of a loop */
	async end(ofExecution: number): Promise<void> {
		const ending = this.endingWith([], ofExecution);
		await this.orWarn('drop the oldest Send Once Keys', async () => {
			await this.list.inTurn(async () => await this.memory.end(ending));
		});
	}

	/** @param noted keys that are about to be noted */
	private endingWith(noted: string[], ofExecution: number): Ending {
		return { open: this.open > noted.length, metKnown: this.metKnown, ofExecution };
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

	private warn(what: string, error: unknown): void {
		this.context.logger.warn(
			`${whichNode(this.context)}: n8n could not ${what}: ${wordsOfError(error)}`,
		);
	}
}
