import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import { problemIn, shownFields } from '../input/fieldChecks';
import { itemReader } from '../input/parameterReader';
import { numberOrPreset } from '../input/read';
import { type Effect, isChange } from '../model/effect';
import type { Failure } from '../model/failure';
import type { AnswerReader, Gateway } from '../model/gateway';
import { inputFailure, type InputProblem } from '../model/inputProblem';
import { atAddress } from '../transport/addresses';
import { exchange, type Line } from '../transport/exchange';
import { openLine } from '../transport/line';
import { networkFailure } from '../transport/networkFailure';
import { orAtOtherPath, callOptionsFor, isForRenewal, renewing } from '../transport/request';
import { readProxy, requestOptionsOf, userOptionsWithoutProxy } from '../transport/requestOptions';
import type { Attempt } from '../transport/readAnswer';
import { callOnce } from './runMemory';
import { failedItem, problemOf } from './failedItem';
import { type AskedPage, type Paging, readPages } from './paging';
import { type Reader, readerIn, takeAnswer, settledFailure } from './settle';
import { nodeOf } from '../model/n8n';

type RequestData = DeclarativeRestApiSettings.ResultOptions;

/** How a declarative operation goes through the gate. */
export interface GateOptions {
	/** What the operation does; `read`, if missing. */
	effect?: Effect;
	/** For a call that answers in a way of its own. */
	answer?: Reader;
	/** The operation reads a list, page by page, up to the user's Limit. */
	paging?: Paging;
	/**
	 * Looks at the rows of the answer, and may ask for them anew before they are put out.
	 *
	 * @param again makes the call once more
	 * @returns the rows that the operation puts out, or why there are none
	 */
	until?(
		context: IExecutePaginationFunctions,
		rows: INodeExecutionData[],
		again: () => Promise<Attempt<INodeExecutionData[]>>,
	): Promise<Attempt<INodeExecutionData[]>>;
	/** What a refusal means for the item, where the answer alone does not tell. */
	explain?(context: IExecutePaginationFunctions, failure: Failure): Promise<Failure>;
}

/**
 * The gate through which every declarative request of a gateway passes, as `operations.pagination` (with
 * `send.paginate: true`). n8n starts all items of a declarative node at once; the gate holds them to the account's
 * limits, repeats what may be repeated, makes what has been done once a run, and turns a failure into a failed row or
 * the node's error.
 */
export function gate(
	gateway: Gateway,
	{ effect = 'read', answer: reader = gateway, paging, until, explain }: GateOptions = {},
) {
	return async function (
		this: IExecutePaginationFunctions,
		requestData: RequestData,
	): Promise<INodeExecutionData[]> {
		const line = await openLine(this, gateway);
		const problem = valueProblem(this) ?? problemOf(requestData.options);
		if (problem !== undefined) {
			return [failedItem(this, gateway, inputFailure(problem, line.redact), effect)];
		}
		let proxied: RequestData;
		try {
			proxied = throughProxy(this, requestData);
		} catch (error) {
			return [failedItem(this, gateway, inputFailure(error, line.redact), effect)];
		}
		const answer = await readerIn(this, reader);
		const call = async () => await page(this, line, proxied, effect, answer);
		const ask = async (): Promise<Attempt<INodeExecutionData[]>> =>
			paging
				? await pages(this, line, proxied, paging, answer)
				: isChange(effect)
					? await callOnce(this, effect, call)
					: await call();
		const first = await ask();
		const result = first.ok && until ? await until(this, first.value, ask) : first;
		if (result.ok) return result.value;
		const failure = (await explain?.(this, result.failure)) ?? result.failure;
		return [failedItem(this, gateway, failure, effect)];
	};
}

/** The fields whose values cannot be meant: n8n's own routing would put its text into the request. */
const valueProblem = (context: IExecutePaginationFunctions): InputProblem | undefined =>
	problemIn(shownFields(nodeOf(context)), itemReader(context));

/**
 * The user's proxy as every other call has it: n8n would go around one that it cannot read.
 *
 * @throws InputProblem when no calls can be made through it
 */
function throughProxy(context: IExecutePaginationFunctions, requestData: RequestData): RequestData {
	const proxy = readProxy(requestOptionsOf(context).proxy);
	if (!proxy) return requestData;
	return { ...requestData, options: { ...requestData.options, proxy } };
}

/**
 * One request through the gate.
 *
 * @param effect what the call does
 */
async function page(
	context: IExecutePaginationFunctions,
	line: Line,
	requestData: RequestData,
	effect: Effect,
	answer: AnswerReader,
): Promise<AskedPage> {
	const { options } = requestData;
	// n8n's own default cannot be told from a limit of five minutes that the user has set.
	const { timeout } = userOptionsWithoutProxy(context);
	const at = async (url: string) =>
		await pageAt(
			context,
			line,
			{ ...requestData, options: { ...options, url, timeout } },
			effect,
			answer,
		);
	const result = await orAtOtherPath(answer, options.url ?? '', at);
	if (!result.ok) return result;
	if (result.tells) for (const { json } of result.value) Object.assign(json, result.tells);
	return { ...result, answer: takeAnswer(result.value) };
}

/** One request at one path. */
async function pageAt(
	context: IExecutePaginationFunctions,
	line: Line,
	requestData: RequestData,
	effect: Effect,
	answer: AnswerReader,
): Promise<Attempt<INodeExecutionData[]>> {
	const { options } = requestData;
	return await exchange<INodeExecutionData[]>(line, effect, async (address) => {
		// The engine adds credentials to the options it is given, so each try gets its own copy.
		const call = async (more: Partial<IHttpRequestOptions>) =>
			await context.makeRoutingRequest({
				...requestData,
				options: {
					...atAddress(options, line.addresses, address),
					...callOptionsFor(answer),
					...more,
				},
			});
		try {
			const rows = await call({}).catch(async (error: unknown) => {
				if (!isForRenewal(line, settledFailure(error)?.httpStatus ?? null)) throw error;
				return await call(renewing);
			});
			await line.renew?.();
			for (const row of rows) row.json = line.redact(row.json);
			return { ok: true, value: rows };
		} catch (error) {
			await line.renew?.();
			return {
				ok: false,
				failure:
					settledFailure(error) ??
					networkFailure(answer, error, effect, line.redact, line.tokenUrl),
			};
		}
	});
}

/** Pages until the list ends or the user's limit is reached, as many at once as the account may have calls on their way. */
async function pages(
	context: IExecutePaginationFunctions,
	line: Line,
	requestData: RequestData,
	paging: Paging,
	answer: AnswerReader,
): Promise<Attempt<INodeExecutionData[]>> {
	const read = itemReader(context);
	const wanted = read('returnAll', false) === true ? Infinity : numberOrPreset(read, 'limit', 50);
	return await readPages(
		paging,
		requestData.options as IHttpRequestOptions,
		wanted,
		line.account.limiter.concurrent,
		async (options) => await page(context, line, { ...requestData, options }, 'read', answer),
	);
}
