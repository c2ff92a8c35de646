import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isRecord, readJson } from '../text/json';

const contextKey = 'waitingFor';

/**
 * Keeps something with the execution for the call that wakes it. n8n stores it until the execution ends; the next time
 * the node sleeps in the same execution, as in a loop, it is replaced.
 */
export function remember(context: IExecuteFunctions, memory: IDataObject): void {
	context.getContext('node')[contextKey] = JSON.stringify(memory);
}

/**
 * Reads it in the webhook of the sleeping node. A webhook has no `getContext`, so it is read as any expression may.
 *
 * @returns an empty object when there is none
 */
export function recall(context: IWebhookFunctions): Record<string, unknown> {
	const name = JSON.stringify(context.getNode().name);
	const stored = context.evaluateExpression(`{{ $node[${name}].context.${contextKey} }}`, 0);
	const memory = typeof stored === 'string' ? readJson(stored)?.value : undefined;
	return isRecord(memory) ? memory : {};
}
