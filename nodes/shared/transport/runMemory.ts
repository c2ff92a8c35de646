import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Failure } from '../model/failure';

/**
 * Opens a part of what a node remembers of one of its runs in an execution, in plain JSON. n8n keeps it through Retry On Fail,
 * which runs the whole node again, and through "Retry execution". The next pass of a loop is another run, and so is an
 * agent's next call of a tool; they start with nothing.
 *
 * @param key names the part
 * @param empty what a run knows that has just begun
 * @returns what the run knows; changes to it are kept
 */
export function runMemory<T extends object>(
	context: Pick<IExecuteFunctions, 'getContext' | 'getWorkflowDataProxy'>,
	key: string,
	empty: T,
): T {
	const memory = context.getContext('node');
	const runIndex = Number(context.getWorkflowDataProxy(0).$runIndex ?? 0);
	const known = memory[key] as unknown as (T & { runIndex: number }) | undefined;
	if (known?.runIndex === runIndex) return known;
	const fresh = { ...empty, runIndex };
	memory[key] = fresh as IDataObject;
	return fresh;
}

/** What an item gets when an earlier try of the same run made its call and nobody knows how that ended. */
export const triedBefore: Failure = {
	kind: 'outcomeUnknown',
	code: null,
	text: 'An earlier try in this execution made this call, and no answer came',
	hint: 'Look it up at the gateway before you do it again.',
	httpStatus: null,
};
