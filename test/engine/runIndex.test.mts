/** What a run is told by: the same number that n8n's proxy of all the data of a workflow tells, in each n8n that the engine tests run in. */
import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { runIndexOf } from '../../nodes/shared/model/n8n.ts';
import { runAsTool, runNode } from './harness/index.mts';

interface Told {
	byProxy: unknown;
	byContext: unknown;
	ofPackage: number;
	/** How often the package asks for the proxy. */
	proxies: number;
}

const told: Told[] = [];
beforeEach(() => void told.splice(0));

function tell(context: Pick<IExecuteFunctions, 'getWorkflowDataProxy'>): void {
	let proxies = 0;
	const counting = Object.create(context, {
		getWorkflowDataProxy: {
			value: (item: number) => {
				proxies++;
				return context.getWorkflowDataProxy(item);
			},
		},
	}) as typeof context;
	const ofPackage = runIndexOf(counting);
	const byProxy: unknown = context.getWorkflowDataProxy(0).$runIndex;
	told.push({
		byProxy,
		byContext: (context as { runIndex?: unknown }).runIndex,
		ofPackage,
		proxies,
	});
}

const description = (properties: INodeProperties[]): INodeTypeDescription => ({
	displayName: 'Teller',
	name: 'teller',
	group: ['transform'],
	version: 1,
	description: 'Tells the number of its run',
	defaults: { name: 'Teller' },
	usableAsTool: true,
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties,
});

/** A node as n8n carries it out whole. */
class Whole implements INodeType {
	description = description([]);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		tell(this);
		return [this.getInputData()];
	}
}

/** A node that n8n carries out item by item, as it does for most agents. */
class Declarative implements INodeType {
	description = {
		...description([
			{
				displayName: 'Call',
				name: 'call',
				type: 'hidden',
				default: '',
				routing: {
					operations: {
						async pagination(): Promise<INodeExecutionData[]> {
							tell(this as unknown as IExecuteFunctions);
							return [{ json: {} }];
						},
					},
					send: { paginate: true },
				},
			},
		]),
		requestDefaults: { baseURL: 'http://127.0.0.1' },
	};
}

const run = (index: number): Told => ({
	byProxy: index,
	byContext: index,
	ofPackage: index,
	proxies: 0,
});

const loop = [[{ json: { pass: 1 } }], [{ json: { pass: 2 } }], [{ json: { pass: 3 } }]];

test.each([
	['carried out whole', Whole],
	['carried out item by item', Declarative],
])('a node in a loop, %s', async (_how, nodeType) => {
	const { error } = await runNode({ nodeType, loop });

	expect(error).toBeUndefined();
	expect(told).toEqual([run(0), run(1), run(2)]);
});

test.each(['direct', 'engine'] as const)('a tool that an agent calls, %s', async (via) => {
	const { error } = await runAsTool({ nodeType: Whole, via });

	expect(error).toBeUndefined();
	expect(told).toEqual([run(0)]);
});

test.each([{}, { runIndex: () => 7 }])('a context that does not have it: %o', (more) => {
	const context = { getWorkflowDataProxy: () => ({ $runIndex: 2 }), ...more };

	expect(runIndexOf(context as never)).toBe(2);
});
