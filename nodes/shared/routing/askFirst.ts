import type { IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { Unanswered } from '../model/inputProblem';
import type { AnswerReader, Gateway } from '../model/gateway';
import { openLine } from '../transport/line';
import { request } from '../transport/request';

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
