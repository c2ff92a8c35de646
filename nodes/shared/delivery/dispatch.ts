import type { IHttpRequestOptions } from 'n8n-workflow';

import {
	type Message,
	messagesOf,
	type Route,
	missingVerdict,
	type Verdict,
	type Row,
	type RowResult,
	type RowResults,
	resultsFor,
} from './route';
import type { Redact } from '../text/redact';
import { doInOrder } from '../model/doInOrder';
import { inputFailure } from '../model/inputProblem';
import type { Failure } from '../model/failure';
import type { Pace, Turn } from '../transport/paces';
import { PageWatch } from '../transport/pageWatch';
import type { KeepUntil } from '../transport/turnstile';
import { noteMerged } from './merged';
import { packRoute } from './pack';
import { send } from './send';
import type { Job } from './job';

/** What became of a packet whose request was to be made. */
interface Built<M extends Message> {
	/** The request of the rows that are left; missing when none is, or when they cannot share one. */
	options?: IHttpRequestOptions;
	/** Rows that are fit to go, in their order. */
	rows: Array<Row<M>>;
	/** Rows that no request can be made of, each with the reason. */
	unfit: Map<Row<M>, Failure>;
}

/** What a packet has when its turn has come. */
interface Chance<M extends Message> {
	/** Brings parts of it that are to be tried later. */
	add(...parts: Array<Array<Row<M>>>): void;
	/** Of the one call that it may make. */
	pace?: Pace;
	/** Its turn among those of its kind; missing where none comes any more. */
	turn?: Turn;
	keepUntil?: KeepUntil;
}

/** Rows in two packets. */
export const halves = <R>(rows: R[]): [R[], R[]] => {
	const half = Math.ceil(rows.length / 2);
	return [rows.slice(0, half), rows.slice(half)];
};

/**
 * Packs the rows of a packet anew of which some have another message than it was packed by.
 *
 * @returns packets, the largest first
 */
const packedAgain = <M extends Message>(
	route: Route<M>,
	rows: Array<Row<M>>,
): Array<Array<Row<M>>> =>
	packRoute(route, rows, rows.length).sort((one, other) => other.length - one.length);

/**
 * Makes the request of a packet. When the route cannot make it, the rows that it fails on are found by halves, and
 * the request is made of the others: of n rows with k such ones, at most 2k·log₂(n) + 2 requests are made in memory.
 *
 * @param redact masks the secrets of the account in the reasons
 * @returns rows without a request when each can go alone and not with the others
 */
export async function build<M extends Message>(
	route: Pick<Route<M>, 'request'>,
	packet: Array<Row<M>>,
	redact: Redact,
): Promise<Built<M>> {
	const make = async (rows: Array<Row<M>>): Promise<IHttpRequestOptions> =>
		await route.request(messagesOf(rows));
	const unfit = new Map<Row<M>, Failure>();

	/** @returns the request of the rows, if there is one */
	const sift = async (rows: Array<Row<M>>): Promise<IHttpRequestOptions | undefined> => {
		try {
			return await make(rows);
		} catch (error) {
			const [first, second] = rows;
			if (first && !second) unfit.set(first, inputFailure(error, redact));
			if (second) for (const half of halves(rows)) await sift(half);
			return undefined;
		}
	};

	const whole = await sift(packet);
	if (whole) return { options: whole, rows: packet, unfit };
	const rows = packet.filter((row) => !unfit.has(row));
	// Each row alone is fit, and all together are not: they cannot share a request.
	if (rows.length === 0 || unfit.size === 0) return { rows, unfit };
	try {
		return { options: await make(rows), rows, unfit };
	} catch {
		return { rows, unfit };
	}
}

/** The account is refused as a whole: the other requests would fail like this one. */
const isFatal = (failure: Failure): boolean => failure.kind === 'unauthorized';

/** What the others get, without a call. */
const notTried = (failure: Failure): Failure => ({
	...failure,
	text: `Not sent, because the gateway refuses the account: ${failure.text}`,
	uncalled: true,
});

/** A request that was refused for one of its recipients is tried in halves, so that the others get theirs. */
function isHalved<M extends Message>(
	{ route, stopOnFailure }: Job<M>,
	verdicts: Verdict[],
): boolean {
	const refused = (verdict: Verdict) =>
		!verdict.accepted &&
		!verdict.settled &&
		verdict.failure.kind === 'invalidRecipient' &&
		!verdict.failure.uncalled;
	return (
		route.refusedAsWhole === true &&
		!stopOnFailure &&
		verdicts.length > 1 &&
		verdicts.every(refused)
	);
}

/** Why a request failed as a whole; nothing where it did not. */
function wholeFailure(verdicts: readonly Verdict[]): Failure[] {
	const failed = verdicts.flatMap((verdict) => (verdict.accepted ? [] : [verdict.failure]));
	return failed.length === verdicts.length ? failed : [];
}

