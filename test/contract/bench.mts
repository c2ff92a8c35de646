/** One sandbox and the ways to use it, for one gateway's table; and a stranger to whom the gateway may redirect. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { call, storeOf, expectNoSecrets, runNode, TriggerHost } from '../engine/harness/index.mts';
import type { CallResult, RunOptions, RunResult } from '../engine/harness/index.mts';
import { Paces } from '../../nodes/shared/transport/paces.ts';
import { startSandbox } from '../sandbox/index.mts';
import type { GatewayId, Sandbox } from '../sandbox/index.mts';
import type { CallbackCall, ContractTable, SandboxGateway, SendingOperation } from './table.mts';
import { inputRows, withTrigger } from './table.mts';

export { jsonOf } from '../engine/harness/index.mts';

export interface Bench {
	sandbox: Sandbox;
	gateway: SandboxGateway;
	/** Another host. */
	stranger: { url: string; requests: string[] };
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

/** A host of another name and port, which takes every call and notes what it was told. */
async function openStranger() {
	const requests: string[] = [];
	const server = createServer((request, response) => {
		requests.push(`${request.method} ${request.url}`);
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	const { port } = server.address() as AddressInfo;
	const close = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { url: `http://localhost:${port}`, requests, close };
}

/** For the tests of a block that makes hundreds of runs: each would wait for the turn of its kind of call. */
export function withoutPaces(): void {
	beforeAll(() => {
		const { run } = Paces.prototype;
		jest.spyOn(Paces.prototype, 'run').mockImplementation(async function (
			this: Paces,
			_pace,
			task,
		) {
			return await run.call(this, undefined, task);
		});
	});
	afterAll(() => {
		jest.restoreAllMocks();
	});
}

/**
 * Opens a bench.
 *
 * @param speed of the sandbox's clock; with 0 time moves only when a test moves it
 */
export async function openBench(table: ContractTable, speed = 1): Promise<Bench> {
	const sandbox: Sandbox = await startSandbox({
		gateways: [table.gateway.id as GatewayId],
		clock: { speed },
	});
	const stranger = await openStranger();
	const gateway = table.sandbox(sandbox);
	const store = () => storeOf(table, gateway);

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
			nodeType: withTrigger(table).trigger,
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

	const close = async () => {
		await sandbox.close();
		await stranger.close();
	};
	return { sandbox, gateway, stranger, send, trigger, close };
}
