import type { INodeType } from 'n8n-workflow';
import { CredentialStore, runNode } from './harness/index.mts';
import { bulk, items, sender, useProvider } from './harness/samples-server.mts';
import { Sender, TokenApi } from './harness/samples.mts';

const provider = useProvider();

describe('runNode', () => {
	test('runs declarative routing with defaults, credentials and the engine’s pairing', async () => {
		const result = await runNode({ ...sender(), items: items('one', 'two') });
		expect(result.error).toBeUndefined();
		expect(result.status).toBe('success');
		expect(result.outputs).toEqual([
			[
				{ json: { path: '/declared', echo: '{"text":"one"}' }, pairedItem: { item: 0 } },
				{ json: { path: '/declared', echo: '{"text":"two"}' }, pairedItem: { item: 1 } },
			],
		]);
		expect(provider.seen[0]?.headers['x-key']).toBe('the secret key');
		const plain = await runNode({ ...sender(), parameters: {} });
		expect(plain.outputs[0]?.[0]?.json.echo).toBe('{"text":"nothing"}');
	});

	test('runs custom operations with all items', async () => {
		const result = await runNode({ ...bulk(), items: items('a', 'b') });
		expect(result.outputs[0]?.[0]?.json).toEqual({ texts: ['a', 'b'], runIndex: 0, calls: 1 });
		expect(provider.seen).toHaveLength(0);
	});

	test('leaves errors to the engine in every mode', async () => {
		const run = async (onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput') =>
			await runNode({ ...sender(), items: items('good', 'bad'), node: { onError } });
		const stopped = await run('stopWorkflow');
		expect(stopped.error).toMatchObject({ name: 'NodeApiError', httpCode: '500' });
		expect(stopped).toMatchObject({ status: 'error', outputs: [] });
		expect(stopped.thrown).toHaveLength(1);
		const regular = await run('continueRegularOutput');
		expect(regular.outputs.map((output) => output.length)).toEqual([2]);
		expect(regular.outputs[0]?.[1]?.json).toEqual({ error: expect.any(String) });
		const split = await run('continueErrorOutput');
		expect(split.outputs.map((output) => output.length)).toEqual([1, 1]);
		expect(split.status).toBe('success');
	});

	test('counts the tries of Retry On Fail', async () => {
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const result = await runNode({ ...sender(), items: items('bad'), node });
		expect(result).toMatchObject({ tries: 3, status: 'error' });
		expect(result.thrown).toHaveLength(3);
		expect(provider.seen).toHaveLength(3);
	});

	test('runs the node several times in one execution', async () => {
		const result = await runNode({ ...bulk(), loop: [items('a'), items('b'), items('c')] });
		expect(result.runs.map((run) => run[0]?.[0]?.json)).toEqual([
			{ texts: ['a'], runIndex: 0, calls: 1 },
			{ texts: ['b'], runIndex: 1, calls: 2 },
			{ texts: ['c'], runIndex: 2, calls: 3 },
		]);
		expect(result.contextData).toEqual({ 'node:Node': { calls: 3 } });
	});

	test('retries a stored execution with its contexts', async () => {
		const failed = await runNode({ ...bulk(), loop: [items('a'), items('fail')] });
		expect(failed).toMatchObject({ status: 'error', error: { message: 'bulk failed' } });
		const retried = await runNode({
			...bulk(),
			parameters: { text: 'fixed', operation: 'bulk' },
			retryOf: failed,
		});
		// n8n takes the node from the stored execution, parameters included.
		expect(retried.error?.message).toBe('bulk failed');
		expect(retried.contextData).toEqual({ 'node:Node': { calls: 3 } });
		const done = await runNode({ ...bulk(), contextData: { 'node:Node': { calls: 7 } } });
		expect(done.outputs[0]?.[0]?.json).toMatchObject({ calls: 8 });
		await expect(runNode({ ...bulk(), retryOf: done })).rejects.toThrow('cannot be retried');
	});

	test('cancels a running execution', async () => {
		const abort = new AbortController();
		setTimeout(() => abort.abort(), 50);
		const parameters = { path: '/hang' };
		const result = await runNode({ ...sender(), parameters, abort: abort.signal });
		expect(result).toMatchObject({ status: 'canceled', outputs: [] });
	});

	test('passes the timezone and further nodes', async () => {
		const reader: INodeType = {
			description: { ...new Sender().description, name: 'reader' },
			async execute() {
				return [
					[{ json: { from: this.evaluateExpression('{{ $("Start").item.json.text }}', 1) } }],
				];
			},
		};
		const result = await runNode({
			...sender(),
			parameters: { text: '={{ $now.zoneName }}' },
			items: items('one', 'two'),
			timezone: 'Asia/Almaty',
			extraNodes: [{ name: 'Reader', nodeType: reader }],
			connections: { Node: { main: [[{ node: 'Reader', type: 'main', index: 0 }]] } },
		});
		expect(result.outputs[0]?.[0]?.json.echo).toBe('{"text":"Asia/Almaty"}');
		const [task] = result.rawRun.data.resultData.runData.Reader ?? [];
		expect(task?.data?.main?.[0]?.[0]?.json).toEqual({ from: 'two' });
	});
});

describe('credentials', () => {
	test('fetch and store an expirable token, and fetch it again after a 401', async () => {
		const store = new CredentialStore(
			{ tokenApi: { url: provider.url, login: 'me' } },
			{ tokenApi: TokenApi },
			{ tokenApi: 'id-1' },
		);
		const options = { ...sender(), credentials: store, parameters: { authentication: 'tokenApi' } };
		const first = await runNode(options);
		expect(first.error).toBeUndefined();
		expect(first.saved).toEqual([
			{ id: 'id-1', type: 'tokenApi', data: { url: provider.url, login: 'me', token: 'token-1' } },
		]);
		expect((await runNode(options)).saved).toEqual([]);
		provider.valid = 'another';
		expect((await runNode(options)).saved).toMatchObject([{ data: { token: 'token-2' } }]);
	});

	test('use the OAuth2 client credentials grant', async () => {
		const options = {
			...sender(),
			credentials: {
				grantOAuth2Api: { url: provider.url, clientId: 'id', clientSecret: 'client secret' },
			},
			parameters: { authentication: 'grantOAuth2Api' },
		};
		const first = await runNode(options);
		expect(first.error).toBeUndefined();
		expect(provider.seen.map((request) => request.url)).toEqual(['/oauth', '/declared']);
		expect(provider.seen[0]?.body).toContain('client_secret=client');
		provider.valid = 'another';
		const second = await runNode({ ...options, credentials: first.credentials });
		expect(second.saved).toMatchObject([{ data: { oauthTokenData: { access_token: 'token-2' } } }]);
		expect(second.credentials.ids).toEqual(first.credentials.ids);
	});
});
