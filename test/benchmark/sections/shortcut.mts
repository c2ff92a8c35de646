/** Reading a parameter of a plain path here, and by n8n's engine. */
import {
	ParameterEvaluator,
	startVmExpressions,
	stopVmExpressions,
} from '../../engine/harness/index.mts';
import type { ReadParameter } from '../../../nodes/shared/input/parameterReader.ts';
import { dist, itemsOf, nodeClass } from '../cases/case.mts';
import { sendingCases } from '../cases/sending.mts';
import { interleave, median, ratios, short, spreadOf, timed } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

const target = 'at least 100 times faster';

export default async function shortcut(benchmark: Benchmark): Promise<Outcome> {
	const one = sendingCases(benchmark.server.url)[0];
	if (!one) throw new Error('There is no case');
	const { parameterReader } = dist('nodes/shared/input/parameterReader') as {
		parameterReader: (context: unknown) => (row: number) => ReadParameter;
	};
	const count = benchmark.size(2000, 50);
	await startVmExpressions();
	const evaluator = await ParameterEvaluator.open({ nodeType: nodeClass(one) });
	const rows: Row[] = [];
	const texts = {
		alone: '={{ $json.text }}',
		'inside a text': '=Dear {{ $json.name }}, {{ $json.text }}',
	};
	for (const [kind, text] of Object.entries(texts)) {
		const name = `A plain path ${kind}, ${short(count)} rows, vm expression engine`;
		rows.push(
			await measure(benchmark, name, target, async () => {
				const items = itemsOf(one, count);
				const context = evaluator.context({ ...one.parameters, text }, items);
				const ours: unknown[] = [];
				const theirs: unknown[] = [];
				const samples = await interleave(
					{
						ours: () =>
							timed(() => {
								const reader = parameterReader(context);
								for (let row = 0; row < count; row++) ours[row] = reader(row)('text');
							}),
						theirs: () =>
							timed(() => {
								for (let row = 0; row < count; row++) {
									theirs[row] = context.getNodeParameter('text', row);
								}
							}),
					},
					benchmark.repetitions,
				);
				if (JSON.stringify(ours) !== JSON.stringify(theirs)) throw new Error('The values differ');
				const factors = ratios(samples.theirs, samples.ours);
				return {
					ratio: median(factors),
					ours: (median(samples.ours) * 1000) / count,
					theirs: (median(samples.theirs) * 1000) / count,
					unit: 'µs a value',
					met: median(factors) >= 100,
					spread: spreadOf(factors),
				};
			}),
		);
	}
	await evaluator.close();
	await stopVmExpressions();
	return {
		rows,
		notes: [
			'That both read the same is a property test over generated parameters with both expression engines (test/unit/delivery/parameterReads.test.mts); how often n8n is asked is counted in test/engine/counters.test.mts.',
		],
	};
}
