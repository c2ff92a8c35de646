/** Runs of single nodes in the real n8n, and the time that n8n says they took. */
import { setTimeout as pause } from 'node:timers/promises';
import {
	createCredential,
	failureOf,
	finishedExecution,
	importWorkflow,
	startN8n,
	startWorkflow,
	type Credential,
	type Execution,
	type N8nInstance,
	type WorkflowNode,
} from '../../n8n/index.mts';
import { nodeTypeName, type Case } from '../cases/case.mts';

const EXECUTION_TIMEOUT_MS = 300_000;

export interface Host {
	n8n: N8nInstance;
	/** Node time (ms) of the package's node with this many items. */
	ours(one: Case, items: number): Promise<number>;
	/** Node time (ms) of the HTTP Request node that does the same. */
	theirs(one: Case, items: number): Promise<number>;
	close(): Promise<void>;
}

const START = 'Start';
const ITEMS = 'Items';
const MEASURED = 'Measured';

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: object,
): WorkflowNode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: parameters as Record<string, unknown>,
});

/** n8n's own account of the node: time, and what came out. */
function nodeTime(execution: Execution, items: number): number {
	const failure = failureOf(execution);
	if (execution.status !== 'success') throw new Error(`The workflow failed: ${failure}`);
	const run = execution.data?.resultData.runData[MEASURED]?.at(-1);
	const output = run?.data?.main?.[0] ?? [];
	const failed = output.find(({ json }) => json.error !== undefined);
	if (failed) throw new Error(`A row failed: ${JSON.stringify(failed.json)}`);
	if (output.length !== items) throw new Error(`${output.length} rows came out of ${items}`);
	return Number(run?.executionTime);
}

/** Asks again when n8n, busy with ten thousand requests, has closed the connection that the question went out on. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
	for (let tries = 1; ; tries++) {
		try {
			return await ask();
		} catch (error) {
			const broken = error instanceof TypeError || (error as Error).name === 'TimeoutError';
			if (!broken || tries === 10) throw error;
			await pause(500);
		}
	}
}

/** The real n8n with the packed package and, as it comes, the vm expression engine. */
export async function openHost(): Promise<Host> {
	const n8n = await startN8n({
		editor: true,
		environment: {
			NODE_DISABLE_COMPILE_CACHE: '1',
			// Execution data of a hundred thousand items have to fit.
			N8N_RUNNERS_MAX_PAYLOAD: '1073741824',
			N8N_PAYLOAD_SIZE_MAX: '1024',
			NODE_OPTIONS: '--max-old-space-size=4096',
		},
	});
	const credentials = new Map<string, Credential>();
	const workflows = new Map<string, string>();

	let accounts = 0;
	const stored = async (name: string, type: string, data: object): Promise<Credential> => {
		const known = credentials.get(name);
		if (known) return known;
		const made = await createCredential(n8n.client, { name, type, data: { ...data } });
		credentials.set(name, made);
		return made;
	};
	const credentialOf = async ({ name, credential, accountEach }: Case): Promise<Credential> =>
		await stored(accountEach ? `${name} ${accounts++}` : name, credential.type, credential.data);

	const run = async (key: string, one: Case, items: number, measured: WorkflowNode) => {
		let id = workflows.get(key);
		if (!id) {
			const code = `return Array.from({ length: ${items} }, (_, number) => ({ json: ${one.item} }));`;
			const chain = [START, ITEMS, MEASURED];
			id = await importWorkflow(
				n8n.client,
				{
					name: key,
					nodes: [
						node(START, 'n8n-nodes-base.manualTrigger', 1, {}),
						node(ITEMS, 'n8n-nodes-base.code', 2, { jsCode: code }),
						measured,
					],
					connections: Object.fromEntries(
						chain
							.slice(1)
							.map((next, index) => [
								chain[index],
								{ main: [[{ node: next, type: 'main', index: 0 }]] },
							]),
					),
				},
				[...credentials.values()],
			);
			workflows.set(key, id);
		}
		const workflow = id;
		const execution = await startWorkflow(n8n.client, workflow, START);
		const finished = await patiently(
			async () => await finishedExecution(n8n.client, execution, EXECUTION_TIMEOUT_MS),
		);
		const ms = nodeTime(finished, items);
		// A database that grows would slow the later ones down.
		await patiently(async () => await n8n.client.api('DELETE', `/executions/${execution}`));
		return ms;
	};

	return {
		n8n,
		async ours(one, items) {
			const { name } = await credentialOf(one);
			return await run(`${name}, ours, ${items}`, one, items, {
				...node(MEASURED, nodeTypeName(one), 1, one.parameters),
				credentials: { [one.credential.type]: { name } },
			});
		},
		async theirs(one, items) {
			const measured = node(MEASURED, 'n8n-nodes-base.httpRequest', 4.2, one.http);
			if (one.httpHeader) {
				const type = 'httpHeaderAuth';
				const data = { ...one.httpHeader };
				const { name } = await stored(`${one.name}, header`, type, data);
				measured.credentials = { [type]: { name } };
			}
			return await run(`${one.name}, theirs, ${items}`, one, items, measured);
		},
		close: async () => await n8n.close(),
	};
}
