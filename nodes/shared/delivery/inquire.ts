import type { IExecuteFunctions } from 'n8n-workflow';

import { type Failure, messageOutcome } from '../model/failure';
import type { Line } from '../transport/exchange';
import { request } from '../transport/request';
import { userOptions } from '../transport/requestOptions';
import type { Message, Route, Verdict } from './route';

/** What an inquiry needs of the job that it belongs to. */
interface Job<M extends Message> {
	context: IExecuteFunctions;
	line: Line;
	route: Route<M>;
}

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
export async function inquire<M extends Message>(
	{ context, line, route }: Job<M>,
	messages: M[],
	verdicts: Verdict[],
): Promise<Verdict[]> {
	const { inquiry } = route;
	const open = messages.filter((_message, position) => {
		const verdict = verdicts[position];
		return verdict !== undefined && isOpen(verdict);
	});
	const failure = verdicts.find(isOpen)?.failure;
	const question = inquiry && failure && !line.signal?.aborted ? inquiry.request(open) : null;
	if (!inquiry || !failure || !question) return verdicts;

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
