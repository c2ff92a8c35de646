/** The dry run, and the hints after a run with many items. */
import type { IDataObject } from 'n8n-workflow';
import { storeOf, runAsTool } from '../engine/harness/index.mts';
import { type Bench, jsonOf, openBench, sentTo } from './bench.mts';
import { operationsWith, type SendingOperation } from './table.mts';
import { tables } from './tables.mts';
import { todo } from './todo.mts';

const withOptions = (operation: SendingOperation, more: IDataObject): SendingOperation => ({
	...operation,
	parameters: {
		...operation.parameters,
		options: { ...(operation.parameters.options as object | undefined), ...more },
	} as SendingOperation['parameters'],
});

const dry = (operation: SendingOperation) => withOptions(operation, { dryRun: true });

describe.each(tables)('$gateway.displayName', (table) => {
	let bench: Bench;

	beforeAll(async () => {
		bench = await openBench(table);
	});
	afterAll(async () => await bench.close());
	beforeEach(async () => {
		await bench.gateway.reset();
		table.prepare?.(bench.sandbox);
	});

	const node = { onError: 'continueErrorOutput' as const };

	test('has the dry run in every operation that sends, and in no other', () => {
		const place = 'its options: safetyOptions has both Dry Run and Send Once Key';
		expect(
			todo(operationsWith(table, 'dryRun'), operationsWith(table, 'sendOnceKey'), {
				missing: (name) => `list Dry Run of ${name} in ${place}`,
				surplus: (name) => `list Send Once Key of ${name} in ${place}`,
			}),
		).toEqual([]);
	});

	describe.each(table.sending)('$name', (operation) => {
		const rows = Math.min(operation.listSize + 1, 12);

		test('shows every request and sends nothing, also when it is tried again', async () => {
			const { outputs, error } = await bench.send(dry(operation), {
				rows,
				node: { ...node, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			});

			expect(error).toBeUndefined();
			expect(bench.gateway.messages).toEqual([]);
			const shown = jsonOf(outputs[0]);
			expect(shown).toHaveLength(rows);
			expect(shown.map(({ dryRun, recipient }) => [dryRun, recipient])).toEqual(
				shown.map((_row, index) => [true, table.recipient(index)]),
			);
			const requests = shown.map(({ request }) => request as IDataObject);
			const whole = requests.filter(({ url }) => url !== undefined);
			expect(whole).toHaveLength(Math.ceil(rows / operation.listSize));
			expect(whole.reduce((sum, { messages }) => sum + Number(messages), 0)).toBe(rows);
			for (const { url, method } of whole) {
				expect(String(url).startsWith(bench.gateway.url)).toBe(true);
				expect(method).toEqual(expect.stringMatching(/^(GET|POST|PUT)$/));
			}
			for (const text of [table.recipient(0), 'Ваш заказ № 0 готов'])
				expect(JSON.stringify(whole[0]?.body)).toContain(text);
		});

		test('is followed by the real one, which sends everything', async () => {
			await bench.send(dry(operation), { rows: 2, node });
			const { outputs } = await bench.send(operation, { rows: 2, node });

			expect(jsonOf(outputs[0]).map(({ dryRun }) => dryRun)).toEqual([undefined, undefined]);
			expect(sentTo(bench.gateway)).toEqual([table.recipient(0), table.recipient(1)].sort());
		});

		test('holds everything back when one item asks for it', async () => {
			const some = withOptions(operation, { dryRun: '={{ $json.reference === "order-1" }}' });
			const { outputs } = await bench.send(some, { rows: 3, node });

			expect(jsonOf(outputs[0]).map(({ dryRun }) => dryRun)).toEqual([true, true, true]);
			expect(bench.gateway.messages).toEqual([]);
		});

		test('shows rows that could not go as failed', async () => {
			const items = [
				{ json: { recipient: table.recipient(0), text: 'Да', reference: 'a', customer: 'b' } },
				{
					json: { recipient: table.impossibleRecipient, text: 'Да', reference: 'c', customer: 'd' },
				},
			];
			const { outputs } = await bench.send(dry(operation), { items, node });

			expect(jsonOf(outputs[0])).toMatchObject([{ dryRun: true }]);
			expect(jsonOf(outputs[1])).toMatchObject([{ details: { outcome: 'notSent' } }]);
		});

		test('sums up a run with several items, above its output', async () => {
			const { taskData } = await bench.send(operation, { rows, node });

			const [hint] = taskData?.hints ?? [];
			expect(hint).toMatchObject({ type: 'info', location: 'outputPane' });
			const requests = Math.ceil(rows / operation.listSize);
			expect(hint?.message).toContain(`${rows} items: ${rows} accepted.`);
			expect(hint?.message).toContain(`${requests} request${requests === 1 ? '' : 's'}.`);
		});

		test('counts what was refused, and says nothing after one item', async () => {
			table.refuse(bench.sandbox, table.recipient(0));
			const mixed = await bench.send(operation, { rows: 2, node });
			const one = await bench.send(operation, {
				items: [{ json: { recipient: table.recipient(5), text: 'Да', reference: 'x' } }],
				node,
			});

			expect(mixed.taskData?.hints?.[0]).toMatchObject({ type: 'warning' });
			expect(mixed.taskData?.hints?.[0]?.message).toMatch(/\d refused/);
			expect(one.taskData?.hints ?? []).toEqual([]);
		});
	});

	test('refuses a dry run where an agent calls the tool directly, and sends nothing', async () => {
		const single = table.sending.find(({ listSize }) => listSize === 1);
		if (!single)
			throw new Error(
				`List an operation whose listSize is 1 among sending in test/contract/${table.gateway.id}.table.mts`,
			);
		const { response } = await runAsTool({
			nodeType: table.node,
			credentials: storeOf(table, bench.gateway),
			parameters: dry(single).parameters,
			items: [{ json: { recipient: table.recipient(0), text: 'Да', reference: 'a' } }],
			via: 'direct',
			args: {},
		} as Parameters<typeof runAsTool>[0]);

		expect(JSON.stringify(response)).toContain('nothing was sent');
		expect(bench.gateway.messages).toEqual([]);
	});
});
