/** Callbacks in queue mode: what a second webhook process adds, on this machine's cores. */
import { startCluster } from '../../n8n/queue/cluster.mts';
import { publish } from '../callbacks/host.mts';
import { load } from '../callbacks/load.mts';
import { newCalls, triggersAt, type Trigger } from '../callbacks/triggers.mts';
import { interleave, median, ratios, spreadOf } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

const atOnce = 16;

const engines: Array<{ name: string; environment: Record<string, string>; calls: number }> = [
	{ name: 'vm', environment: {}, calls: 320 },
	{ name: 'legacy', environment: { N8N_EXPRESSION_ENGINE: 'legacy' }, calls: 1920 },
];

/** Calls several processes, as many at once in all as one alone gets. @returns calls a second */
async function rate(urls: string[], trigger: Trigger, calls: number): Promise<number> {
	const started = performance.now();
	const share = Math.ceil(calls / urls.length);
	await Promise.all(
		urls.map(async (url) => await load(url, newCalls(trigger, share), atOnce / urls.length)),
	);
	return (share * urls.length * 1000) / (performance.now() - started);
}

async function engineRow(benchmark: Benchmark, engine: (typeof engines)[number]): Promise<Row> {
	const name = `Kupon.mobi Trigger, 2 webhook processes against 1, ${atOnce} at once, ${engine.name}`;
	return await measure(benchmark, name, 'listed', async () => {
		const [trigger] = triggersAt(benchmark.server.url);
		if (!trigger) throw new Error('There is no trigger');
		const { environment } = engine;
		const cluster = await startCluster({ workers: 1, concurrency: 5, webhooks: 2, environment });
		try {
			const { client, webhookUrl, webhookUrls } = cluster;
			const { url } = await publish({ client, url: webhookUrl }, trigger);
			const urls = webhookUrls.map((one) => url.replace(webhookUrl, one));
			const calls = benchmark.quick ? 2 * atOnce : engine.calls;
			const samples = await interleave(
				{
					two: async () => await rate(urls, trigger, calls),
					one: async () => await rate([url], trigger, calls),
				},
				benchmark.repetitions,
			);
			const times = ratios(samples.two, samples.one);
			return {
				ratio: median(times),
				ours: median(samples.two),
				theirs: median(samples.one),
				unit: 'calls a second, with two and with one',
				met: null,
				spread: spreadOf(times),
			};
		} finally {
			await cluster.close();
		}
	});
}

export default async function webhookProcesses(benchmark: Benchmark): Promise<Outcome> {
	const rows: Row[] = [];
	for (const engine of engines) rows.push(await engineRow(benchmark, engine));
	return {
		rows,
		notes: [
			'Queue mode with PostgreSQL, Redis, main, one worker and one or two webhook processes, all of them and the callers on the cores of this one machine, so that a process more can add no more than they have left. Each process groups the calls that it gets.',
		],
	};
}
