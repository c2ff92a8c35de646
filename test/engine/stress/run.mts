/** One run of Send Many over faults. */
import type { INode } from 'n8n-workflow';
import type { ContractTable, SandboxGateway } from '../../contract/table.mts';
import { inputRows } from '../../contract/table.mts';
import { randomOf } from '../../random.mts';
import { startSandbox } from '../../sandbox/index.mts';
import type { GatewayId, Sandbox } from '../../sandbox/index.mts';
import { storeOf, findSecrets, runNode } from '../harness/index.mts';
import type { RunResult } from '../harness/index.mts';
import type { Books } from './books.mts';
import { compareBooks } from './books.mts';
import { addFaults, faultShare, seed } from './faults.mts';

/** The credential's *Concurrent Requests*, which the tables set. */
export const concurrent = 3;

export const listSize = 10;

/** Longer than any answer takes on a busy machine, and short enough to wait for some dozens of them. */
const timeoutMs = 5000;

export interface StressRun {
	result: RunResult;
	books: Books;
	gateway: SandboxGateway;
	struck: Map<string, number>;
	seconds: number;
	secretsFound: string[];
}

/** Takes away what would only hold up a long run: the gateways' limits, prices and simulated latency. */
function unlimited(sandbox: Sandbox): void {
	sandbox.kupon.settings.listAnswer = 'messages';
	Object.assign(sandbox.smsc.settings, { rateLimits: false, latencyMs: 0, balance: 1e9 });
	Object.assign(sandbox.smsby.settings, { balance: 1e9 });
	Object.assign(sandbox.smsru.settings, { balance: 1e9, dailyLimit: 1e9 });
}

interface StressOptions {
	rows: number;
	node: Partial<INode>;
	/** One in so many recipients is refused; none without it. */
	refuseEvery?: number;
	/** Further faults, set before the random ones. */
	prepare?(gateway: SandboxGateway): Promise<void>;
}

/** Sends the rows in one execution against a fresh sandbox, and closes it. */
export async function stress(
	table: ContractTable,
	{ rows, node, refuseEvery, prepare }: StressOptions,
): Promise<StressRun> {
	const operation = table.sending.find(({ name }) => name === 'message: sendMany');
	if (!operation) throw new Error('Nothing to send many with');
	const id = table.gateway.id as GatewayId;
	// With the clock at rest no message is delivered, and no report goes out.
	const sandbox: Sandbox = await startSandbox({ clock: { speed: 0 } });
	try {
		unlimited(sandbox);
		const gateway = table.sandbox(sandbox);
		const items = inputRows(table, rows);
		const recipients = items.map(({ json }) => String(json.recipient));
		if (refuseEvery) {
			for (let row = 7; row < rows; row += refuseEvery) table.refuse(sandbox, recipients[row]!);
		}
		await prepare?.(gateway);
		const struck = await addFaults(gateway, faultShare, randomOf(seed + id.length));
		const began = performance.now();
		const result = await runNode({
			nodeType: table.node,
			credentials: storeOf(table, table.sandbox(sandbox)),
			parameters: {
				...operation.parameters,
				listSize,
				requestOptions: { timeout: timeoutMs },
			},
			items,
			node,
		});
		const seconds = (performance.now() - began) / 1000;
		const { outputs, log, stored, error } = result;
		const secretsFound = findSecrets({ outputs, log, stored, error }, table.secrets);
		const books = compareBooks(recipients, outputs, gateway);
		return { result, books, gateway, struck, seconds, secretsFound };
	} finally {
		await sandbox.close();
	}
}
