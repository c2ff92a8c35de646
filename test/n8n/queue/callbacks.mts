import { waitUntil } from '../waitUntil.mts';
import { phoneOf, reportsWorkflow, rowsFrom, smsWorkflow } from './bulk.mts';
import { processorTime } from './cpu.mts';
import { shares } from './executions.mts';
import { range } from './range.mts';
import { receivedReports } from './reports.mts';
import { DIVIDED_LIMIT, MINUTE, type Stage } from './stage.mts';

const REPORTED = 5_000;

export const callbacks = (stage: () => Stage) =>
	describe('5,000 status callbacks', () => {
		/** Calls the trigger again as the gateway did. */
		async function replay(count: number): Promise<void> {
			for (const { url, body } of stage().sandbox.smsc.callbacks.slice(0, count)) {
				const headers = { 'content-type': 'application/json' };
				const response = await fetch(url, { method: 'POST', headers, body });
				expect(response.status).toBe(200);
			}
		}

		it('each reach an execution once, spread over the workers; a repetition starts nothing', async () => {
			const { cluster, sandbox, clean, publish } = stage();
			await clean({ latencyMs: 0, outcome: () => [{ status: 1, afterMs: MINUTE }] });
			const sending = await publish(smsWorkflow('told', DIVIDED_LIMIT, { listSize: 500 }), 'told');
			const reports = await publish(reportsWorkflow(DIVIDED_LIMIT));
			const sendingTime = await processorTime(cluster, async () => {
				await sending.start(rowsFrom(0, REPORTED));
				expect(await sending.ended(1)).toEqual({ success: 1 });
			});

			const delivered = () =>
				sandbox.smsc.callbacks.filter(({ outcome }) => outcome === 'delivered').length;
			const received = async () =>
				await receivedReports(cluster.postgres, reports.workflowId, 'Reports');
			const begunAt = Date.now();
			let begun: number[] = [];
			const report = async () => {
				// A minute passes at once, and from then on time runs as it does, for what has to be repeated.
				sandbox.clock.setSpeed(1_000);
				await waitUntil(() => (sandbox.smsc.callbacks.length > 0 ? true : undefined), {
					for: 'the first callback',
				});
				sandbox.clock.setSpeed(1);
				await waitUntil(() => (delivered() === REPORTED ? true : undefined), {
					for: `${REPORTED} answered callbacks`,
					everyMs: 500,
					progress: delivered,
					instead: () =>
						`There are ${delivered()}; ${JSON.stringify(sandbox.smsc.callbacks.at(-1))}`,
				});
				await reports.ended(1);
			};
			const time = await processorTime(cluster, async () => {
				begun = await shares(cluster, report);
			});
			sandbox.clock.setSpeed(0);
			const seconds = (Date.now() - begunAt) / 1000;
			const found = await received();
			const executions = new Set(found.map(({ executionId }) => executionId)).size;
			console.log(
				`${REPORTED} callbacks in ${seconds.toFixed(0)} s, ${executions} executions, ` +
					`by worker ${begun.join(' and ')}; processor seconds: ` +
					`webhook process ${time.webhook.toFixed(1)}, workers ${time.workers.toFixed(1)}; ` +
					`sending the ${REPORTED}: workers ${sendingTime.workers.toFixed(1)}`,
			);
			expect(found.map(({ recipient }) => recipient).sort()).toEqual(range(REPORTED).map(phoneOf));
			expect(new Set(found.map(({ dedupeKey }) => dedupeKey)).size).toBe(REPORTED);
			expect(found.every(({ verified }) => verified)).toBe(true);
			expect(Math.min(...begun)).toBeGreaterThan(0);

			await replay(20);
			await reports.ended(1);
			expect(await received()).toHaveLength(REPORTED);

			// The memory of repetitions lives in the webhook process; after it the key in the report tells.
			await cluster.webhook.process().stop();
			await cluster.webhook.start();
			await replay(1);
			await waitUntil(async () => ((await received()).length === REPORTED + 1 ? true : undefined), {
				for: 'the repeated report',
			});
			expect(new Set((await received()).map(({ dedupeKey }) => dedupeKey)).size).toBe(REPORTED);
		});
	});
