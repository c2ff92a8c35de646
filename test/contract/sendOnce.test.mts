/** The Send Once Key: over executions of one workflow nothing is sent twice under it. */
import { globSync } from 'node:fs';
import path from 'node:path';
import type { Resource } from '../../nodes/shared/model/operation.ts';
import { isRecord } from '../../nodes/shared/text/json.ts';
import { storeOf, deduplication, runAsTool, runNode } from '../engine/harness/index.mts';
import { projectRoot } from '../projectRoot.mts';
import { type Bench, jsonOf, openBench, sentTo } from './bench.mts';
import type { ContractTable, SendingOperation } from './table.mts';
import { inputRows, operationsWith } from './table.mts';
import { actedIn, item, setUp } from './matrix/cell.mts';
import { operationsOf } from './matrix/operations.mts';
import type { MatrixOperation } from './matrix/operations.mts';
import { samplesOf } from './samples/all.mts';
import type { GatewaySamples } from './samples/sample.mts';
import { tables } from './tables.mts';
import { todo } from './todo.mts';

const withKey = (operation: SendingOperation): SendingOperation => ({
	...operation,
	parameters: {
		...operation.parameters,
		options: {
			...(operation.parameters.options as object | undefined),
			sendOnceKey: '={{ $json.reference }}',
		},
	},
});

/** The resources of a node, as its folder exports them. */
function resourcesOf({ node }: ContractTable): Resource[] {
	const cwd = path.join(projectRoot(), 'nodes', node.name, 'resources');
	return globSync('**/*.ts', { cwd })
		.flatMap((file) => Object.values(require(path.join(cwd, file)) as Record<string, unknown>))
		.filter((one) => isRecord(one) && Array.isArray(one.operations)) as Resource[];
}

/** What the node carries out by a route of its own, so that it can keep a key. */
const isRoute = (table: ContractTable, { parameters }: MatrixOperation): boolean =>
	resourcesOf(table)
		.filter(({ value }) => value === parameters.resource)
		.flatMap(({ operations }) => operations)
		.some(({ value, execute }) => value === parameters.operation && execute !== undefined);

/** The operations that have to have the option, by what their samples say that they do. */
function withoutRepetition(table: ContractTable): MatrixOperation[] {
	const samples = samplesOf[table.gateway.id] as GatewaySamples;
	return operationsOf(table, samples).filter((operation) => {
		const { effect, sendsIf } = operation.sample;
		if (operation.name.includes(' ')) return false;
		return effect === 'send' || sendsIf || (effect === 'once' && isRoute(table, operation));
	});
}

