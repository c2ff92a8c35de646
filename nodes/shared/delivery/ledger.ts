import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { type Failure, messageOutcome } from '../model/failure';
import { runMemory } from '../routing/runMemory';
import type { Redact } from '../text/redact';
import { type AcceptedRow, missingVerdict, type Verdict } from './route';

/**
 * What one packed request has done, in as little as possible and in plain JSON, because n8n stores it with the
 * execution: rows, the gateway's ids and positions of refusals, but no recipient and no text.
 */
interface LedgerEntry {
	rows: number[];
	/** Rows with keys of their own that are merged with one of these, by it. Missing of runs without keys, and of earlier versions. */
	merged?: Record<number, number[]>;
	/** Missing until the answer is there: the request may have been sent. */
	ids?: Array<string | null>;
	group?: string | null;
	/** Rows that the gateway refused; only these may be sent again. */
	refused?: number[];
	/** What else the gateway gave for each row; missing when it gave nothing else. */
	extras?: Array<IDataObject | null>;
	/** The answer as it came, where the first row is to carry it. */
	raw?: IDataObject[string];
}

export type RowMemory =
	| AcceptedRow
	| { state: 'unknown' }
	/** It went with another row, which is remembered as well. */
	| { state: 'merged'; with: number };

interface Stored {
	entries: LedgerEntry[];
}

/** Remembers, for one run of a node in an execution, which rows have gone out. */
export class Ledger {
	private readonly stored: Stored;

	private constructor(stored: Stored) {
		this.stored = stored;
	}

	static open(context: IExecuteFunctions): Ledger {
		return new Ledger(runMemory<Stored>(context, 'deliveryLedger', { entries: [] }));
	}

	/** To be called before the request leaves: from then on its outcome is open. @param merged rows that go with these, by them */
	started(rows: number[], merged?: LedgerEntry['merged']): LedgerEntry {
		const entry: LedgerEntry = merged ? { rows, merged } : { rows };
		this.stored.entries.push(entry);
		return entry;
	}

	/** The request did nothing, so its rows may be sent again. */
	undone(entry: LedgerEntry): void {
		const position = this.stored.entries.lastIndexOf(entry);
		if (position >= 0) this.stored.entries.splice(position, 1);
	}

	/** Notes what the gateway said to each row of a request. @param redact masks the secrets of the account */
	settle(entry: LedgerEntry, verdicts: Verdict[], redact: Redact): void {
		const { rows } = entry;
		const rowsWhere = (test: (failure: Failure) => boolean) =>
			rows.filter((_row, position) => {
				const verdict = verdicts[position] ?? missingVerdict;
				return !verdict.accepted && test(verdict.failure);
			});
		const open = rowsWhere((failure) => messageOutcome(failure) === 'unknown');
		const refused = rowsWhere((failure) => messageOutcome(failure) !== 'unknown');
		if (refused.length === rows.length) {
			this.undone(entry);
			return;
		}
		// As the request left it: nothing is known about any of its rows.
		if (open.length === rows.length) return;
		if (open.length > 0) this.started(open, entry.merged);
		entry.ids = redact(verdicts.map((verdict) => (verdict.accepted ? verdict.messageId : null)));
		const accepted = verdicts.find((verdict) => verdict.accepted);
		if (accepted?.accepted && accepted.groupId !== null) entry.group = redact(accepted.groupId);
		if (refused.length + open.length > 0) entry.refused = [...refused, ...open];
		if (verdicts.some((verdict) => verdict.accepted && verdict.extra)) {
			entry.extras = redact(
				verdicts.map((verdict) => (verdict.accepted ? (verdict.extra ?? null) : null)),
			);
		}
	}

	/**
	 * @param mergedWith the rows that are merged with one in this try: without keys, they went with it in an earlier one
	 * @returns what is known about each row that must not be sent again
	 */
	remember(mergedWith: (row: number) => readonly number[] = () => []): Map<number, RowMemory> {
		const rows = new Map<number, RowMemory>();
		for (const entry of this.stored.entries) {
			const { rows: entryRows, merged, ids, group, refused, extras, raw } = entry;
			const isRefused = new Set(refused);
			entryRows.forEach((row, position) => {
				if (isRefused.has(row)) return;
				const others = merged ? (merged[row] ?? []) : mergedWith(row);
				for (const other of others)
					if (!rows.has(other)) rows.set(other, { state: 'merged', with: row });
				if (!ids) rows.set(row, { state: 'unknown' });
				else {
					rows.set(row, {
						state: 'accepted',
						messageId: ids[position] ?? null,
						groupId: group ?? null,
						...(extras?.[position] ? { extra: extras[position] } : {}),
						...(raw !== undefined && position === 0 ? { raw } : {}),
					});
				}
			});
		}
		return rows;
	}
}
