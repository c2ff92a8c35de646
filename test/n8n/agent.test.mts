/** Our node as a tool of an AI agent, with a model that runs on this machine. */
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import {
	createCredential,
	failureOf,
	finishedExecution,
	importWorkflow,
	startNode,
	outputOf,
	startN8n,
	startWorkflow,
	type Credential,
	type Execution,
	type N8nInstance,
	type WorkflowFile,
	type WorkflowNode,
} from './index.mts';
import { startModelServer, type ModelServer } from './modelServer.mts';

const agentWorkflow = (agentVersion: number, tool: WorkflowNode): WorkflowFile => ({
	name: `Agent ${agentVersion}`,
	nodes: [
		startNode,
		{
			id: 'agent',
			name: 'AI Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: agentVersion,
			position: [200, 0],
			parameters: { promptType: 'define', text: 'Tell Anna that her order is ready.', options: {} },
		},
		{
			id: 'model',
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.2,
			position: [200, 200],
			parameters: {
				model: { __rl: true, mode: 'id', value: 'loopback' },
				options: {},
			},
			credentials: { openAiApi: { name: 'Loopback model' } },
		},
		{ ...tool, id: 'tool', position: [400, 200] },
	],
	connections: {
		Start: { main: [[{ node: 'AI Agent', type: 'main', index: 0 }]] },
		Model: { ai_languageModel: [[{ node: 'AI Agent', type: 'ai_languageModel', index: 0 }]] },
		[tool.name]: { ai_tool: [[{ node: 'AI Agent', type: 'ai_tool', index: 0 }]] },
	},
});

const fromAi = (key: string) => `={{ $fromAI('${key}', '', 'string') }}`;

const tool: WorkflowNode = {
	name: 'Kupon.mobi',
	type: 'n8n-nodes-message-gateways.kuponTool',
	typeVersion: 1,
	parameters: {
		resource: 'message',
		operation: 'send',
		type: 'sms',
		sender: 'MyShop',
		recipient: fromAi('recipient'),
		text: fromAi('text'),
		options: {},
	},
	credentials: { messageGatewaysKuponApi: { name: 'Kupon.mobi account' } },
};

const PHONE = '70000003001';
const TEXT = 'Анна, заказ готов';

/** Agents of version 2 call the tool themselves; from version 3 on n8n's engine runs it as a node. */
describe.each([2.2, 3.1])('an AI agent of version %s', (version) => {
	let n8n: N8nInstance;
	let model: ModelServer;
	let sandbox: Sandbox<'kupon'>;
	let credentials: Credential[];

	beforeAll(async () => {
		[n8n, model, sandbox] = await Promise.all([
			startN8n(),
			startModelServer(),
			startSandbox({ gateways: ['kupon'] }),
		]);
		credentials = [
			await createCredential(n8n.client, {
				name: 'Loopback model',
				type: 'openAiApi',
				data: { apiKey: 'none', url: model.url },
			}),
			await createCredential(n8n.client, {
				name: 'Kupon.mobi account',
				type: 'messageGatewaysKuponApi',
				data: { baseUrl: sandbox.kupon.url, token: sandbox.kupon.settings.tokens[0] },
			}),
		];
	});

	afterAll(async () => {
		await n8n?.close();
		await model?.close();
		await sandbox?.close();
	});

	beforeEach(async () => {
		model.reset();
		await sandbox.reset();
	});

	async function runAgent(): Promise<Execution> {
		const id = await importWorkflow(n8n.client, agentWorkflow(version, tool), credentials);
		return await finishedExecution(n8n.client, await startWorkflow(n8n.client, id, 'Start'));
	}

	it('sends one message with what the model has filled in', async () => {
		model.toolArguments = { recipient: PHONE, text: TEXT };
		const execution = await runAgent();

		expect(failureOf(execution)).toBe('');
		expect(sandbox.kupon.requests).toHaveLength(1);
		expect(sandbox.kupon.messages).toMatchObject([
			{ recipient: PHONE, text: TEXT, channel: 'sms' },
		]);
		expect(model.toolResults()).toHaveLength(1);
		expect(model.toolResults()[0]).toContain(sandbox.kupon.messages[0]?.id);
		expect(outputOf(execution, 'AI Agent')[0]?.json.output).toBe('Done.');
	});

	it('tells the model in words why the gateway refused, and tries once', async () => {
		sandbox.kupon.settings.rejectedRecipients = [PHONE];
		model.toolArguments = { recipient: PHONE, text: TEXT };
		const execution = await runAgent();

		expect(failureOf(execution)).toBe('');
		expect(sandbox.kupon.requests).toHaveLength(1);
		expect(sandbox.kupon.messages).toHaveLength(0);
		expect(model.toolResults()).toHaveLength(1);
		const [row] = JSON.parse(model.toolResults()[0] ?? '') as Array<Record<string, unknown>>;
		expect(row?.error).toContain(`Получатель ${PHONE} находится в стоп-листе`);
		expect(row?.details).toMatchObject({ kind: 'rejected', outcome: 'refused' });
	});

	it('tells the model which value is wrong, and sends nothing', async () => {
		model.toolArguments = { recipient: 'Anna', text: TEXT };
		const execution = await runAgent();

		expect(failureOf(execution)).toBe('');
		expect(sandbox.kupon.requests).toHaveLength(0);
		expect(model.toolResults()[0]).toContain('“Anna” is not a phone number');
	});
});
