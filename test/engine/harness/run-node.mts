/** Runs one node through n8n's own engine: pairing, error outputs and retries are the engine's. */
import './deduplication.mts';
import { WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, UserError } from 'n8n-workflow';
import type {
	ExecutionError,
	IConnections,
	IDataObject,
	IExecuteContextData,
	IExecuteData,
	INodeExecutionData,
	IRun,
	IRunExecutionData,
	ITaskData,
} from 'n8n-workflow';
import { lostInHtml } from '../../unit/support/notice.mts';
import type { CredentialStore, SavedCredential } from './credentials.mts';
import { withLog } from './log.mts';
import type { LogEntry } from './log.mts';
import { reviveForRetry, storedForm } from './storage.mts';
import { buildWorkflow, START } from './workflow.mts';
import type { BuiltWorkflow, ExtraNode, NodeOptions } from './workflow.mts';

export interface RunOptions extends NodeOptions {
	/** The node's input; `[{ json: {} }]` without it. */
	items?: INodeExecutionData[];
	/** Several main inputs instead of `items`. */
	inputs?: INodeExecutionData[][];
	/** One run of the node per entry, in one execution, as inside a loop: run index 0, 1, 2… */
	loop?: INodeExecutionData[][];
	/** Nodes behind (or beside) the one under test; wire them with `connections`. */
	extraNodes?: ExtraNode[];
	connections?: IConnections;
	/** Starts from the stored data of a failed run, as "Retry execution" does. */
	retryOf?: RunResult;
	/** Goes on with the data of an execution that slept; see `waiting.mts`. */
	resumeWith?: IRunExecutionData;
	/** Node and flow contexts (`getContext`) the run starts with. */
	contextData?: IExecuteContextData;
	/** Cancels the execution, as the Stop button does. */
	abort?: AbortSignal;
}

export interface RunResult {
	/** Main outputs of the node's last run (the error output is the last one); `[]` if it failed. */
	outputs: INodeExecutionData[][];
	/** The same of every run in this execution. */
	runs: INodeExecutionData[][][];
	/** The failure of the execution or, when it went on, of the node. */
	error: ExecutionError | undefined;
	/** What the node threw, try by try, before n8n made plain data of it. */
	thrown: unknown[];
	/** How often the engine called the node. */
	tries: number;
	taskData: ITaskData | undefined;
	tasks: ITaskData[];
	status: IRun['status'];
	credentials: CredentialStore;
	saved: SavedCredential[];
	contextData: IExecuteContextData;
	staticData: IDataObject;
	/** The text n8n would store in its database. */
	stored: string;
	log: LogEntry[];
	rawRun: IRun;
}

/** The engine, counting the calls of the node under test. */
class ObservedExecute extends WorkflowExecute {
	tries = 0;
	readonly thrown: unknown[] = [];
	tested = '';

	override async runNode(...args: Parameters<WorkflowExecute['runNode']>) {
		const isTested = args[1].node.name === this.tested;
		if (isTested) this.tries += 1;
		try {
			return await super.runNode(...args);
		} catch (error) {
			if (isTested) this.thrown.push(error);
			throw error;
		}
	}
}

/** As a webhook or a schedule would have left the execution when Start is done. */
function startData(options: RunOptions, { node }: BuiltWorkflow): IRunExecutionData {
	const inputs = options.inputs ?? [options.items ?? [{ json: {} }]];
	const rounds = options.loop?.map((items) => [items]) ?? [inputs];
	const stack: IExecuteData[] = rounds.map((main, previousNodeRun) => ({
		node,
		data: { main: structuredClone(main) },
		source: { main: main.map(() => ({ previousNode: START, previousNodeRun })) },
	}));
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: stack, contextData: options.contextData ?? {} },
	});
	data.resultData.runData = {
		[START]: rounds.map((main) => ({
			startTime: 0,
			executionTime: 0,
			executionIndex: 0,
			source: [],
			data: { main: [structuredClone(main[0] ?? [])] },
		})),
	};
	return data;
}

function mainOutputs(task: ITaskData | undefined): INodeExecutionData[][] {
	return (task?.data?.main ?? []).map((output) => output ?? []);
}

/**
 * Runs the node and returns what the engine made of it; a failing node is a result, not a throw.
 * Only parameters that n8n refuses to start with (a required one is empty) reject.
 */
export async function runNode(options: RunOptions): Promise<RunResult> {
	const mode = options.mode ?? (options.retryOf ? 'retry' : 'trigger');
	// A retried execution goes on with the credentials it was stored with.
	const credentials = options.retryOf?.credentials ?? options.credentials;
	const built = buildWorkflow({ ...options, mode, credentials });
	const data =
		options.resumeWith ??
		(options.retryOf ? reviveForRetry(options.retryOf.stored) : startData(options, built));
	const { name } = built.node;
	// Of a node that still sleeps, the engine replaces the run.
	const before = (data.resultData.runData[name]?.length ?? 0) - (data.waitTill ? 1 : 0);
	const saved = built.credentials.saved.length;
	const engine = new ObservedExecute(built.additionalData, mode, data);
	engine.tested = name;
	const { value: rawRun, log } = await withLog(async () => {
		const running = engine.processRunExecutionData(built.workflow);
		const cancel = () => running.cancel();
		if (options.abort?.aborted) cancel();
		options.abort?.addEventListener('abort', cancel, { once: true });
		try {
			return await running;
		} finally {
			options.abort?.removeEventListener('abort', cancel);
		}
	});
	const tasks = (rawRun.data.resultData.runData[name] ?? []).slice(before);
	const taskData = tasks.at(-1);
	for (const { message } of tasks.flatMap(({ hints = [] }) => hints)) {
		// The editor shows hints as HTML.
		const lost = lostInHtml(message);
		if (lost.length > 0) throw new UserError(`The editor drops ${lost.join(' ')} of: ${message}`);
	}
	return {
		outputs: mainOutputs(taskData),
		runs: tasks.map(mainOutputs),
		error: rawRun.data.resultData.error ?? taskData?.error,
		thrown: engine.thrown,
		tries: engine.tries,
		taskData,
		tasks,
		status: rawRun.status,
		credentials: built.credentials,
		saved: built.credentials.saved.slice(saved),
		contextData: rawRun.data.executionData?.contextData ?? {},
		staticData: built.workflow.staticData,
		stored: storedForm(rawRun.data),
		log,
		rawRun,
	};
}
