/** Runs a node as the tool of an AI agent, through n8n-core's own tool invocation. */
import { WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes } from 'n8n-workflow';
import type {
	EngineRequest,
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	IRun,
	ITaskData,
} from 'n8n-workflow';
import { withLog } from './log.mts';
import type { LogEntry } from './log.mts';
import { loadNodeType, resolveVersion } from './node-types.mts';
import { storedForm } from './storage.mts';
import { toolVariant } from './tool-variant.mts';
import { buildWorkflow, NODE, START } from './workflow.mts';
import type { NodeOptions } from './workflow.mts';

const AGENT = 'Agent';

export interface ToolOptions extends NodeOptions {
	/** What the model passes: values for `$fromAI()` parameters. */
	args?: IDataObject;
	/**
	 * 'direct' is how most agents call: `execute` of the class, so the declarative routing and never
	 * `customOperations`. 'engine' is how newer agents do it: a request to the engine, which runs the
	 * node like any other, `customOperations` included.
	 */
	via?: 'direct' | 'engine';
	/** The agent's own input. */
	items?: INodeExecutionData[];
	abort?: AbortSignal;
}

export interface ToolResult {
	/** What the model gets: text for 'direct', the items for 'engine'. */
	response: unknown;
	/** What the agent got instead. */
	error: Error | undefined;
	/** How often the node was called. */
	tries: number;
	/** One entry per call, under the tool's name. */
	tasks: ITaskData[];
	stored: string;
	log: LogEntry[];
	rawRun: IRun;
}

interface Tool {
	invoke(args: IDataObject): Promise<unknown>;
}

/** An agent that calls its one tool once and keeps what came of it. */
class Agent implements INodeType {
	description: INodeType['description'] = {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: 'Calls its tool once',
		defaults: {},
		inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	response: unknown;
	error: Error | undefined;
	readonly execute: NonNullable<INodeType['execute']>;

	constructor({ args = {}, via = 'direct' }: ToolOptions) {
		// The engine calls `execute` with its context as `this`.
		const keep = (part: Partial<Agent>) => void Object.assign(this, part);
		const done: INodeExecutionData[][] = [[{ json: {} }]];
		const direct = async function (this: IExecuteFunctions) {
			const tools = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
			try {
				keep({ response: await tools[0]!.invoke(args) });
			} catch (error) {
				keep({ error: error as Error });
			}
			return done;
		};
		const engine = async function (this: IExecuteFunctions, response?: EngineResponse) {
			const task = response?.actionResponses[0]?.data;
			if (task) {
				keep({ response: task.data?.ai_tool?.[0], error: task.error });
				return done;
			}
			const request: EngineRequest = {
				actions: [
					{
						actionType: 'ExecutionNodeAction',
						nodeName: NODE,
						input: args,
						type: NodeConnectionTypes.AiTool,
						id: 'call-1',
						metadata: { itemIndex: 0 },
					},
				],
				metadata: {},
			};
			return request;
		};
		this.execute = via === 'direct' ? direct : engine;
	}
}

export async function runAsTool(options: ToolOptions): Promise<ToolResult> {
	const { items = [{ json: {} }], mode = 'trigger' } = options;
	const loaded = resolveVersion(loadNodeType(options.nodeType), options.node?.typeVersion);
	const counted = { tries: 0 };
	const agent = new Agent(options);
	const built = buildWorkflow({
		...options,
		nodeType: toolVariant(loaded, counted),
		extraNodes: [{ name: AGENT, nodeType: agent }],
		connections: {
			[START]: { main: [[{ node: AGENT, type: 'main', index: 0 }]] },
			[NODE]: { ai_tool: [[{ node: AGENT, type: 'ai_tool', index: 0 }]] },
		},
	});
	const node = built.workflow.getNode(AGENT)!;
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node, data: { main: [items] }, source: { main: [{ previousNode: START }] } },
			],
		},
	});
	const start = { startTime: 0, executionTime: 0, executionIndex: 0, source: [] };
	data.resultData.runData = { [START]: [{ ...start, data: { main: [items] } }] };
	const engine = new WorkflowExecute(built.additionalData, mode, data);
	const { value: rawRun, log } = await withLog(async () => {
		const running = engine.processRunExecutionData(built.workflow);
		options.abort?.addEventListener('abort', () => running.cancel(), { once: true });
		return await running;
	});
	return {
		response: agent.response,
		error: agent.error ?? (rawRun.data.resultData.error as Error | undefined),
		tries: counted.tries,
		tasks: rawRun.data.resultData.runData[NODE] ?? [],
		stored: storedForm(rawRun.data),
		log,
		rawRun,
	};
}
