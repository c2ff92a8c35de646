/** Workflows that send the same rows again, and what the gateway and the rows say about it. */
import type { ContractTable } from '../contract/table.mts';
import { inputRows } from '../contract/table.mts';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';
import {
	createCredential,
	type Credential,
	type Execution,
	finishedExecution,
	importWorkflow,
	type N8nInstance,
	outputOf,
	startN8n,
	startWorkflow,
	type WorkflowFile,
	type WorkflowNode,
} from './index.mts';

export const SENDER = 'Send';

const node = (name: string, type: string, more: Partial<WorkflowNode>): WorkflowNode => ({
	id: name.toLowerCase(),
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

/** A node of ours that sends one of the contract's operations, its credential named after the gateway. */
function sender(table: ContractTable, operation: string, more: Partial<WorkflowNode>) {
	const { parameters } = table.sending.find(({ name }) => name === operation) ?? {};
	if (!parameters) throw new Error(`The table of ${table.gateway.id} has no ${operation}`);
	const type = Object.keys(table.credentialTypes)[0] ?? '';
	return node(SENDER, '', {
		type: `n8n-nodes-message-gateways.${new table.node().description.name}`,
		credentials: { [type]: { name: table.gateway.id } },
		...more,
		// Nobody is called back: the reports are not what these tests are about.
		parameters: { ...parameters, statusCallback: {}, callbackUrl: '', ...more.parameters },
	});
}

/** The credential as n8n's API takes it. */
function credentialOf(table: ContractTable, sandbox: Sandbox) {
	const [[type, data] = ['', {}]] = Object.entries(table.credentials(table.sandbox(sandbox)));
	return { name: table.gateway.id, type, data: data as Record<string, unknown> };
}

const to = (name: string) => [{ node: name, type: 'main', index: 0 }];

/** Code that makes the rows of the contract suite, without importing it. */
function rowsCode(table: ContractTable, count: number): string {
	const [{ json } = { json: {} }] = inputRows(table, 1);
	return `return Array.from({ length: ${count} }, (_, row) => ({ json: {
		...${JSON.stringify(json)}, recipient: String(${table.recipient(0)} + row), reference: 'order-' + row,
	} }));`;
}

interface Plan {
	count: number;
	operation?: string;
	/** Rows in each pass of a loop; no loop without it. */
	batchSize?: number;
	node?: Partial<WorkflowNode>;
}

/** Manual start → rows → our node, in a loop if asked for. */
function sendingWorkflow(
	table: ContractTable,
	{ count, operation = 'message: sendMany', batchSize, node: more = {} }: Plan,
): WorkflowFile {
	const nodes = [
		node('Start', 'manualTrigger', {}),
		node('Rows', 'code', { typeVersion: 2, parameters: { jsCode: rowsCode(table, count) } }),
		sender(table, operation, more),
	];
	const connections: WorkflowFile['connections'] = { Start: { main: [to('Rows')] } };
	if (batchSize === undefined) connections.Rows = { main: [to(SENDER)] };
	else {
		nodes.push(node('Loop', 'splitInBatches', { typeVersion: 3, parameters: { batchSize } }));
		connections.Rows = { main: [to('Loop')] };
		connections.Loop = { main: [[], to(SENDER)] };
		connections[SENDER] = { main: [to('Loop')] };
	}
	return { name: `${table.gateway.id} ${operation}`, nodes, connections };
}

export const withKey = { sendOnceKey: '={{ $json.reference }}' };

/** What the rows of an execution say of each reference. */
export function rowsOf(execution: Execution) {
	const references = (output: number, test: (json: Record<string, unknown>) => boolean) =>
		outputOf(execution, SENDER, output)
			.filter(({ json }) => test(json))
			.map(({ json }) => String(json.reference));
	return {
		sent: references(0, ({ alreadySent }) => alreadySent === undefined),
		before: references(0, ({ alreadySent }) => alreadySent === true),
		unknown: references(1, ({ details }) => outcomeOf(details) === 'unknown'),
		otherwise: references(1, ({ details }) => outcomeOf(details) !== 'unknown'),
	};
}

const outcomeOf = (details: unknown) => (details as { outcome?: string } | undefined)?.outcome;

/** References by recipient, as the rows have them. */
const referenceOf = (table: ContractTable, recipient: string): string =>
	`order-${Number(recipient) - Number(table.recipient(0))}`;

/** The references of so many rows. */
export const references = (count: number): string[] =>
	Array.from({ length: count }, (_, row) => `order-${row}`).sort();

export const sorted = (...lists: string[][]): string[] => lists.flat().sort();

/** A sandbox and a real n8n with a credential of each gateway, for all tests of a file. */
export function useAgain(tables: ContractTable[]) {
	let n8n: N8nInstance;
	let sandbox: Sandbox;
	let credentials: Credential[];

	beforeAll(async () => {
		sandbox = await startSandbox();
		n8n = await startN8n();
		credentials = await Promise.all(
			tables.map(async (table) => await createCredential(n8n.client, credentialOf(table, sandbox))),
		);
	});
	afterAll(async () => {
		await n8n?.close();
		await sandbox?.close();
	});
	beforeEach(async () => {
		for (const table of tables) {
			await table.sandbox(sandbox).reset();
			table.prepare?.(sandbox);
		}
		// Ten thousand messages cost more than an account has.
		sandbox.smsc.settings.balance = 1_000_000;
		sandbox.smsby.settings.balance = 1_000_000;
	});

	const start = async (workflowId: string) => await startWorkflow(n8n.client, workflowId, 'Start');
	const ended = async (executionId: string) => await finishedExecution(n8n.client, executionId);
	return {
		get n8n() {
			return n8n;
		},
		get sandbox() {
			return sandbox;
		},
		/** @returns the id of a new workflow */
		workflowOf: async (table: ContractTable, plan: Plan) =>
			await importWorkflow(n8n.client, sendingWorkflow(table, plan), credentials),
		/** @returns the id of an execution that has begun */
		start,
		ended,
		runOf: async (workflowId: string) => await ended(await start(workflowId)),
		/** The references of the messages that the gateway has, sorted; a message twice is there twice. */
		ledger: (table: ContractTable) =>
			table
				.sandbox(sandbox)
				.messages.map(({ recipient }) => referenceOf(table, recipient))
				.sort(),
	};
}
