import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { MessageGatewaysSendPulseApi } from '../../../../credentials/MessageGatewaysSendPulseApi.credentials.ts';
import { SendPulse } from '../../../../nodes/SendPulse/SendPulse.node.ts';
import { startSandbox } from '../../../sandbox/index.mts';
import type { Sandbox } from '../../../sandbox/index.mts';
import { CredentialStore, expectNoSecrets, runAsTool, runNode } from '../../harness/index.mts';
import type { RunOptions, RunResult, ToolResult } from '../../harness/index.mts';

const apiKey = 'sp_sandbox_api_key';
export const sender = 'news@shop.example';
const callbackSecret = 'callback "secret" +/=&ё';

interface Call {
	method: string;
	/** With its query, as it travelled. */
	path: string;
	body: unknown;
}

/** A sandbox for all tests of a file, in its first state at the start of each. */
export function useBench() {
	let sandbox: Sandbox<'sendpulse'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['sendpulse'], clock: { speed: 0 } });
	});
	beforeEach(async () => {
		await sandbox.reset();
		Object.assign(sandbox.sendpulse.settings, {
			requestsPerSecond: null,
			requestsPerMinute: null,
			latencyMs: 0,
		});
	});
	afterAll(async () => await sandbox.close());

	const credentials = () =>
		new CredentialStore(
			{
				messageGatewaysSendPulseApi: {
					apiKey,
					baseUrl: sandbox.sendpulse.url,
					timeZone: 'Europe/Moscow',
					callbackSecret,
					concurrent: 5,
					perSecond: 0,
				},
			},
			{ messageGatewaysSendPulseApi: MessageGatewaysSendPulseApi },
		);

	/** Runs the node; nothing of the run may show a secret. */
	const run = async (
		parameters: INodeParameters,
		options: Partial<RunOptions> = {},
	): Promise<RunResult> => {
		const result = await runNode({
			nodeType: SendPulse,
			credentials: credentials(),
			timezone: 'Europe/Moscow',
			...options,
			parameters: { authentication: 'apiKey', ...parameters },
		});
		expectNoSecrets(result, [apiKey, callbackSecret]);
		return result;
	};

	const api = async <T = unknown,>(method: string, path: string, body?: unknown): Promise<T> => {
		const response = await fetch(sandbox.sendpulse.url + path, {
			method,
			headers: {
				authorization: `Bearer ${apiKey}`,
				'content-type': 'application/json',
				connection: 'close',
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return JSON.parse(text) as T;
	};

	return {
		get sendpulse() {
			return sandbox.sendpulse;
		},
		get settings() {
			return sandbox.sendpulse.settings;
		},
		get account() {
			return sandbox.sendpulse.state.account;
		},
		advance: async (ms: number) => await sandbox.clock.advance(ms),
		now: () => sandbox.clock.now(),
		run,
		/** A call from outside the node. */
		api,
		/** The rows of a run that must succeed. */
		async rows(parameters: INodeParameters, options?: Partial<RunOptions>): Promise<IDataObject[]> {
			const { outputs, error } = await run(parameters, options);
			expect(error).toBeUndefined();
			return jsonOf(outputs[0]);
		},
		/** The details of the failed rows of a run with an error output. */
		async failures(parameters: INodeParameters, options?: Partial<RunOptions>) {
			const { outputs, error } = await run(parameters, { ...options, ...errorOutput });
			expect(error).toBeUndefined();
			expect(outputs[0]).toEqual([]);
			return jsonOf(outputs[1]).map(({ details }) => details as IDataObject);
		},
		async tool(parameters: INodeParameters): Promise<ToolResult> {
			const result = await runAsTool({
				nodeType: SendPulse,
				credentials: credentials(),
				parameters: { authentication: 'apiKey', ...parameters },
			});
			expectNoSecrets(result, [apiKey, callbackSecret]);
			return result;
		},
		/** What reached the gateway so far, calls from outside the node included. */
		calls(): Call[] {
			return sandbox.sendpulse.requests.map(({ method, path, query, body }) => ({
				method,
				path: query === '' ? path : `${path}?${query}`,
				body: body.length > 0 ? (JSON.parse(body.toString('utf8')) as unknown) : undefined,
			}));
		},
		async newBook(name = 'Newsletter'): Promise<string> {
			return String((await api<{ id: number }>('POST', '/addressbooks', { bookName: name })).id);
		},
		/** A book with these contacts. */
		async bookWith(...emails: Array<string | object>): Promise<string> {
			const { id } = await api<{ id: number }>('POST', '/addressbooks', {
				bookName: `Book ${Math.random()}`,
			});
			await api('POST', `/addressbooks/${id}/emails`, {
				emails: emails.map((one) => (typeof one === 'string' ? { email: one } : one)),
			});
			return String(id);
		},
		/** The contacts of a book. */
		contacts(bookId: string) {
			return [
				...(sandbox.sendpulse.state.account.books.get(Number(bookId))?.contacts.values() ?? []),
			];
		},
	};
}

/** A resource locator as the editor stores it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export const items = (...json: IDataObject[]): INodeExecutionData[] =>
	json.map((entry) => ({ json: entry }));

export const email = (index: number): string => `user${index}@example.com`;

export const jsonOf = (rows: INodeExecutionData[] | undefined): IDataObject[] =>
	(rows ?? []).map(({ json }) => json);

export const errorOutput = { node: { onError: 'continueErrorOutput' as const } };
