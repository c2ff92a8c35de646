import { waitUntil } from '../waitUntil.mts';
import { smsWorkflow, rowsFrom } from './bulk.mts';
import { shares } from './executions.mts';
import { range } from './range.mts';
import {
	CONCURRENCY,
	DIVIDED_LIMIT,
	GATEWAY_LIMIT,
	WHOLE_LIMIT,
	WORKERS,
	type Stage,
} from './stage.mts';

export const limits = (stage: () => Stage) =>
	describe('the limit of a credential', () => {
		/**
		 * The most requests in flight at a time while both workers have plenty to send.
		 *
		 * @param expected so many have to meet, however slow the machine is
		 */
		async function mostInFlight(credential: string, expected: number): Promise<number> {
			const { sandbox, clean, publish } = stage();
			await clean({ latencyMs: 100, outcome: () => [] });
			const path = credential.toLowerCase().replace(' ', '-');
			const bulk = await publish(smsWorkflow(path, credential, { listSize: 1 }), path);
			const slices = WORKERS * CONCURRENCY;
			const held = await sandbox.smsc.faults.add({ kind: 'hang' });
			const begun = await shares(stage().cluster, async () => {
				for (const slice of range(slices)) await bulk.start(rowsFrom(slice * 12, 12));
				// Each worker runs as many as it can, so neither has run them all.
				await waitUntil(
					async () => ((await bulk.byStatus()).running === slices ? true : undefined),
					{
						for: `${slices} running executions`,
						instead: async () => JSON.stringify(await bulk.byStatus()),
					},
				);
				await waitUntil(() => (sandbox.smsc.counters.inFlight >= expected ? true : undefined), {
					for: `${expected} requests at a time`,
					instead: () => `There are ${sandbox.smsc.counters.inFlight}.`,
				});
				await held.lift();
				expect(await bulk.ended(slices)).toEqual({ success: slices });
			});
			expect(Math.min(...begun)).toBeGreaterThan(0);
			expect(new Set(stage().recipients()).size).toBe(12 * slices);
			return sandbox.smsc.counters.maxInFlight;
		}

		it('holds in each process, so workers times as many requests are in flight', async () => {
			const expected = WORKERS * GATEWAY_LIMIT;
			expect(await mostInFlight(WHOLE_LIMIT, expected)).toBe(expected);
		});

		it('keeps to that of the gateway when it is divided by the number of workers', async () => {
			expect(await mostInFlight(DIVIDED_LIMIT, GATEWAY_LIMIT)).toBe(GATEWAY_LIMIT);
		});
	});
