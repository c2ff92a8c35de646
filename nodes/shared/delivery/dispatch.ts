import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { type Failure, messageOutcome } from '../model/failure';
import type { Line } from '../transport/exchange';
import { request, userOptions } from '../transport/request';
import type { Row } from './collect';
import { inputFailure } from './inputProblem';
import { inquire } from './inquire';
import type { Ledger } from './ledger';
import { type Message, missingVerdict, type Route, type Verdict } from './route';

export type RowResult =
	| {
			state: 'accepted';
			messageId: string | null;
			groupId: string | null;
			extra?: IDataObject;
			raw?: unknown;
	  }
	| { state: 'failed'; failure: Failure; raw?: unknown };

export interface Dispatch<M extends Message> {
	context: IExecuteFunctions;
	line: Line;
	baseUrl: string;
	route: Route<M>;
	/** Missing for calls that may be made again. */
	ledger?: Ledger;
	/** Requests in flight for this run; the account's limiter may hold it lower. */
	concurrent: number;
	/** Send nothing further after the first failure. */
	stopOnFailure: boolean;
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
	{ route, stopOnFailure }: Dispatch<M>,
	verdicts: Verdict[],
): boolean {
	const refused = (verdict: Verdict) =>
		!verdict.accepted && verdict.failure.kind === 'invalidRecipient' && !verdict.failure.uncalled;
	return (
		route.refusedAsWhole === true &&
		!stopOnFailure &&
		verdicts.length > 1 &&
		verdicts.every(refused)
	);
}

/**
 * Sends packets, several at a time, and notes each in the ledger before it leaves.
 *
 * @returns the result of every row that was tried; rows that are missing were not sent
 */
export async function dispatch<M extends Message>(
	job: Dispatch<M>,
	packets: Array<Array<Row<M>>>,
): Promise<Map<number, RowResult>> {
	const results = new Map<number, RowResult>();
	const queue = [...packets];
	let next = 0;
	let fatal: Failure | undefined;
	let halted = false;

	const worker = async (): Promise<void> => {
		while (next < queue.length && !halted && !job.line.signal?.aborted) {
			const packet = queue[next++] ?? [];
			const verdicts = fatal
				? packet.map((): Verdict => ({ accepted: false, failure: notTried(fatal as Failure) }))
				: undefined;
			const settled = verdicts ? { verdicts } : await send(job, packet);
			if (isHalved(job, settled.verdicts)) {
				const half = Math.ceil(packet.length / 2);
				queue.push(packet.slice(0, half), packet.slice(half));
				continue;
			}
			packet.forEach(({ index }, position) => {
				const verdict = settled.verdicts[position] ?? missingVerdict;
				const raw = 'raw' in settled && position === 0 ? { raw: settled.raw } : {};
				if (verdict.accepted) {
					const { messageId, groupId, extra } = verdict;
					results.set(index, { state: 'accepted', messageId, groupId, extra, ...raw });
					return;
				}
				results.set(index, { state: 'failed', failure: verdict.failure, ...raw });
				if (isFatal(verdict.failure)) fatal = verdict.failure;
				if (job.stopOnFailure) halted = true;
			});
		}
	};
	await Promise.all(Array.from({ length: Math.min(job.concurrent, packets.length) }, worker));
	return results;
}

async function send<M extends Message>(
	job: Dispatch<M>,
	packet: Array<Row<M>>,
): Promise<{ verdicts: Verdict[]; raw?: unknown }> {
	const { context, line, route, ledger } = job;
	const messages = packet.map(({ message }) => message);
	const all = (failure: Failure) => messages.map((): Verdict => ({ accepted: false, failure }));

	let options: IHttpRequestOptions;
	try {
		options = { ...chosenOptions(context), ...(await route.request(messages)) };
	} catch (error) {
		return { verdicts: all(line.redact(inputFailure(error))) };
	}
	const spacing = route.spacing?.(messages) ?? 0;
	if (spacing > 0) await line.limiter.takeTurn(options.url, spacing, line.signal);

	const entry = ledger?.started(packet.map(({ index }) => index));
	const answer = await request(
		context,
		line,
		{ ...options, url: `${job.baseUrl}${options.url}` },
		route.sends,
	);
	const read = answer.ok ? readVerdicts(route, messages, answer.value) : all(answer.failure);
	// A route that answers for fewer messages than it was given leaves the rest open.
	const said = messages.map((_message, position) => read[position] ?? missingVerdict);
	const verdicts = (await inquire(job, messages, said)).map(
		(verdict): Verdict =>
			verdict.accepted ? verdict : { accepted: false, failure: line.redact(verdict.failure) },
	);
	if (ledger && entry) note(ledger, entry, verdicts, route.keepsExtra);
	return answer.ok ? { verdicts, raw: line.redact(answer.value) } : { verdicts };
}

/** An answer that the route cannot read says nothing about any of its messages. */
function readVerdicts<M extends Message>(route: Route<M>, messages: M[], body: unknown): Verdict[] {
	try {
		return route.verdicts(messages, body);
	} catch {
		return messages.map(() => missingVerdict);
	}
}

/** The user's Request Options. */
const chosenOptions = (context: IExecuteFunctions): Partial<IHttpRequestOptions> =>
	userOptions(context.getNodeParameter('requestOptions', 0, {}) as IDataObject);

/** Writes what the gateway said to each row into the ledger. */
function note(
	ledger: Ledger,
	entry: ReturnType<Ledger['started']>,
	verdicts: Verdict[],
	keepsExtra = false,
): void {
	const { rows } = entry;
	const rowsWhere = (test: (failure: Failure) => boolean) =>
		rows.filter((_row, position) => {
			const verdict = verdicts[position] ?? missingVerdict;
			return !verdict.accepted && test(verdict.failure);
		});
	const open = rowsWhere((failure) => messageOutcome(failure) === 'unknown');
	const refused = rowsWhere((failure) => messageOutcome(failure) !== 'unknown');
	if (refused.length === rows.length) {
		ledger.undone(entry);
		return;
	}
	// As the request left it: nothing is known about any of its rows.
	if (open.length === rows.length) return;
	if (open.length > 0) ledger.started(open);
	entry.ids = verdicts.map((verdict) => (verdict.accepted ? verdict.messageId : null));
	const accepted = verdicts.find((verdict) => verdict.accepted);
	if (accepted?.accepted && accepted.groupId !== null) entry.group = accepted.groupId;
	if (refused.length + open.length > 0) entry.refused = [...refused, ...open];
	if (keepsExtra) {
		entry.extras = verdicts.map((verdict) => (verdict.accepted ? (verdict.extra ?? null) : null));
	}
}
