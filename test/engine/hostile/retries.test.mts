/** Retry On Fail with texts that nobody expects and a gateway that fails in every way: nothing goes twice, no row is told wrong. */
import type { IDataObject } from 'n8n-workflow';
import { type Bench, openBench } from '../../contract/bench.mts';
import { inputRows } from '../../contract/table.mts';
import { tables } from '../../contract/tables.mts';

/** Each is a text that a person may really paste, or that somebody plants. */
const texts = [
	'Ваш заказ № 7 «готов» — 100 %',
	"'; DROP TABLE messages; --",
	'{"id":"1","error":"none"}',
	'=1+1&recipient=79990000000&text=x',
	'{{ $json.secret }} <script>alert(1)</script>',
	'строка\r\nвторая\tтретья\u2028четвёртая',
	'\u202Eобратно\u202C 👩‍👩‍👧‍👦 Ж\u0301',
	'__proto__ constructor [object Object] null undefined NaN',
	'%D0%9F%20+%2B %zz',
	'а'.repeat(700),
];

/** Faults in turn; what comes after them goes through. */
const troubles = [
	{ kind: 'reset', when: 'after', times: 1 },
	{ kind: 'status', status: 422, times: 1 },
	{ kind: 'status', status: 503, when: 'after', times: 1 },
	{ kind: 'empty', when: 'after', times: 1 },
	{ kind: 'garbage', when: 'before', times: 1 },
	{ kind: 'truncated', times: 1 },
] as const;

describe.each(tables)('$gateway.displayName', (table) => {
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench(table, 0);
	});
	afterAll(async () => await bench.close());
	beforeEach(async () => {
		await bench.gateway.reset();
		table.prepare?.(bench.sandbox);
		for (const trouble of troubles) await bench.gateway.faults.add({ ...trouble, method: 'POST' });
	});

	const items = inputRows(table, texts.length).map(({ json }, row) => ({
		json: { ...json, text: texts[row] },
	}));
	const arrivals = (row: number) =>
		bench.gateway.messages.filter(({ recipient }) => recipient === table.recipient(row));

	test.each(table.sending)('$name', async (operation) => {
		const { parameters } = operation;
		const { outputs, tries } = await bench.send(operation, {
			parameters: { ...parameters, ...('listSize' in parameters ? { listSize: 3 } : {}) },
			items,
			node: {
				onError: 'continueErrorOutput',
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 1,
			},
		});
		const [accepted = [], failed = []] = outputs;
		const rowOf = ({ pairedItem }: { pairedItem?: unknown }): number =>
			(pairedItem as { item: number }).item;

		expect(tries).toBeGreaterThan(1);
		// Every row is in one output, once.
		expect([...accepted, ...failed].map(rowOf).toSorted((a, b) => a - b)).toEqual(
			texts.map((_text, row) => row),
		);
		expect(texts.map((_text, row) => arrivals(row).length).filter((count) => count > 1)).toEqual(
			[],
		);
		expect(accepted.filter((row) => arrivals(rowOf(row)).length !== 1)).toEqual([]);
		const outcomeOf = (row: { json: IDataObject }) =>
			(row.json.details as IDataObject | undefined)?.outcome;
		expect(
			failed.filter((row) => outcomeOf(row) !== 'unknown' && arrivals(rowOf(row)).length > 0),
		).toEqual([]);
		for (const { json } of failed) expect((json.details as IDataObject).hint).toBeTruthy();
	});
});
