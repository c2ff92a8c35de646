import type { IDataObject, IHttpRequestOptions, IExecuteFunctions } from 'n8n-workflow';

import {
	type Message,
	messagesOf,
	readerOf,
	readVerdicts,
	type Row,
	type Verdict,
	verdictOf,
} from './route';
import type { Turn } from '../transport/paces';
import { request } from '../transport/request';
import { legible, whatCame } from '../transport/readAnswer';
import { type Failure, isNotUnderstood, messageOutcome } from '../model/failure';
import type { Job } from './job';
import type { Redact } from '../text/redact';
import { userOptions } from '../transport/requestOptions';

/**
 * Sends the one request of a packet, and notes its rows in the ledger before it leaves and when the answer is there.
 *
 * @param built the route's request of these rows
 * @param turn of its call
 * @returns one verdict a row, and the answer as it came where there is one
 */
export async function send<M extends Message>(
	job: Job<M>,
	packet: Array<Row<M>>,
	built: IHttpRequestOptions,
	turn?: Turn,
): Promise<{ verdicts: Verdict[]; raw?: unknown }> {
	const { context, line, route, ledger } = job;
	const messages = messagesOf(packet);
	const all = (failure: Failure) =>
		messages.map(
			(message): Verdict => ({
				accepted: false,
				failure: route.explain?.(message, failure) ?? failure,
			}),
		);

	const entry = ledger?.started(
		packet.map(({ index }) => index),
		job.once ? mergedIn(packet) : undefined,
	);
	job.tally.requests++;
	const reader = readerOf(line.gateway, route, messages);
	const answer = await request(context, line, built, route.effect, reader, turn);
	const read = answer.ok ? readVerdicts(route, messages, answer.value) : all(answer.failure);
	const tells = answer.ok ? answer.tells : undefined;
	// A route that answers for fewer messages than it was given leaves the rest open.
	const said = messages.map((_message, at) => telling(verdictOf(route, read[at]), tells));
	if (answer.ok) showWhatCame(said, answer.value, line.redact);
	const verdicts = (await inquire(job, messages, said)).map((verdict) =>
		verdict.accepted ? verdict : { ...verdict, failure: legible(verdict.failure, line.redact) },
	);
	// An answer to a thousand messages is large, and going through it for secrets takes long.
	const raw = answer.ok && job.rawAnswer ? line.redact(answer.value) : undefined;
	if (entry) {
		ledger?.settle(entry, verdicts, line.redact);
		if (raw !== undefined) entry.raw = raw;
	}
	return raw === undefined ? { verdicts } : { verdicts, raw };
}

/** @returns which rows go with those of a packet, by these */
function mergedIn<M extends Message>(packet: Array<Row<M>>): Record<number, number[]> {
	const all: Record<number, number[]> = {};
	for (const { index, merged } of packet) {
		if (merged) all[index] = merged.map((row) => row.index);
	}
	return all;
}

/** Puts into the failures of what is not understood in an answer how it begins. Most answers need not be gone through for it. */
function showWhatCame(verdicts: Verdict[], body: unknown, redact: Redact): void {
	let came: ReturnType<typeof whatCame> | undefined;
	for (const [at, verdict] of verdicts.entries()) {
		if (verdict.accepted || !isNotUnderstood(verdict.failure)) continue;
		came ??= whatCame(body, redact);
		verdicts[at] = { ...verdict, failure: { ...verdict.failure, ...came } };
	}
}

/** @param tells what the rows tell of the call beside the usual */
const telling = (verdict: Verdict, tells: IDataObject | undefined): Verdict =>
	verdict.accepted && tells ? { ...verdict, extra: { ...verdict.extra, ...tells } } : verdict;

/** Nobody waits long for an answer about a call that has just failed. */
const longestWaitMs = 15_000;

const patience = (context: IExecuteFunctions): number =>
	Math.min(longestWaitMs, userOptions(context).timeout);

const isOpen = (verdict: Verdict): verdict is { accepted: false; failure: Failure } =>
	!verdict.accepted && messageOutcome(verdict.failure) === 'unknown';

/**
 * Asks the gateway about the messages whose outcome is open, once, where it can be asked. Nothing is sent again.
 *
 * @returns the verdicts, those of open outcomes replaced by what the gateway knows
 */
async function inquire<M extends Message>(
	{ context, line, route }: Pick<Job<M>, 'context' | 'line' | 'route'>,
	messages: M[],
	verdicts: Verdict[],
): Promise<Verdict[]> {
	const { inquiry } = route;
	const failure = verdicts.find(isOpen)?.failure;
	if (!inquiry || !failure || line.signal?.aborted) return verdicts;
	const open = messages.filter((_message, position) => {
		const verdict = verdicts[position];
		return verdict !== undefined && isOpen(verdict);
	});
	const question = inquiry.request(open);
	if (!question) return verdicts;

	const answer = await request(
		context,
		line,
		{ timeout: patience(context), ...question },
		// As a call that must not be made twice: a second break is no reason to ask for minutes.
		'once',
		inquiry.answer,
	);
	const known = inquiry.verdicts(open, answer.ok ? answer.value : undefined, failure);
	let next = 0;
	return verdicts.map((verdict) => (isOpen(verdict) ? (known[next++] ?? verdict) : verdict));
}
