import type { Effect } from '../model/effect';
import type { Failure, FailureKind } from '../model/failure';

/** Tries of one call, the first one included. */
export const maxTries = 3;

/** Tries of a call that the gateway turned away because it has too much to do at this moment. */
export const maxBusyTries = 8;

const firstWaitMs = 500;

const longestBusyWaitMs = 8000;

/** A gateway that asks for more is reported instead of waited for. */
export const longestWaitMs = 60_000;

type Tries = Readonly<Record<Effect, number>>;

const never: Tries = { read: 1, again: 1, once: 1, send: 1 };

/** The gateway said or showed that it has done nothing, so that even a call that sends may be made again. */
const nothingDone: Tries = { read: maxTries, again: maxTries, once: maxTries, send: maxTries };

/** How often a call is made at most, by its effect and what it failed of. docs/retries-and-duplicates.md has the same table. */
export const triesOf: Readonly<Record<FailureKind, Tries>> = {
	rateLimited: nothingDone,
	unavailable: nothingDone,
	busy: { read: maxBusyTries, again: maxBusyTries, once: maxBusyTries, send: maxBusyTries },
	outcomeUnknown: { ...never, read: maxTries, again: maxTries },
	duplicate: never,
	insufficientFunds: never,
	invalidRecipient: never,
	invalidRequest: never,
	notFound: never,
	rejected: never,
	unauthorized: never,
	unknown: never,
	windowClosed: never,
};

/**
 * Decides, in this one place, whether a failed call is made again.
 *
 * @param tries how often the call has been made
 * @returns the wait in milliseconds before the next try, or null when there is none
 */
export function repeatAfterMs(failure: Failure, effect: Effect, tries: number): number | null {
	if (tries >= triesOf[failure.kind][effect]) return null;
	const wait = failure.retryAfterMs ?? waitMs(failure, tries);
	return wait <= longestWaitMs ? wait : null;
}

function waitMs({ kind }: Failure, tries: number): number {
	const doubled = firstWaitMs * 2 ** (tries - 1);
	// Calls that were turned away together must not come back together.
	return kind === 'busy'
		? Math.min(doubled, longestBusyWaitMs) * (0.5 + Math.random() / 2)
		: doubled;
}
