import { getExecution, listExecutions, outputOf, type OutputItem } from '../executions.mts';
import { waitUntil } from '../waitUntil.mts';
import { laneNode, laneWorkflow, rowsFrom } from './bulk.mts';
import { begunBy, type Executions } from './executions.mts';
import { range } from './range.mts';
import { CONCURRENCY, DIVIDED_LIMIT, GATEWAY_LIMIT, WORKERS, type Stage } from './stage.mts';

const MESSAGES = 10_000;
/** Lists that are sent at the same time, each by a node of its own. */
const LANES = 20;
const SLICE = MESSAGES / LANES;
/** Messages in a request. */
const LIST_SIZE = 50;
/** The gateway's request at which a worker is killed, of 200. */
const KILL_AT = 60;

export const killedWorker = (stage: () => Stage) =>
	describe('10,000 messages, and a worker that is killed in the middle of them', () => {
		const lanes = range(LANES);
		let bulk: Executions;

		const startAll = async () => {
			for (const lane of lanes) await bulk.start({ ...rowsFrom(lane * SLICE, SLICE), lane });
		};

		/** Waits until both workers have requests in flight; every second one has reached the gateway, the others have not. */
		async function untilBothAreSending(): Promise<void> {
			const { smsc } = stage().sandbox;
			let hung = 0;
			await smsc.faults.add({ kind: 'hang', when: 'after', match: () => hung++ % 2 === 0 });
			await smsc.faults.add({ kind: 'hang', when: 'before' });
			// No worker has more than its limit in flight, so more than that are of both.
			await waitUntil(() => (smsc.counters.inFlight > GATEWAY_LIMIT / WORKERS ? true : undefined), {
				for: 'requests of both workers',
				everyMs: 10,
			});
		}

		it('fails no more executions than that worker ran at a time; n8n lists them and does not run them again', async () => {
			const { cluster, sandbox, clean, publish } = stage();
			await clean({ latencyMs: 100, outcome: () => [] });
			bulk = await publish(
				laneWorkflow('bulk', DIVIDED_LIMIT, {
					lanes: LANES,
					listSize: LIST_SIZE,
					options: { sendOnceKey: '={{ $json.key }}' },
				}),
				'bulk',
			);
			const [victim] = cluster.workers;
			const starting = startAll();
			await waitUntil(() => (sandbox.smsc.counters.requests >= KILL_AT ? true : undefined), {
				for: `request ${KILL_AT}`,
				everyMs: 10,
			});
			await untilBothAreSending();
			await victim?.process().kill();
			await sandbox.smsc.faults.clear();
			await starting;
			// As a service manager would.
			await victim?.start();
			const counts = await bulk.ended(LANES);

			const listed = await listExecutions(cluster.client, { workflowId: bulk.workflowId });
			const failed = listed.filter(({ status }) => status !== 'success');
			const names = failed.map(({ id, status }) => `${id} (${status})`).join(', ');
			console.log(`${counts.success} of ${LANES} executions ended well, not so: ${names}`);
			expect(listed).toHaveLength(LANES);
			expect(failed.length).toBeGreaterThan(0);
			expect(failed.length).toBeLessThanOrEqual(CONCURRENCY);
			for (const { status } of failed) expect(['crashed', 'error']).toContain(status);
			const [ofVictim = new Set(), ofOther = new Set()] = begunBy(cluster);
			expect([...ofVictim].filter((id) => ofOther.has(id))).toEqual([]);
			for (const { id } of failed) expect(ofOther.has(id)).toBe(false);
			expect(new Set(stage().recipients()).size).toBe(sandbox.smsc.messages.length);
			expect(sandbox.smsc.messages.length).toBeLessThan(MESSAGES);
		});

		it('are completed by running the lists again: only what was not started is sent, nothing twice', async () => {
			const { cluster } = stage();
			const sentBefore = new Set(stage().recipients());
			const seen = new Set((await listExecutions(cluster.client, bulk)).map(({ id }) => id));
			await startAll();
			await bulk.ended(2 * LANES);
			const all = await listExecutions(cluster.client, bulk);
			const again = await Promise.all(
				all
					.filter(({ id }) => !seen.has(id))
					.map(async ({ id }) => await getExecution(cluster.client, id)),
			);
			expect(again.map(({ status }) => status)).toEqual(lanes.map(() => 'success'));
			const rows = (output: number) =>
				again.flatMap((one) =>
					lanes.flatMap((lane) => outputOf(one, laneNode(lane), output).map(({ json }) => json)),
				);
			const already = rows(0).filter(({ alreadySent }) => alreadySent === true);
			const fresh = rows(0).filter(({ alreadySent }) => alreadySent !== true);
			const open = rows(1);
			const twice = stage().recipients().length - new Set(stage().recipients()).size;
			console.log(
				`${MESSAGES} again: ${already.length} were sent before, ${fresh.length} are sent now, ` +
					`${open.length} are open, ${twice} went out twice`,
			);
			expect(twice).toBe(0);
			expect(already.length + fresh.length + open.length).toBe(MESSAGES);
			const wasSent = ({ recipient }: OutputItem['json']) => sentBefore.has(String(recipient));
			expect(already.every(wasSent)).toBe(true);
			expect(fresh.some(wasSent)).toBe(false);
			expect(stage().recipients()).toHaveLength(sentBefore.size + fresh.length);
			// What the worker had in flight when it died may be on either side, and is no more than its limit.
			for (const { details } of open) expect(details).toMatchObject({ outcome: 'unknown' });
			expect(open.length).toBeGreaterThan(0);
			expect(open.length).toBeLessThanOrEqual((GATEWAY_LIMIT / WORKERS) * LIST_SIZE);
			const reached = new Set([...stage().recipients(), ...open.map(({ phone }) => String(phone))]);
			expect(reached.size).toBe(MESSAGES);
		});
	});
