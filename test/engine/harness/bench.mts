/** The bench: a sandbox, and what runs the node of a gateway's contract table against it. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { ContractTable } from '../../contract/table.mts';
import { startSandbox } from '../../sandbox/index.mts';
import type { GatewayId, Sandbox, SandboxOptions } from '../../sandbox/index.mts';
import { CredentialStore } from './credentials.mts';
import type { CredentialData } from './credentials.mts';
import { runNode } from './run-node.mts';
import type { RunOptions, RunResult } from './run-node.mts';
import { expectNoSecrets } from './secrets.mts';
import { runAsTool } from './tool.mts';
import type { ToolOptions, ToolResult } from './tool.mts';

type Url = { url: string };

/** What the tests of a file have otherwise than the gateway's contract table. */
export interface BenchOptions<Id extends GatewayId> {
	/** Changes to the stored credentials. */
	credentialData?: IDataObject;
	/** Parameters that every run has. */
	parameters?: INodeParameters;
	/** What a run has that is given nothing else, such as its input. */
	preset?: Partial<RunOptions>;
	/** The sandbox's clock; one that moves by itself, if missing. */
	clock?: SandboxOptions['clock'];
	/** What the sandbox is set to at the start of each test, instead of what the table says. */
	prepare?(sandbox: Sandbox<Id>): void;
	/** Where secrets may stand: a renewed token in what n8n saves. */
	mayHold?: Array<keyof RunResult>;
}

/** What a run can be given. */
export interface BenchRun extends Partial<RunOptions> {
	/** Changes to the stored credentials. */
	credentialData?: IDataObject;
}

/** A sandbox for all tests of a file, in its first state at the start of each. */
interface Bench<Id extends GatewayId> {
	readonly sandbox: Sandbox<Id>;
	readonly gateway: Sandbox<Id>[Id];
	/** Runs the node; nothing of the run may show a secret. */
	run(parameters: INodeParameters, options?: BenchRun): Promise<RunResult>;
	/** The rows of a run that must succeed. */
	rows(parameters: INodeParameters, options?: BenchRun): Promise<IDataObject[]>;
	/** Runs the node as an AI agent's tool; nothing of the run may show a secret. */
	tool(parameters: INodeParameters, options?: Partial<ToolOptions>): Promise<ToolResult>;
}

/** The credentials of a table for a gateway's address, all with the same changes. */
export const credentialOf = (
	table: Pick<ContractTable, 'credentials'>,
	gateway: Url,
	more: IDataObject = {},
): CredentialData =>
	Object.fromEntries(
		Object.entries(table.credentials(gateway)).map(([type, data]) => [
			type,
			JSON.parse(JSON.stringify({ ...data, ...more })) as CredentialData[string],
		]),
	);

/** The same, stored: several runs can share them, and with them limiters and tokens. */
export const storeOf = (
	table: Pick<ContractTable, 'credentials' | 'credentialTypes'>,
	gateway: Url,
	more: IDataObject = {},
): CredentialStore =>
	new CredentialStore(credentialOf(table, gateway, more), table.credentialTypes);

/** Opens a bench for the tests of a file, and closes it behind them. */
export function benchFor<Id extends GatewayId>(
	table: ContractTable,
	options: BenchOptions<Id> = {},
): Bench<Id> {
	const { node: nodeType, secrets } = table;
	const { parameters: common, preset, clock, mayHold = [] } = options;
	const id = table.gateway.id as Id;
	const known = Object.fromEntries(mayHold.map((name) => [name, undefined]));
	let sandbox: Sandbox<Id>;
	const store = (more: IDataObject = {}) =>
		storeOf(table, sandbox[id] as Url, { ...options.credentialData, ...more });
	beforeAll(async () => {
		sandbox = await startSandbox<Id>({ gateways: [id], ...(clock ? { clock } : {}) });
	});
	beforeEach(async () => {
		await sandbox.reset();
		if (options.prepare) options.prepare(sandbox);
		else table.prepare?.(sandbox as Sandbox);
	});
	afterAll(async () => await sandbox.close());

	const run: Bench<Id>['run'] = async (parameters, { credentialData, ...more } = {}) => {
		const result = await runNode({
			nodeType,
			credentials: store(credentialData),
			...preset,
			...more,
			parameters: { ...common, ...parameters },
		});
		expectNoSecrets({ ...result, ...known }, secrets);
		return result;
	};
	return {
		get sandbox() {
			return sandbox;
		},
		get gateway() {
			return sandbox[id];
		},
		run,
		async rows(parameters, more) {
			const { outputs, error } = await run(parameters, more);
			expect(error).toBeUndefined();
			return jsonOf(outputs[0]);
		},
		async tool(parameters, more = {}) {
			const result = await runAsTool({
				nodeType,
				credentials: store(),
				...more,
				parameters: { ...common, ...parameters },
			});
			expectNoSecrets(result, secrets);
			return result;
		},
	};
}

/**
 * What the tests of a gateway that sends texts to phones share.
 *
 * @param message parameters that its messages have beside recipient and text
 * @param given what differs from the contract table in all of its tests
 */
export function phoneBench<Id extends GatewayId>(
	table: ContractTable,
	message: INodeParameters = {},
	given: BenchOptions<Id> = {},
) {
	/** Input items with distinct recipients. */
	const rows = (count: number, text = (index: number) => `Заказ ${index} готов`) =>
		Array.from({ length: count }, (_, index) => ({
			json: { phone: table.recipient(index), text: text(index), orderId: `order-${index}` },
		}));
	/** Parameters of Message: Send to `$json.phone`. */
	const send = (more: INodeParameters = {}): INodeParameters =>
		operation('message', 'send', {
			...message,
			recipient: '={{ $json.phone }}',
			text: '={{ $json.text }}',
			...more,
		});
	return {
		secrets: table.secrets,
		/** The recipient of row `index` of `rows`. */
		phone: table.recipient,
		rows,
		send,
		/** The same through the list method. */
		sendMany: (more: INodeParameters = {}): INodeParameters =>
			send({ operation: 'sendMany', ...more }),
		credential: (gateway: Url, more?: IDataObject) => credentialOf(table, gateway, more),
		store: (gateway: Url, more?: IDataObject) => storeOf(table, gateway, more),
		useBench: (options: BenchOptions<Id> = {}) =>
			benchFor<Id>(table, { preset: { items: rows(1) }, ...given, ...options }),
	};
}

/** Parameters of an operation. */
export const operation = (
	resource: string,
	name: string,
	more: INodeParameters = {},
): INodeParameters => ({ resource, operation: name, ...more });

/** Input items of one `json` each. */
export const itemsOf = (...rows: IDataObject[]): INodeExecutionData[] =>
	rows.map((json) => ({ json }));

/** The json of an output. */
export const jsonOf = (items: INodeExecutionData[] | undefined): IDataObject[] =>
	(items ?? []).map(({ json }) => json);

/** The details of a failed row. */
export const detailsOf = (row: IDataObject | undefined): IDataObject =>
	(row?.details ?? {}) as IDataObject;

/** Options of a run whose failed rows leave by the error output. */
export const errorOutput = { node: { onError: 'continueErrorOutput' as const } };

/** A resource locator as the editor stores it. */
export const locator = (value: string, mode: 'id' | 'list' = 'id') => ({
	__rl: true,
	mode,
	value,
});
