/** The host itself, with n8n's own nodes only: what the other tests here stand on. */
import {
	createCredential,
	failureOf,
	finishedExecution,
	importWorkflow,
	startNode,
	outputOf,
	publishWorkflow,
	startN8n,
	startWorkflow,
	unpublishWorkflow,
	waitForExecutions,
	waitUntil,
	type Credential,
	type N8nInstance,
	type WorkflowFile,
} from './index.mts';

const receiver: WorkflowFile = {
	name: 'Receiver',
	nodes: [
		{
			id: 'hook',
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: '6c0ee3de-6c0b-4b64-b53c-0b02a3a2f3d1',
			parameters: {
				path: 'receiver',
				httpMethod: 'POST',
				authentication: 'headerAuth',
				options: {},
			},
			credentials: { httpHeaderAuth: { name: 'Receiver key' } },
		},
		{
			id: 'collect',
			name: 'Collect',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [200, 0],
			parameters: { mode: 'raw', jsonOutput: '={{ { number: $json.body.number } }}' },
		},
	],
	connections: { Webhook: { main: [[{ node: 'Collect', type: 'main', index: 0 }]] } },
};

const sender = (url: string): WorkflowFile => ({
	name: 'Sender',
	nodes: [
		startNode,
		{
			id: 'rows',
			name: 'Rows',
			type: 'n8n-nodes-base.code',
			typeVersion: 2,
			position: [200, 0],
			parameters: { jsCode: 'return [1, 2, 3].map((number) => ({ json: { number } }));' },
		},
		{
			id: 'call',
			name: 'Call',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [400, 0],
			parameters: {
				method: 'POST',
				url,
				authentication: 'genericCredentialType',
				genericAuthType: 'httpHeaderAuth',
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ $json }}',
				options: {},
			},
			credentials: { httpHeaderAuth: { name: 'Receiver key' } },
		},
	],
	connections: {
		Start: { main: [[{ node: 'Rows', type: 'main', index: 0 }]] },
		Rows: { main: [[{ node: 'Call', type: 'main', index: 0 }]] },
	},
});

describe('a real n8n', () => {
	let n8n: N8nInstance;
	let key: Credential;

	beforeAll(async () => {
		n8n = await startN8n();
		key = await createCredential(n8n.client, {
			name: 'Receiver key',
			type: 'httpHeaderAuth',
			data: { name: 'x-key', value: 'secret' },
		});
	});

	afterAll(async () => await n8n?.close());

	it('runs a workflow whose calls start a published one', async () => {
		const received = await importWorkflow(n8n.client, receiver, [key]);
		await publishWorkflow(n8n.client, received);
		const sent = await importWorkflow(n8n.client, sender(`${n8n.url}/webhook/receiver`), [key]);

		const execution = await finishedExecution(
			n8n.client,
			await startWorkflow(n8n.client, sent, 'Start'),
		);

		expect(failureOf(execution)).toBe('');
		expect(outputOf(execution, 'Call')).toHaveLength(3);
		const executions = await waitForExecutions(
			n8n.client,
			{ workflowId: received, status: 'success', includeData: true },
			3,
		);
		const numbers = executions.map((one) => outputOf(one, 'Collect')[0]?.json.number);
		expect(numbers.sort()).toEqual([1, 2, 3]);

		await n8n.process().kill();
		await n8n.restart();
		const call = async () =>
			await fetch(`${n8n.url}/webhook/receiver`, {
				method: 'POST',
				headers: { 'x-key': 'secret', 'content-type': 'application/json' },
				body: '{"number":4}',
			});
		// n8n calls itself ready before it has all webhooks again.
		await waitUntil(async () => (await call()).status === 200 || undefined, {
			for: 'the webhook after the restart',
		});
		await unpublishWorkflow(n8n.client, received);
		expect((await call()).status).toBe(404);
	});

	it('says why a workflow failed', async () => {
		const id = await importWorkflow(n8n.client, sender('http://127.0.0.1:1/nobody'), [key]);
		const execution = await finishedExecution(
			n8n.client,
			await startWorkflow(n8n.client, id, 'Start'),
		);
		expect(execution.status).toBe('error');
		expect(failureOf(execution)).toMatch(/refused/i);
	});
});
