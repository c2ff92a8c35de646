/** One operation under one fault, in n8n's engine. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { storeOf, expectNoSecrets, runNode } from '../../engine/harness/index.mts';
import type { RunResult } from '../../engine/harness/index.mts';
import type { Exchange, RecordedRequest } from '../../sandbox/framework/exchange.mts';
import type { GatewaySamples } from '../samples/sample.mts';
import type { ContractTable } from '../table.mts';
import type { MatrixFault } from './faults.mts';
import type { MatrixOperation } from './operations.mts';
import type { Bench } from '../bench.mts';
import { watch } from './wire.mts';

/** What became of a cell. */
export interface Seen {
	/** Rows of the operation's output, the failed row, or what the node threw. */
	shown: 'rows' | 'failed' | 'thrown';
	rows: number;
	/** Names of the fields of the first row. */
	fields: string[];
	message: string | null;
	kind: string | null;
	/** Missing where the operation sends nothing. */
	outcome: string | null;
	hint: string | null;
	/** HTTP requests of the operation's own call. */
	requests: number;
	/** How often the gateway did what was asked. */
	acted: number;
	/** The longest pause between two requests, in milliseconds. */
	pauseMs: number;
	/** Requests that arrived at another host. */
	strayed: number;
	/** Where a secret was found. */
	leaked: string | null;
}

/** A name that no DNS server knows, another one for each bench. */
const unknownHost = (url: string): string => `gateway-${new URL(url).port}.invalid:8080`;

export const item = (table: ContractTable) => ({
	recipient: table.recipient(0),
	text: 'Ваш заказ № 7 готов',
	reference: 'order-7',
});

/** The account with everything that the operation works on. */
export async function setUp(
	table: ContractTable,
	{ sandbox, gateway, stranger }: Bench,
	{ sample, parameters }: MatrixOperation,
): Promise<INodeParameters> {
	await gateway.reset();
	stranger.requests.length = 0;
	table.prepare?.(sandbox);
	return { ...parameters, ...(await sample.prepare?.(sandbox)) };
}

/** Sets the fault; answers what has to be done when a connection was refused. */
async function strike(
	bench: Bench,
	{ address, once, play }: MatrixFault,
	secrets: string[],
	own: (request: Exchange) => boolean,
): Promise<() => void> {
	if (address === 'closed') {
		const fault = await bench.gateway.faults.add({ kind: 'refuse' });
		return once ? () => void fault.lift() : () => {};
	}
	if (play) {
		const fault = typeof play === 'function' ? play(bench, secrets) : play;
		await bench.gateway.faults.add({ ...fault, match: own } as typeof fault);
	}
	return () => {};
}

function seenIn({ outputs, error }: RunResult) {
	const [rows = [], failed = []] = outputs;
	const row = failed[0]?.json;
	const details = (row?.details ?? {}) as IDataObject;
	const text = (value: unknown) => (typeof value === 'string' ? value : null);
	const shown = error ? ('thrown' as const) : row ? ('failed' as const) : ('rows' as const);
	return {
		shown,
		rows: rows.length,
		fields: Object.keys(rows[0]?.json ?? {}).sort(),
		message: text(row?.error) ?? error?.message ?? null,
		kind: text(details.kind),
		outcome: text(details.outcome),
		hint: text(details.hint),
	};
}

/** How often the gateway did what was asked, by its own ledger or, where it keeps none, by its log of the work done. */
export function actedIn(
	bench: Bench,
	samples: GatewaySamples,
	operation: MatrixOperation,
	requests: RecordedRequest[],
	before: number,
): number {
	const { messages } = operation.sample;
	if (messages !== undefined) return (bench.gateway.messages.length - before) / messages;
	return requests.filter(({ work }) => work !== null && samples.accepts(work)).length;
}

function leakIn(result: RunResult, secrets: string[]): string | null {
	try {
		expectNoSecrets(result, secrets);
		return null;
	} catch (error) {
		return (error as Error).message;
	}
}

/**
 * Waits until the sandbox has noticed that nobody waits for its answers any more, or a call that hangs would do its work
 * when the fault is lifted, in the middle of another cell.
 */
async function untilLeft({ gateway }: Bench): Promise<void> {
	while (gateway.counters.inFlight > 0) await sleep(10);
}

/** Plays one cell on a bench of its own. */
export async function runCell(
	table: ContractTable,
	samples: GatewaySamples,
	bench: Bench,
	operation: MatrixOperation,
	fault: MatrixFault,
): Promise<Seen> {
	const { gateway, stranger } = bench;
	const { sample } = operation;
	const parameters = await setUp(table, bench, operation);
	const sent = gateway.messages.length;
	const earlier = gateway.requests.length;
	const own = (request: Exchange) =>
		samples.beside?.(request) !== true && (sample.own?.(request) ?? true);

	const host = fault.address === 'unknown' ? unknownHost(gateway.url) : new URL(gateway.url).host;
	const lift = await strike(bench, fault, operation.secrets, own);
	const wire = watch(host, lift);
	try {
		const result = await runNode({
			nodeType: table.node,
			credentials: storeOf(table, { url: `http://${host}` }),
			parameters: {
				...parameters,
				...(fault.timeoutMs ? { requestOptions: { timeout: fault.timeoutMs } } : {}),
			},
			items: [{ json: item(table), ...(sample.binary ? { binary: sample.binary } : {}) }],
			node: { onError: 'continueErrorOutput' },
		});
		await untilLeft(bench);
		await gateway.faults.clear();
		const requests = gateway.requests.slice(earlier).filter(own);
		return {
			...seenIn(result),
			requests: fault.address ? wire.count() : requests.length,
			acted: actedIn(bench, samples, operation, requests, sent),
			pauseMs: wire.longestPause(),
			strayed: stranger.requests.length,
			leaked: leakIn(result, operation.secrets),
		};
	} finally {
		wire.end();
	}
}
