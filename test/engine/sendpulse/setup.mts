import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { MessageGatewaysSendPulseApi } from '../../../credentials/MessageGatewaysSendPulseApi.credentials.ts';
import { MessageGatewaysSendPulseOAuth2Api } from '../../../credentials/MessageGatewaysSendPulseOAuth2Api.credentials.ts';
import { SendPulse } from '../../../nodes/SendPulse/SendPulse.node.ts';
import { startSandbox } from '../../sandbox/index.mts';
import { callApi } from '../../sandbox/sendpulse/testing.mts';
import type { Method } from '../../sandbox/sendpulse/testing.mts';
import type { Sandbox, SandboxOptions } from '../../sandbox/index.mts';
import { CredentialStore, expectNoSecrets, runAsTool, runNode } from '../harness/index.mts';
import type { RunOptions, RunResult, ToolOptions, ToolResult } from '../harness/index.mts';

type SendPulseSandbox = Sandbox<'sendpulse'>;

export const apiKey = 'sp_sandbox_api_key';
const clientSecret = 'sendpulse-sandbox-secret';
/** With characters that percent-encoding and JSON each write differently. */
export const callbackSecret = 'callback "secret" +/=&ё';
export const secrets = [apiKey, clientSecret, callbackSecret];

/** The sender that is active from the start. */
export const sender = 'news@shop.example';

/** Both stored credentials for a sandbox. */
export const credential = (gateway: { url: string }, more: IDataObject = {}) => {
	const common = { baseUrl: gateway.url, callbackSecret, concurrent: 10, perSecond: 0, ...more };
	return {
		messageGatewaysSendPulseApi: { apiKey, ...common },
		messageGatewaysSendPulseOAuth2Api: {
			clientId: 'sendpulse-sandbox-id',
			clientSecret,
			...common,
		},
	};
};

/** Credentials that several runs can share, and with them the limiter and the token. */
export const store = (gateway: { url: string }, more: IDataObject = {}) =>
	new CredentialStore(credential(gateway, more), {
		messageGatewaysSendPulseApi: MessageGatewaysSendPulseApi,
		messageGatewaysSendPulseOAuth2Api: MessageGatewaysSendPulseOAuth2Api,
	});

interface SendPulseRun extends Partial<RunOptions> {
	/** Changes to the stored credentials. */
	credentialData?: IDataObject;
}

/** A request as it arrived. */
interface Call {
	method: string;
	path: string;
	query: Record<string, string>;
	body: unknown;
}

/** A sandbox for all tests of a file, in its first state at the start of each. */
interface Bench {
	readonly sandbox: SendPulseSandbox;
	readonly sendpulse: SendPulseSandbox['sendpulse'];
	/** Runs the node with the API key, unless the parameters say otherwise; nothing of the run may show a secret. */
	run(parameters: INodeParameters, options?: SendPulseRun): Promise<RunResult>;
	/** The rows of a run that must succeed. */
	rows(parameters: INodeParameters, options?: SendPulseRun): Promise<IDataObject[]>;
	/** Runs the node as an AI agent's tool. */
	tool(parameters: INodeParameters, options?: Partial<ToolOptions>): Promise<ToolResult>;
	/** Every request but those for a token. */
	calls(): Call[];
	/** A call of the account's own, to set something up. */
	ask(method: Method, path: string, body?: unknown): Promise<unknown>;
}

const byKey = { authentication: 'apiKey' };

export function useBench(options: Pick<SandboxOptions<'sendpulse'>, 'clock'> = {}): Bench {
	let sandbox: SendPulseSandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['sendpulse'], clock: { speed: 0 }, ...options });
	});
	beforeEach(async () => {
		await sandbox.reset();
		sandbox.sendpulse.settings.requestsPerSecond = null;
	});
	afterAll(async () => await sandbox.close());

	const run: Bench['run'] = async (parameters, { credentialData, ...more } = {}) => {
		const result = await runNode({
			nodeType: SendPulse,
			credentials: store(sandbox.sendpulse, credentialData),
			parameters: { ...byKey, ...parameters },
			...more,
		});
		expectNoSecrets({ ...result, credentials: undefined, saved: undefined }, secrets);
		return result;
	};
	return {
		get sandbox() {
			return sandbox;
		},
		get sendpulse() {
			return sandbox.sendpulse;
		},
		run,
		async rows(parameters, more) {
			const { outputs, error } = await run(parameters, more);
			expect(error).toBeUndefined();
			return jsonOf(outputs[0]);
		},
		async tool(parameters, more = {}) {
			return await runAsTool({
				nodeType: SendPulse,
				credentials: store(sandbox.sendpulse),
				parameters: { ...byKey, ...parameters },
				...more,
			});
		},
		calls: () =>
			sandbox.sendpulse.requests
				.filter(({ path }) => path !== '/oauth/access_token')
				.map(({ method, path, query, body }) => ({
					method,
					path,
					query: Object.fromEntries(new URLSearchParams(query)),
					body: body.length === 0 ? undefined : (JSON.parse(body.toString('utf8')) as unknown),
				})),
		async ask(method, path, body) {
			const seen = await callApi(sandbox.sendpulse.url, method, path, body);
			if (seen.status !== 200) throw new Error(`${method} ${path}: ${seen.status} ${seen.text}`);
			return seen.json;
		},
	};
}

/** A resource locator as the editor stores it. */
export const typed = (value: string) => ({ __rl: true, mode: 'id', value });

/** The json of an output. */
export const jsonOf = (items: INodeExecutionData[] | undefined): IDataObject[] =>
	(items ?? []).map(({ json }) => json);

/** The details of a failed row. */
export const detailsOf = (row: IDataObject | undefined): IDataObject =>
	(row?.details ?? {}) as IDataObject;

export const errorOutput = { node: { onError: 'continueErrorOutput' as const } };

/** Input items with distinct addresses. */
export const addresses = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({ json: { email: `ann+${index}@example.com` } }));

/** Parameters of Email: Send to `$json.email`. */
export const sendEmail = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'email',
	operation: 'send',
	fromEmail: typed(sender),
	fromName: 'Лавка',
	toEmail: '={{ $json.email }}',
	subject: 'Заказ № 7',
	emailFormat: 'html',
	html: '<p>Привет, мир 🎁</p>',
	...more,
});
