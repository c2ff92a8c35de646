import { type Effect, isOnce } from './effect';

/** Why a call did not do what was asked, in words that hold for every gateway. */
export const failureKinds = [
	'invalidRequest',
	'unauthorized',
	'insufficientFunds',
	'invalidRecipient',
	/** The recipient takes free messages only for some time after writing, and that time is over. */
	'windowClosed',
	'rejected',
	'duplicate',
	'rateLimited',
	'busy',
	/** The gateway could not be reached, so it did nothing; or a call that only reads got no usable answer, and may be made again. */
	'unavailable',
	/** The call left, and no usable answer came: the gateway may have acted. */
	'outcomeUnknown',
	'notFound',
	/** The answer says nothing that can be used, and nothing was sent or changed. */
	'unknown',
] as const;

export type FailureKind = (typeof failureKinds)[number];

/** What to do when a gateway gets calls too fast. */
export const slowerHint =
	'Lower Concurrent Requests or Requests per Second in the credential, or send fewer messages at once.';

export interface Failure {
	kind: FailureKind;
	/** The gateway's own code, if it gave one. */
	code: string | null;
	/** The gateway's own words, or what happened on the way to it. */
	text: string;
	/** What the user can do next. */
	hint: string;
	httpStatus: number | null;
	/** How long the gateway asks to wait, in milliseconds. */
	retryAfterMs?: number;
	/** No connection was made, so that another address of the gateway may do. */
	unreached?: true;
	/** Nobody was called, since a value cannot be used or the turn did not come; the text says it all. */
	uncalled?: true;
	/** A web page came as the answer, from what stands in front of the gateway. */
	page?: true;
	/** The gateway answered, and has nothing of what was asked for. */
	nothing?: true;
	/** What came in the place of what was asked for: the start of it, without secrets. */
	came?: string;
	/** The answer as it came, without secrets, where the user wants to see it. */
	raw?: unknown;
}

/** @returns what to do when nobody knows whether a call was carried out @param hint for one that must not be made twice */
export const repeatHint = (effect: Effect, hint: string): string =>
	isOnce(effect) ? hint : 'It does no harm to do it again.';

/** @returns what to do when an answer does not have what was asked for @param by what it was asked for by, such as an ID */
export const lackingHint = (by?: string): string =>
	by === undefined
		? 'Ask again later.'
		: `Check the ${by} you entered. If it is right, ask again later.`;

/** The answer to a call does not say whether it was done. */
export const unsaidFailure = (hint: string): Failure => ({
	kind: 'outcomeUnknown',
	code: null,
	text: 'The answer does not say whether it was done',
	hint,
	httpStatus: 200,
});

/** What is known about the message behind a failure. */
type Outcome = 'notSent' | 'refused' | 'unknown';

/** The answer does not have what was asked for. @param by as in `lackingHint` */
export const lackingFailure = (by?: string): Failure => ({
	kind: 'unknown',
	code: null,
	text: 'The answer does not have what was asked for',
	hint: lackingHint(by),
	httpStatus: 200,
});

/**
 * A page of a list, behind the first, that has no rows that can be read: it does not show that the list is over.
 *
 * @param failure what is known of its answer
 * @param number of the page, counted from 1
 * @param before rows that came in front of it
 * @param hint what to do
 */
export const unreadPage = (
	{ nothing, came, ...failure }: Failure,
	number: number,
	before: number,
	hint: string,
): Failure => ({
	...failure,
	text: `Page ${number} of the list, behind ${before} rows, ${nothing ? 'has no list' : `cannot be read. It is: ${came}`}`,
	hint,
});

/**
 * Says what a failure of a *sending* call means for the message.
 *
 * @returns `notSent`: it never left; `refused`: the gateway said no; `unknown`: it may have been sent
 */
export function messageOutcome(failure: Failure): Outcome {
	if (failure.kind === 'outcomeUnknown') return 'unknown';
	return failure.uncalled || failure.kind === 'unavailable' ? 'notSent' : 'refused';
}

/** Whether a failure that was found in an answer is that nobody understands it. */
export const isNotUnderstood = ({ kind, code }: Failure): boolean =>
	code === null && (kind === 'unknown' || kind === 'outcomeUnknown');

/** @returns what an error says, whatever was thrown */
export const wordsOfError = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);

/** What codes of a gateway, numbers or words, mean, and what to do. */
export type Meanings = ReadonlyArray<
	readonly [codes: ReadonlyArray<number | string>, kind: FailureKind, hint: string]
>;

/**
 * Makes what reads a refusal with a code.
 *
 * @param hint of a code that the table does not have
 * @returns the failure; `words` are the gateway's own, if it gave any
 */
export const refusalByCode =
	(meanings: Meanings, hint: string) =>
	(code: unknown, words: string, httpStatus: number | null): Failure => {
		const found = meanings.find(
			([codes]) => codes.includes(Number(code)) || codes.includes(String(code)),
		);
		const named = code === undefined || code === null ? null : String(code as string | number);
		return {
			kind: found?.[1] ?? 'rejected',
			code: named,
			text: words || (named === null ? 'no reason given' : `error ${named}`),
			hint: found?.[2] ?? hint,
			httpStatus,
		};
	};