function rowResult(verdict: Verdict): RowResult {
	if (!verdict.accepted) return { state: 'failed', failure: verdict.failure };
	const { messageId, groupId, extra } = verdict;
	return { state: 'accepted', messageId, groupId, extra };
}

/**
 * Sends packets, several at a time, and notes each in the ledger before it leaves.
 *
 * @returns the result of every row that was tried; rows that are missing were not sent
 */
export async function dispatch<M extends Message>(
	job: Job<M>,
	packets: Array<Array<Row<M>>>,
): Promise<RowResults> {
	const results = resultsFor(job.context.getInputData());
	const pages = new PageWatch(['sent', 'send']);
	let refused: Failure | undefined;
	let halted = false;

	const put = (index: number, result: RowResult): void => {
		results[index] = result;
		if (result.state !== 'failed') return;
		if (isFatal(result.failure)) refused = notTried(result.failure);
		if (job.stopOnFailure) halted = true;
	};
	const isOver = () => halted || job.line.signal?.aborted === true;
	/** Why nothing is sent any more. */
	const reason = () => refused ?? pages.reason;

	/** @returns whether nothing is sent for the packet any more */
	const isPassed = (packet: Array<Row<M>>): boolean => {
		if (isOver()) return true;
		const failure = reason();
		if (!failure) return false;
		for (const { index } of packet) results[index] = { state: 'failed', failure };
		return true;
	};
	const paceOf = (rows: Array<Row<M>>) => job.route.pace?.(messagesOf(rows));

	const deal = async (
		packet: Array<Row<M>>,
		{ add, pace, turn, keepUntil }: Chance<M>,
	): Promise<void> => {
		if (isPassed(packet)) return;
		// It waits where it holds no place that what is in flight may need.
		if (pages.isOpen) {
			add(packet);
			return;
		}
		const claim = (await job.once?.claim(packet)) ?? { free: packet, known: [], reduced: [] };
		for (const [index, result] of claim.known) {
			put(index, result);
			job.duplicateOf.delete(index);
		}
		for (const row of claim.reduced) noteMerged(job.duplicateOf, row);
		const [free = [], ...others] =
			claim.reduced.length > 0 ? packedAgain(job.route, claim.free) : [claim.free];
		if (free.length === 0) return;
		if (others.length > 0) {
			await job.once?.release(others.flat());
			add(...others);
		}
		if (reason() || pages.isOpen || isOver()) {
			await job.once?.release(free);
			add(free);
			return;
		}
		const { options, rows, unfit } = await build(job.route, free, job.line.redact);
		if (unfit.size > 0) {
			await job.once?.release([...unfit.keys()]);
			for (const [{ index }, failure] of unfit) {
				put(index, { state: 'failed', failure });
			}
		}
		if (rows.length === 0) return;
		// What is left may be a call of another kind.
		if (!options || isOver() || paceOf(rows)?.kind !== pace?.kind) {
			await job.once?.release(rows);
			if (options) add(rows);
			else add(...halves(rows));
			return;
		}
		const { verdicts, raw } = await pages.watch(
			async () => await send(job, rows, options, turn),
			({ verdicts: told }) => wholeFailure(told),
		);
		// The next claim need not wait for it: both go to the store together, or this first. Other executions do.
		const noted = job.once?.settle(rows, verdicts);
		if (noted) keepUntil?.(noted);
		if (isHalved(job, verdicts)) {
			add(...halves(rows));
			return;
		}
		rows.forEach(({ index }, position) => {
			const result = rowResult(verdicts[position] ?? missingVerdict);
			put(index, raw !== undefined && position === 0 ? { ...result, raw } : result);
		});
	};

	const { orderKeys } = job.route;
	const { notes, paces } = job.line.account;
	await doInOrder(packets, {
		most: job.concurrent,
		keysOf: (packet) => (orderKeys ? packet.flatMap(({ message }) => orderKeys(message)) : []),
		carryOut: async (packet, add) => {
			await pages.decided();
			if (isPassed(packet)) return;
			const pace = paceOf(packet);
			const carriedOut = async (turn?: Turn) => {
				const dealt = async (keepUntil?: KeepUntil) =>
					await deal(packet, { add, pace, turn, keepUntil });
				if (!job.once) {
					await dealt();
					return;
				}
				// A call that is repeated holds what this waits for, and may need the place that this has.
				turn?.lend();
				await notes.run(async (keepUntil) => {
					if (turn?.begin() === false) add(packet);
					else await dealt(keepUntil);
				}, job.line);
			};
			// Its pace goes first: no key is begun for what only waits for its turn.
			await paces.run(pace, carriedOut, job.line);
		},
		isOver,
	});
	return results;
}
