/** One sandbox and the ways to use it, for one gateway's table. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import {
	call,
	CredentialStore,
	expectNoSecrets,
	runNode,
	TriggerHost,
} from '../engine/harness/index.mts';
import type { CallResult, RunOptions, RunResult } from '../engine/harness/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { GatewayId, Sandbox } from '../sandbox/index.mts';
import type { CallbackCall, ContractTable, SandboxGateway, SendingOperation } from './table.mts';
import { inputRows } from './table.mts';

export interface Bench {
	sandbox: Sandbox;
	gateway: SandboxGateway;
	/** Runs an operation; nothing of the run may show a secret. */
	send(operation: SendingOperation, options?: SendOptions): Promise<RunResult>;
	/** A published trigger. */
	trigger(parameters?: IDataObject): {
		host: TriggerHost;
		call(callback: CallbackCall): Promise<CallResult>;
	};
	close(): Promise<void>;
}

export interface SendOptions extends Partial<RunOptions> {
	rows?: number;
	timeoutMs?: number;
}

/** The recipients that the gateway accepted, once for each message. */
export const sentTo = (gateway: SandboxGateway): string[] =>
	gateway.messages.map(({ recipient }) => recipient).sort();

/** The json of an output. */
export const jsonOf = (items: INodeExecutionData[] | undefined): IDataObject[] =>
	(items ?? []).map(({ json }) => json);

export async function openBench(table: ContractTable): Promise<Bench> {
	const sandbox: Sandbox = await startSandbox({ gateways: [table.gateway.id as GatewayId] });
	const gateway = table.sandbox(sandbox);
	const store = () => new CredentialStore(table.credentials(sandbox), table.credentialTypes);

	const send: Bench['send'] = async (operation, { rows = 3, timeoutMs, ...options } = {}) => {
		const result = await runNode({
			nodeType: table.node,
			credentials: store(),
			parameters: {
				...operation.parameters,
				...(timeoutMs ? { requestOptions: { timeout: timeoutMs } } : {}),
			},
			items: inputRows(table, rows),
			...options,
		});
		expectNoSecrets(
			{ ...result, thrown: result.thrown.map((error) => (error as Error).message) },
			table.secrets,
		);
		return result;
	};

	const trigger: Bench['trigger'] = (parameters = {}) => {
		const host = new TriggerHost({
			nodeType: table.trigger,
			credentials: store(),
			parameters: parameters as RunOptions['parameters'],
			workflowId: `workflow-${Math.random()}`,
		});
		return {
			host,
			call: async ({ method, query, headers, body }) => {
				const result = await call(host, {
					method,
					url: query === undefined ? undefined : `?${query}`,
					headers,
					rawBody: body,
				});
				expectNoSecrets(
					{ body: result.body, items: result.workflowData, log: result.log },
					table.secrets,
				);
				return result;
			},
		};
	};

	return { sandbox, gateway, send, trigger, close: async () => await sandbox.close() };
}
