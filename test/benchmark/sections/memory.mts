/** Memory that Send Many adds at its peak, in a process of its own. */
import type { INodeExecutionData } from 'n8n-workflow';
import { type Case, itemsOf } from '../cases/case.mts';
import { sendingCases } from '../cases/sending.mts';
import { memoryOf } from '../frame/memory.mts';
import { median, short, spreadOf } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

/** All messages and results are there when the output begins, and are still held while it is made. */
async function peakOf(
	one: Case,
	items: INodeExecutionData[],
	everyRequest: number,
): Promise<number> {
	const { most, end } = await memoryOf(one, items, everyRequest);
	return most + end;
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
