import { runDemo, type Demo } from './demo/run.mts';
import { SENDERS } from './demo/rows.mts';

describe('the demo', () => {
	let demo: Demo | undefined;

	afterAll(async () => await demo?.close(), 30_000);

	it('leads every message of the example through both workflows', async () => {
		demo = await runDemo({ say: () => undefined });

		expect(demo.problems).toEqual([]);
		for (const { node, atLeast } of SENDERS) {
			const reported = demo.rows.filter((row) => row.node === node && row.reports.length === 1);
			expect(reported.length).toBeGreaterThanOrEqual(atLeast);
		}
		const refused = demo.rows.filter((row) => row.refused);
		expect(refused.map(({ reference }) => reference)).toEqual(['customer-121']);
		const statuses = new Set(demo.rows.flatMap((row) => row.reports.map(({ status }) => status)));
		expect([...statuses].sort()).toEqual(['delivered', 'expired', 'undelivered']);
	}, 600_000);
});
