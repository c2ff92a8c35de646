/** Memory that Send Many adds at its peak, in a process of its own. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Case, itemsOf, nodeClass } from '../cases/case.mts';
import { sendingCases } from '../cases/sending.mts';
import { credentialsOf, inEngine } from '../frame/engine.mts';
import { median, short, spreadOf } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

/** Bytes that are in use, garbage not counted. */
function bytesInUse(): number {
	if (!global.gc) throw new Error('This needs node --expose-gc');
	global.gc();
	const { heapUsed, external, arrayBuffers } = process.memoryUsage();
	return heapUsed + external + arrayBuffers;
}

type Operation = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/**
 * Bytes in use inside the node over those when it began: the most that a request or the beginning of the output saw (all
 * messages and results are there by then), plus the output, which is made while they are still held.
 */
async function peakOf(
	one: Case,
	items: INodeExecutionData[],
	everyRequest: number,
): Promise<number> {
	const nodeType = new (nodeClass(one))();
	const { resource, operation } = one.parameters as { resource: string; operation: string };
	const operations = nodeType.customOperations?.[resource] as Record<string, Operation>;
	const original = operations[operation];
	if (!original) throw new Error(`${one.name} is no custom operation`);
	let most = 0;
	let output = NaN;
	operations[operation] = async function () {
		const call = this.helpers.httpRequestWithAuthentication;
		let requests = 0;
		const base = bytesInUse();
		const helpers = {
			...this.helpers,
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				...args: Parameters<typeof call>
			) {
				if (requests++ % everyRequest === 0) most = Math.max(most, bytesInUse() - base);
				return (await call.apply(this, args)) as unknown;
			},
		};
		const getInputData = () => {
			// Asked for when messages are made and, last, when the results are spread over the rows.
			most = Math.max(most, bytesInUse() - base);
			return this.getInputData();
		};
		const context = Object.create(this, {
			helpers: { value: helpers },
			getInputData: { value: getInputData },
		}) as IExecuteFunctions;
		const rows = await original.call(context);
		output = bytesInUse() - base;
		return rows;
	};
	await inEngine({ nodeType, parameters: one.parameters, items, credentials: credentialsOf(one) });
	return most + output;
}

const target = 'at most 3 times the items’ own JSON size';

async function memoryRow(benchmark: Benchmark, one: Case, count: number): Promise<Row> {
	return await measure(
		benchmark,
		`${one.name}, ${short(count)} items: memory`,
		target,
		async () => {
			await peakOf(one, itemsOf(one, 1000), 1);
			const items = itemsOf(one, count);
			const json = Buffer.byteLength(JSON.stringify(items));
			// What sockets hold is given back at a time of its own, so that one run may see more than another.
			const peaks: number[] = [];
			for (let round = 0; round < Math.min(benchmark.repetitions, 3); round++) {
				peaks.push(await peakOf(one, items, Math.max(1, Math.round(count / 5000))));
			}
			const peak = median(peaks);
			return {
				ratio: peak / json,
				ours: peak / 1e6,
				theirs: json / 1e6,
				unit: `MB at the peak, and the items’ JSON; ${short(peak / count)} and ${short(json / count)} bytes an item`,
				met: peak <= 3 * json,
				spread: spreadOf(peaks.map((one) => one / json)),
			};
		},
	);
}

export default async function memory(benchmark: Benchmark): Promise<Outcome> {
	const rows: Row[] = [];
	for (const one of sendingCases(benchmark.server.url)) {
		rows.push(await memoryRow(benchmark, one, benchmark.size(100_000, 5000)));
	}
	return {
		rows,
		notes: [
			'Memory is what is in use after a full garbage collection (heap and buffers), sampled inside the node at every twentieth request and before the output is made, of a run in the engine; the sum of the largest sample and of the output is an upper bound of the peak. It includes the output rows and the ledger.',
		],
	};
}
