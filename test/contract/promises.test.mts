/** What every gateway keeps, whatever its wire looks like: nothing gets lost, mixed up, or sent by mistake. */
import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { fieldsOf } from '../browser/operations.mts';
import { storeOf, runNode } from '../engine/harness/index.mts';
import type { RunOptions, RunResult } from '../engine/harness/index.mts';
import type { Exchange } from '../sandbox/framework/exchange.mts';
import { fakeNode } from '../unit/support/executeContext.mts';
import { type Bench, jsonOf, openBench } from './bench.mts';
import { item, setUp } from './matrix/cell.mts';
import { type MatrixOperation, operationsOf } from './matrix/operations.mts';
import { samplesOf } from './samples/all.mts';
import type { GatewaySamples } from './samples/sample.mts';
import { snapshot } from './snapshot.mts';
import type { ContractTable, SendingOperation } from './table.mts';
import { operationsWith } from './table.mts';
import { tables } from './tables.mts';

/** Two instants, each as two clocks write it. */
const moments = {
	noon: ['2031-03-04T12:00:00+03:00', '2031-03-04T04:00:00-05:00'],
	evening: ['2031-03-04T21:30:00+03:00', '2031-03-05T00:00:00+05:30'],
} as const;

/** 10:06 UTC, on a clock that neither n8n nor any account has: with its offset, and as a wall in Tokyo shows it. */
const inTokyo = '2031-03-04T19:06:00';
const elsewhere = '2031-03-04T05:06:00-05:00';

const isoOf = (text: string): string => new Date(text).toISOString();

/** Whether the editor shows a field of the operation, with the presets of all others. */
function isShown(
	table: ContractTable,
	{ parameters }: Pick<SendingOperation, 'parameters'>,
	field: INodeProperties,
): boolean {
	const { description } = new table.node();
	const node = fakeNode({ parameters });
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		node,
		description,
	);
	return NodeHelpers.displayParameter(all ?? parameters, field, node, description);
}

/** The collection of an operation that has the option, by its name in the parameters. */
function collectionWith(
	table: ContractTable,
	operation: Pick<SendingOperation, 'parameters'>,
	option: string,
): INodeProperties | undefined {
	const chosen = operation.parameters as { resource: string; operation: string };
	return fieldsOf(new table.node().description, chosen).find(
		(field) =>
			field.type === 'collection' &&
			(field.options as INodeProperties[]).some(({ name }) => name === option) &&
			isShown(table, operation, field),
	);
}

/** The parameters with more in one of their collections. */
const within = (
	parameters: INodeParameters,
	collection: string,
	more: INodeParameters,
): INodeParameters => ({
	...parameters,
	[collection]: { ...(parameters[collection] as INodeParameters | undefined), ...more },
});

