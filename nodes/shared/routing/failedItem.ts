import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Gateway } from '../model/gateway';
import { type Effect, isOnce } from '../model/effect';
import {
	failedRow,
	failureDetails,
	failureText,
	nodeError,
	type RowContext,
} from '../model/failedRow';
import { type Failure, messageOutcome } from '../model/failure';
import { isTool } from '../model/n8n';

/**
 * The row of an item whose declarative call failed. An agent that calls its tool directly would call again after an error, so
 * what must not happen twice answers it with the failure.
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
	if (context.continueOnFail() || (isOnce(effect) && isTool(context)))
		return failedRow(context.getNode(), text, details, itemIndex);
	throw nodeError(context.getNode(), text, details, itemIndex);
}
