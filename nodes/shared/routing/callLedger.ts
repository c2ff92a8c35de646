import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';

import { type Effect, isOnce } from '../model/effect';
import { messageOutcome } from '../model/failure';
import type { Attempt } from '../transport/readAnswer';
import { runMemory, triedBefore } from '../transport/runMemory';

/** By the item of the call, and the step of a call that follows it: the rows of its answer, or null from the moment in which it begins. */
type Calls = Record<string, IDataObject[] | null>;

type Result = Attempt<INodeExecutionData[]>;

/**
 * Makes the declarative call of an item that changes something, unless an earlier try of the same run has made it. Of one
 * whose outcome is open only a call that may be carried out twice is made anew.
 *
 * @param effect what the call does
 * @param step tells calls of one item apart; none for its own call
 * @returns what the call brings, or what is known of the earlier one: its rows, or that its outcome is open
 */
export async function callOnce(
	context: IExecutePaginationFunctions,
	effect: Effect,
	call: () => Promise<Result>,
	step?: number,
): Promise<Result> {
	const { calls } = runMemory<{ calls: Calls }>(context, 'callLedger', { calls: {} });
	const item = context.getItemIndex();
	const key = step === undefined ? String(item) : `${item}.${step}`;
	const known = calls[key];
	if (known) {
		const rows = structuredClone(known).map((json) => ({ json, pairedItem: { item } }));
		return { ok: true, value: rows };
	}
	if (known === null && isOnce(effect)) return { ok: false, failure: triedBefore };

	calls[key] = null;
	const result = await call();
	if (result.ok) calls[key] = structuredClone(result.value.map(({ json }) => json));
	else if (messageOutcome(result.failure) !== 'unknown') delete calls[key];
	return result;
}
