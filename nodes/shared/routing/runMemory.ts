import type {
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { type Failure, messageOutcome } from '../model/failure';
import type { Attempt } from '../transport/readAnswer';
import { type Effect, isOnce } from '../model/effect';
import { runIndexOf } from '../model/n8n';

type Rememberer = Pick<IExecuteFunctions, 'getContext' | 'getWorkflowDataProxy'>;

/** @returns what the run knows; undefined where it has just begun */
function knownMemory<T extends object>(context: Rememberer, key: string): T | undefined {
	const known = context.getContext('node')[key] as unknown as
		| (T & { runIndex: number })
		| undefined;
	return known && known.runIndex === runIndexOf(context) ? known : undefined;
}

/**
 * Opens a part of what a node remembers of one of its runs in an execution, in plain JSON. n8n keeps it through Retry On Fail,
 * which runs the whole node again, and through "Retry execution". The next pass of a loop is another run, and so is an
 * agent's next call of a tool; they start with nothing.
 *
 * @param key names the part
 * @param empty what a run knows that has just begun
 * @returns what the run knows; changes to it are kept
 */
export function runMemory<T extends object>(context: Rememberer, key: string, empty: T): T {
	const known = knownMemory<T>(context, key);
	if (known) return known;
	const fresh = { ...empty, runIndex: runIndexOf(context) };
	context.getContext('node')[key] = fresh as IDataObject;
	return fresh;
}

/** What an item gets when an earlier try of the same run made its call and nobody knows how that ended. */
export const triedBefore: Failure = {
	kind: 'outcomeUnknown',
	code: null,
	text: 'An earlier try in this execution made this call, and no answer came',
	hint: 'Look it up in your account at the gateway before you do it again.',
	httpStatus: null,
};

/** By the item of the call, and the step of a call that follows it: the rows of its answer, or null from the moment in which it begins. */
type Calls = Record<string, IDataObject[] | null>;

/** Its part of the memory. */
const callLedger = 'callLedger';

/** @returns whether an earlier try of the same run has made an item's own call, so that only what follows it is left */
export const isCallMade = (context: Rememberer, item: number): boolean =>
	Boolean(knownMemory<{ calls: Calls }>(context, callLedger)?.calls[item]);

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
	const { calls } = runMemory<{ calls: Calls }>(context, callLedger, { calls: {} });
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
