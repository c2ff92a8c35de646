import { readFileSync } from 'node:fs';
import type { Cluster } from './cluster.mts';

/** The kernel counts in hundredths of a second, on every Linux that Node.js runs on. */
const TICKS_PER_SECOND = 100;

/** The processor time a process has used, in seconds; NaN where there is no /proc. */
function cpuSeconds(pid: number): number {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The name of the program, in brackets, may hold blanks. User and system time are fields 14 and 15.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
	} catch {
		return NaN;
	}
}

/**
 * Measures the processor time of the webhook process and of all workers while something is done: a figure that, unlike the
 * time on the clock, says little of what else the machine does. For people to read; nothing is asserted.
 */
export async function processorTime(
	cluster: Cluster,
	work: () => Promise<unknown>,
): Promise<{ webhook: number; workers: number }> {
	const now = () => ({
		webhook: cpuSeconds(cluster.webhook.process().pid),
		workers: cluster.workers.reduce((sum, one) => sum + cpuSeconds(one.process().pid), 0),
	});
	const before = now();
	await work();
	const after = now();
	return { webhook: after.webhook - before.webhook, workers: after.workers - before.workers };
}
