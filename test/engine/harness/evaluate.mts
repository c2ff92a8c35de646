/** n8n's own evaluation of node parameters, as an oracle for code that evaluates them faster. */
import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, NodeHelpers } from 'n8n-workflow';
import type { IExecuteData, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { NodeSource } from './node-types.mts';
import { buildWorkflow, START } from './workflow.mts';
import type { BuiltWorkflow, NodeOptions } from './workflow.mts';

/**
 * One workflow, and with the vm engine one isolate, for any number of parameters and items.
 * Contexts share the workflow's node: use one before asking for the next.
 */
export class ParameterEvaluator {
	private readonly built: BuiltWorkflow;

	private constructor(built: BuiltWorkflow) {
		this.built = built;
	}

	static async open(options: NodeOptions): Promise<ParameterEvaluator> {
		const built = buildWorkflow(options);
		await built.workflow.expression.acquireIsolate();
		return new ParameterEvaluator(built);
	}

	/** The execute context of a node with these parameters that has these items as its input. */
	context(parameters: INodeParameters, items: INodeExecutionData[], runIndex = 0): ExecuteContext {
		const { workflow, node, nodeType, additionalData, mode } = this.built;
		node.parameters =
			NodeHelpers.getNodeParameters(
				nodeType.description.properties,
				structuredClone(parameters),
				true,
				false,
				node,
				nodeType.description,
			) ?? {};
		const input = items.map((item, index) => ({ ...item, pairedItem: { item: index } }));
		const executeData: IExecuteData = {
			node,
			data: { main: [input] },
			source: { main: [{ previousNode: START }] },
		};
		const data = createRunExecutionData({ executionData: { nodeExecutionStack: [executeData] } });
		const start = { startTime: 0, executionTime: 0, executionIndex: 0, source: [] };
		data.resultData.runData = { [START]: [{ ...start, data: { main: [items] } }] };
		return new ExecuteContext(
			workflow,
			node,
			additionalData,
			mode,
			data,
			runIndex,
			input,
			executeData.data,
			executeData,
			[],
		);
	}

	/** Gives the isolate back. */
	async close(): Promise<void> {
		await this.built.workflow.expression.releaseIsolate();
	}
}

/** A single execute context; with the vm engine its isolate is held until `close` is called. */
export async function evaluateParameters(
	nodeType: NodeSource,
	parameters: INodeParameters,
	items: INodeExecutionData[],
): Promise<ExecuteContext & { close(): Promise<void> }> {
	const evaluator = await ParameterEvaluator.open({ nodeType });
	const context = evaluator.context(parameters, items);
	return Object.assign(context, { close: async () => await evaluator.close() });
}
