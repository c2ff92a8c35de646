import { smsWorkflow, rowsFrom } from './bulk.mts';
import { shares } from './executions.mts';
import { range } from './range.mts';
import {
	CONCURRENCY,
	DIVIDED_LIMIT,
	GATEWAY_LIMIT,
	MINUTE,
	WHOLE_LIMIT,
	WORKERS,
	type Stage,
} from './stage.mts';

export const limits = (stage: () => Stage) =>
	describe('the limit of a credential', () => {
		/** The most requests in flight at a time while both workers have plenty to send. */
		async function mostInFlight(credential: string): Promise<number> {
			const { sandbox, clean, publish } = stage();
			await clean({ latencyMs: 1_000, outcome: () => [] });
			const path = credential.toLowerCase().replace(' ', '-');
			const bulk = await publish(smsWorkflow(path, credential, { listSize: 1 }), path);
			const slices = WORKERS * CONCURRENCY;
			const begun = await shares(stage().cluster, async () => {
				for (const slice of range(slices)) await bulk.start(rowsFrom(slice * 12, 12));
				expect(await bulk.ended(slices, 3 * MINUTE)).toEqual({ success: slices });
			});
			expect(Math.min(...begun)).toBeGreaterThan(0);
			expect(new Set(stage().recipients()).size).toBe(12 * slices);
			return sandbox.smsc.counters.maxInFlight;
		}

		it(
			'holds in each process, so workers times as many requests are in flight',
			async () => {
				expect(await mostInFlight(WHOLE_LIMIT)).toBe(WORKERS * GATEWAY_LIMIT);
			},
			4 * MINUTE,
		);

		it(
			'keeps to that of the gateway when it is divided by the number of workers',
			async () => {
				expect(await mostInFlight(DIVIDED_LIMIT)).toBe(GATEWAY_LIMIT);
			},
			4 * MINUTE,
		);
	});
