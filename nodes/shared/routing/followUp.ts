import type { IExecutePaginationFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { AnswerReader, Gateway } from '../model/gateway';
import type { Failure } from '../model/failure';
import { callOnce } from './callLedger';
import { openLine } from '../transport/line';
import { request } from '../transport/request';

/** A call that completes what an item's own call has begun. */
export interface FollowUp {
	/** What it does, for the row that it fails. */
	what: string;
	request: IHttpRequestOptions;
	answer?: AnswerReader;
}

/**
 * Makes the calls that follow an item's own one, one after the other, each of them once a run: a run that is tried again goes on
 * where it had stopped.
 *
 * @returns why the first one failed that did, after which no further one is made
 */
export async function followUp(
	context: IExecutePaginationFunctions,
	gateway: Gateway,
	calls: readonly FollowUp[],
): Promise<{ what: string; failure: Failure } | undefined> {
	if (calls.length === 0) return undefined;
	const line = await openLine(context, gateway);
	for (const [step, { what, request: question, answer }] of calls.entries()) {
		const result = await callOnce(
			context,
			'once',
			async () => {
				const made = await request(context, line, question, 'once', answer);
				return made.ok ? { ok: true, value: [] } : made;
			},
			step,
		);
		if (!result.ok) return { what, failure: result.failure };
	}
	return undefined;
}
