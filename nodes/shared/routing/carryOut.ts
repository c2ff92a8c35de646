import type {
	DeclarativeRestApiSettings,
	IAllExecuteFunctions,
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';

import { credentialName, type Gateway } from '../model/gateway';
import { failedRow, failureDetails, failureText } from '../model/failedRow';
import { doInOrder } from '../model/doInOrder';
import { keepsFailures, nodeOf } from '../model/n8n';
import { inputFailure } from '../model/inputProblem';
import type { Operation } from '../model/operation';
import { asWireField, readText } from '../fields/wire';
import { parameterReader } from '../input/parameterReader';
import { recordOf } from '../text/json';
import { hasToken, openLine } from '../transport/line';
import { callInTime } from '../transport/callInTime';
import { PageWatch, watchedBy } from '../transport/pageWatch';
import { callOptions } from '../transport/request';
import { userOptionsWithoutProxy } from '../transport/requestOptions';
import { isCallMade } from './runMemory';
import { SettledFailure } from './settle';
import { notTried, Stop } from './stop';

type RequestData = DeclarativeRestApiSettings.ResultOptions;

/** The request of an item, before the steps that read its fields. */
export function beginRequest(
	options: IHttpRequestOptions,
	{ request = {} }: INodePropertyRouting,
): IHttpRequestOptions {
	const { method, url, body, qs } = request as Partial<IHttpRequestOptions>;
	return {
		...options,
		...(method ? { method } : {}),
		...(url ? { url } : {}),
		...(body ? { body: { ...recordOf(options.body), ...recordOf(body) } } : {}),
		...(qs ? { qs: { ...options.qs, ...qs } } : {}),
	};
}

/** Takes the rows of an answer through the steps of a routing. */
export async function receive(
	context: IExecuteSingleFunctions,
	{ output }: INodePropertyRouting,
	rows: INodeExecutionData[],
	response: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	let received = rows;
	for (const step of output?.postReceive ?? []) {
		if (typeof step === 'function') received = await step.call(context, received, response);
	}
	return received;
}

/** Takes a request through the steps of a routing. */
export async function prepare(
	context: IExecuteSingleFunctions,
	{ send }: INodePropertyRouting,
	options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	let prepared = options;
	for (const step of send?.preSend ?? []) prepared = await step.call(context, prepared);
	return prepared;
}

/** What all items of a node have in common. */
interface Shared {
	execution: IExecuteFunctions;
	credentials(type: string): Promise<IDataObject>;
}

/** What ends a run before all of its items are called. */
interface Watches {
	/** Present where the node stops at the first failed item. */
	stop?: Stop;
	/** Present where it goes on. */
	pages?: PageWatch;
}

/** n8n's call, which tells when it begins. */
const telling = ({ helpers }: IExecuteFunctions, begins: () => void) =>
	async function (
		this: IAllExecuteFunctions,
		...call: Parameters<IExecuteFunctions['helpers']['httpRequestWithAuthentication']>
	): Promise<unknown> {
		begins();
		return (await helpers.httpRequestWithAuthentication.apply(this, call)) as unknown;
	};

/**
 * An item of a node as the steps of a declarative operation see it. A value of the item is evaluated once, however many of
 * them read it, and a credential that stays as it is, is decrypted once for all items.
 */
function itemContext(
	{ execution, credentials }: Shared,
	item: number,
	{ stop, pages }: Watches,
	makeRoutingRequest: (data: RequestData) => Promise<INodeExecutionData[]>,
): IExecutePaginationFunctions {
	const { helpers } = execution;
	const known = new Map<string, unknown>();
	const own = {
		getItemIndex: () => item,
		getNode: () => nodeOf(execution),
		getInputData: () => execution.getInputData()[item],
		getNodeParameter(name: string, fallback?: unknown, options?: object) {
			const evaluate = () => execution.getNodeParameter(name, item, fallback, options) as unknown;
			if (options) return evaluate();
			if (!known.has(name)) known.set(name, evaluate());
			return known.get(name);
		},
		evaluateExpression: (expression: string, at = item) =>
			execution.evaluateExpression(expression, at),
		getWorkflowDataProxy: () => execution.getWorkflowDataProxy(item),
		getCredentials: credentials,
		helpers: {
			...helpers,
			// Made past `makeRoutingRequest`, where nobody sees how they end.
			...(stop
				? { httpRequestWithAuthentication: telling(execution, () => stop.mayFail(item)) }
				: {}),
			assertBinaryData: (property: string) => helpers.assertBinaryData(item, property),
			getBinaryDataBuffer: async (property: string) =>
				await helpers.getBinaryDataBuffer(item, property),
		},
		makeRoutingRequest,
		...(stop ? { getExecutionCancelSignal: () => stop.signalOf(item) } : {}),
	};
	const context = Object.assign(Object.create(execution), own) as IExecutePaginationFunctions;
	return watchedBy(context, pages);
}

/**
 * Carries out a declarative operation for all input items, as n8n's own engine does, all of them at once and held to the
 * account's limits by the gate, but for those that change the same thing. That engine reads each property of the node for each
 * item, whatever the operation is: some milliseconds an item; and of a node that is set to stop it makes all calls behind the
 * one that fails.
 *
 * @param headers of each request
 * @returns one or more rows an item, in the order of the items
 */
export const carriedOut = (
	gateway: Gateway,
	{ routing = {}, changes }: Pick<Operation, 'routing' | 'changes'>,
	headers: IHttpRequestOptions['headers'] = {},
) =>
	async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const type = credentialName(gateway, nodeOf(this));
		const { account, credentials: credential, redact } = await openLine(this, gateway);
		const shared: Shared = {
			execution: this,
			credentials: async (asked) =>
				asked === type && !hasToken(credential) ? credential : await this.getCredentials(asked),
		};
		const count = this.getInputData().length;
		const execution = this.getExecutionCancelSignal();
		const stop = keepsFailures(this) || count < 2 ? undefined : new Stop(execution);
		const pages =
			stop || count < 2
				? undefined
				: new PageWatch(['done', 'run'], execution, account.limiter.concurrent);
		const call = routing.operations?.pagination;
		const common = {
			...callOptions,
			...userOptionsWithoutProxy(this),
			baseURL: gateway.baseUrl(credential),
		};

		const carryOut = async (item: number): Promise<INodeExecutionData[]> => {
			if (stop && isCallMade(this, item)) stop.goesOn(item);
			const context = itemContext(shared, item, { stop, pages }, async ({ options }) => {
				if (stop && !(await stop.begins(item)))
					throw new SettledFailure(context, gateway, notTried);
				const asked = async () => {
					const response = await callInTime(this, type, {
						...(options as IHttpRequestOptions),
						returnFullResponse: true,
					});
					return await receive(context, routing, [], response);
				};
				const [end] = await Promise.allSettled([asked()]);
				if (end.status === 'fulfilled') return end.value;
				stop?.mayFail(item);
				throw end.reason;
			});
			const begun = beginRequest(
				{ ...common, url: '', headers: { ...headers }, qs: {}, body: {} },
				routing,
			);
			const options = await prepare(context, routing, begun);
			const data = { options, preSend: [], postReceive: [], requestOperations: {} };
			if (typeof call !== 'function') return await context.makeRoutingRequest(data);
			return await call.call(context, data);
		};

		const readerOf = parameterReader(this);
		const keysOf = (item: number): string[] => {
			if (!changes) return [];
			try {
				const key = readText(asWireField(changes), readerOf(item)).toLowerCase();
				return key === '' ? [] : [key];
			} catch {
				// What cannot be read fails the item when its request is made, as any other field does.
				return [];
			}
		};
		const ends: Array<PromiseSettledResult<INodeExecutionData[]>> = [];
		await doInOrder([...Array(count).keys()], {
			most: Infinity,
			keysOf,
			carryOut: async (item) => {
				const [end] = await Promise.allSettled([carryOut(item)]);
				ends[item] = end;
				stop?.ends(item, end);
			},
			isOver: () => stop?.isOver === true,
		});
		pages?.close();
		stop?.rethrow(ends, count);
		return [
			ends.flatMap((end, item) => {
				if (end.status === 'fulfilled') return end.value;
				if (!keepsFailures(this)) throw end.reason;
				const failure = inputFailure(end.reason, redact);
				const details = failureDetails(gateway, failure);
				const text = failureText(gateway, failure);
				return [failedRow(nodeOf(this), text, details, item, this.getInputData()[item])];
			}),
		];
	};
