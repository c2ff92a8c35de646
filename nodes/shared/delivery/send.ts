import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Job } from './job';
import type { Row } from './row';
import type { Failure } from '../model/failure';
import { legible } from '../transport/readAnswer';
import { request } from '../transport/request';
import { inquire } from './inquire';
import { type Message, missingVerdict, type Route, type Verdict } from './route';

/**
 * Sends the one request of a packet, and notes its rows in the ledger before it leaves and when the answer is there.
 *
 * @param built the route's request of these rows
 * @returns one verdict a row, and the answer as it came where there is one
 */
export async function send<M extends Message>(
	job: Job<M>,
	packet: Array<Row<M>>,
	built: IHttpRequestOptions,
): Promise<{ verdicts: Verdict[]; raw?: unknown }> {
	const { context, line, route, ledger } = job;
	const messages = packet.map(({ message }) => message);
	const all = (failure: Failure) =>
		messages.map(
			(message): Verdict => ({
				accepted: false,
				failure: route.explain?.(message, failure) ?? failure,
			}),
		);

	const spacing = route.spacing?.(messages) ?? 0;
	if (spacing > 0) await line.account.paces.takeTurn(built.url, spacing, line);
	const pace = route.pace?.(messages);
	if (pace) await line.account.paces.takePlace(pace, line);

	const entry = ledger?.started(packet.map(({ index }) => index));
	job.tally.requests++;
	const answer = await request(context, line, built, route.effect, route.answer);
	const read = answer.ok
		? readVerdicts(route, messages, answer.value).map((verdict) => telling(verdict, answer.tells))
		: all(answer.failure);
	// A route that answers for fewer messages than it was given leaves the rest open.
	const said = messages.map((_message, position) => read[position] ?? missingVerdict);
	const verdicts = (await inquire(job, messages, said)).map((verdict) =>
		verdict.accepted
			? line.redact(verdict)
			: { ...verdict, failure: legible(verdict.failure, line.redact) },
	);
	// An answer to a thousand messages is large, and going through it for secrets takes long.
	const raw = answer.ok && job.rawAnswer ? line.redact(answer.value) : undefined;
	if (entry) {
		ledger?.settle(entry, verdicts);
		if (raw !== undefined) entry.raw = raw;
	}
	return raw === undefined ? { verdicts } : { verdicts, raw };
}

/** An answer that the route cannot read says nothing about any of its messages. */
function readVerdicts<M extends Message>(route: Route<M>, messages: M[], body: unknown): Verdict[] {
	try {
		return route.verdicts(messages, body);
	} catch {
		return messages.map(() => missingVerdict);
	}
}

/** @param tells what the rows tell of the call beside the usual */
const telling = (verdict: Verdict, tells: IDataObject | undefined): Verdict =>
	verdict.accepted && tells ? { ...verdict, extra: { ...verdict.extra, ...tells } } : verdict;
