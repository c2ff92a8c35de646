/** Everything that a real n8n stores and prints about failing operations, searched for secrets. */
import { credentialCases, travelling } from '../engine/security/calls.mts';
import { useServer } from '../engine/security/server.mts';
import { findSecrets } from '../engine/harness/secrets.mts';
import {
	createCredential,
	finishedExecution,
	importWorkflow,
	rowNode,
	startNode,
	startN8n,
	startWorkflow,
	type N8nInstance,
	type WorkflowFile,
	type WorkflowNode,
} from './index.mts';

const gateway = useServer();

/** n8n's own OAuth2 flow is tested in the engine; the public API takes no stored token. */
const cases = credentialCases
	.filter(({ name }) => name !== 'messageGatewaysSendPulseOAuth2Api')
	.map((one) => ({ ...one, kind: one.secrets[0] }));

const workflowOf = (
	name: string,
	one: (typeof cases)[number],
	onError: string | undefined,
): WorkflowFile => {
	const { table, read, chosen } = one;
	const type = `n8n-nodes-message-gateways.${new table.node().description.name}`;
	const operations = [
		...table.sending.map(({ parameters }) => parameters),
		...(read ? [read] : []),
	];
	const chosenOnes = onError === undefined ? operations.slice(0, 1) : operations;
	const nodes = chosenOnes.map(
		(parameters, index): WorkflowNode => ({
			id: `operation-${index}`,
			name: `Operation ${index}`,
			type,
			typeVersion: 1,
			position: [400, index * 100],
			parameters: { ...parameters, ...chosen, requestOptions: { timeout: 5000 } },
			credentials: { [one.name]: { name } },
			...(onError === undefined ? {} : { onError }),
		}),
	);
	const row = {
		recipient: table.recipient(1),
		text: 'Ваш заказ готов',
		reference: 'order-1',
	};
	return {
		name,
		nodes: [startNode, rowNode(row), ...nodes],
		connections: {
			Start: { main: [[{ node: 'Row', type: 'main', index: 0 }]] },
			Row: { main: [nodes.map((node) => ({ node: node.name, type: 'main', index: 0 }))] },
		},
	};
};

describe('a real n8n, told its secrets by the gateway', () => {
	let n8n: N8nInstance;

	beforeAll(async () => {
		n8n = await startN8n({ environment: { N8N_LOG_LEVEL: 'debug' } });
	});

	afterAll(async () => await n8n?.close());

	test.each(cases)('$name, $kind: nothing in execution data and log', async (one) => {
		let answered = 0;
		gateway.answer = ({ url, headers, body }) => ({
			status: [500, 400, 200][answered++ % 3] ?? 500,
			body: JSON.stringify({ type: 'error', error: `${url} ${headers} ${body}`, error_code: 6 }),
		});
		const name = `${one.name} ${one.kind?.slice(0, 6)}`;
		const credential = await createCredential(n8n.client, {
			name,
			type: one.name,
			data: one.data(gateway.url),
		});
		for (const onError of ['continueErrorOutput', undefined]) {
			const workflowId = await importWorkflow(n8n.client, workflowOf(name, one, onError), [
				credential,
			]);
			const execution = await finishedExecution(
				n8n.client,
				await startWorkflow(n8n.client, workflowId, 'Start'),
			);
			expect(execution.status).toBe(onError === undefined ? 'error' : 'success');
			expect(findSecrets(execution, one.secrets)).toEqual([]);
		}
		expect(findSecrets(gateway.seen, travelling(one))).not.toEqual([]);
		expect(findSecrets(n8n.log(), one.secrets)).toEqual([]);
		// The log is one that says something.
		expect(n8n.log().length).toBeGreaterThan(1000);
	});
});
