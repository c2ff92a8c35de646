import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';

import { keepsFailures, nodeOf } from '../model/n8n';
import { type Failure, messageOutcome } from '../model/failure';
import {
	failedRow,
	failureDetails,
	failureText,
	nodeError,
	type RowContext,
} from '../model/failedRow';
import { type Effect, isOnce } from '../model/effect';
import type { Gateway } from '../model/gateway';

/**
 * The row of an item whose declarative call failed.
 *
 * @param more what the details tell beside the failure
 * @throws NodeApiError when the node is set to stop
 */
export function failedItem(
	context: IExecutePaginationFunctions,
	gateway: Gateway,
	failure: Failure,
	effect: Effect,
	more: IDataObject = {},
): INodeExecutionData {
	const about: RowContext = isOnce(effect) ? { outcome: messageOutcome(failure) } : {};
	const text = failureText(gateway, failure);
	const details = { ...failureDetails(gateway, failure, about), ...more };
	const itemIndex = context.getItemIndex();
	if (keepsFailures(context))
		return failedRow(nodeOf(context), text, details, itemIndex, context.getInputData());
	throw nodeError(nodeOf(context), text, details, itemIndex);
}

const key = Symbol('problem');

/**
 * Notes in a request why it must not be made. n8n runs `preSend` before the gate, so that what is thrown there would
 * never come to it; the note does.
 */
export const withProblem = <T extends object>(options: T, problem: unknown): T => ({
	...options,
	[key]: problem,
});

/** @returns why the request must not be made, if it must not */
export const problemOf = (options: object): unknown => (options as { [key]?: unknown })[key];
