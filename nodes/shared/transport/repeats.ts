import type { Effect } from '../model/effect';
import type { Failure } from '../model/failure';
import { pause } from '../model/pause';
import type { Attempt } from './readAnswer';
import { repeatAfterMs } from './repeatPolicy';

/** n8n takes an execution for cancelled, and starts no error workflow, where its error says "canceled", in American. */
export const cancelled: Failure = {
	kind: 'unavailable',
	code: null,
	text: 'The execution was canceled before this call was made',
	hint: 'Run the workflow again with only the items that are left.',
	httpStatus: null,
	uncalled: true,
};

/** Only what asks about statuses has a time to wait. */
export const askedTooLate: Failure = {
	kind: 'unknown',
	code: null,
	text: 'Not asked about, because the time to wait was over',
	hint: '',
	httpStatus: null,
	uncalled: true,
};

/** A try without an answer, or with one that says nothing, may have done what a later one was refused for. */
const openBefore = (failure: Failure): Failure =>
	failure.kind === 'outcomeUnknown'
		? failure
		: {
				...failure,
				kind: 'outcomeUnknown',
				text: `The first try brought no usable answer, and then: ${failure.text}`,
				hint: 'It may have been done the first time. Look it up in your account at the gateway.',
			};

/** What ends a call before it is made as often as it may be. */
interface Limits {
	signal?: AbortSignal;
	/** As in `Line`. */
	untilMs?: number;
}

/** The tries of one call: what is known after each of them, and when the next one comes. */
export class Repeats {
	private readonly limits: Limits;

	private readonly effect: Effect;

	private made = 0;

	/** What is known of the call as long as no try has worked. */
	known: Failure = askedTooLate;

	/** Milliseconds from the last try to the next one; null where there is none. */
	private wait: number | null = null;

	/** @param limits may change meanwhile @param effect what the call does */
	constructor(limits: Limits, effect: Effect) {
		this.limits = limits;
		this.effect = effect;
	}

	get isFirst(): boolean {
		return this.made === 0;
	}

	/** No try is made any more. */
	get isOver(): boolean {
		return this.limits.signal?.aborted === true || this.isLate(performance.now());
	}

	/** A further try comes behind a pause. */
	get hasNext(): boolean {
		return this.wait !== null && !this.isLate(performance.now() + this.wait);
	}

	/**
	 * Notes how a try ended.
	 *
	 * @returns milliseconds until the next one that the failure allows, or null
	 */
	note(result: Attempt<unknown>): number | null {
		this.made++;
		if (result.ok) return null;
		const { failure } = result;
		this.add(failure);
		if (!failure.uncalled && !this.limits.signal?.aborted)
			this.wait = repeatAfterMs(failure, this.effect, this.made);
		return this.wait;
	}

	/** Waits for the next try. @returns false where there is none */
	async next(): Promise<boolean> {
		if (!this.hasNext) return false;
		await pause(this.wait ?? 0, this.limits.signal);
		this.wait = null;
		return true;
	}

	/**
	 * To be called in place of a try.
	 *
	 * @param reason why there is not even a first one, where it is not that the time is over
	 * @returns what is known of the call
	 */
	giveUp(reason: Failure = askedTooLate): Failure {
		if (this.limits.signal?.aborted) this.add(cancelled);
		else if (this.isFirst) this.known = reason;
		return this.known;
	}

	private add(failure: Failure): void {
		this.known = this.known.kind === 'outcomeUnknown' ? openBefore(failure) : failure;
	}

	private isLate(at: number): boolean {
		return this.limits.untilMs !== undefined && at >= this.limits.untilMs;
	}
}