describe.each(tables)('$gateway.displayName', (table) => {
	let bench: Bench;

	beforeAll(async () => {
		bench = await openBench(table);
	});
	afterAll(async () => await bench.close());
	beforeEach(async () => {
		await bench.gateway.reset();
		deduplication.reset();
		table.prepare?.(bench.sandbox);
	});

	const recipients = (...rows: number[]) => rows.map((row) => table.recipient(row)).sort();
	const node = { onError: 'continueErrorOutput' as const };

	const operations = withoutRepetition(table);

	test('has the option in every operation that sends, and in no other', () => {
		const sample = `test/contract/samples/${table.gateway.id}.mts`;
		const sending = operations.map(({ name }) => name.replace('.', ' '));
		expect(
			todo(operationsWith(table, 'sendOnceKey'), sending, {
				missing: (name) => `add safetyOptions to the options of ${name}`,
				surplus: (name) =>
					`list ${name} with the effect send in ${sample}, or take safetyOptions out of its options`,
			}),
		).toEqual([]);
	});

	describe('three executions with one key', () => {
		let bench: Bench;

		beforeAll(async () => {
			bench = await openBench(table, 0);
		});
		afterAll(async () => await bench.close());

		test.each(operations)('$name: acts once', async (operation) => {
			const samples = samplesOf[table.gateway.id] as GatewaySamples;
			const { sample } = operation;
			const prepared = await setUp(table, bench, operation);
			const earlier = bench.gateway.requests.length;
			const sent = bench.gateway.messages.length;
			const parameters = {
				...prepared,
				...sample.sendsIf,
				options: { ...(prepared.options as object | undefined), sendOnceKey: 'order-7' },
			};
			const run = async () =>
				await runNode({
					nodeType: table.node,
					credentials: storeOf(table, bench.gateway),
					parameters,
					items: [{ json: item(table), ...(sample.binary ? { binary: sample.binary } : {}) }],
					node,
				});
			const runs = [await run(), await run(), await run()];
			const own = bench.gateway.requests
				.slice(earlier)
				.filter((one) => samples.beside?.(one) !== true && (sample.own?.(one) ?? true));

			expect(actedIn(bench, samples, operation, own, sent)).toBe(1);
			expect(runs.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
			expect(runs.map(({ outputs }) => outputs[1] ?? [])).toEqual([[], [], []]);
			// None sleeps for what wakes another execution.
			expect(runs.slice(1).map(({ status }) => status)).toEqual(['success', 'success']);
			expect(runs.map(({ outputs }) => jsonOf(outputs[0]).map((row) => row.alreadySent))).toEqual([
				runs[0]?.status === 'waiting' ? [] : [undefined],
				[true],
				[true],
			]);
		});
	});

	describe.each(table.sending.map(withKey))('$name', (operation) => {
		test('sends each key once over executions, and says which were sent before', async () => {
			await bench.send(operation, { rows: 5, node });
			const { outputs, error } = await bench.send(operation, { rows: 8, node });

			expect(error).toBeUndefined();
			expect(sentTo(bench.gateway)).toEqual(recipients(0, 1, 2, 3, 4, 5, 6, 7));
			const rows = jsonOf(outputs[0]);
			expect(rows.map(({ reference }) => reference)).toEqual(
				Array.from({ length: 8 }, (_, row) => `order-${row}`),
			);
			expect(rows.map(({ alreadySent }) => alreadySent)).toEqual([
				...Array<true>(5).fill(true),
				...Array<undefined>(3).fill(undefined),
			]);
			expect(rows.map(({ messageId, groupId }) => Boolean(messageId ?? groupId))).toEqual([
				...Array<boolean>(5).fill(false),
				...Array<boolean>(3).fill(true),
			]);
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
				Array.from({ length: 8 }, (_, item) => ({ item })),
			);
			expect(outputs[1] ?? []).toEqual([]);
		});

		test('says above the output that a run of known keys sends nothing', async () => {
			await bench.send(operation, { rows: 1, node });
			const hints = async (count: number) => {
				const { taskData } = await bench.send(operation, { rows: count, node });
				return (taskData?.hints ?? []).map(({ message }) => message);
			};

			expect(await hints(1)).toEqual([
				'1 item: 1 sent before. 0 requests. To send it again, change its Send Once Key.',
			]);
			await hints(3);
			expect(await hints(3)).toEqual([
				'3 items: 3 sent before. 0 requests. To send them again, change their Send Once Keys.',
			]);
		});

		const { resource, operation: name } = operation.parameters;
		const merges = operationsWith(table, 'duplicates').includes(
			`${String(resource)} ${String(name)}`,
		);
		if (merges) {
			const options = {
				...(operation.parameters.options as object),
				duplicates: 'mergeRecipient',
			};
			const merging = { ...operation, parameters: { ...operation.parameters, options } };
			/** Rows with texts and keys of their own, all for one recipient. */
			const ofOne = (count: number) =>
				inputRows(table, count).map(({ json }) => ({
					json: { ...json, recipient: table.recipient(0) },
				}));

			test('knows the keys of rows that went out with another', async () => {
				const items = ofOne(2);
				const both = await bench.send(merging, { items, node });
				const again = await bench.send(operation, { items: items.toReversed(), node });

				expect(jsonOf(both.outputs[0]).map(({ duplicateOf }) => duplicateOf)).toEqual([
					undefined,
					0,
				]);
				expect(jsonOf(again.outputs[0]).map(({ alreadySent }) => alreadySent)).toEqual([
					true,
					true,
				]);
				expect(sentTo(bench.gateway)).toEqual(recipients(0));
			});

			test('sends those of merged rows whose keys are new, as one message', async () => {
				const items = ofOne(5);
				await bench.send(operation, { items: items.filter((_item, at) => at % 3 === 0), node });
				const sent = bench.gateway.messages.length;
				const { outputs } = await bench.send(merging, { items, node });

				expect(jsonOf(outputs[0])).toMatchObject([
					{ reference: 'order-0', alreadySent: true },
					{ reference: 'order-1' },
					{ reference: 'order-1', duplicateOf: 1 },
					{ reference: 'order-3', alreadySent: true },
					{ reference: 'order-1', duplicateOf: 1 },
				]);
				expect(outputs[1] ?? []).toEqual([]);
				expect(bench.gateway.messages).toHaveLength(sent + 1);

				const again = await bench.send(merging, { items, node });
				expect(jsonOf(again.outputs[0]).map(({ alreadySent }) => alreadySent)).toEqual(
					items.map(() => true),
				);
				expect(bench.gateway.messages).toHaveLength(sent + 1);
			});

			test('tells which of merged rows are open, and sends the others', async () => {
				const items = ofOne(3);
				await bench.gateway.faults.add({ kind: 'reset', when: 'after' });
				await bench.send(operation, { items: items.slice(0, 1), node });
				await bench.gateway.faults.clear();
				const { outputs } = await bench.send(merging, { items, node });

				expect(jsonOf(outputs[1])).toMatchObject([
					{ details: { outcome: 'unknown', reference: 'order-0' } },
				]);
				expect(jsonOf(outputs[0])).toMatchObject([
					{ reference: 'order-1' },
					{ reference: 'order-1', duplicateOf: 1 },
				]);
				expect(sentTo(bench.gateway)).toEqual(recipients(0, 0));
			});
		}

		test('sends a refused row again in a later execution', async () => {
			table.refuse(bench.sandbox, table.recipient(1));
			await bench.send(operation, { rows: 3, node });
			await bench.gateway.reset();
			table.prepare?.(bench.sandbox);
			const { outputs } = await bench.send(operation, { rows: 3, node });

			expect(sentTo(bench.gateway)).toEqual(recipients(1));
			expect(jsonOf(outputs[0]).map(({ alreadySent }) => alreadySent === true)).toEqual([
				true,
				false,
				true,
			]);
		});

		test('does not send a row again whose answer got lost, and reports it', async () => {
			await bench.gateway.faults.add({ kind: 'reset', when: 'after' });
			await bench.send(operation, { rows: 2, node });
			await bench.gateway.faults.clear();
			const { outputs } = await bench.send(operation, { rows: 3, node });

			expect(sentTo(bench.gateway)).toEqual(recipients(0, 1, 2));
			expect(jsonOf(outputs[0]).map(({ reference }) => reference)).toEqual(['order-2']);
			expect(jsonOf(outputs[1]).map(({ details }) => details)).toEqual(
				[0, 1].map((row) =>
					expect.objectContaining({
						gateway: table.gateway.id,
						kind: 'outcomeUnknown',
						outcome: 'unknown',
						recipient: table.recipient(row),
						reference: `order-${row}`,
					}),
				),
			);
		});

		test('keeps Retry On Fail as it is', async () => {
			table.refuse(bench.sandbox, table.recipient(0));
			const { outputs, tries } = await bench.send(operation, {
				rows: 3,
				node: { ...node, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			});

			expect(tries).toBe(3);
			expect(sentTo(bench.gateway)).toEqual(recipients(1, 2));
			expect(jsonOf(outputs[0]).every((row) => Boolean(row.messageId ?? row.groupId))).toBe(true);
			expect(jsonOf(outputs[1])).toHaveLength(1);
		});

		test('knows the keys of earlier passes of a loop', async () => {
			const passes = [0, 1, 0].map((row) => [inputRows(table, 2)[row]!]);
			const { runs } = await bench.send(operation, { loop: passes });

			expect(sentTo(bench.gateway)).toEqual(recipients(0, 1));
			expect(runs.map((run) => jsonOf(run[0])[0]?.alreadySent)).toEqual([
				undefined,
				undefined,
				true,
			]);
		});
	});

	describe('as an AI agent’s tool', () => {
		const [first] = table.sending;
		const json = inputRows(table, 1)[0]?.json ?? {};
		/** The parameters of an operation, with the values of one row. */
		const filled = Object.entries(first?.parameters ?? {}).map(([name, value]) => {
			const path = /^=\{\{ \$json\.(\w+) \}\}$/.exec(String(value))?.[1];
			return [name, path === undefined ? value : json[path]];
		});
		const use = async (via: 'direct' | 'engine') => {
			const { response } = await runAsTool({
				nodeType: table.node,
				credentials: storeOf(table, bench.gateway),
				parameters: { ...Object.fromEntries(filled), options: { sendOnceKey: 'order-0' } },
				via,
			});
			return JSON.stringify(response);
		};

		test('does not pretend to keep a key when the agent calls it directly', async () => {
			expect(await use('direct')).toContain('Send Once Key does not work when');
			expect(bench.gateway.counters.requests).toBe(0);
		});

		test('keeps it when n8n runs the tool for the agent', async () => {
			expect(await use('engine')).not.toContain('alreadySent');
			expect(await use('engine')).toContain('alreadySent');
			expect(bench.gateway.messages).toHaveLength(1);
		});
	});
});