/** What stood on the wire, read as a person would. */
function wireText({ path, query, body }: Exchange): string {
	const text = `${path}?${query}\n${Buffer.from(body).toString('utf8')}`;
	return text
		.replaceAll('+', ' ')
		.replace(/%[0-9A-Fa-f]{2}/g, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

/** The item that an output row belongs to. */
const itemOf = ({ pairedItem }: INodeExecutionData): number =>
	(pairedItem as { item: number }).item;

describe.each(tables)('$gateway.displayName', (table) => {
	const { promises } = table;
	const samples = samplesOf[table.gateway.id] as GatewaySamples;
	const operations = operationsOf(table, samples).filter(({ name }) => !name.includes(' '));
	let bench: Bench;

	beforeAll(async () => {
		bench = await openBench(table, 0);
	});
	afterAll(async () => await bench.close());
	beforeEach(async () => {
		await bench.gateway.reset();
		table.prepare?.(bench.sandbox);
	});

	const run = async (
		parameters: INodeParameters,
		rows: IDataObject[],
		binary?: INodeExecutionData['binary'],
		more: Partial<RunOptions> = {},
	): Promise<RunResult> =>
		await runNode({
			nodeType: table.node,
			credentials: storeOf(table, bench.gateway),
			parameters: { ...samples.common, ...parameters },
			items: rows.map((json) => ({ json, ...(binary ? { binary } : {}) })),
			node: { onError: 'continueErrorOutput' },
			...more,
		});

	/** An operation with its sample, on an account that has what it works on. */
	const runSample = async (
		operation: MatrixOperation,
		change: (parameters: INodeParameters) => INodeParameters = (same) => same,
		more: Partial<RunOptions> = {},
	) => {
		const parameters = change(await setUp(table, bench, operation));
		const earlier = bench.gateway.requests.length;
		const result = await run(parameters, [item(table)], operation.sample.binary, more);
		const own = bench.gateway.requests
			.slice(earlier)
			.filter(
				(request) =>
					samples.beside?.(request) !== true && (operation.sample.own?.(request) ?? true),
			);
		return { result, own };
	};

	const sampled = (name: string): MatrixOperation => {
		const found = operations.find((operation) => operation.name === name);
		if (found) return found;
		throw new Error(`The node has no operation ${name}: mend it in ${table.gateway.id}.table.mts`);
	};

	const message = (row: number, text: string, more: IDataObject = {}): IDataObject => ({
		recipient: table.recipient(row),
		text,
		reference: `${row} ${text}`,
		...more,
	});

	/** Recipient and text of each message that the gateway has. */
	const arrived = (): string[] =>
		bench.gateway.messages.map(({ recipient, text }) => `${recipient}: ${text}`).sort();

	describe.each(table.sending)('$name', (operation) => {
		const { senders } = operation;
		const dated = collectionWith(table, operation, 'sendAt');

		test('brings two texts to one recipient, or says which could not go', async () => {
			const rows = [message(0, 'Первый'), message(1, 'Другой'), message(0, 'Второй')];
			const { outputs, error } = await run(operation.parameters, rows);
			const accepted = outputs[0] ?? [];

			expect(error).toBeUndefined();
			expect(accepted.length + (outputs[1] ?? []).length).toBe(3);
			expect(arrived()).toEqual(
				accepted
					.map((row) => rows[itemOf(row)] ?? {})
					.map(({ recipient, text }) => `${String(recipient)}: ${String(text)}`)
					.sort(),
			);
			for (const { details } of jsonOf(outputs[1])) {
				expect(details).toMatchObject({
					text: expect.stringMatching(/\S/),
					hint: expect.stringMatching(/\S/),
				});
			}
			// Statuses tell the two apart.
			const names = accepted
				.map(({ json }) => json)
				.filter(({ messageId }) => messageId !== null)
				.map(({ messageId, recipient }) => `${String(messageId)} ${String(recipient)}`);
			expect(new Set(names).size).toBe(names.length);
		});

		test('gives each row the ID of its own message', async () => {
			// The shape that says which row of a list was refused also tells the ID of each.
			table.refuse(bench.sandbox, table.recipient(7));
			const rows = [0, 1, 2].map((row) => message(row, `Текст ${row}`));
			const { outputs } = await run(operation.parameters, rows);

			expect(outputs[0]).toHaveLength(rows.length);
			for (const { json } of outputs[0] ?? []) {
				const own = bench.gateway.messages.find(({ recipient }) => recipient === json.recipient);
				if (json.messageId === null) expect(json.groupId).toBeTruthy();
				// A list of SMSC has one ID; the sandbox tells its messages apart by their phones.
				else
					expect([json.messageId, `${String(json.messageId)}:${own?.recipient}`]).toContain(
						own?.id,
					);
			}
		});

		test('tells the refused row from the others, wherever it stands', async () => {
			for (const place of [0, 2]) {
				await bench.gateway.reset();
				table.prepare?.(bench.sandbox);
				table.refuse(bench.sandbox, table.recipient(place));
				const rows = [0, 1, 2].map((row) => message(row, `Текст ${row}`));
				const { outputs } = await run(operation.parameters, rows);

				expect((outputs[1] ?? []).map(itemOf)).toEqual([place]);
				expect(arrived()).toEqual(
					[0, 1, 2]
						.filter((row) => row !== place)
						.map((row) => `${table.recipient(row)}: Текст ${row}`)
						.sort(),
				);
			}
		});

		test('merges the identical, and nothing else', async () => {
			const choice = operationsWith(table, 'duplicates').includes(
				`${String(operation.parameters.resource)} ${String(operation.parameters.operation)}`,
			);
			const [first = ['', ''], second = ['', '']] = senders?.values ?? [];
			const rows = [
				message(0, 'Первый'),
				message(0, 'Первый'),
				message(0, 'Второй'),
				message(1, 'Первый'),
				...(senders ? [message(0, 'Первый', { sender: second[0] })] : []),
				...(dated ? [message(0, 'Первый', { at: moments.evening[0] })] : []),
			].map((row) => ({ sender: first[0], at: '', ...row }));
			const options = {
				...(choice ? { duplicates: 'mergeIdentical' } : {}),
				...(dated ? { ...promises.zoneOptions, sendAt: '={{ $json.at }}' } : {}),
			};
			const { outputs } = await run(
				within({ ...operation.parameters, ...senders?.parameters }, 'options', options),
				choice ? rows : rows.filter((_row, index) => index !== 1),
			);

			expect(outputs[1] ?? []).toEqual([]);
			expect(bench.gateway.messages).toHaveLength(rows.length - 1);
			expect(jsonOf(outputs[0]).map(({ duplicateOf }) => duplicateOf)).toEqual(
				choice
					? rows.map((_row, index) => (index === 1 ? 0 : undefined))
					: rows.slice(1).map(() => undefined),
			);
		});

		test.each(promises.nameless)('calls it unknown when the answer is %s', async (body) => {
			await bench.gateway.faults.add({
				kind: 'status',
				status: 200,
				body,
				headers: { 'content-type': 'application/json' },
				when: 'after',
			});
			const rows = [message(0, 'Первый'), message(1, 'Второй')];
			const { outputs } = await run(operation.parameters, rows);

			expect(outputs[0]).toEqual([]);
			expect(jsonOf(outputs[1]).map(({ details }) => details)).toEqual(
				rows.map(() => expect.objectContaining({ kind: 'outcomeUnknown', outcome: 'unknown' })),
			);
			expect(bench.gateway.messages).toHaveLength(rows.length);
		});

		if (senders) {
			test('sends each row under its own sender', async () => {
				// No multiple of a list, so that a list has rows of both.
				const rows = Array.from({ length: 10 }, (_, row) =>
					message(row, 'Готов', { sender: senders.values[row % 2]?.[0] }),
				);
				const { outputs } = await run({ ...operation.parameters, ...senders.parameters }, rows);

				expect(outputs[1] ?? []).toEqual([]);
				const seen = bench.gateway.messages.map(({ recipient, sender }) => [recipient, sender]);
				expect(Object.fromEntries(seen)).toEqual(
					Object.fromEntries(
						rows.map(({ recipient }, row) => [recipient, senders.values[row % 2]?.[1]]),
					),
				);
			});
		}

		if (dated) {
			test('sends each row at its own time, on whatever clock it was written', async () => {
				const times = [...moments.noon, ...moments.evening, ''];
				const rows = Array.from({ length: 13 }, (_, row) =>
					message(row, 'Готов', { at: times[row % times.length] }),
				);
				const options = { ...promises.zoneOptions, sendAt: '={{ $json.at }}' };
				const { outputs } = await run(within(operation.parameters, dated.name, options), rows);

				expect(outputs[1] ?? []).toEqual([]);
				const seen = bench.gateway.messages.map(({ recipient, scheduledAt }) => [
					recipient,
					scheduledAt,
				]);
				expect(Object.fromEntries(seen)).toEqual(
					Object.fromEntries(
						rows.map(({ recipient, at }) => [recipient, at ? isoOf(String(at)) : null]),
					),
				);
			});
		}
	});

	const withSendAt = operations.filter((operation) => collectionWith(table, operation, 'sendAt'));

	test('some operation takes a time', () => {
		expect(withSendAt.length).toBeGreaterThan(0);
	});

	test.each(withSendAt)('$name: Send At is the instant that was meant', async (operation) => {
		const { name = '' } = collectionWith(table, operation, 'sendAt') ?? {};
		const { own } = await runSample(operation, (parameters) =>
			within(parameters, name, { ...promises.zoneOptions, sendAt: elsewhere }),
		);

		expect(own.map(wireText).join('\n')).toMatch(promises.instant);
	});

	test.each(withSendAt)(
		'$name: Send At is the instant that was meant, without an offset in the zone of the workflow',
		async (operation) => {
			const { name = '' } = collectionWith(table, operation, 'sendAt') ?? {};
			const { own } = await runSample(
				operation,
				(parameters) => within(parameters, name, { ...promises.zoneOptions, sendAt: inTokyo }),
				{ timezone: 'Asia/Tokyo' },
			);

			expect(own.map(wireText).join('\n')).toMatch(promises.instant);
		},
	);

	const additional = operations.flatMap((operation) =>
		new table.node().description.properties
			.filter(
				(field) => /^additional\w*Parameters$/.test(field.name) && isShown(table, operation, field),
			)
			.map((field) => ({ name: operation.name, label: field.displayName, field, operation })),
	);

	test('some operation takes parameters that it has no field for', () => {
		expect(additional.length).toBeGreaterThan(0);
	});

	test.each(additional)('$name: $label travel', async ({ operation, field }) => {
		const { own } = await runSample(operation, (parameters) => ({
			...parameters,
			[field.name]: { parameter: [{ name: 'zebra_crossing', value: 'black-and-white' }] },
		}));

		expect(own.map(wireText).filter((text) => /zebra_crossing/.test(text))).toEqual([
			expect.stringContaining('black-and-white'),
		]);
	});

	for (const { name, after, parameters, asksForGroup, statuses } of promises.inquiries) {
		test(`${name}: each message of “${after}” has its own status`, async () => {
			const sending = table.sending.find((one) => one.name === after);
			if (!sending) throw new Error(`${table.gateway.id}.table.mts has no sending “${after}”`);
			const sent = await run(
				sending.parameters,
				[0, 1, 2].map((row) => message(row, 'Готов')),
			);
			// A list may be worked on after it was answered.
			if (asksForGroup) await bench.sandbox.clock.advance(1000);
			const states = new Map(statuses.map((status, row) => [table.recipient(row), status]));
			for (const { id, recipient } of bench.gateway.messages)
				await (bench.sandbox as never as Record<string, Bench['sandbox']['kupon']>)[
					table.gateway.id
				]?.pushStatus(id, states.get(recipient) ?? '');
			const rows = jsonOf(sent.outputs[0]);
			const [resource = '', operation = ''] = name.split('.');
			const { outputs, error } = await run(
				{ resource, operation, ...parameters },
				asksForGroup ? rows.slice(0, 1) : rows,
			);

			expect(error).toBeUndefined();
			expect(outputs[0]).toHaveLength(3);
			expect(
				(outputs[0] ?? []).map((row) => [
					row.json.recipient ?? rows[itemOf(row)]?.recipient,
					row.json.status,
				]),
			).toEqual([...states].map(([recipient, code]) => [recipient, table.statuses[code]]));
		});
	}

	test('every query for the status of a message is tried', () => {
		const asking = operations
			.map(({ name }) => name)
			.filter((name) => /^(message|viber)\.get\w*Status$/.test(name));
		expect([...new Set(promises.inquiries.map(({ name }) => name))].sort()).toEqual(asking);
	});

	const balances = operations.filter(({ name }) => /balance/i.test(name));

	for (const operation of balances) {
		test(`${operation.name}: the balance is a number, and the right one`, async () => {
			const { settings } = table.sandbox(bench.sandbox) as unknown as {
				settings: { balance: number };
			};
			const { result } = await runSample(operation, (parameters) => {
				settings.balance = 1234.56;
				return parameters;
			});

			expect(jsonOf(result.outputs[0])).toEqual([expect.objectContaining({ balance: 1234.56 })]);
		});
	}

	const pairs = promises.opposites.flatMap(({ add, remove, ...rest }) => [
		{ name: add, adding: true, ...rest },
		{ name: remove, adding: false, ...rest },
	]);

	for (const { name, adding, members } of pairs) {
		test(`${name} does that, and not the opposite`, async () => {
			let before = 0;
			const { result } = await runSample(sampled(name), (parameters) => {
				before = members(bench.sandbox).length;
				return parameters;
			});
			// Some of it is done a little later.
			await bench.sandbox.clock.advance(120_000);

			expect(result.outputs[1] ?? []).toEqual([]);
			expect(members(bench.sandbox)).toHaveLength(before + (adding ? 1 : -1));
		});
	}

	test('every operation that removes has its opposite in the table', () => {
		const names = operations.map(({ name }) => name);
		const opposite: Readonly<Record<string, string>> = {
			remove: 'add',
			removeContact: 'addContact',
			deactivateSubscriber: 'activateSubscriber',
		};
		const twofold = names.filter((name) => {
			const [resource = '', operation = ''] = name.split('.');
			const other = opposite[operation];
			return other !== undefined && names.includes(`${resource}.${other}`);
		});
		const missing = twofold.filter(
			(name) => !promises.opposites.some(({ remove }) => remove === name),
		);
		expect(
			missing.map((name) => `list ${name} among the opposites in ${table.gateway.id}.table.mts`),
		).toEqual([]);
	});

	const reading = operations.filter(({ sample }) => ['read', 'local'].includes(sample.effect));

	test.each(reading)('$name changes nothing at the gateway', async (operation) => {
		const { state } = table.sandbox(bench.sandbox) as unknown as { state: unknown };
		const seen = () => ({
			messages: bench.gateway.messages.map(({ id }) => id),
			account: snapshot(state, promises.logs),
		});
		let before = seen();
		const { result } = await runSample(operation, (parameters) => {
			before = seen();
			return parameters;
		});

		expect(result.outputs[1] ?? []).toEqual([]);
		expect(seen()).toEqual(before);
	});
});
