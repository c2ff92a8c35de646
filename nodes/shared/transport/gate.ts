import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Gateway } from '../gateway';
import {
	failedRow,
	failureDetails,
	failureText,
	nodeError,
	type RowContext,
} from '../model/failedRow';
import { messageOutcome } from '../model/failure';
import { exchange } from './exchange';
import { openLine } from './line';
import { networkFailure } from './networkFailure';
import { callOptions, defaultTimeoutMs } from './request';
import { settledFailure } from './settle';

/** What n8n sets when the user has chosen no time limit. */
const engineDefaultTimeoutMs = 300_000;

/**
 * The gate through which every declarative request of a gateway passes, as `requestOperations.pagination` (with
 * `send.paginate: true`). n8n starts all items of a declarative node at once; the gate holds them to the account's
 * limits, repeats what may be repeated, and turns a failure into a failed row or the node's error.
 *
 * @param sends true for the route of a sending operation. It is taken only when an AI agent calls the tool directly,
 * which would call again after an error, so a failure is an answer there.
 */
export function gate(gateway: Gateway, sends = false) {
	return async function (
		this: IExecutePaginationFunctions,
		requestData: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const line = await openLine(this, gateway);
		const { options } = requestData;
		const timeout = options.timeout === engineDefaultTimeoutMs ? defaultTimeoutMs : options.timeout;

		const result = await exchange<INodeExecutionData[]>(line, sends, async () => {
			try {
				// The engine adds credentials to the options it is given, so each try gets its own copy.
				const rows = await this.makeRoutingRequest({
					...requestData,
					options: { ...options, ...callOptions, timeout },
				});
				return { ok: true, value: rows };
			} catch (error) {
				return { ok: false, failure: settledFailure(error) ?? networkFailure(error, sends) };
			}
		});
		if (result.ok) return result.value;

		const context: RowContext = sends ? { outcome: messageOutcome(result.failure) } : {};
		const text = failureText(gateway, result.failure);
		const details = failureDetails(gateway, result.failure, context);
		const itemIndex = this.getItemIndex();
		if (sends || this.continueOnFail()) return [failedRow(text, details, itemIndex)];
		throw nodeError(this.getNode(), text, details, itemIndex);
	};
}
