import type { IExecuteFunctions } from 'n8n-workflow';

import { type RowResult, missingVerdict, type Verdict } from './route';
import { type Failure, messageOutcome, wordsOfError } from '../model/failure';
import { KeysAhead } from './keysAhead';
import { type KeyState, OnceKeys } from './onceKeys';

/** A row that may have Send Once Keys. */
interface Keyed {
	index: number;
	onceKeys?: string[];
}

interface Claim<R> {
	/** May be sent now. */
	free: R[];
	/** The others, by their index. */
	known: Array<[number, RowResult]>;
	/** Ends as what is settled does; missing where the claim has nothing to note. */
	noted?: Promise<void>;
}

/** How many keys the node has used in this execution, over all runs of a loop. */
const contextKey = 'sendOnceKeys';

/** What a row gets whose key is not new. */
const resultOfState: Record<KeyState, RowResult | undefined> = {
	new: undefined,
	// The store has room for the key only, so the ids are those that the earlier execution put out.
	sent: { state: 'accepted', messageId: null, groupId: null, alreadySent: true },
	open: {
		state: 'failed',
		failure: {
			kind: 'outcomeUnknown',
			code: null,
			text: 'An earlier attempt with this Send Once Key was cut off or got no answer',
			hint: 'Look the message up in your account at the gateway. If it did not go out, send it with another Send Once Key.',
			httpStatus: null,
		},
	},
};

const notRecorded = (error: unknown): Failure => ({
	kind: 'unavailable',
	code: null,
	text: `Not sent, because n8n could not store its Send Once Key: ${wordsOfError(error)}`,
	hint: 'Save the workflow and check the database of n8n, then run the workflow again.',
	httpStatus: null,
	uncalled: true,
});

const keysOf = (rows: readonly Keyed[]): string[] => rows.flatMap(({ onceKeys = [] }) => onceKeys);

/** What is known of a row's message, whichever of its keys tells: one that was sent counts for more than one that is open. */
function stateOf(keys: readonly string[], states: ReadonlyMap<string, KeyState>): KeyState {
	const all = keys.map((key) => states.get(key) ?? 'open');
	return (['sent', 'open'] as const).find((state) => all.includes(state)) ?? 'new';
}

/**
 * Keeps the word of the Send Once Key: a message is sent once under its key over sequential executions of the workflow, crashes
 * included. Where the ledger remembers the rows of one execution, this remembers keys, beyond it. Rows without a key pass.
 */
export class SendOnce {
	private readonly context: IExecuteFunctions;

	private readonly keys: OnceKeys;

	constructor(context: IExecuteFunctions) {
		this.context = context;
		this.keys = new OnceKeys(context);
	}

	/** To be called before the first claim. @param rows of the whole run, in the order in which they are going to be claimed */
	expect(rows: readonly Keyed[]): void {
		this.keys.expect(new KeysAhead(keysOf(rows)));
	}

	/**
	 * To be called before rows leave: from then on the outcome of the free ones is open, until they are settled or released. A row of
	 * which any key is known does not leave, and its other keys are known from then on as well: as sent, or open.
	 */
	async claim<R extends Keyed>(rows: R[]): Promise<Claim<R>> {
		const keys = keysOf(rows);
		if (keys.length === 0) return { free: rows, known: [] };
		const memory = this.context.getContext('node');
		memory[contextKey] = Number(memory[contextKey] ?? 0) + keys.length;

		const claim: Claim<R> = { free: [], known: [] };
		let states: Map<string, KeyState>;
		try {
			states = await this.keys.claim(keys);
		} catch (error) {
			const result: RowResult = { state: 'failed', failure: notRecorded(error) };
			for (const row of rows) {
				if (row.onceKeys) claim.known.push([row.index, result]);
				else claim.free.push(row);
			}
			return claim;
		}
		const sent: string[] = [];
		for (const row of rows) {
			const state = row.onceKeys ? stateOf(row.onceKeys, states) : 'new';
			const result = resultOfState[state];
			if (result) claim.known.push([row.index, result]);
			else claim.free.push(row);
			if (state !== 'sent') continue;
			for (const key of row.onceKeys ?? []) if (states.get(key) === 'new') sent.push(key);
		}
		if (sent.length > 0) claim.noted = this.note(sent, []);
		return claim;
	}

	/**
	 * Notes what became of claimed rows. Those that were refused or never left can be sent under their key again. Ends when that is
	 * noted, or at once where it is left to a later claim, for which nothing may wait.
	 */
	async settle(rows: Keyed[], verdicts: Verdict[]): Promise<void> {
		const sent: string[] = [];
		const free: string[] = [];
		rows.forEach(({ onceKeys = [] }, position) => {
			const verdict = verdicts[position] ?? missingVerdict;
			const isOpen = !verdict.accepted && messageOutcome(verdict.failure) === 'unknown';
			if (isOpen) return;
			const keys = verdict.accepted ? sent : free;
			// As arguments of one call, the keys of a hundred thousand merged rows would be too many.
			for (const key of onceKeys) keys.push(key);
		});
		await this.note(sent, free);
	}

	private async note(sent: string[], free: string[]): Promise<void> {
		const noted = this.keys.settle(sent, free);
		if (!this.keys.areAhead) await noted;
	}

	/** Gives back rows that were claimed and do not leave after all. */
	async release(rows: Keyed[]): Promise<void> {
		await this.keys.settle([], keysOf(rows));
	}

	/** To be called when all rows are done, however that ended. */
	async close(): Promise<void> {
		await this.keys.close(Number(this.context.getContext('node')[contextKey] ?? 0));
	}
}
