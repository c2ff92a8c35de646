/** Costs that a clock need not tell: requests, calls in flight, evaluations by n8n, copies of the node. */
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { Kupon } from '../../nodes/Kupon/Kupon.node.ts';
import { Smsc } from '../../nodes/Smsc/Smsc.node.ts';
import { SmsBy } from '../../nodes/SmsBy/SmsBy.node.ts';
import { startSandbox } from '../sandbox/index.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { runNode, useVmExpressions } from './harness/index.mts';
import { store as kuponStore } from './kupon/setup.mts';
import { store as smscStore } from './smsc/setup.mts';
import { store as smsByStore } from './smsby/setup.mts';

useVmExpressions();

const count = 5000;
const concurrent = 4;

let sandbox: Sandbox<'kupon' | 'smsc' | 'smsby'>;
beforeAll(async () => {
	sandbox = await startSandbox({ gateways: ['kupon', 'smsc', 'smsby'], clock: { speed: 0 } });
	sandbox.smsc.settings.latencyMs = 0;
	sandbox.smsc.settings.balance = 100_000;
	sandbox.smsby.settings.balance = 100_000;
});
afterAll(async () => await sandbox.close());

const sms = {
	resource: 'message',
	operation: 'sendMany',
	recipient: '={{ $json.phone }}',
	text: '=Заказ {{ $json.order.id }} готов',
	reference: '={{ $json["order"].id }}',
};

const items: INodeExecutionData[] = Array.from({ length: count }, (_, row) => ({
	json: { phone: String(79161000000 + row), order: { id: `order-${row}` } },
}));

const gateways = [
	[
		'Kupon.mobi',
		100,
		() => sandbox.kupon,
		new Kupon(),
		kuponStore,
		{ type: 'sms', sender: 'Shop' },
	],
	['SMSC', 500, () => sandbox.smsc, new Smsc(), smscStore, { type: 'sms' }],
	['SMS.by', 500, () => sandbox.smsby, new SmsBy(), smsByStore, {}],
] as const;

/** Counts what the operation asks n8n for; everything of the engine stays as it is. */
function watched(nodeType: INodeType): {
	nodeType: INodeType;
	/** Names of parameters. */
	asked: string[];
	copies: { nodes: number; proxies: number };
} {
	const asked: string[] = [];
	const copies = { nodes: 0, proxies: 0 };
	const original = nodeType.customOperations?.message?.sendMany;
	async function sendMany(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const getNodeParameter = (name: string, ...rest: [number, unknown]) => {
			asked.push(name);
			return this.getNodeParameter(name, ...rest) as unknown;
		};
		const getNode = () => {
			copies.nodes++;
			return this.getNode();
		};
		const getWorkflowDataProxy = (row: number) => {
			copies.proxies++;
			return this.getWorkflowDataProxy(row);
		};
		const context = Object.create(this, {
			getNodeParameter: { value: getNodeParameter },
			getNode: { value: getNode },
			getWorkflowDataProxy: { value: getWorkflowDataProxy },
		}) as unknown;
		return (await original?.call(context as IExecuteFunctions)) as INodeExecutionData[][];
	}
	return {
		nodeType: Object.assign(Object.create(nodeType) as INodeType, {
			customOperations: { message: { sendMany } },
		}),
		asked,
		copies,
	};
}

test.each(gateways)(
	`%s: ${count} items in as few requests as lists of %i allow, and none of their fields is evaluated by n8n`,
	async (_name, listSize, gatewayOf, node, store, more) => {
		const gateway = gatewayOf();
		const { nodeType, asked } = watched(node);
		const { error, outputs } = await runNode({
			nodeType,
			credentials: store(gateway, { concurrent }),
			parameters: { ...sms, ...more },
			items,
		});

		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(count);
		expect(outputs[0]?.filter(({ json }) => json.error !== undefined)).toEqual([]);
		const requests = Math.ceil(count / listSize);
		expect(gateway.counters.requests).toBe(requests);
		expect(gateway.counters.maxInFlight).toBeLessThanOrEqual(concurrent);
		// What n8n is asked for belongs to the run or to a request: never to a row.
		expect(asked.filter((name) => ['recipient', 'text', 'reference'].includes(name))).toEqual([]);
		expect(asked.length).toBeLessThanOrEqual(requests + 5);
	},
);

test.each([1, 2])(
	'of %i items, n8n copies the node once and makes no proxy of its data',
	async (size) => {
		const counted: unknown[] = [];
		for (const [, , gatewayOf, node, store, more] of gateways) {
			const { nodeType, copies } = watched(node);
			const { error, outputs } = await runNode({
				nodeType,
				credentials: store(gatewayOf(), { concurrent }),
				parameters: { ...sms, ...more },
				items: items.slice(0, size),
			});
			expect(error).toBeUndefined();
			expect(outputs[0]).toHaveLength(size);
			counted.push(copies);
		}
		expect(counted).toEqual(gateways.map(() => ({ nodes: 1, proxies: 0 })));
	},
);
