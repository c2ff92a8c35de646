/** Other packages for SendPulse beside ours in one n8n: one that is loaded before it, one after. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import {
	createCredential,
	finishedExecution,
	importWorkflow,
	outputOf,
	startN8n,
	startWorkflow,
	type N8nInstance,
	type WorkflowNode,
} from './index.mts';
import { installAfter, installBefore, mark } from './otherPackage.mts';

const types: Record<string, string> = {};

/** Where the other packages call, and which of them has signed the call. */
async function startOtherHost() {
	const calls: string[] = [];
	const server = createServer(({ url, headers }, response) => {
		calls.push(`${url} ${String(headers[mark])}${headers.authorization ? ' with a token' : ''}`);
		response.setHeader('content-type', 'application/json').end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		calls,
		url: `http://127.0.0.1:${port}`,
		close: async () => await new Promise<unknown>((resolve) => server.close(resolve)),
	};
}

describe('beside other packages for SendPulse', () => {
	let n8n: N8nInstance;
	let sandbox: Sandbox<'sendpulse'>;
	let other: Awaited<ReturnType<typeof startOtherHost>>;

	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['sendpulse'] });
		other = await startOtherHost();
		n8n = await startN8n({
			install(userFolder) {
				types.Before = installBefore(userFolder, 'before');
				types.After = installAfter(userFolder, 'after');
			},
		});
	});

	afterAll(async () => {
		await n8n?.close();
		await other?.close();
		await sandbox?.close();
	});

	const node = (name: string, type: string, more: Partial<WorkflowNode>): WorkflowNode => ({
		id: name.toLowerCase(),
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});

	it('each calls its own host in its own way', async () => {
		const { apiKeys, clientId, clientSecret } = sandbox.sendpulse.settings;
		const common = {
			baseUrl: sandbox.sendpulse.url,
			timeZone: '',
			callbackSecret: 'a-long-random-text',
			concurrent: 5,
			perSecond: 8,
		};
		const data: Record<string, Record<string, unknown>> = {
			messageGatewaysSendPulseApi: { ...common, apiKey: apiKeys[0] },
			messageGatewaysSendPulseOAuth2Api: { ...common, clientId, clientSecret },
			sendPulseApi: { host: other.url },
			sendPulseOAuth2Api: { host: other.url },
		};
		const credentials = await Promise.all(
			Object.entries(data).map(
				async ([type, values]) =>
					await createCredential(n8n.client, { name: 'account', type, data: values }),
			),
		);
		const account = (...names: string[]) => ({
			credentials: Object.fromEntries(names.map((name) => [name, { name: 'account' }])),
		});
		const ours = (name: string, authentication: string, credential: string) =>
			node(name, 'n8n-nodes-message-gateways.sendPulse', {
				...account(credential),
				parameters: { authentication, resource: 'email', operation: 'getSenders' },
			});
		const theirs = (name: 'Before' | 'After') =>
			node(name, types[name] ?? '', account('sendPulseApi', 'sendPulseOAuth2Api'));
		const nodes = [
			node('Start', 'n8n-nodes-base.manualTrigger', {}),
			theirs('Before'),
			ours('Key', 'apiKey', 'messageGatewaysSendPulseApi'),
			theirs('After'),
			ours('Grant', 'oAuth2', 'messageGatewaysSendPulseOAuth2Api'),
		];
		const connections = Object.fromEntries(
			nodes
				.slice(1)
				.map(({ name }, index) => [
					nodes[index]?.name,
					{ main: [[{ node: name, type: 'main', index: 0 }]] },
				]),
		);
		const workflow = { name: 'Two packages', nodes, connections };
		const workflowId = await importWorkflow(n8n.client, workflow, credentials);
		const id = await startWorkflow(n8n.client, workflowId, 'Start');
		const execution = await finishedExecution(n8n.client, id);

		expect(execution.data?.resultData.error).toBeUndefined();
		const rows = [expect.objectContaining({ json: { email: 'news@shop.example' } })];
		expect(outputOf(execution, 'Key')).toEqual(rows);
		expect(outputOf(execution, 'Grant')).toEqual(rows);
		const calls = sandbox.sendpulse.requests.filter(({ path }) => path === '/smtp/senders');
		expect(calls.map(({ headers }) => [headers.authorization, headers[mark]])).toEqual([
			[`Bearer ${apiKeys[0]}`, undefined],
			[expect.stringMatching(/^Bearer ./), undefined],
		]);
		expect(calls[1]?.headers.authorization).not.toBe(calls[0]?.headers.authorization);
		// Between the two the name belongs to the one that n8n loaded last: what ours is safe from.
		const signed = ['/sendPulseApi after', '/sendPulseOAuth2Api after'];
		expect(other.calls).toEqual([...signed, ...signed]);
	});
});
