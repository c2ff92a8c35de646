/** n8n's queue mode as docs/queue-mode.md describes it: what a list, its callbacks and a killed worker come to. */
import { getExecution, listExecutions, outputOf, poll, type Execution } from './index.mts';
import {
	addressesFrom,
	mailWorkflow,
	phoneOf,
	reportsWorkflow,
	rowsFrom,
	smsWorkflow,
} from './queue/bulk.mts';
import { begunBy, type Executions } from './queue/executions.mts';
import { receivedReports } from './queue/reports.mts';
import {
	CONCURRENCY,
	DIVIDED_LIMIT,
	GATEWAY_LIMIT,
	MAIL,
	MINUTE,
	startStage,
	WHOLE_LIMIT,
	WORKERS,
	type Stage,
} from './queue/stage.mts';

const MESSAGES = 10_000;
const SLICE = 250;
const REPORTED = 5_000;

let stage: Stage;

beforeAll(async () => (stage = await startStage()), 10 * MINUTE);

afterAll(async () => await stage?.close(), 2 * MINUTE);

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

const recipients = () => stage.sandbox.smsc.messages.map(({ recipient }) => recipient);

const sum = (counts: Record<string, number>) =>
	Object.values(counts).reduce((total, one) => total + one, 0);

/** How many executions each worker begins while something is done. */
async function shares(work: () => Promise<unknown>): Promise<number[]> {
	const before = begunBy(stage.cluster);
	await work();
	return begunBy(stage.cluster).map((ids, worker) => ids.size - (before[worker]?.size ?? 0));
}

