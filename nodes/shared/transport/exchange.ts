import type { Redact } from '../text/redact';
import type { Attempt } from './readAnswer';
import type { Account } from './account';
import { type Addresses, barredHint } from './addresses';
import type { Failure } from '../model/failure';
import type { Effect } from '../model/effect';
import type { Gateway } from '../model/gateway';
import type { PageWatch } from './pageWatch';
import { anyTime, type Turn } from './paces';
import { Repeats } from './repeats';

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

/** The gateway took the call's token, whatever it said then. */
const hasAnswer = (result: Attempt<unknown>): boolean =>
	result.ok || ![null, 401].includes(result.failure.httpStatus);

/** What has too many calls wants fewer of them, and no turn to be kept. */
const keepsTurn = ({ page, kind }: Failure): boolean => page === true && kind !== 'rateLimited';

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
 * @param turn of the call among those of its kind, in which each try is made
 * @returns the value of the first try that worked, or the last failure, with every secret masked
 */
export async function exchange<T>(
	line: Line,
	effect: Effect,
	attempt: (address: string) => Promise<Attempt<T>>,
	turn: Pick<Turn, 'again' | 'lend' | 'begin'> = anyTime,
): Promise<Attempt<T>> {
	const problem = line.problem ?? line.addresses.problem;
	if (problem) return { ok: false, failure: line.redact(problem) };
	const { account, pages } = line;
	const repeats = new Repeats(line, effect);
	const givenUp = (reason?: Failure): Attempt<T> => ({
		ok: false,
		failure: repeats.giveUp(reason),
	});

	/** One try, in a place of the account that is given back before the pause behind it. */
	const tryOnce = async (): Promise<Attempt<T>> => {
		const isBegun = repeats.isFirst && (!pages || turn.begin());
		const hasTurn = isBegun || (await turn.again());
		const call = async () =>
			await account.call<Attempt<T>>(async (hasPlace) => {
				if (!hasPlace || !hasTurn || repeats.isOver) return givenUp();
				const result = await anywhere(line, attempt);
				const wait = repeats.note(result);
				// What the gateway says about one call holds for the account's others, and first for the one that gets this place.
				if (wait !== null && !result.ok && result.failure.kind === 'rateLimited')
					account.limiter.holdBack(wait);
				return result;
			}, line);
		const result = line.tokenless
			? await account.opening.with(call, hasAnswer, line)
			: await call();
		if (hasAnswer(result)) line.tokenless = false;
		return result;
	};

	/** Tries as long as pages answer: until it is known whether they last, the run begins no other call in this one's turn. */
	const tryPastPages = async (): Promise<Attempt<T>> => {
		for (;;) {
			const result = await tryOnce();
			if (result.ok || !keepsTurn(result.failure) || !(await repeats.next())) return result;
		}
	};
	const takeTurn = async (watch: PageWatch): Promise<Attempt<T>> => {
		// A call that is repeated holds what this waits for, and may need the place among those of its kind.
		if (repeats.isFirst) turn.lend();
		const result = await watch.call(tryPastPages, (result) => {
			if (result.ok) return [];
			// The gateway's own words are an answer, whatever comes of a further try.
			return result.failure.page && repeats.hasNext ? null : [result.failure];
		});
		return result ?? givenUp(watch.reason);
	};

	for (;;) {
		const result = pages ? await takeTurn(pages) : await tryOnce();
		if (result.ok) return result;
		if (!(await repeats.next())) return { ok: false, failure: line.redact(repeats.known) };
	}
}
