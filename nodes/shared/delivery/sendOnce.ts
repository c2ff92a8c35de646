import type { IExecuteFunctions } from 'n8n-workflow';

import { type Message, missingVerdict, type Row, type RowResult, type Verdict } from './route';
import { type Failure, messageOutcome, wordsOfError } from '../model/failure';
import { KeysAhead } from './keysAhead';
import { eachRow, without } from './merged';
import { type KeyState, OnceKeys } from './onceKeys';

interface Claim<M extends Message> {
	/** May be sent now. */
	free: Array<Row<M>>;
	/** The others, by their index. */
	known: Array<[number, RowResult]>;
	/** Those of the free ones whose message stands for fewer rows than it did: some of these are known. */
	reduced: Array<Row<M>>;
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

/** The keys of rows and of those that are merged with them. */
function keysOf(rows: ReadonlyArray<Row<Message>>): string[] {
	const keys: string[] = [];
	eachRow(rows, ({ onceKey }) => {
		if (onceKey !== undefined) keys.push(onceKey);
	});
	return keys;
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
	expect(rows: ReadonlyArray<Row<Message>>): void {
		this.keys.expect(new KeysAhead(keysOf(rows)));
	}

	/**
	 * To be called before rows leave: from then on the outcome of the free ones is open, until they are settled or released. A known key
	 * answers for its own row alone: those that it is merged with leave in one message all the same.
	 */
	async claim<M extends Message>(rows: Array<Row<M>>): Promise<Claim<M>> {
		const keys = keysOf(rows);
		if (keys.length === 0) return { free: rows, known: [], reduced: [] };
		const memory = this.context.getContext('node');
		memory[contextKey] = Number(memory[contextKey] ?? 0) + keys.length;

		const claim: Claim<M> = { free: [], known: [], reduced: [] };
		let states: Map<string, KeyState>;
		try {
			states = await this.keys.claim(keys);
		} catch (error) {
			const result: RowResult = { state: 'failed', failure: notRecorded(error) };
			for (const row of rows) {
				if (row.onceKey !== undefined) claim.known.push([row.index, result]);
				else claim.free.push(row);
			}
			return claim;
		}
		const isKnown = ({ index, onceKey }: Row<M>): boolean => {
			const state = onceKey === undefined ? 'new' : (states.get(onceKey) ?? 'open');
			const result = resultOfState[state];
			if (result) claim.known.push([index, result]);
			return result !== undefined;
		};
		for (const row of rows) {
			const left = without(row, isKnown);
			if (!left) continue;
			claim.free.push(left);
			if (left !== row) claim.reduced.push(left);
		}
		return claim;
	}

	/**
	 * Notes what became of claimed rows. Those that were refused or never left can be sent under their key again. Ends when that is
	 * noted, or at once where it is left to a later claim, for which nothing may wait.
	 */
	async settle(rows: Array<Row<Message>>, verdicts: Verdict[]): Promise<void> {
		const sent: Array<Row<Message>> = [];
		const free: Array<Row<Message>> = [];
		rows.forEach((row, position) => {
			const verdict = verdicts[position] ?? missingVerdict;
			const isOpen = !verdict.accepted && messageOutcome(verdict.failure) === 'unknown';
			if (!isOpen) (verdict.accepted ? sent : free).push(row);
		});
		const noted = this.keys.settle(keysOf(sent), keysOf(free));
		if (!this.keys.areAhead) await noted;
	}

	/** Gives back rows that were claimed and do not leave after all. */
	async release(rows: Array<Row<Message>>): Promise<void> {
		await this.keys.settle([], keysOf(rows));
	}

	/** To be called when all rows are done, however that ended. */
	async close(): Promise<void> {
		await this.keys.close(Number(this.context.getContext('node')[contextKey] ?? 0));
	}
}
