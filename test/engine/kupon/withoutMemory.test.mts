/**
 * What n8n runs again without the node's memory: a crashed execution, of which it has stored the beginning only, and a
 * sub-workflow, each run of which is a new execution.
 */
import type { INodeParameters } from 'n8n-workflow';
import { deduplication } from '../harness/index.mts';
import { phone, rows, sendMany, sendSms, useBench } from './setup.mts';

const bench = useBench();

beforeEach(() => deduplication.reset());

describe.each([
	['a crashed execution that is retried', 'retry'],
	['a sub-workflow that its parent runs again', 'integrated'],
] as const)('%s', (_name, mode) => {
	describe.each([
		['Send', sendSms],
		['Send Many', sendMany],
	] as const)('%s', (_operation, parameters) => {
		const threeRuns = async (options: INodeParameters) => {
			for (const _run of [1, 2, 3])
				await bench.run(parameters({ options }), { items: rows(3), mode });
			return bench.gateway.messages.map(({ recipient }) => recipient).sort();
		};
		const once = [0, 1, 2].map((row) => phone(row));

		test('sends nothing twice with a Send Once Key', async () => {
			bench.gateway.settings.listAnswer = 'ids';
			expect(await threeRuns({ sendOnceKey: '={{ $itemIndex }}' })).toEqual(once);
		});

		test('sends every row again without one, as the documents say', async () => {
			bench.gateway.settings.listAnswer = 'ids';
			expect(await threeRuns({})).toEqual([...once, ...once, ...once].sort());
		});
	});
});
