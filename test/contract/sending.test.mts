import '../engine/harness/withoutPauses.mts';
import { fieldsOf } from '../browser/operations.mts';
import { noAnswerInTime, timeLimitMs } from '../engine/harness/timeLimit.mts';
import { turns } from '../engine/harness/turns.mts';
import { type Bench, jsonOf, openBench, sentTo } from './bench.mts';
import type { Exchange } from '../sandbox/framework/exchange.mts';
import { samplesOf } from './samples/all.mts';
import type { GatewaySamples } from './samples/sample.mts';
import { tables } from './tables.mts';

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

	const recipients = (...rows: number[]) => rows.map((row) => table.recipient(row)).sort();
	const details = (row: { details?: unknown } | undefined) =>
		row?.details as Record<string, unknown>;
	const withErrorOutput = { node: { onError: 'continueErrorOutput' as const } };
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	describe.each(table.sending)('$name', (operation) => {
		const { listSize } = operation;

		test('gives each row the message of its own, paired with its item', async () => {
			const { outputs, error } = await bench.send(operation, { rows: 9 });

			expect(error).toBeUndefined();
			expect(jsonOf(outputs[0]).map(({ recipient }) => recipient)).toEqual(
				Array.from({ length: 9 }, (_, row) => table.recipient(row)),
			);
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
				Array.from({ length: 9 }, (_, item) => ({ item })),
			);
			for (const [row, json] of jsonOf(outputs[0]).entries()) {
				expect(json).toMatchObject({
					gateway: table.gateway.id,
					status: 'queued',
					reference: `order-${row}`,
				});
				expect(json.messageId ?? json.groupId).toEqual(expect.stringMatching(/./));
			}
		});

		test('says that reports bring the reference back where it leaves with the message, and nowhere else', async () => {
			await bench.send(operation, { rows: 1 });
			const sent = bench.gateway.requests.map(({ query, body }) => `${query} ${body.toString()}`);
			const place = operation.parameters as { resource: string; operation: string };
			const field = fieldsOf(new table.node().description, place).find(
				({ name }) => name === 'reference',
			);

			expect(/delivery reports/.test(field?.description ?? '')).toBe(
				sent.some((text) => text.includes('order-0')),
			);
		});

		test('delivers Cyrillic as it was typed', async () => {
			await bench.send(operation, { rows: 2 });

			expect(bench.gateway.messages.map(({ text }) => text).sort()).toEqual([
				'Ваш заказ № 0 готов',
				'Ваш заказ № 1 готов',
			]);
		});

		test('needs ceil(N / list size) requests, and never more in flight than the credential allows', async () => {
			const most = Math.min(3, Math.ceil(30 / listSize));
			const held = await bench.gateway.faults.add({ kind: 'hang' });
			const sending = bench.send(operation, { rows: 30 });
			while (bench.gateway.counters.inFlight < most) await turns(1);
			// More would come now.
			await turns(50);
			await held.lift();
			await sending;

			expect(bench.gateway.counters.requests).toBe(Math.ceil(30 / listSize));
			expect(bench.gateway.counters.maxInFlight).toBe(most);
		});

		test('sends a refused row to the error output, with its input, the words of the gateway and a next step', async () => {
			table.refuse(bench.sandbox, table.recipient(1));
			const { outputs, error } = await bench.send(operation, withErrorOutput);

			expect(error).toBeUndefined();
			expect(sentTo(bench.gateway)).toEqual(recipients(0, 2));
			expect(jsonOf(outputs[0]).map(({ reference }) => reference)).toEqual(['order-0', 'order-2']);
			const [refused, ...others] = jsonOf(outputs[1]);
			expect(others).toEqual([]);
			expect(refused).toMatchObject({ customer: 'Клиент 1', text: 'Ваш заказ № 1 готов' });
			expect(details(refused)).toMatchObject({
				gateway: table.gateway.id,
				outcome: 'refused',
				recipient: table.recipient(1),
				reference: 'order-1',
			});
			expect(details(refused).text).toEqual(expect.stringMatching(/\S/));
			expect(details(refused).hint).toEqual(expect.stringMatching(/\S/));
			expect(refused?.error).toContain(details(refused).text);
			expect(outputs[1]?.[0]?.pairedItem).toEqual({ item: 1 });
		});

		test('keeps good and refused rows apart in one output when the node continues', async () => {
			table.refuse(bench.sandbox, table.recipient(1));
			const { outputs } = await bench.send(operation, {
				node: { onError: 'continueRegularOutput' },
			});

			expect(outputs[0]).toHaveLength(3);
			expect(jsonOf(outputs[0]).map((json) => 'error' in json)).toEqual([false, true, false]);
		});

		test('sends nothing when a row cannot be sent and the node stops', async () => {
			const items = [
				{ json: { recipient: table.recipient(0), text: 'Да' } },
				{ json: { recipient: table.impossibleRecipient, text: 'Нет' } },
			];
			const { error, outputs } = await bench.send(operation, { items });

			expect(outputs).toEqual([]);
			expect(error?.message).toContain(table.impossibleRecipient);
			expect(error?.message).toContain('(item 2)');
			expect(bench.gateway.counters.requests).toBe(0);
		});

		test('sends the other rows when a row cannot be sent and the node continues', async () => {
			const items = [
				{ json: { recipient: table.impossibleRecipient, text: 'Нет' } },
				{ json: { recipient: table.recipient(0), text: 'Да' } },
			];
			const { outputs } = await bench.send(operation, { items, ...withErrorOutput });

			expect(sentTo(bench.gateway)).toEqual(recipients(0));
			expect(details(jsonOf(outputs[1])[0])).toMatchObject({
				kind: 'invalidRecipient',
				outcome: 'notSent',
			});
		});

		test('rows without text or recipient spoil no other row, each on its own output once', async () => {
			const items = [
				{ recipient: table.recipient(0), text: 'Да' },
				{ recipient: table.recipient(1), text: null },
				{ recipient: null, text: 'Нет' },
				{},
				{ recipient: table.recipient(4), text: 'Да' },
			].map((json) => ({ json }));
			const { outputs } = await bench.send(operation, { items, ...withErrorOutput });

			expect(sentTo(bench.gateway)).toEqual(recipients(0, 4));
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 4 }]);
			expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 1 },
				{ item: 2 },
				{ item: 3 },
			]);
		});

		test('stops at a refusal, names what was accepted, and sends nothing further', async () => {
			table.refuse(bench.sandbox, table.recipient(0));
			const { error, outputs } = await bench.send(operation, { rows: 30 });

			expect(outputs).toEqual([]);
			const { accepted, notSent } = (
				error as unknown as { context: { details: Record<string, unknown[]> } }
			).context.details;
			expect(accepted).toHaveLength(bench.gateway.messages.length);
			expect((accepted?.length ?? 0) + (notSent?.length ?? 0)).toBe(
				30 - (operation.refusedAsWhole ? listSize : 1),
			);
			expect(bench.gateway.counters.requests).toBeLessThanOrEqual(3);
			expect(error?.description).toContain('Continue (using error output)');
		});

		test('sends to no recipient twice when Retry On Fail repeats the node', async () => {
			table.refuse(bench.sandbox, table.recipient(2));
			const { tries } = await bench.send(operation, { rows: 3, node: retrying });

			expect(tries).toBe(3);
			const sent = sentTo(bench.gateway);
			expect(sent).toEqual([...new Set(sent)]);
		});

		test('puts out the rows of an earlier try when the retry succeeds', async () => {
			await bench.gateway.faults.add({
				kind: 'status',
				status: 400,
				times: 1,
				contains: table.recipient(2),
			});
			const { outputs, tries } = await bench.send(operation, { rows: 6, node: retrying });

			expect(tries).toBe(2);
			expect(outputs[0]).toHaveLength(6);
			expect(jsonOf(outputs[0]).every(({ messageId, groupId }) => messageId ?? groupId)).toBe(true);
			expect(sentTo(bench.gateway)).toEqual(recipients(0, 1, 2, 3, 4, 5));
		});

		test('starts anew in the next pass of a loop', async () => {
			const pass = [{ json: { recipient: table.recipient(0), text: 'Да', reference: '1' } }];
			const { runs } = await bench.send(operation, { loop: [pass, pass, pass] });

			expect(runs).toHaveLength(3);
			expect(bench.gateway.messages).toHaveLength(3);
		});

		test.each([
			['the connection is reset after the work', { kind: 'reset', when: 'after' }],
			['no answer comes within the time limit', noAnswerInTime()],
			['the gateway answers 500 after the work', { kind: 'status', status: 500, when: 'after' }],
			['the gateway answers 502 after the work', { kind: 'status', status: 502, when: 'after' }],
			['the answer is cut off', { kind: 'truncated', bytes: 7 }],
			['the answer is empty', { kind: 'empty', when: 'after' }],
			['the answer is garbage', { kind: 'garbage', when: 'after' }],
		] as const)('calls it unknown, and never repeats it, when %s', async (_what, fault) => {
			await bench.gateway.faults.add(fault);
			const node = { ...withErrorOutput.node, ...retrying };
			const { outputs, tries } = await bench.send(operation, {
				rows: 2,
				node,
				timeoutMs: timeLimitMs,
			});
			await bench.gateway.faults.clear();

			expect(tries).toBeGreaterThan(1);
			expect(sentTo(bench.gateway)).toEqual(recipients(0, 1));
			expect(jsonOf(outputs[1])).toHaveLength(2);
			for (const row of jsonOf(outputs[1])) {
				expect(details(row)).toMatchObject({ kind: 'outcomeUnknown', outcome: 'unknown' });
			}
		});

		test.each([307, 400, 403, 404, 422, 429])(
			'calls it unknown, and never repeats it, when HTTP %d comes with an answer that names what was accepted',
			async (status) => {
				const match = (request: Exchange) =>
					(samplesOf[table.gateway.id] as GatewaySamples).beside?.(request) !== true;
				await bench.gateway.faults.add({ kind: 'wrongStatus', status, match });
				const node = { ...withErrorOutput.node, ...retrying };
				const { outputs } = await bench.send(operation, { rows: 2, node });
				await bench.gateway.faults.clear();

				expect(sentTo(bench.gateway)).toEqual(recipients(0, 1));
				expect(outputs[0]).toEqual([]);
				expect(jsonOf(outputs[1])).toHaveLength(2);
				for (const row of jsonOf(outputs[1])) {
					expect(details(row)).toMatchObject({ kind: 'outcomeUnknown', outcome: 'unknown' });
				}
			},
		);

		test.each([
			{ message: 'Not Found' },
			{ message: 'No', code: 7, status: 400 },
			{ id: 7, error: 'no such sender' },
			[],
			{},
		])('calls it refused when HTTP 400 comes with %j', async (body) => {
			await bench.gateway.faults.add({ kind: 'status', status: 400, body });
			const { outputs } = await bench.send(operation, { rows: 1, ...withErrorOutput });

			expect(details(jsonOf(outputs[1])[0])).toMatchObject({ outcome: 'refused' });
		});

		test('shows what came where that cannot be understood', async () => {
			const body = { note: 'Привет' };
			const match = (request: Exchange) =>
				(samplesOf[table.gateway.id] as GatewaySamples).beside?.(request) !== true;
			await bench.gateway.faults.add({ kind: 'status', status: 200, body, match });
			const { outputs } = await bench.send(operation, { rows: 1, ...withErrorOutput });
			const { outcome, came, text } = details(jsonOf(outputs[1])[0]);

			expect([outcome, `${String(came)} ${String(text)}`]).toEqual([
				'unknown',
				expect.stringContaining(JSON.stringify(body)),
			]);
		});

		test('repeats what a full gateway turned away, after the time that it asks for', async () => {
			await bench.gateway.faults.add({ kind: 'status', status: 429, retryAfter: 0, times: 2 });
			const { outputs } = await bench.send(operation, { rows: 1 });

			expect(outputs[0]).toHaveLength(1);
			expect(bench.gateway.counters.requests).toBe(3);
			expect(sentTo(bench.gateway)).toEqual(recipients(0));
		});

		test('gives up on a full gateway and says so', async () => {
			await bench.gateway.faults.add({ kind: 'status', status: 429, retryAfter: 0 });
			const { outputs } = await bench.send(operation, { rows: 1, ...withErrorOutput });

			expect(bench.gateway.counters.requests).toBe(3);
			expect(details(jsonOf(outputs[1])[0])).toMatchObject({
				kind: 'rateLimited',
				outcome: 'refused',
			});
		});

		test('does not wait longer than a minute for a full gateway', async () => {
			await bench.gateway.faults.add({ kind: 'status', status: 429, retryAfter: 3600 });
			const { outputs } = await bench.send(operation, { rows: 1, ...withErrorOutput });

			expect(bench.gateway.counters.requests).toBe(1);
			expect(jsonOf(outputs[1])).toHaveLength(1);
		});

		test('says that nothing was sent when the gateway cannot be reached', async () => {
			await bench.gateway.faults.add({ kind: 'refuse' });
			const { outputs } = await bench.send(operation, { rows: 2, ...withErrorOutput });

			expect(jsonOf(outputs[1])).toHaveLength(2);
			for (const row of jsonOf(outputs[1])) {
				expect(details(row)).toMatchObject({
					kind: 'unavailable',
					outcome: 'notSent',
					code: 'ECONNREFUSED',
				});
			}
		});

		test('asks no further once the gateway refuses the account', async () => {
			await bench.gateway.faults.add({ kind: 'status', status: 401 });
			const { outputs } = await bench.send(operation, { rows: 60, ...withErrorOutput });

			expect(jsonOf(outputs[1])).toHaveLength(60);
			expect(details(jsonOf(outputs[1])[59])).toMatchObject({
				kind: 'unauthorized',
				outcome: 'notSent',
			});
			// Three were in flight, and n8n itself repeats each 401 once, in case a token can be renewed.
			expect(bench.gateway.counters.requests).toBeLessThanOrEqual(6);
		});

		test('follows no redirect, which would take the secrets to another host', async () => {
			await bench.gateway.faults.add({
				kind: 'redirect',
				location: `${bench.gateway.url}/elsewhere`,
				status: 307,
			});
			const { outputs } = await bench.send(operation, { rows: 1, ...withErrorOutput });

			expect(bench.gateway.requests.map(({ path }) => path)).not.toContain('/elsewhere');
			expect(details(jsonOf(outputs[1])[0])).toMatchObject({
				kind: 'invalidRequest',
				outcome: 'refused',
			});
		});
	});
});
