/** SendPulse's two credentials and the trigger that registers itself, in a real n8n. */
import { startSandbox } from '../sandbox/index.mts';
import { sendpulse as step } from './demo/sendpulse.mts';
import type { DemoSandbox } from './demo/step.mts';
import {
	createCredential,
	importWorkflow,
	startNode,
	listExecutions,
	outputOf,
	waitUntil,
	publishWorkflow,
	readExample,
	startN8n,
	startWorkflow,
	unpublishWorkflow,
	waitForExecutions,
	type Credential,
	type N8nInstance,
} from './index.mts';

interface Verdict {
	status: 'OK' | 'Error';
	message: string;
}

const FOREIGN = 'https://shop.example/hook';
const EVENTS = ['delivered', 'hard_bounces', 'spam', 'unsubscribe'];

describe('SendPulse in a real n8n', () => {
	let n8n: N8nInstance;
	let sandbox: DemoSandbox;

	beforeAll(async () => {
		sandbox = await startSandbox();
		n8n = await startN8n();
	});

	afterAll(async () => {
		await n8n?.close();
		await sandbox?.close();
	});

	/** Presses “Retry” or “Save” in the credential's window. */
	const test = async ({ id, name, type }: Credential, data: object): Promise<Verdict> =>
		await n8n.client.editor<Verdict>('POST', '/credentials/test', {
			credentials: { id, name, type, data },
		});

	const common = () => ({
		baseUrl: sandbox.sendpulse.url,
		timeZone: '',
		callbackSecret: 'a-long-random-text',
		concurrent: 5,
		perSecond: 8,
	});

	it('tests both credentials', async () => {
		const { apiKeys, clientId, clientSecret } = sandbox.sendpulse.settings;
		const key = { ...common(), apiKey: apiKeys[0] };
		const grant = { ...common(), clientId, clientSecret };
		const byKey = await createCredential(n8n.client, {
			name: 'Key',
			type: 'messageGatewaysSendPulseApi',
			data: key,
		});
		const byGrant = await createCredential(n8n.client, {
			name: 'ID and secret',
			type: 'messageGatewaysSendPulseOAuth2Api',
			data: grant,
		});

		expect(await test(byKey, key)).toMatchObject({ status: 'OK' });
		expect(await test(byGrant, grant)).toMatchObject({ status: 'OK' });
		expect(await test(byKey, { ...key, apiKey: 'other' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('does not accept the API key') as string,
		});
		const wrong = { ...grant, clientSecret: 'other' };
		const other = await createCredential(n8n.client, {
			name: 'Wrong secret',
			type: 'messageGatewaysSendPulseOAuth2Api',
			data: wrong,
		});
		expect(await test(other, wrong)).toEqual({
			status: 'Error',
			message: expect.stringContaining('Client authentication failed') as string,
		});
	});

	it('lets HTTP Request make calls that the node does not have, with either credential', async () => {
		const { apiKeys, clientId, clientSecret } = sandbox.sendpulse.settings;
		const credentials = [
			await createCredential(n8n.client, {
				name: 'Key for HTTP Request',
				type: 'messageGatewaysSendPulseApi',
				data: { ...common(), apiKey: apiKeys[0] },
			}),
			await createCredential(n8n.client, {
				name: 'Grant for HTTP Request',
				type: 'messageGatewaysSendPulseOAuth2Api',
				data: { ...common(), clientId, clientSecret },
			}),
		];
		const calls = credentials.map(({ name, type }, at) => ({
			id: type,
			name,
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [200 + 200 * at, 0] as [number, number],
			parameters: {
				url: `${sandbox.sendpulse.url}/crm/v1/contact-tags`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: type,
				options: {},
			},
			credentials: { [type]: { name } },
		}));
		const names = ['Start', ...calls.map(({ name }) => name)];
		const workflowId = await importWorkflow(
			n8n.client,
			{
				name: 'HTTP Request with the credentials of SendPulse',
				nodes: [startNode, ...calls],
				connections: Object.fromEntries(
					calls.map(({ name }, at) => [
						names[at],
						{ main: [[{ node: name, type: 'main', index: 0 }]] },
					]),
				),
			},
			credentials,
		);
		await startWorkflow(n8n.client, workflowId, 'Start');
		await waitForExecutions(n8n.client, { workflowId, status: 'success' }, 1);
		const [execution] = await listExecutions(n8n.client, { workflowId, includeData: true });
		for (const { name } of calls) {
			expect(execution && outputOf(execution, name).map(({ json }) => json)).toMatchObject([
				{ data: [{ id: 31, name: 'VIP' }] },
			]);
		}
	});

	it('registers its trigger, leaves it alone in a test run, and removes only its own rows', async () => {
		const { state, url, settings } = sandbox.sendpulse;
		settings.webhookDelayMs = 200;
		await fetch(`${url}/v2/email-service/webhook`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${settings.apiKeys[0]}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify({ url: FOREIGN, actions: ['unsubscribe'] }),
		});
		const rows = () => [...state.account.webhooks.values()];
		const rowsAt = (part: string) =>
			rows()
				.filter((row) => row.url.includes(part))
				.map(({ action }) => action)
				.sort();
		const credential = await createCredential(n8n.client, step.credential(sandbox));
		const workflow = readExample(step.reporting);
		const workflowId = await importWorkflow(n8n.client, workflow, [credential]);

		await publishWorkflow(n8n.client, workflowId);
		expect(rowsAt('/webhook/')).toEqual(EVENTS);
		const production = rows();

		await startWorkflow(n8n.client, workflowId, 'SendPulse Trigger');
		expect(rowsAt('/webhook-test/')).toEqual(EVENTS);
		expect(rows()).toEqual(expect.arrayContaining(production));

		// Both are told; the test run ends with it.
		state.emit('delivered', { task_id: '7', email: 'ann@shop.example' });
		state.emit('delivered', { task_id: '7', email: 'bob@shop.example' });
		await waitForExecutions(n8n.client, { workflowId, status: 'success' }, 2);
		await waitUntil(async () => (rowsAt('/webhook-test/').length === 0 ? true : undefined), {
			for: 'the test run to remove its rows',
		});
		expect(rows()).toEqual(production);
		const executions = await listExecutions(n8n.client, { workflowId, includeData: true });
		expect(executions.map(({ mode }) => mode).sort()).toEqual(['manual', 'webhook']);
		for (const execution of executions) {
			expect(outputOf(execution, 'Report').map(({ json }) => json)).toMatchObject([
				{ status: 'delivered', groupId: '7', recipient: 'ann@shop.example' },
				{ status: 'delivered', groupId: '7', recipient: 'bob@shop.example' },
			]);
		}

		await n8n.restart();
		expect(rows()).toEqual(production);

		await unpublishWorkflow(n8n.client, workflowId);
		expect(rows()).toMatchObject([{ url: FOREIGN, action: 'unsubscribe' }]);
	});
});
