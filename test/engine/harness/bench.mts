/** The bench of a gateway's tests: a sandbox, and what runs the gateway's node against it. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startSandbox } from '../../sandbox/index.mts';
import type { GatewayId, Sandbox, SandboxOptions } from '../../sandbox/index.mts';
import { CredentialStore } from './credentials.mts';
import type { CredentialData, CredentialSource } from './credentials.mts';
import type { NodeSource } from './node-types.mts';
import { runNode } from './run-node.mts';
import type { RunOptions, RunResult } from './run-node.mts';
import { expectNoSecrets } from './secrets.mts';
import { runAsTool } from './tool.mts';
import type { ToolOptions, ToolResult } from './tool.mts';

type Url = { url: string };

/** What a bench has to know of a gateway. */
interface BenchPlan<Id extends GatewayId> {
	gateway: Id;
	nodeType: NodeSource;
	/** The stored credentials for a sandbox, with changes. */
	credential(gateway: Url, more?: IDataObject): CredentialData;
	credentialTypes: Record<string, CredentialSource>;
	/** What nothing of a run may show. */
	secrets: string[];
	/** Parameters that every run has. */
	parameters?: INodeParameters;
	/** What a run has that is given nothing else, such as its input. */
	preset?: Partial<RunOptions>;
	/** The sandbox's clock; one that moves by itself, if missing. */
	clock?: SandboxOptions['clock'];
	/** What the sandbox is set to at the start of each test. */
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

/** Credentials that several runs can share, and with them limiters and tokens. */
export const storeOf =
	<Id extends GatewayId>({ credential, credentialTypes }: BenchPlan<Id>) =>
	(gateway: Url, more: IDataObject = {}): CredentialStore =>
		new CredentialStore(credential(gateway, more), credentialTypes);

/** Opens a bench for the tests of a file, and closes it behind them. */
export function benchFor<Id extends GatewayId>(
	plan: BenchPlan<Id>,
	options: Pick<SandboxOptions<Id>, 'clock'> = {},
): Bench<Id> {
	const { nodeType, secrets, preset, prepare, mayHold = [] } = plan;
	const clock = options.clock ?? plan.clock;
	const store = storeOf(plan);
	const known = Object.fromEntries(mayHold.map((name) => [name, undefined]));
	let sandbox: Sandbox<Id>;
	beforeAll(async () => {
		sandbox = await startSandbox<Id>({ gateways: [plan.gateway], ...(clock ? { clock } : {}) });
	});
	beforeEach(async () => {
		await sandbox.reset();
		prepare?.(sandbox);
	});
	afterAll(async () => await sandbox.close());

	const run: Bench<Id>['run'] = async (parameters, { credentialData, ...more } = {}) => {
		const result = await runNode({
			nodeType,
			credentials: store(sandbox[plan.gateway] as Url, credentialData),
			...preset,
			...more,
			parameters: { ...plan.parameters, ...parameters },
		});
		expectNoSecrets({ ...result, ...known }, secrets);
		return result;
	};
	return {
		get sandbox() {
			return sandbox;
		},
		get gateway() {
			return sandbox[plan.gateway];
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
				credentials: store(sandbox[plan.gateway] as Url),
				...more,
				parameters: { ...plan.parameters, ...parameters },
			});
			expectNoSecrets(result, secrets);
			return result;
		},
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
