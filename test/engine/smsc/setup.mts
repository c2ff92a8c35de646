import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { MessageGatewaysSmscApi } from '../../../credentials/MessageGatewaysSmscApi.credentials.ts';
import { Smsc } from '../../../nodes/Smsc/Smsc.node.ts';
import { startSandbox } from '../../sandbox/index.mts';
import type { Sandbox, SandboxOptions } from '../../sandbox/index.mts';
import { ACCESS, run as runScript } from '../../sandbox/smsc/testing/smsc.mts';
import { CredentialStore, expectNoSecrets, runAsTool, runNode } from '../harness/index.mts';
import type { RunOptions, RunResult, ToolOptions, ToolResult } from '../harness/index.mts';

export type SmscSandbox = Sandbox<'smsc'>;

export const password = 'smsc-sandbox-password';
export const apiKey = 'smsc-sandbox-key';
/** With characters that percent-encoding, forms and charsets each write differently. */
export const callbackSecret = 'callback "secret" +/=&ё';
export const secrets = [password, apiKey, callbackSecret];

/** The stored credential for a sandbox. */
export const credential = (gateway: { url: string }, more: IDataObject = {}) => ({
	messageGatewaysSmscApi: {
		host: 'own',
		baseUrl: gateway.url,
		authentication: 'password',
		login: 'smsc-sandbox',
		password,
		callbackSecret,
		concurrent: 10,
		perSecond: 0,
		...more,
	},
});

/** A credential that several runs can share, and with it the limiter. */
export const store = (gateway: { url: string }, more: IDataObject = {}) =>
	new CredentialStore(credential(gateway, more), {
		messageGatewaysSmscApi: MessageGatewaysSmscApi,
	});

export interface SmscRun extends Partial<RunOptions> {
	/** Changes to the stored credential. */
	credentialData?: IDataObject;
}

/** A sandbox for all tests of a file, in its first state at the start of each. */
export interface Bench {
	readonly sandbox: SmscSandbox;
	readonly smsc: SmscSandbox['smsc'];
	/** Runs the node; nothing of the run may show a secret. */
	run(parameters: INodeParameters, options?: SmscRun): Promise<RunResult>;
	/** The rows of a run that must succeed. */
	rows(parameters: INodeParameters, options?: SmscRun): Promise<IDataObject[]>;
	/** Runs the node as an AI agent's tool; nothing of the run may show a secret. */
	tool(parameters: INodeParameters, options?: Partial<ToolOptions>): Promise<ToolResult>;
	/** Parameters of each request to a script, but for those that every one has. */
	calls(script: string): Array<Record<string, string>>;
}

const common = ['login', 'psw', 'fmt', 'charset'];

export function useBench(options: Pick<SandboxOptions<'smsc'>, 'clock'> = {}): Bench {
	let sandbox: SmscSandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsc'], clock: { speed: 0 }, ...options });
	});
	beforeEach(async () => {
		await sandbox.reset();
		sandbox.smsc.settings.latencyMs = 0;
		sandbox.smsc.settings.balance = 100_000;
	});
	afterAll(async () => await sandbox.close());

	const run: Bench['run'] = async (parameters, { credentialData, ...more } = {}) => {
		const result = await runNode({
			nodeType: Smsc,
			credentials: store(sandbox.smsc, credentialData),
			parameters,
			items: rows(1),
			...more,
		});
		expectNoSecrets(result, secrets);
		return result;
	};
	return {
		get sandbox() {
			return sandbox;
		},
		get smsc() {
			return sandbox.smsc;
		},
		run,
		async rows(parameters, more) {
			const { outputs, error } = await run(parameters, more);
			expect(error).toBeUndefined();
			return jsonOf(outputs[0]);
		},
		async tool(parameters, more = {}) {
			const result = await runAsTool({
				nodeType: Smsc,
				credentials: store(sandbox.smsc),
				parameters,
				...more,
			});
			expectNoSecrets(result, secrets);
			return result;
		},
		calls: (script) =>
			sandbox.smsc.requests
				.filter(({ path }) => path === `/sys/${script}.php`)
				.map(({ body }) => {
					const fields = [...new URLSearchParams(body.toString('utf8'))];
					return Object.fromEntries(fields.filter(([name]) => !common.includes(name)));
				}),
	};
}

/** Sets up the account by a call of its own. */
export const ask = async (
	gateway: { url: string },
	script: string,
	values: Record<string, string>,
): Promise<IDataObject> => {
	const { bytes } = await runScript(gateway, script, { ...ACCESS, charset: 'utf-8', ...values });
	return JSON.parse(bytes.toString('utf8')) as IDataObject;
};

/** A resource locator as the editor stores it. */
export const typed = (value: string) => ({ __rl: true, mode: 'id', value });

/** Parameters of Message: Send for an SMS to `$json.phone`. */
export const send = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	type: 'sms',
	sender: typed('MyShop'),
	recipient: '={{ $json.phone }}',
	text: '={{ $json.text }}',
	...more,
});

export const sendMany = (more: INodeParameters = {}): INodeParameters =>
	send({ operation: 'sendMany', ...more });

export const phone = (index: number): string => String(79161110000 + index);

/** Input items with distinct recipients. */
export const rows = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: phone(index), text: `Заказ ${index} готов`, orderId: `order-${index}` },
	}));

/** The json of an output. */
export const jsonOf = (items: INodeExecutionData[] | undefined): IDataObject[] =>
	(items ?? []).map(({ json }) => json);

/** The details of a failed row. */
export const detailsOf = (row: IDataObject | undefined): IDataObject =>
	(row?.details ?? {}) as IDataObject;

export const errorOutput = { node: { onError: 'continueErrorOutput' as const } };
