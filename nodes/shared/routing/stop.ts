import { NodeApiError, sleep } from 'n8n-workflow';

import type { Failure } from '../model/failure';
import { itemNumbers, ofItem } from '../model/itemNumbers';
import { cancelled } from '../transport/repeats';

/** What an item gets whose call is not made any more; nobody sees it, because the node throws what it has stopped at. */
export const notTried: Failure = {
	kind: 'unavailable',
	code: null,
	text: 'It was not tried, because another item has failed',
	hint: '',
	httpStatus: null,
	uncalled: true,
};

/** Whoever waits for a further call when the node stops is told the same as where the execution is cancelled. */
const isCutOff = (end: PromiseSettledResult<unknown> | undefined): boolean =>
	end?.status === 'rejected' && (end.reason as Error).message === cancelled.text;

/** The items of a node that is set to stop: once one has failed, no other is begun, and those whose call is under way are finished. */
export class Stop {
	private readonly failing = new AbortController();

	/** Whose call has been made. */
	private readonly called = new Set<number>();

	/** Whose last call may have failed. */
	private readonly inDoubt = new Set<number>();

	private hasBegun = false;

	private readonly execution: AbortSignal | undefined;

	/** For items that wait for their call. */
	private readonly waiting: AbortSignal;

	private first: { item: number; reason: unknown } | undefined;

	/** @param execution ends when the execution is cancelled */
	constructor(execution: AbortSignal | undefined) {
		this.execution = execution;
		const { signal } = this.failing;
		this.waiting = execution ? AbortSignal.any([execution, signal]) : signal;
	}

	get isOver(): boolean {
		return this.first !== undefined;
	}

	/** @returns what ends an item at this moment */
	signalOf(item: number): AbortSignal | undefined {
		return this.called.has(item) ? this.execution : this.waiting;
	}

	/**
	 * To be asked when an item has the place for its call.
	 *
	 * @returns whether the call may be made
	 */
	async begins(item: number): Promise<boolean> {
		if (this.called.has(item)) return true;
		this.inDoubt.delete(item);
		// Before the first call, items that nobody can be called for show that.
		if (!this.hasBegun || this.inDoubt.size > 0) await sleep(0);
		this.hasBegun = true;
		if (this.isOver) return false;
		this.called.add(item);
		return true;
	}

	/** To be called for an item whose call an earlier try has made: what follows it is under way. */
	goesOn(item: number): void {
		this.called.add(item);
	}

	/** To be called where a call of an item has failed, or may do so unseen: its place is given on before the item knows. */
	mayFail(item: number): void {
		this.inDoubt.add(item);
	}

	/** To be called when an item has ended. */
	ends(item: number, end: PromiseSettledResult<unknown>): void {
		this.inDoubt.delete(item);
		if (end.status === 'fulfilled') return;
		this.first ??= { item, reason: end.reason };
		this.failing.abort();
	}

	/**
	 * To be called at the end.
	 *
	 * @param ends of the items that have been looked at, by their place
	 * @param count of all items
	 * @throws what the first item failed of, with what became of the others
	 */
	rethrow(ends: ReadonlyArray<PromiseSettledResult<unknown> | undefined>, count: number): void {
		// Node.js keeps a signal that is made of others for as long as somebody listens to it.
		this.failing.abort();
		if (!this.first) return;
		const { item: failed, reason } = this.first;
		if (reason instanceof NodeApiError) {
			// Below, items are counted from 1; n8n would write its own number of this one, counted from 0, behind the text.
			reason.message = ofItem(reason.message, failed, count);
			delete reason.context.itemIndex;
			const items = [...Array(count).keys()].filter((item) => item !== failed);
			const isDone = (item: number) => ends[item]?.status === 'fulfilled';
			const said = (what: string, which: number[]) =>
				which.length > 0 ? `${what}: ${which.length} (${itemNumbers(which)}).` : '';
			const left = items.filter((item) => !isDone(item));
			const begun = left.filter((item) => this.called.has(item));
			reason.description = [
				reason.description,
				said('Done', items.filter(isDone)) || 'No other item is done.',
				said(
					'Failed as well',
					begun.filter((item) => !isCutOff(ends[item])),
				),
				said(
					'Not finished',
					begun.filter((item) => isCutOff(ends[item])),
				),
				said(
					'Not tried',
					left.filter((item) => !this.called.has(item)),
				),
			]
				.filter(Boolean)
				.join(' ');
		}
		throw reason as Error;
	}
}
