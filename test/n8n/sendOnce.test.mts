/**
 * The Send Once Key in a real n8n: its process is killed with SIGKILL in the middle of 10,000 messages, started again on the same
 * folder, and the workflow is run again.
 */
import { kuponTable } from '../contract/kupon.table.mts';
import { smsByTable } from '../contract/smsby.table.mts';
import { smscTable } from '../contract/smsc.table.mts';
import { references, rowsOf, sorted, useAgain, withKey } from './again.mts';
import { getExecution, waitUntil } from './index.mts';

const tables = [kuponTable, smscTable, smsByTable];
const bench = useAgain(tables);
const { workflowOf, start, ended, runOf, ledger } = bench;

describe.each(tables)('$gateway.displayName', (table) => {
	const count = 10_000;

	it('killed in the middle of 10,000 messages, sends the rest when it is run again, and nothing twice', async () => {
		const gateway = table.sandbox(bench.sandbox);
		// The work is done and the answer is still on its way: what a kill cannot tell from work not done.
		await gateway.faults.add({ kind: 'slow', delayMs: 30, when: 'after' });
		const workflowId = await workflowOf(table, {
			count,
			node: {
				onError: 'continueErrorOutput',
				parameters: { listSize: 100, options: withKey },
			},
		});
		const killed = await start(workflowId);
		await waitUntil(() => (gateway.messages.length >= count / 2 ? true : undefined), {
			for: 'half of the messages',
			everyMs: 1,
			progress: () => gateway.messages.length,
			instead: async () => {
				const { status } = await getExecution(bench.n8n.client, killed);
				return `The execution is ${status}, the gateway has ${gateway.messages.length} of ${gateway.counters.requests} requests.`;
			},
		});
		await bench.n8n.process().kill();
		const before = ledger(table);
		expect(before.length).toBeLessThan(count);
		await bench.n8n.restart();

		const execution = await runOf(workflowId);
		const rows = rowsOf(execution);
		const after = ledger(table);
		console.log(
			`${table.gateway.displayName}: ${before.length} before the kill, then ${rows.sent.length} sent, ` +
				`${rows.before.length} sent before, ${rows.unknown.length} unknown, in ${Date.parse(execution.stoppedAt ?? '') - Date.parse(execution.startedAt)} ms`,
		);

		// Every row is one of the three, and no message is there twice.
		expect(sorted(rows.sent, rows.before, rows.unknown)).toEqual(references(count));
		expect(rows.otherwise).toEqual([]);
		expect(after).toEqual([...new Set(after)]);
		// Row by row: what was sent now or before is there; what is unknown may be.
		const there = new Set(after);
		expect([...rows.sent, ...rows.before].filter((reference) => !there.has(reference))).toEqual([]);
		const thereBefore = new Set(before);
		expect(rows.sent.filter((reference) => thereBefore.has(reference))).toEqual([]);
		expect(rows.before.filter((reference) => !thereBefore.has(reference))).toEqual([]);
		// In flight were at most three requests of a hundred, and at least one.
		expect(rows.unknown.length).toBeGreaterThan(0);
		expect(rows.unknown.length).toBeLessThanOrEqual(300);
		expect((await ended(killed)).status).toBe('crashed');

		// Once more: nothing is left to send, and what is unknown stays so.
		const last = rowsOf(await runOf(workflowId));
		expect([last.sent.length, last.before.length]).toEqual([0, count - rows.unknown.length]);
		expect(sorted(last.unknown)).toEqual(sorted(rows.unknown));
		expect(ledger(table)).toEqual(after);
	});
});
