import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { MessageGatewaysKuponApi } from '../../../credentials/MessageGatewaysKuponApi.credentials.ts';
import { Kupon } from '../../../nodes/Kupon/Kupon.node.ts';
import { startSandbox } from '../../sandbox/index.mts';
import type { SandboxOptions } from '../../sandbox/index.mts';
import { CredentialStore, expectNoSecrets, runAsTool, runNode } from '../harness/index.mts';
import type { RunOptions, RunResult, ToolOptions, ToolResult } from '../harness/index.mts';

export type KuponSandbox = Awaited<ReturnType<typeof startSandbox<'kupon'>>>;
export type KuponGateway = KuponSandbox['kupon'];

export const token = 'kupon-sandbox-token';
/** With characters that percent-encoding, forms and JSON each write differently. */
export const callbackSecret = 'callback "secret" +/=&ё';
export const secrets = [token, callbackSecret];

/** The stored credential for a sandbox. */
export const credential = (gateway: { url: string }, more: IDataObject = {}) => ({
	messageGatewaysKuponApi: {
		baseUrl: gateway.url,
		token,
		callbackSecret,
		concurrent: 5,
		perSecond: 0,
		...more,
	},
});

/** A credential that several runs can share, and with it the limiter. */
export const store = (gateway: { url: string }, more: IDataObject = {}) =>
	new CredentialStore(credential(gateway, more), {
		messageGatewaysKuponApi: MessageGatewaysKuponApi,
	});

/** What a run of the Kupon.mobi node can be given. */
export interface KuponRun extends Partial<RunOptions> {
	/** Changes to the stored credential. */
	credentialData?: IDataObject;
}

/** A sandbox for all tests of a file, in its first state at the start of each. */
export interface Bench {
	readonly sandbox: KuponSandbox;
	readonly gateway: KuponGateway;
	/** Runs the node; nothing of the run may show a secret. */
	run(parameters: INodeParameters, options?: KuponRun): Promise<RunResult>;
	/** Runs the node as an AI agent's tool; nothing of the run may show a secret. */
	tool(parameters: INodeParameters, options?: Partial<ToolOptions>): Promise<ToolResult>;
}

export function useBench(options: Pick<SandboxOptions<'kupon'>, 'clock'> = {}): Bench {
	let sandbox: KuponSandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['kupon'], ...options });
	});
	beforeEach(async () => await sandbox.reset());
	afterAll(async () => await sandbox.close());

	return {
		get sandbox() {
			return sandbox;
		},
		get gateway() {
			return sandbox.kupon;
		},
		async run(parameters, { credentialData, ...more } = {}) {
			const result = await runNode({
				nodeType: Kupon,
				credentials: store(sandbox.kupon, credentialData),
				parameters,
				items: rows(1),
				...more,
			});
			expectNoSecrets(result, secrets);
			return result;
		},
		async tool(parameters, more = {}) {
			const result = await runAsTool({
				nodeType: Kupon,
				credentials: store(sandbox.kupon),
				parameters,
				...more,
			});
			expectNoSecrets(result, secrets);
			return result;
		},
	};
}

/** Parameters of Message: Send for an SMS to `$json.phone`. */
export const sendSms = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	type: 'sms',
	sender: 'MyShop',
	recipient: '={{ $json.phone }}',
	text: '={{ $json.text }}',
	...more,
});

/** The same through the list method. */
export const sendMany = (more: INodeParameters = {}): INodeParameters =>
	sendSms({ operation: 'sendMany', ...more });

/** The virtual type of a cascade. */
export const startCascade = (more: INodeParameters = {}): INodeParameters =>
	sendSms({ resource: 'cascade', operation: 'start', sender: '1024', ...more });

/** The recipient of row `index` of `rows`. */
export const phone = (index: number, first = 79001110000): string => String(first + index);

/** Input items with distinct recipients. */
export const rows = (count: number, first?: number) =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: phone(index, first), text: `Заказ ${index} готов`, orderId: `order-${index}` },
	}));

/** The json of an output. */
export const jsonOf = (items: INodeExecutionData[] | undefined): IDataObject[] =>
	(items ?? []).map(({ json }) => json);

/** The details of a failed row. */
export const detailsOf = (row: IDataObject | undefined): IDataObject =>
	(row?.details ?? {}) as IDataObject;

/** The details of the error that a stopped node ended with. */
export const errorDetails = ({ error }: { error: unknown }): IDataObject =>
	(error as { context: { details: IDataObject } }).context.details;

export const errorOutput = { onError: 'continueErrorOutput' } as const;
