import type {
	DeduplicationHelperFunctions,
	ICheckProcessedContextData,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	NodeExecutionHint,
} from 'n8n-workflow';
import type { DeduplicationStore } from '../../engine/harness/deduplicationStore.mts';

/** What the core asks of n8n while it sends; tests that need n8n's own answers use the engine harness. */
export interface FakeContext {
	items?: IDataObject[];
	parameters?: INodeParameters;
	node?: Partial<INode>;
	/** The node's memory, which n8n keeps through Retry On Fail. */
	memory?: IDataObject;
	runIndex?: number;
	timeZone?: string;
	continueOnFail?: boolean;
	credentials?: IDataObject;
	/** Answers of `httpRequestWithAuthentication`. */
	http?: (options: IDataObject) => unknown;
	/** n8n's deduplication store; without it, using it throws. */
	store?: DeduplicationStore;
	/** Gets what is logged as a warning. */
	warnings?: string[];
	/** Gets the hints that the run shows. */
	hints?: NodeExecutionHint[];
	signal?: AbortSignal;
	getNodeParameter?: (name: string, row: number, fallback?: unknown) => unknown;
}

export const fakeNode = (more: Partial<INode> = {}): INode => ({
	id: 'node-1',
	name: 'Gateway',
	type: 'n8n-nodes-message-gateways.kupon',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

const deduplicationHelpers = (
	store: DeduplicationStore,
	data: ICheckProcessedContextData,
): DeduplicationHelperFunctions => ({
	checkProcessedAndRecord: async (items, scope, options) =>
		await store.checkProcessedAndRecord(items, scope, data, options),
	removeProcessed: async (items, scope) => await store.removeProcessed(items, scope, data),
	clearAllProcessedItems: async (scope) => await store.clearAllProcessedItems(scope, data),
	getProcessedDataCount: async (scope) => await store.getProcessedDataCount(scope, data),
	checkProcessedItemsAndRecord: async () => {
		throw new Error('This test allows no look-up by property');
	},
});

/** @returns a context with exactly these answers; everything else is missing, so that using it throws */
export function fakeContext(options: FakeContext = {}): IExecuteFunctions {
	const { items = [{}], parameters = {}, memory = {}, runIndex = 0 } = options;
	const input: INodeExecutionData[] = items.map((json, item) => ({ json, pairedItem: { item } }));
	const node = fakeNode({ parameters, ...options.node });
	const workflow = { id: 'workflow', active: false };
	const context = {
		getInputData: () => input,
		getNode: () => node,
		getNodeParameter:
			options.getNodeParameter ??
			((name: string, _row: number, fallback?: unknown) => parameters[name] ?? fallback),
		getContext: () => memory,
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		getTimezone: () => options.timeZone ?? 'Europe/Moscow',
		continueOnFail: () => options.continueOnFail ?? false,
		getCredentials: async () => options.credentials ?? {},
		getExecutionCancelSignal: () => options.signal,
		addExecutionHints: (...hints: NodeExecutionHint[]) => void options.hints?.push(...hints),
		getWorkflow: () => workflow,
		logger: { warn: (text: string) => options.warnings?.push(text) },
		helpers: {
			...(options.store ? deduplicationHelpers(options.store, { workflow, node }) : {}),
			httpRequestWithAuthentication: async (_credential: string, request: IDataObject) => {
				if (!options.http) throw new Error('This test allows no request');
				return await options.http(request);
			},
		},
	};
	return context as unknown as IExecuteFunctions;
}
