import type { Failure, FailureKind } from '../model/failure';

/** Tries of one call, the first one included. */
export const maxTries = 3;

/** Tries of a call that the gateway turned away because it has too much to do at this moment. */
export const maxBusyTries = 8;

const firstWaitMs = 500;

const longestBusyWaitMs = 8000;

/** A gateway that asks for more is reported instead of waited for. */
export const longestWaitMs = 60_000;

/** The gateway said or showed that it has done nothing, so that even a call that sends may be made again. */
const nothingDone: readonly FailureKind[] = ['rateLimited', 'busy', 'unavailable'];

/**
 * Decides, in this one place, whether a failed call is made again.
 *
 * @param sends true when the call sends a message or spends money: then only a call that did nothing is repeated
 * @param tries how often the call has been made
 * @returns the wait in milliseconds before the next try, or null when there is none
 */
export function repeatAfterMs(failure: Failure, sends: boolean, tries: number): number | null {
	if (tries >= (failure.kind === 'busy' ? maxBusyTries : maxTries)) return null;
	if (sends && !nothingDone.includes(failure.kind)) return null;
	if (!sends && ![...nothingDone, 'outcomeUnknown'].includes(failure.kind)) return null;
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
