import { waitUntil } from '../waitUntil.mts';
import type { Cluster } from './cluster.mts';

const STARTED = /Worker started execution (\d+)/g;

/** The executions of one published workflow, started by its webhook and counted in the database, which is cheap. */
export class Executions {
	readonly workflowId: string;
	readonly #cluster: Cluster;
	readonly #url: string;

	constructor(cluster: Cluster, workflowId: string, path: string) {
		this.#cluster = cluster;
		this.workflowId = workflowId;
		this.#url = `${cluster.webhookUrl}/webhook/${path}`;
	}

	/** Calls the webhook; n8n answers once the execution is in the queue. */
	async start(body: unknown): Promise<void> {
		await waitUntil(
			async () => {
				const response = await fetch(this.#url, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(body),
				});
				const text = await response.text();
				// The webhook process learns of a publication from the database, a little later.
				if (response.status === 404) return undefined;
				if (response.status !== 200) throw new Error(`${response.status} ${text}`);
				return true;
			},
			{ for: `the webhook ${this.#url}` },
		);
	}

	/** How many there are in each of n8n's statuses. */
	async byStatus(): Promise<Record<string, number>> {
		const rows = await this.#cluster.postgres.query(
			`SELECT status, count(*) FROM execution_entity WHERE "workflowId" = '${this.workflowId}' GROUP BY status`,
		);
		return Object.fromEntries(rows.map(([status, count]) => [status, Number(count)]));
	}

	/** Waits until there are so many and all are over. */
	async ended(count: number): Promise<Record<string, number>> {
		let seen: Record<string, number> = {};
		return await waitUntil(
			async () => {
				seen = await this.byStatus();
				const { new: queued = 0, running = 0, ...over } = seen;
				const total = Object.values(over).reduce((sum, one) => sum + one, 0);
				return queued + running === 0 && total >= count ? over : undefined;
			},
			{
				for: `${count} executions to end`,
				everyMs: 500,
				progress: () => JSON.stringify(seen),
				instead: () => JSON.stringify(seen),
			},
		);
	}
}

/** The executions that each worker has begun. */
export const begunBy = (cluster: Cluster): Array<Set<string>> =>
	cluster.workers.map(
		(worker) => new Set([...worker.log().matchAll(STARTED)].map(([, id]) => id as string)),
	);

/** How many executions each worker begins while something is done. */
export async function shares(cluster: Cluster, work: () => Promise<unknown>): Promise<number[]> {
	const before = begunBy(cluster);
	await work();
	return begunBy(cluster).map((ids, worker) => ids.size - (before[worker]?.size ?? 0));
}
