import type {
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';

import type { Failure } from '../model/failure';
import type { AnswerReader, Gateway } from '../model/gateway';
import { Unanswered } from '../model/inputProblem';
import { openLine } from '../transport/line';
import { request } from '../transport/request';
import { callOnce } from './runMemory';

/** What stands around a declarative call, outside the account's limits, which each call holds by itself. */
export interface Steps {
	before?(context: IExecutePaginationFunctions): Promise<void>;
	/** @returns the rows that the operation puts out */
	after?(
		context: IExecutePaginationFunctions,
		rows: INodeExecutionData[],
	): Promise<INodeExecutionData[]>;
}

/** Puts steps around the call of a routing. */
export function withSteps(
	routing: INodePropertyRouting,
	{ before, after }: Steps,
): INodePropertyRouting {
	const call = routing.operations?.pagination;
	if (typeof call !== 'function' || !(before ?? after)) return routing;
	return {
		...routing,
		operations: {
			pagination: async function (this: IExecutePaginationFunctions, requestData) {
				await before?.(this);
				const rows = await call.call(this, requestData);
				return after ? await after(this, rows) : rows;
			},
		},
	};
}

/**
 * Asks what has to be known before an item's request can be made, such as the values that it would overwrite. It changes nothing,
 * so that it may be asked again.
 *
 * @param context that of a `preSend` step, which n8n runs outside the account's limits
 * @param question `url` is the path behind the base URL
 * @returns the parsed answer
 * @throws Unanswered when there is none; thrown in `requestFromInput` it is the item's failure
 */
export async function askFirst(
	context: IExecuteSingleFunctions,
	gateway: Gateway,
	question: IHttpRequestOptions,
	reader?: AnswerReader,
): Promise<unknown> {
	const line = await openLine(context, gateway);
	const answer = await request(context, line, question, 'read', reader);
	if (answer.ok) return answer.value;
	throw new Unanswered(answer.failure);
}

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
