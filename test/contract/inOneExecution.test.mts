/**
 * However often n8n runs the node in one execution, what was done is not done again, and what must not happen twice does
 * not: every operation of every node that changes, sends, spends or makes something, as its samples say.
 */
import '../engine/harness/withoutPauses.mts';
import type { IDataObject } from 'n8n-workflow';
import { storeOf, runNode } from '../engine/harness/index.mts';
import type { RunOptions, RunResult } from '../engine/harness/index.mts';
import type { Exchange } from '../sandbox/framework/exchange.mts';
import { actedIn, item, setUp } from './matrix/cell.mts';
import { operationsOf } from './matrix/operations.mts';
import type { MatrixOperation } from './matrix/operations.mts';
import { type Bench, openBench } from './bench.mts';
import { samplesOf } from './samples/all.mts';
import type { GatewaySamples } from './samples/sample.mts';
import { tables } from './tables.mts';

const errorOutput = { onError: 'continueErrorOutput' as const };

describe.each(tables)('$gateway.displayName', (table) => {
	const samples = samplesOf[table.gateway.id] as GatewaySamples;
	const changing = operationsOf(table, samples).filter(
		({ sample: { effect } }) => !['local', 'read'].includes(effect),
	);
	const operations = changing.filter(({ sample: { effect } }) => effect !== 'again');
	const repeatable = changing.filter(({ sample: { effect } }) => effect === 'again');
	let bench: Bench;

	beforeAll(async () => {
		bench = await openBench(table, 0);
	});
	afterAll(async () => await bench.close());

	/** A run of the operation on an account that has what it works on, and how often the gateway acted. */
	async function prepare(operation: MatrixOperation) {
		await bench.gateway.faults.clear();
		const parameters = await setUp(table, bench, operation);
		const sent = bench.gateway.messages.length;
		const earlier = bench.gateway.requests.length;
		const own = (request: Exchange) =>
			samples.beside?.(request) !== true && (operation.sample.own?.(request) ?? true);
		const { binary } = operation.sample;
		const run = async (more: Partial<RunOptions> = {}): Promise<RunResult> =>
			await runNode({
				nodeType: table.node,
				credentials: storeOf(table, bench.gateway),
				parameters,
				items: [{ json: item(table), ...(binary ? { binary } : {}) }],
				node: errorOutput,
				...more,
			});
		const acted = () =>
			actedIn(bench, samples, operation, bench.gateway.requests.slice(earlier).filter(own), sent);
		return { run, acted, own };
	}

	test('some operations must not happen twice', () => {
		expect(operations.length).toBeGreaterThan(0);
	});

	test.each(operations)('$name: a lost answer, then Retry On Fail', async (operation) => {
		const { run, acted, own } = await prepare(operation);
		await bench.gateway.faults.add({ kind: 'reset', when: 'after', match: own });
		const { outputs, error, tries } = await run({
			node: { ...errorOutput, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(error).toBeUndefined();
		expect(acted()).toBe(1);
		if (operation.sample.asksBack) return;
		expect(tries).toBe(3);
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]?.map(({ json }) => json.details)).toEqual([
			expect.objectContaining({
				kind: 'outcomeUnknown',
				outcome: 'unknown',
				text: 'An earlier try in this execution made this call, and no answer came',
			}),
		]);
	});

	if (repeatable.length > 0)
		test.each(repeatable)('$name: a lost answer, then run again', async (operation) => {
			const { run, acted, own } = await prepare(operation);
			await bench.gateway.faults.add({ kind: 'reset', when: 'before', match: own });
			const first = await run();
			await bench.gateway.faults.clear();
			const contextData = JSON.parse(JSON.stringify(first.contextData)) as typeof first.contextData;
			const second = await run({ contextData });

			expect(first.outputs[1]).toHaveLength(1);
			expect(second.outputs[1] ?? []).toEqual([]);
			expect(acted()).toBe(1);
		});

	test.each(changing)('$name: accepted, then run again', async (operation) => {
		const { run, acted } = await prepare(operation);
		const first = await run();
		const json = (result: RunResult): IDataObject[] | undefined =>
			result.outputs[0]?.map((row) => row.json);
		// As the node's memory reads once n8n has stored it.
		const contextData = JSON.parse(JSON.stringify(first.contextData)) as typeof first.contextData;
		const second = await run({ contextData });

		expect(acted()).toBe(1);
		expect(first.outputs[1] ?? []).toEqual([]);
		expect(second.status).toBe(first.status);
		expect(second.outputs[1] ?? []).toEqual([]);
		expect(json(second)).toEqual(json(first));
		expect(second.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			first.outputs[0]?.map(({ pairedItem }) => pairedItem),
		);
	});
});