describe('the limit of a credential', () => {
	/** The most requests in flight at a time while both workers have plenty to send. */
	async function mostInFlight(credential: string): Promise<number> {
		const { sandbox, clean, publish } = stage;
		await clean({ latencyMs: 1_000, outcome: () => [] });
		const path = credential.toLowerCase().replace(' ', '-');
		const bulk = await publish(smsWorkflow(path, credential, { listSize: 1 }), path);
		const slices = WORKERS * CONCURRENCY;
		const begun = await shares(async () => {
			for (const slice of range(slices)) await bulk.start(rowsFrom(slice * 12, 12));
			expect(await bulk.ended(slices, 3 * MINUTE)).toEqual({ success: slices });
		});
		expect(Math.min(...begun)).toBeGreaterThan(0);
		expect(new Set(recipients()).size).toBe(12 * slices);
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

describe('an OAuth2 token', () => {
	it(
		'is renewed once over both workers when it expires in the middle',
		async () => {
			const { sendpulse } = stage.sandbox;
			sendpulse.settings.requestsPerSecond = null;
			sendpulse.settings.requestsPerMinute = null;
			const tokens = () => sendpulse.requests.filter(({ path }) => path === '/oauth/access_token');
			const mails = await stage.publish(mailWorkflow('mails', MAIL), 'mails');
			await mails.start(addressesFrom(0, 1));
			expect(await mails.ended(1, MINUTE)).toEqual({ success: 1 });
			expect(tokens()).toHaveLength(1);

			// Slow enough that several calls of each worker meet the expiry.
			await sendpulse.faults.add({ kind: 'slow', delayMs: 300 });
			const slices = WORKERS * CONCURRENCY;
			const begun = await shares(async () => {
				for (const slice of range(slices)) await mails.start(addressesFrom(1 + slice * 10, 10));
				await poll(() => (sendpulse.messages.length > 5 * slices ? true : undefined), {
					for: 'half of the mails',
					timeoutMs: 2 * MINUTE,
					everyMs: 10,
				});
				sendpulse.state.revokeTokens();
				expect(await mails.ended(1 + slices, 2 * MINUTE)).toEqual({ success: 1 + slices });
			});
			await sendpulse.faults.clear();

			expect(Math.min(...begun)).toBeGreaterThan(0);
			const refused = sendpulse.requests.filter(({ answer }) => answer?.status === 401);
			expect(refused.length).toBeGreaterThan(1);
			expect(tokens()).toHaveLength(2);
			expect(new Set(sendpulse.messages.map(({ recipient }) => recipient)).size).toBe(
				1 + 10 * slices,
			);
			expect(sendpulse.messages).toHaveLength(1 + 10 * slices);
		},
		5 * MINUTE,
	);
});

describe('a list of 10,000 messages, and a worker that is killed in the middle of it', () => {
	let bulk: Executions;
	let begun: Array<Set<string>>;

	/** Lets both workers have requests in flight; every second one has reached the gateway, the others have not. */
	async function untilBothAreSending(): Promise<void> {
		const { smsc } = stage.sandbox;
		let hung = 0;
		await smsc.faults.add({ kind: 'hang', when: 'after', match: () => hung++ % 2 === 0 });
		await smsc.faults.add({ kind: 'hang', when: 'before' });
		// No worker has more than its limit in flight, so more than that are of both.
		await poll(() => (smsc.counters.inFlight > GATEWAY_LIMIT / WORKERS + 1 ? true : undefined), {
			for: 'requests of both workers',
			timeoutMs: MINUTE,
			everyMs: 10,
		});
	}

	it(
		'ends with no more failed executions than the worker ran at a time, which n8n lists and runs no further',
		async () => {
			const { cluster, sandbox, clean, publish } = stage;
			await clean({ latencyMs: 100, outcome: () => [] });
			bulk = await publish(
				smsWorkflow('bulk', DIVIDED_LIMIT, {
					listSize: 50,
					options: { sendOnceKey: '={{ $json.key }}' },
				}),
				'bulk',
			);
			const [victim] = cluster.workers;
			const slices = MESSAGES / SLICE;
			const starting = (async () => {
				for (const slice of range(slices)) await bulk.start(rowsFrom(slice * SLICE, SLICE));
			})();
			await poll(() => (sandbox.smsc.counters.requests >= 60 ? true : undefined), {
				for: 'the sixtieth request',
				timeoutMs: 2 * MINUTE,
				everyMs: 10,
			});
			await untilBothAreSending();
			await victim?.process().kill();
			await sandbox.smsc.faults.clear();
			await starting;
			// As a service manager would.
			await victim?.start();
			const counts = await bulk.ended(slices, 4 * MINUTE);

			const failed = (await listExecutions(cluster.client, { workflowId: bulk.workflowId })).filter(
				({ status }) => status !== 'success',
			);
			const names = failed.map(({ id, status }) => `${id} ${status}`);
			console.log(
				`${counts.success} of ${slices} executions ended well; not so: ${names.join(', ')}`,
			);
			expect(sum(counts)).toBe(slices);
			expect(failed.length).toBeGreaterThan(0);
			expect(failed.length).toBeLessThanOrEqual(CONCURRENCY);
			expect(new Set(failed.map(({ status }) => status))).toEqual(
				new Set(failed.map(({ status }) => (status === 'crashed' ? 'crashed' : 'error'))),
			);
			begun = begunBy(cluster);
			const [ofVictim, ofOther] = begun;
			for (const { id } of failed) expect(ofOther?.has(id)).toBe(false);
			expect([...(ofVictim ?? [])].filter((id) => ofOther?.has(id))).toEqual([]);
			expect(new Set(recipients()).size).toBe(sandbox.smsc.messages.length);
			expect(sandbox.smsc.messages.length).toBeLessThan(MESSAGES);
		},
		10 * MINUTE,
	);

	it(
		'is completed by running the whole list again: only what was not started is sent',
		async () => {
			const { cluster, sandbox } = stage;
			const sentBefore = new Set(recipients());
			const ended = sum(await bulk.byStatus());
			await bulk.start(rowsFrom(0, MESSAGES));
			await bulk.ended(ended + 1, 5 * MINUTE);
			const [latest] = await listExecutions(cluster.client, { workflowId: bulk.workflowId });
			const rerun: Execution = await getExecution(cluster.client, latest?.id ?? '');
			expect(rerun.status).toBe('success');
			const good = outputOf(rerun, 'Send').map(({ json }) => json);
			const open = outputOf(rerun, 'Send', 1).map(({ json }) => json);
			const already = good.filter(({ alreadySent }) => alreadySent === true);
			const fresh = good.filter(({ alreadySent }) => alreadySent !== true);
			const twice = recipients().length - new Set(recipients()).size;
			console.log(
				`Rerun of ${MESSAGES}: ${already.length} were sent before, ${fresh.length} were sent now, ` +
					`${open.length} are open, ${twice} went out twice`,
			);
			expect(twice).toBe(0);
			expect(good.length + open.length).toBe(MESSAGES);
			expect(open.length).toBeGreaterThan(0);
			for (const { details } of open) expect(details).toMatchObject({ outcome: 'unknown' });
			for (const { recipient } of fresh) expect(sentBefore.has(String(recipient))).toBe(false);
			for (const { recipient } of already) expect(sentBefore.has(String(recipient))).toBe(true);
			// An open row may be on either side; nobody else is missing.
			const reached = new Set([...recipients(), ...open.map(({ phone }) => String(phone))]);
			expect(reached.size).toBe(MESSAGES);
			expect(sandbox.smsc.messages.length).toBe(sentBefore.size + fresh.length);
		},
		6 * MINUTE,
	);
});

describe('5,000 status callbacks', () => {
	/** Calls the trigger again as the gateway did. */
	async function replay(count: number): Promise<void> {
		for (const { url, body } of stage.sandbox.smsc.callbacks.slice(0, count)) {
			const headers = { 'content-type': 'application/json' };
			const response = await fetch(url, { method: 'POST', headers, body });
			expect(response.status).toBe(200);
		}
	}

	it(
		'each reach an execution once, spread over the workers; a repetition starts nothing',
		async () => {
			const { cluster, sandbox, clean, publish } = stage;
			await clean({ latencyMs: 0, outcome: () => [{ status: 1, afterMs: MINUTE }] });
			const sending = await publish(smsWorkflow('told', DIVIDED_LIMIT, { listSize: 500 }), 'told');
			const reports = await publish(reportsWorkflow(DIVIDED_LIMIT));
			await sending.start(rowsFrom(0, REPORTED));
			expect(await sending.ended(1, 2 * MINUTE)).toEqual({ success: 1 });

			const delivered = () =>
				sandbox.smsc.callbacks.filter(({ outcome }) => outcome === 'delivered').length;
			const received = async () =>
				await receivedReports(cluster.postgres, reports.workflowId, 'Reports');
			const begunAt = Date.now();
			const begun = await shares(async () => {
				// A minute passes at once, and from then on time runs as it does, for what has to be repeated.
				sandbox.clock.setSpeed(1_000);
				await poll(() => (sandbox.smsc.callbacks.length > 0 ? true : undefined), {
					for: 'the first callback',
					timeoutMs: 2 * MINUTE,
				});
				sandbox.clock.setSpeed(1);
				await poll(() => (delivered() === REPORTED ? true : undefined), {
					for: `${REPORTED} answered callbacks`,
					timeoutMs: 10 * MINUTE,
					everyMs: 500,
					instead: () =>
						`There are ${delivered()}; ${JSON.stringify(sandbox.smsc.callbacks.at(-1))}`,
				});
				await reports.ended(1, 3 * MINUTE);
			});
			sandbox.clock.setSpeed(0);
			const seconds = (Date.now() - begunAt) / 1000;
			const found = await received();
			const executions = new Set(found.map(({ executionId }) => executionId)).size;
			console.log(
				`${REPORTED} callbacks in ${seconds.toFixed(0)} s, ${executions} executions, by worker ${begun.join(' and ')}`,
			);
			expect(found.map(({ recipient }) => recipient).sort()).toEqual(range(REPORTED).map(phoneOf));
			expect(new Set(found.map(({ dedupeKey }) => dedupeKey)).size).toBe(REPORTED);
			expect(found.every(({ verified }) => verified)).toBe(true);
			expect(Math.min(...begun)).toBeGreaterThan(0);

			await replay(20);
			await reports.ended(1, MINUTE);
			expect(await received()).toHaveLength(REPORTED);

			// The memory of repetitions lives in the webhook process; after it the key in the report tells.
			await cluster.webhook.process().stop();
			await cluster.webhook.start();
			await replay(1);
			await poll(async () => ((await received()).length === REPORTED + 1 ? true : undefined), {
				for: 'the repeated report',
				timeoutMs: MINUTE,
			});
			expect(new Set((await received()).map(({ dedupeKey }) => dedupeKey)).size).toBe(REPORTED);
		},
		15 * MINUTE,
	);
});
