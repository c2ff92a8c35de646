/** Thousands of messages while one request in twenty goes wrong. */
import { tables } from '../../contract/tables.mts';
import { mixedFaults, rowCount, seed } from './faults.mts';
import { writeReport } from './report.mts';
import type { ReportRow } from './report.mts';
import { concurrent, stress } from './run.mts';
import type { StressRun } from './run.mts';

const figures: ReportRow[] = [];

/** What holds for every run, whatever has happened in it. */
function expectHonest({ books, gateway, secretsFound }: StressRun): void {
	expect(books.contradictions.slice(0, 10)).toEqual([]);
	expect(books.duplicates).toBe(0);
	expect(secretsFound).toEqual([]);
	expect(gateway.counters.maxInFlight).toBeLessThanOrEqual(concurrent);
}

/** The gateways that take lists. */
const withLists = tables.filter(({ sending }) => sending.some(({ listSize }) => listSize > 1));

describe.each(withLists)('$gateway.displayName', (table) => {
	test(`${rowCount} messages over 5 % faults, with error output and Retry On Fail`, async () => {
		process.stderr.write(`${table.gateway.displayName} under stress: STRESS_SEED=${seed}\n`);
		// The first row's request fails, which is what makes n8n repeat a node with an error output.
		const run = await stress(table, {
			rows: rowCount,
			refuseEvery: 1000,
			node: {
				onError: 'continueErrorOutput',
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 1,
			},
			prepare: async (gateway) => {
				await gateway.faults.add({ kind: 'status', status: 422, contains: table.recipient(0) });
			},
		});
		const { books, result, struck, gateway } = run;

		expectHonest(run);
		expect(result.tries).toBe(3);
		const { accepted, refused, notSent, unknown } = books.outcomes;
		expect(accepted + refused + notSent + unknown).toBe(rowCount);
		expect(accepted).toBeGreaterThan(rowCount * 0.9);
		expect(refused).toBeGreaterThan(0);
		const faults = [...struck.values()].reduce((sum, count) => sum + count, 0);
		// Half of the faults leave it open what the gateway has done.
		if (faults > 15) expect(unknown).toBeGreaterThan(0);
		expect(faults).toBeGreaterThan(gateway.counters.requests * 0.02);
		expect(struck.size).toBeGreaterThan(Math.min(Object.keys(mixedFaults).length, faults) / 3);
		figures.push({ gateway: table.gateway.displayName, run, faults });
	}, 3_600_000);

	test('the same in one output, without repetition', async () => {
		const run = await stress(table, {
			rows: Math.min(rowCount, 2000),
			node: { onError: 'continueRegularOutput' },
		});

		expectHonest(run);
		expect(run.books.outcomes.accepted).toBeGreaterThan(0);
	}, 600_000);

	test('a node that stops says what is sent, and no try sends it again', async () => {
		const rows = Math.min(rowCount, 5000);
		const run = await stress(table, {
			rows,
			node: { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 },
		});
		const { result, gateway, books, secretsFound } = run;

		expect(secretsFound).toEqual([]);
		expect(books.duplicates).toBe(0);
		expect(gateway.counters.maxInFlight).toBeLessThanOrEqual(concurrent);
		const { accepted = [], notSent = [] } = (
			result.error as unknown as {
				context: { details: { accepted?: Array<{ item: number }>; notSent?: number[] } };
			}
		).context.details;
		const taken = new Set(gateway.messages.map(({ recipient }) => recipient));
		expect(accepted.length).toBeGreaterThan(0);
		expect(notSent.length).toBeGreaterThan(0);
		expect(accepted.filter(({ item }) => !taken.has(table.recipient(item)))).toEqual([]);
		expect(notSent.filter((row) => taken.has(table.recipient(row)))).toEqual([]);
		// What is neither has failed; the gateway may have taken it only if its outcome is open.
		expect(accepted.length + notSent.length).toBeLessThan(rows);
		expect(taken.size).toBeGreaterThanOrEqual(accepted.length);
	}, 600_000);
});

afterAll(() => {
	if (process.env.STRESS_REPORT && figures.length > 0) writeReport(figures);
});
