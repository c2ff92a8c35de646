import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
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
import { type Failure, messageOutcome } from '../model/failure';
import { atAddress } from './addresses';
import { exchange, type Line } from './exchange';
import { openLine } from './line';
import { networkFailure } from './networkFailure';
import type { Paging } from './paging';
import { problemOf } from './problem';
import type { Attempt } from './readAnswer';
import { callOptions, defaultTimeoutMs } from './request';
import { settledFailure } from './settle';

type RequestData = DeclarativeRestApiSettings.ResultOptions;

/** What n8n sets when the user has chosen no time limit. */
const engineDefaultTimeoutMs = 300_000;

/** How a declarative operation goes through the gate. */
export interface GateOptions {
	/**
	 * The operation sends. This route of it is taken only when an AI agent calls the tool directly, which would call
	 * again after an error, so there a failure is an answer.
	 */
	sends?: boolean;
	/** The operation changes something, so it is repeated only where the gateway cannot have acted. */
	changes?: boolean;
	/** Changing it twice changes nothing more, so that it is repeated all the same. */
	again?: boolean;
	/** The operation reads a list, page by page, up to the user's Limit. */
	paging?: Paging;
}

/**
 * The gate through which every declarative request of a gateway passes, as `operations.pagination` (with
 * `send.paginate: true`). n8n starts all items of a declarative node at once; the gate holds them to the account's
 * limits, repeats what may be repeated, and turns a failure into a failed row or the node's error.
 */
export function gate(
	gateway: Gateway,
	{ sends = false, changes = sends, again = false, paging }: GateOptions = {},
) {
	return async function (
		this: IExecutePaginationFunctions,
		requestData: RequestData,
	): Promise<INodeExecutionData[]> {
		const problem = problemOf(requestData.options);
		if (problem) return [failed(this, gateway, problem, sends)];
		const line = await openLine(this, gateway);
		const result = paging
			? await pages(this, line, requestData, paging)
			: await page(this, line, requestData, { changes, again });
		return result.ok ? result.value : [failed(this, gateway, result.failure, sends)];
	};
}

/**
 * One request through the gate.
 *
 * @param kind whether the call changes something, and whether it may then be made again when no answer came
 */
async function page(
	context: IExecutePaginationFunctions,
	line: Line,
	requestData: RequestData,
	{ changes, again }: { changes: boolean; again: boolean },
): Promise<Attempt<INodeExecutionData[]>> {
	const { options } = requestData;
	const timeout = options.timeout === engineDefaultTimeoutMs ? defaultTimeoutMs : options.timeout;
	return await exchange<INodeExecutionData[]>(line, changes && !again, async (address) => {
		try {
			// The engine adds credentials to the options it is given, so each try gets its own copy.
			const rows = await context.makeRoutingRequest({
				...requestData,
				options: { ...atAddress(options, line.addresses, address), ...callOptions, timeout },
			});
			for (const { json } of rows) if ('raw' in json) json.raw = line.redact(json.raw);
			return { ok: true, value: rows };
		} catch (error) {
			return {
				ok: false,
				failure: settledFailure(error) ?? networkFailure(line.gateway, error, changes),
			};
		}
	});
}

/** Pages one after the other, until the list ends or the user's limit is reached. */
async function pages(
	context: IExecutePaginationFunctions,
	line: Line,
	requestData: RequestData,
	paging: Paging,
): Promise<Attempt<INodeExecutionData[]>> {
	const returnAll = context.getNodeParameter('returnAll', false) === true;
	const wanted = returnAll ? Infinity : Number(context.getNodeParameter('limit', 50));
	const rows: INodeExecutionData[] = [];
	const firstOptions = requestData.options as IHttpRequestOptions;
	let options: IHttpRequestOptions | null = paging.first(firstOptions, wanted);
	while (options) {
		const result: Attempt<INodeExecutionData[]> = await page(
			context,
			line,
			{ ...requestData, options },
			{ changes: false, again: false },
		);
		if (!result.ok) return result;
		for (const row of result.value) rows.push(row);
		if (rows.length >= wanted) break;
		options = paging.next(options, result.value, wanted - rows.length);
	}
	return { ok: true, value: rows.slice(0, wanted) };
}

/** @throws NodeApiError when the node is set to stop */
function failed(
	context: IExecutePaginationFunctions,
	gateway: Gateway,
	failure: Failure,
	sends: boolean,
): INodeExecutionData {
	const about: RowContext = sends ? { outcome: messageOutcome(failure) } : {};
	const text = failureText(gateway, failure);
	const details = failureDetails(gateway, failure, about);
	const itemIndex = context.getItemIndex();
	if (sends || context.continueOnFail()) return failedRow(context.getNode(), text, details, itemIndex);
	throw nodeError(context.getNode(), text, details, itemIndex);
}
