import { sleep } from 'n8n-workflow';

import { repeatAfterMs } from './repeatPolicy';
import type { Redact } from '../text/redact';
import type { Attempt } from './readAnswer';
import type { Account } from './account';
import { type Addresses, barredHint } from './addresses';
import type { Failure } from '../model/failure';
import type { Effect } from '../model/effect';
import type { Gateway } from '../model/gateway';
import type { PageWatch } from './pageWatch';

/** Waits in slices, so that a cancelled execution does not sit out a long pause. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	const end = performance.now() + milliseconds;
	for (let left = milliseconds; left > 0 && !signal?.aborted; left = end - performance.now()) {
		await sleep(Math.min(left, 1000));
	}
}

/** The way to one account of a gateway: what all its calls of one execution share. */
export interface Line {
	gateway: Gateway;
	/** The credential type that the node has chosen. */
	credentialType: string;
	account: Account;
	addresses: Addresses;
	/** Why the account cannot be used. */
	problem?: Failure;
	/** Masks every secret of the account and of the execution. */
	redact: Redact;
	/** Present where n8n may get a new token during a call: makes `redact` know it. */
	renew?(): Promise<void>;
	signal?: AbortSignal;
	/** Watches the calls of the run: where pages come instead of answers, no further one is made. */
	pages?: PageWatch;
	/** Where n8n asks for the account's tokens, if it does. */
	tokenUrl?: string;
	/** Names the execution's node: those of one account share its limits fairly. */
	owner?: string;
	/** No call starts later (of `performance.now()`), nor does a pause begin that would end later. May change meanwhile. */
	untilMs?: number;
	/** The account had no token when the line was opened, so that the next call asks for one. */
	tokenless?: boolean;
}

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

/** The gateway took the call's token, whatever it said then. */
const hasAnswer = (result: Attempt<unknown>): boolean =>
	result.ok || ![null, 401].includes(result.failure.httpStatus);

/** One try at the first address that takes a connection. */
async function anywhere<T>(
	line: Line,
	attempt: (address: string) => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
	const { primary, backups, barred } = line.addresses;
	let result = await attempt(primary);
	for (const backup of backups) {
		if (result.ok || !result.failure.unreached) return result;
		result = await attempt(backup);
	}
	if (result.ok || barred.length === 0 || !result.failure.unreached) return result;
	return { ok: false, failure: { ...result.failure, hint: barredHint(barred) } };
}

/**
 * Makes one call, as often as it may be repeated, within the limits of the account.
 *
 * @param attempt one try at an address of the gateway; it reports a failure instead of throwing
 * @param again waits for the turn of a further try, behind its pause; false where none would come in time
 * @returns the value of the first try that worked, or the last failure, with every secret masked
 */
export async function exchange<T>(
	line: Line,
	effect: Effect,
	attempt: (address: string) => Promise<Attempt<T>>,
	again = async (): Promise<boolean> => await Promise.resolve(true),
): Promise<Attempt<T>> {
	const problem = line.problem ?? line.addresses.problem;
	if (problem) return { ok: false, failure: line.redact(problem) };
	const isLate = (at: number) => line.untilMs !== undefined && at >= line.untilMs;
	const { pages } = line;
	const asker = pages ? { ...line, signal: pages.signal } : line;
	let last = askedTooLate;
	let open = false;
	let tries = 1;
	/** Milliseconds until the next try; null where there is none. */
	let wait: number | null = null;
	const isLast = (): boolean => wait === null || isLate(performance.now() + wait);
	/** What a failed try leaves known. */
	const known = (failure: Failure): Failure => {
		last = open ? openBefore(failure) : failure;
		open = last.kind === 'outcomeUnknown';
		return last;
	};
	const tryOnce = async (): Promise<Attempt<T>> => {
		const result = await anywhere(line, attempt);
		const isOver = result.ok || result.failure.uncalled || line.signal?.aborted;
		wait = isOver ? null : repeatAfterMs(result.failure, effect, tries);
		return result;
	};
	/** Waits in a place that is held until the limits allow a start. */
	const takeStart = async (): Promise<void> =>
		await pause(line.account.limiter.takeStart() - performance.now(), asker.signal);
	/** Waits in its place while it is not known whether a call is to be made: what started meanwhile is no start any more. */
	const decided = async (watch: PageWatch): Promise<void> => {
		while (watch.isOpen) {
			await watch.decided();
			if (!watch.reason && !line.signal?.aborted) await takeStart();
		}
	};
	/** Repeats in its place what pages answer, so that no other call begins before it is known whether they last. */
	const tryInPlace = async (): Promise<Attempt<T>> => {
		for (; ; tries++) {
			const result = await tryOnce();
			// What has too many calls wants fewer of them, and no place to be kept.
			const isKept = !result.ok && result.failure.page && result.failure.kind !== 'rateLimited';
			if (!isKept || isLast()) return result;
			known(result.failure);
			await pause(wait ?? 0, line.signal);
			await takeStart();
			if (line.signal?.aborted) wait = null;
			if (wait === null) return result;
		}
	};
	for (; ; tries++) {
		const hasTurn = tries === 1 || (await again());
		const call = async () =>
			await line.account.call<Attempt<T>>(async (hasPlace) => {
				wait = null;
				// Meanwhile the execution may be cancelled.
				if (tries === 1 && pages) await decided(pages);
				if (line.signal?.aborted) return { ok: false, failure: cancelled };
				if (tries === 1 && pages?.reason) return { ok: false, failure: pages.reason };
				if (!hasPlace || !hasTurn || isLate(performance.now())) return { ok: false, failure: last };
				if (!pages) return await tryOnce();
				return await pages.watch(tryInPlace, (result) => {
					if (result.ok) return [];
					// The gateway's own words are an answer, whatever comes of a further try.
					return isLast() || !result.failure.page ? [result.failure] : null;
				});
			}, asker);
		const result = line.tokenless
			? await line.account.opening.with(call, hasAnswer, line)
			: await call();
		if (hasAnswer(result)) line.tokenless = false;
		if (result.ok) return result;

		const failure = known(result.failure);
		// What the gateway says about one call holds for the account's other calls as well.
		if (wait !== null && result.failure.kind === 'rateLimited') line.account.limiter.holdBack(wait);
		if (wait === null || isLast()) return { ok: false, failure: line.redact(failure) };
		await pause(wait, line.signal);
	}
}
