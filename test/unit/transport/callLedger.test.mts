import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { callOnce } from '../../../nodes/shared/routing/runMemory.ts';
import type { Effect } from '../../../nodes/shared/model/effect.ts';
import type { Attempt } from '../../../nodes/shared/transport/readAnswer.ts';
import { failure } from '../support/gateway.mts';

type Result = Attempt<INodeExecutionData[]>;

/** One item of a run, and how often its call was made. */
function node(memory: IDataObject = {}) {
	const counted = { calls: 0 };
	const make = async (
		result: Result,
		{ item = 0, runIndex = 0, effect = 'once' as Effect } = {},
	): Promise<Result> => {
		const context = {
			getContext: () => memory,
			getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
			getItemIndex: () => item,
		};
		return await callOnce(context as unknown as IExecutePaginationFunctions, effect, async () => {
			counted.calls += 1;
			return await Promise.resolve(result);
		});
	};
	return { make, counted, memory };
}

const made = (id: string): Result => ({
	ok: true,
	value: [{ json: { id, more: { name: 'n' } }, pairedItem: { item: 0 } }],
});

const failed = (kind: Parameters<typeof failure>[0]): Result => ({
	ok: false,
	failure: failure(kind),
});

describe('a call that must not happen twice', () => {
	test('is not made again once it was accepted, and gives its rows again', async () => {
		const { make, counted } = node();
		const first = await make(made('7'));
		expect(await make(made('8'))).toEqual(first);
		expect(counted.calls).toBe(1);
	});

	test('is not made again when no answer came, and says so', async () => {
		const { make, counted } = node();
		expect(await make(failed('outcomeUnknown'))).toEqual(failed('outcomeUnknown'));
		for (const _try of [2, 3]) {
			expect(await make(made('7'))).toMatchObject({
				ok: false,
				failure: { kind: 'outcomeUnknown', text: expect.stringContaining('earlier try') },
			});
		}
		expect(counted.calls).toBe(1);
	});

	test('is made again where it may happen twice, until it was accepted', async () => {
		const { make, counted } = node();
		const again = { effect: 'again' as const };
		expect(await make(failed('outcomeUnknown'), again)).toEqual(failed('outcomeUnknown'));
		const second = await make(made('7'), again);
		expect(second).toEqual(made('7'));
		expect(await make(made('8'), again)).toEqual(second);
		expect(counted.calls).toBe(2);
	});

	test.each(['rejected', 'unavailable', 'rateLimited', 'insufficientFunds'] as const)(
		'is made again after a failure that did nothing: %s',
		async (kind) => {
			const { make, counted } = node();
			await make(failed(kind));
			expect(await make(made('7'))).toEqual(made('7'));
			expect(counted.calls).toBe(2);
		},
	);

	test('is not made again when the node broke down in the middle', async () => {
		const { memory, make, counted } = node();
		memory.callLedger = { runIndex: 0, calls: { 0: null } };
		expect(await make(made('7'))).toMatchObject({ ok: false });
		expect(counted.calls).toBe(0);
	});

	test('is one for each item and for each pass of a loop', async () => {
		const { make, counted } = node();
		expect(await make(made('1'))).toEqual(made('1'));
		expect(await make(made('2'), { item: 1 })).toEqual(made('2'));
		expect(await make(made('3'), { runIndex: 1 })).toEqual(made('3'));
		expect(counted.calls).toBe(3);
	});

	test('is remembered in nothing but JSON, apart from the rows that later nodes change', async () => {
		const { make, memory } = node();
		const first = await make(made('7'));
		if (first.ok) Object.assign(first.value[0]?.json.more as object, { name: 'changed' });
		const stored = JSON.parse(JSON.stringify(memory)) as IDataObject;
		expect(stored).toEqual(memory);
		const later = node(stored);
		expect(await later.make(made('8'))).toEqual(made('7'));
		const again = await later.make(made('8'));
		expect(again).toEqual(made('7'));
	});
});
