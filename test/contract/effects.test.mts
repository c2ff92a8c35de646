/**
 * What a second, identical request does, by the state of the sandbox: an operation that may be repeated changes nothing more,
 * and one that must not be repeated makes a second thing.
 */
import { storeOf, runNode } from '../engine/harness/index.mts';
import { type Bench, openBench } from './bench.mts';
import { item, setUp } from './matrix/cell.mts';
import { isAsleep, operationsOf } from './matrix/operations.mts';
import { samplesOf } from './samples/all.mts';
import type { GatewaySamples } from './samples/sample.mts';
import { snapshot } from './snapshot.mts';
import { tables } from './tables.mts';

/** Longer than any gateway refuses an identical request, or puts off the work. */
const aMinuteAndMore = 61_000;

const withoutTimes = { withoutTimes: true };

/** What a program writes that had no ID to write. */
const noIds = [0, 'not found'];

/** Fields with the ID of what was sent or made. */
const idFields = ['id', 'messageId', 'groupId', 'campaignId', 'listId'];

/** A value with others in the place of some of its parts. */
const within = (value: unknown, other: (part: unknown) => unknown): unknown => {
	if (Array.isArray(value)) return value.map((part) => within(part, other));
	if (typeof value !== 'object' || value === null) return other(value);
	return Object.fromEntries(
		Object.entries(value).map(([name, part]) => [name, within(part, other)]),
	);
};

describe.each(tables)('$gateway.displayName', (table) => {
	const { id } = table.gateway;
	const samples = samplesOf[id] as GatewaySamples;
	const operations = operationsOf(table, samples).filter(
		({ name, sample }) =>
			!name.includes(' ') && !sample.passing && !['local', 'read'].includes(sample.effect),
	);
	let bench: Bench;

	beforeAll(async () => {
		bench = await openBench(table, 0);
	});
	afterAll(async () => await bench.close());

	test.each(operations)('$name: what a second one does', async (operation) => {
		const { name, sample } = operation;
		const parameters = await setUp(table, bench, operation);
		const { state } = table.sandbox(bench.sandbox) as unknown as { state: unknown };
		const seen = () => [
			...bench.gateway.messages.map((message) => `message ${message.id}`),
			...snapshot(state, table.promises.logs, withoutTimes),
		];
		/** In an execution of its own, so that no memory of the node plays a part. */
		const run = async () => {
			const { outputs, error } = await runNode({
				nodeType: table.node,
				credentials: storeOf(table, bench.gateway),
				parameters,
				items: [{ json: item(table), ...(sample.binary ? { binary: sample.binary } : {}) }],
				node: { onError: 'continueErrorOutput' },
			});
			await bench.sandbox.clock.advance(aMinuteAndMore);
			expect(error).toBeUndefined();
			return { refused: (outputs[1] ?? []).length > 0, account: seen() };
		};
		const place = `${name} in test/contract/samples/${id}.mts`;
		const before = seen();
		const first = await run();
		const second = await run();
		const nothingMore = JSON.stringify(second.account) === JSON.stringify(first.account);

		expect(first.refused).toBe(false);
		expect(first.account).not.toEqual(before);
		if (second.refused) {
			expect(second.account).toEqual(first.account);
			const listed = sample.effect === 'send' || sample.secondRefused !== undefined;
			expect(listed ? [] : [`a second one is refused: say secondRefused of ${place}`]).toEqual([]);
		} else if (sample.effect !== 'send') {
			const effect = nothingMore ? 'again' : 'once';
			const says = `a second one changes ${nothingMore ? 'nothing more' : 'something more'}`;
			expect(
				sample.effect === effect ? [] : [`${says}: write ${effect} at ${place} and in the node`],
			).toEqual([]);
		}
	});

	test('an ID that is none says nothing of what was sent or made', async () => {
		const taken: unknown[] = [];
		let looked = 0;
		for (const operation of operations.filter(
			({ name, sample }) => sample.effect !== 'again' && !isAsleep(name),
		)) {
			const { name, sample } = operation;
			const run = async (strike?: () => Promise<unknown>) => {
				const parameters = await setUp(table, bench, operation);
				await strike?.();
				const { outputs } = await runNode({
					nodeType: table.node,
					credentials: storeOf(table, bench.gateway),
					parameters,
					items: [{ json: item(table), ...(sample.binary ? { binary: sample.binary } : {}) }],
					node: { onError: 'continueErrorOutput' },
				});
				return (outputs[0] ?? []).flatMap(({ json }) =>
					Object.entries(json).filter(([field]) => idFields.includes(field)),
				);
			};
			const ids = (await run()).flatMap(([, value]) => (value ? [String(value)] : []));
			const told = bench.gateway.requests.at(-1);
			const text = String(told?.answer?.body);
			if (!told || !text.startsWith('{') || !ids.some((value) => text.includes(value))) continue;
			looked++;
			for (const noId of noIds) {
				const body = within(JSON.parse(text), (part) => (ids.includes(String(part)) ? noId : part));
				const strike = async () =>
					await bench.gateway.faults.add({
						kind: 'status',
						status: 200,
						body: body as object,
						match: ({ path }) => path === told.path,
					});
				const rows = await run(strike);
				const wrong = rows.filter(([, value]) => value === String(noId));
				if (wrong.length > 0) taken.push([name, ...wrong]);
			}
		}
		expect(taken).toEqual([]);
		expect(looked).toBeGreaterThan(0);
	});
});
