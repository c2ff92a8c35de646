/** Executions that sleep until a gateway reports, in a real n8n. */
import { randomUUID } from 'node:crypto';
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import {
	createCredential,
	failureOf,
	finishedExecution,
	getExecution,
	importWorkflow,
	listExecutions,
	outputOf,
	poll,
	publishWorkflow,
	startN8n,
	type Credential,
	type Execution,
	type N8nInstance,
	type WorkflowFile,
	type WorkflowNode,
} from './index.mts';

const PHONE = '79001110001';

/** A Webhook, whose calls give the items, and behind it the node under test. */
function workflowOf(path: string, node: Partial<WorkflowNode>): WorkflowFile {
	return {
		name: path,
		nodes: [
			{
				id: randomUUID(),
				name: 'Start',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: randomUUID(),
				parameters: { path, httpMethod: 'POST', options: {} },
			},
			{
				id: randomUUID(),
				name: 'Orders',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [200, 0],
				parameters: { fieldToSplitOut: 'body.orders', options: {} },
			},
			{
				id: randomUUID(),
				name: 'Kupon.mobi',
				type: 'n8n-nodes-message-gateways.kupon',
				typeVersion: 1,
				position: [400, 0],
				credentials: { kuponApi: { name: 'Kupon.mobi account' } },
				parameters: {},
				...node,
			},
		],
		connections: {
			Start: { main: [[{ node: 'Orders', type: 'main', index: 0 }]] },
			Orders: { main: [[{ node: 'Kupon.mobi', type: 'main', index: 0 }]] },
		},
	};
}

const waitForDelivery = (more: Record<string, unknown> = {}) => ({
	resource: 'message',
	operation: 'sendAndWaitForDelivery',
	type: 'viber',
	sender: 'MyShop',
	recipient: '={{ $json.phone }}',
	text: '=Заказ {{ $json.id }} готов',
	reference: '={{ $json.id }}',
	...more,
});

describe('executions that wait, in a real n8n', () => {
	let n8n: N8nInstance;
	let sandbox: Sandbox<'kupon'>;
	let credentials: Credential[];

	beforeAll(async () => {
		sandbox = await startSandbox({
			gateways: ['kupon'],
			clock: { speed: 0 },
			callbackTimeoutMs: 60_000,
		});
		n8n = await startN8n();
		const account = await createCredential(n8n.client, {
			name: 'Kupon.mobi account',
			type: 'kuponApi',
			data: { baseUrl: sandbox.kupon.url, token: sandbox.kupon.settings.tokens[0] },
		});
		credentials = [account];
	}, 180_000);

	afterAll(async () => {
		await n8n?.close();
		await sandbox?.close();
	}, 30_000);

	beforeEach(async () => {
		await sandbox.reset();
		sandbox.kupon.settings.outcome = [];
	});

	/** Publishes a workflow with the node; answers what starts it with orders and tells the execution's id. */
	async function published(node: Partial<WorkflowNode>) {
		const path = randomUUID();
		const workflowId = await importWorkflow(n8n.client, workflowOf(path, node), credentials);
		try { await publishWorkflow(n8n.client, workflowId); } catch (error) { console.log(n8n.log().slice(-3000)); throw error; }
		let known = 0;
		return async (orders: unknown[]): Promise<string> => {
			const answer = await fetch(`${n8n.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ orders }),
			});
			expect(answer.status).toBe(200);
			return await poll(
				async () => {
					const found = await listExecutions(n8n.client, { workflowId });
					if (found.length <= known) return undefined;
					known = found.length;
					return found[0]?.id;
				},
				{ for: 'the execution', timeoutMs: 30_000 },
			);
		};
	}

	const asleep = async (id: string): Promise<Execution> =>
		await poll(
			async () => {
				const execution = await getExecution(n8n.client, id);
				if (['error', 'success', 'crashed'].includes(execution.status))
					throw new Error(`Execution ${id} does not wait: ${failureOf(execution)}`);
				return execution.status === 'waiting' ? execution : undefined;
			},
			{ for: `execution ${id} to wait`, timeoutMs: 30_000 },
		);

	const callbackOf = (index: number): string =>
		String(sandbox.kupon.messages[index]?.details.callback);

	it('sleeps through intermediate statuses and goes on with the final one', async () => {
		const start = await published({ parameters: waitForDelivery() });
		const id = await start([{ id: 'order-1', phone: PHONE }]);
		await asleep(id);
		const [message] = sandbox.kupon.messages;

		await sandbox.kupon.pushStatus(message!.id, 0);
		expect(sandbox.kupon.callbacks.at(-1)).toMatchObject({ httpStatus: 200, responseText: 'OK' });
		expect((await asleep(id)).status).toBe('waiting');

		await sandbox.kupon.pushStatus(message!.id, 1);
		expect(sandbox.kupon.callbacks.at(-1)).toMatchObject({ httpStatus: 200, responseText: 'OK' });
		const execution = await finishedExecution(n8n.client, id);
		expect(failureOf(execution)).toBe('');
		expect(outputOf(execution, 'Kupon.mobi')).toMatchObject([
			{
				json: {
					gateway: 'kupon',
					status: 'delivered',
					final: true,
					success: true,
					timedOut: false,
					messageId: message!.id,
					recipient: PHONE,
					reference: 'order-1',
				},
			},
		]);
	}, 90_000);
});
