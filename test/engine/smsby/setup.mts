import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { MessageGatewaysSmsByApi } from '../../../credentials/MessageGatewaysSmsByApi.credentials.ts';
import { SmsBy } from '../../../nodes/SmsBy/SmsBy.node.ts';
import { startSandbox } from '../../sandbox/index.mts';
import type { SandboxOptions } from '../../sandbox/index.mts';
import { CredentialStore, expectNoSecrets, runAsTool, runNode } from '../harness/index.mts';
import type { RunOptions, RunResult, ToolOptions, ToolResult } from '../harness/index.mts';

export type SmsBySandbox = Awaited<ReturnType<typeof startSandbox<'smsby'>>>;
export type SmsByGateway = SmsBySandbox['smsby'];

/** The key that the sandbox accepts; its `+`, `/` and `=` have to be percent-encoded. */
export const token = 'eyJpdiI6ImMyRnVaR0p2ZUE9PSIsInYiOiIxIn0=';
export const callbackSecret = 'callback "secret" +/=&ё';
export const secrets = [token, callbackSecret];

export const credential = (gateway: { url: string }, more: IDataObject = {}) => ({
	messageGatewaysSmsByApi: {
		host: 'own',
		baseUrl: gateway.url,
		token,
		timeZone: '',
		callbackSecret,
		concurrent: 5,
		perSecond: 0,
		...more,
	},
});

/** A credential that several runs can share, and with it the limiter. */
export const store = (gateway: { url: string }, more: IDataObject = {}) =>
	new CredentialStore(credential(gateway, more), {
		messageGatewaysSmsByApi: MessageGatewaysSmsByApi,
	});

export interface SmsByRun extends Partial<RunOptions> {
	/** Changes to the stored credential. */
	credentialData?: IDataObject;
}

/** A sandbox for all tests of a file, in its first state at the start of each. */
export interface Bench {
	readonly sandbox: SmsBySandbox;
	readonly gateway: SmsByGateway;
	/** Runs the node; nothing of the run may show a secret. */
	run(parameters: INodeParameters, options?: SmsByRun): Promise<RunResult>;
	/** The same, for the json of its first output; the run must not fail. */
	rows(parameters: INodeParameters, options?: SmsByRun): Promise<IDataObject[]>;
	/** Runs the node as an AI agent's tool; nothing of the run may show a secret. */
	tool(parameters: INodeParameters, options?: Partial<ToolOptions>): Promise<ToolResult>;
}

export function useBench(options: Pick<SandboxOptions<'smsby'>, 'clock'> = {}): Bench {
	let sandbox: SmsBySandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], ...options });
	});
	beforeEach(async () => await sandbox.reset());
	afterAll(async () => await sandbox.close());

	const bench: Bench = {
		get sandbox() {
			return sandbox;
		},
		get gateway() {
			return sandbox.smsby;
		},
		async run(parameters, { credentialData, ...more } = {}) {
			const result = await runNode({
				nodeType: SmsBy,
				credentials: store(sandbox.smsby, credentialData),
				parameters,
				items: rows(1),
				...more,
			});
			expectNoSecrets(result, secrets);
			return result;
		},
		async rows(parameters, more) {
			const { outputs, error } = await bench.run(parameters, more);
			expect(error).toBeUndefined();
			return jsonOf(outputs[0]);
		},
		async tool(parameters, more = {}) {
			const result = await runAsTool({
				nodeType: SmsBy,
				credentials: store(sandbox.smsby),
				parameters,
				...more,
			});
			expectNoSecrets(result, secrets);
			return result;
		},
	};
	return bench;
}

/** Parameters of an operation for a row of `rows`. */
export const operation = (
	resource: string,
	name: string,
	more: INodeParameters = {},
): INodeParameters => ({ resource, operation: name, ...more });

/** Parameters of Message: Send to `$json.phone`. */
export const send = (more: INodeParameters = {}): INodeParameters =>
	operation('message', 'send', {
		recipient: '={{ $json.phone }}',
		text: '={{ $json.text }}',
		...more,
	});

export const sendMany = (more: INodeParameters = {}): INodeParameters =>
	send({ operation: 'sendMany', ...more });

/** A chosen entry of a dropdown. */
export const chosen = (value: string) => ({ __rl: true, mode: 'list', value });

/** The recipient of row `index` of `rows`. */
export const phone = (index: number): string => String(375291110000 + index);

/** Input items with distinct recipients. */
export const rows = (count: number, text = (index: number) => `Заказ ${index} готов`) =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: phone(index), text: text(index), orderId: `order-${index}` },
	}));

/** The json of an output. */
export const jsonOf = (items: INodeExecutionData[] | undefined): IDataObject[] =>
	(items ?? []).map(({ json }) => json);

/** The details of a failed row. */
export const detailsOf = (row: IDataObject | undefined): IDataObject =>
	(row?.details ?? {}) as IDataObject;

export const errorOutput = { onError: 'continueErrorOutput' } as const;

type Request = SmsByGateway['requests'][number];

/** The methods that were called, in order. */
export const methodsOf = ({ requests }: SmsByGateway): string[] =>
	requests.map(({ path }) => path.split('/').at(-1) ?? '');

/** The form of a request, read off the wire. */
export function formOf(request: Request | undefined): Record<string, string> {
	expect(request?.method).toBe('POST');
	expect(request?.query).toBe('');
	expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
	return Object.fromEntries(new URLSearchParams(request?.body.toString('utf8')));
}

/** The query of a GET without body. */
export function queryOf(request: Request | undefined): Record<string, string> {
	expect(request?.method).toBe('GET');
	expect(request?.body).toHaveLength(0);
	return Object.fromEntries(new URLSearchParams(request?.query));
}

/** The JSON of a request. */
export function jsonBodyOf<T>(request: Request | undefined): T {
	expect(request?.query).toBe('');
	expect(request?.headers['content-type']).toBe('application/json');
	return JSON.parse(request?.body.toString('utf8') ?? '') as T;
}
