/**
 * Callbacks in the real n8n: how many calls a second each trigger accepts, against n8n's own Webhook node that starts
 * the same empty workflow, and how many executions the callbacks of many messages start.
 */
import { load } from './callbacks/load.mts';
import { openHost, type Host, type Published } from './callbacks/host.mts';
import {
	newCalls,
	newMessages,
	triggersAt,
	webhookNode,
	type Status,
	type Trigger,
} from './callbacks/triggers.mts';
import { interleave, median, ratios, spreadOf } from './frame/statistics.mts';
import type { Benchmark, Outcome, Row } from './frame/types.mts';

interface Engine {
	name: string;
	environment: Record<string, string>;
	/** Calls of a measure at 16 at once, and one at a time. */
	calls: [number, number];
	/** What is aimed at, at 16 at once. */
	target: number;
}

const SKIP = 'N8N_EXPRESSION_ENGINE_ALLOW_WEBHOOK_ISOLATE_SKIP';

const engines: Engine[] = [
	{ name: 'vm', environment: {}, calls: [96, 24], target: 1.2 },
	{ name: 'vm, no skip', environment: { [SKIP]: 'false' }, calls: [96, 24], target: 1.2 },
	{
		name: 'legacy',
		environment: { N8N_EXPRESSION_ENGINE: 'legacy' },
		calls: [480, 96],
		target: 3,
	},
];

const digits = (value: number): number => Number(value.toPrecision(3));

async function compare(engine: Engine, benchmark: Benchmark): Promise<Row[]> {
	const host = await openHost(engine.environment);
	const triggers = triggersAt(benchmark.server.url);
	try {
		const published: Published[] = [];
		for (const one of [webhookNode, ...triggers]) published.push(await host.publish(one));
		const rows: Row[] = [];
		for (const [index, atOnce] of [16, 1].entries()) {
			const count = benchmark.quick ? atOnce * 2 : (engine.calls[index] as number);
			const measures = published.map((one) => [
				one.trigger.name,
				async () => {
					const { perSecond } = await load(one.url, newCalls(one.trigger, count), atOnce);
					await host.idle();
					return perSecond;
				},
			]);
			const samples: Record<string, number[]> = await interleave(
				Object.fromEntries(measures) as Record<string, () => Promise<number>>,
				Math.min(benchmark.repetitions, 3),
				benchmark.quick ? 0 : 1,
			);
			const base = samples[webhookNode.name] ?? [];
			for (const { name } of triggers) {
				const rates = samples[name] ?? [];
				const times = ratios(rates, base);
				const target = atOnce === 1 ? 0.9 : engine.target;
				rows.push({
					name: `${name}, ${atOnce} at once, ${engine.name}`,
					ratio: digits(median(times)),
					ours: digits(median(rates)),
					theirs: digits(median(base)),
					unit: 'calls a second',
					target: `at least ${target} times`,
					met: median(times) >= target,
					spread: spreadOf(times),
				});
				benchmark.say(JSON.stringify(rows.at(-1)));
			}
		}
		return rows;
	} finally {
		await host.close();
	}
}

/** Each message's three statuses, one after the other; so many messages at the same time. */
async function executionsOf(
	host: Host,
	trigger: Trigger,
	count: number,
	atOnce: number,
): Promise<number> {
	const kupon = await host.publish(trigger);
	const statuses: Status[] = ['queued', 'sent', 'delivered'];
	const first = newMessages(count);
	for (let from = 0; from < count; from += 500) {
		for (const status of statuses) {
			const part = Array.from({ length: Math.min(500, count - from) }, (_, number) =>
				kupon.trigger.call(first + from + number, status),
			);
			await load(kupon.url, part, atOnce);
		}
	}
	await host.idle();
	return await host.executions(kupon);
}

async function countExecutions(benchmark: Benchmark): Promise<Row[]> {
	const host = await openHost({ N8N_EXPRESSION_ENGINE: 'legacy' });
	try {
		const rows: Row[] = [];
		const [kupon] = triggersAt(benchmark.server.url) as [Trigger];
		const measures = [
			{ count: benchmark.quick ? 20 : 500, atOnce: 1, most: 1, words: 'one at a time' },
			{ count: benchmark.quick ? 100 : 10_000, atOnce: 16, most: 0.5, words: '16 at once' },
		];
		for (const { count, atOnce, most, words } of measures) {
			const executions = await executionsOf(host, kupon, count, atOnce);
			const ratio = executions / count;
			rows.push({
				name: `Executions for ${count} messages with three statuses each, ${words}`,
				ratio: digits(ratio),
				ours: executions,
				theirs: count * 3,
				unit: 'executions; theirs: one a call',
				target: `at most ${most} a message`,
				met: ratio <= most,
				spread: 'a count',
			});
			benchmark.say(JSON.stringify(rows.at(-1)));
		}
		return rows;
	} finally {
		await host.close();
	}
}

export default async function callbacks(benchmark: Benchmark): Promise<Outcome> {
	const rows: Row[] = [];
	for (const engine of engines) rows.push(...(await compare(engine, benchmark)));
	return { rows: [...rows, ...(await countExecutions(benchmark))] };
}
