/**
 * Callbacks in the real n8n: how many calls a second each trigger accepts, against n8n's own Webhook node that starts
 * the same empty workflow, and how many executions the callbacks of many messages start.
 *
 * Part of `npm run bench`; alone: `node test/bench/callbacks.mts [--quick]`, on a built package.
 */
import path from 'node:path';
import { load } from './callbacks/load.mts';
import { openHost, type Host, type Published } from './callbacks/host.mts';
import { triggers, webhookNode, type Call, type Status } from './callbacks/triggers.mts';

export interface Row {
	name: string;
	/** How many times as many calls as the Webhook node, or executions a message; null where there is none. */
	ratio: number | null;
	ours: number | string;
	theirs: number | string;
	unit: string;
	target: string;
	/** null: there is no target, the figure is listed. */
	met: boolean | null;
	spread: string;
}

export interface CallbackBench {
	/** Few calls and one round: shows that everything works, measures nothing. */
	quick: boolean;
	/** Rounds of each measure, after one to warm up. */
	repetitions: number;
	say(text: string): void;
}

interface Engine {
	name: string;
	environment: Record<string, string>;
	/** Calls of a measure at 16 at once, and one at a time. */
	calls: [number, number];
	/** What is aimed at, at 16 at once. */
	target: number | null;
}

const SKIP = 'N8N_EXPRESSION_ENGINE_ALLOW_WEBHOOK_ISOLATE_SKIP';

const engines: Engine[] = [
	{ name: 'vm', environment: {}, calls: [160, 40], target: 1.2 },
	{ name: 'vm, no skip', environment: { [SKIP]: 'false' }, calls: [160, 40], target: 1.2 },
	{
		name: 'legacy',
		environment: { N8N_EXPRESSION_ENGINE: 'legacy' },
		calls: [640, 160],
		target: 3,
	},
];

const median = (values: number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
};

const short = (value: number): number => Number(value.toPrecision(3));

let messages = 0;

/** Calls about messages that nobody has heard of before: a repetition starts nothing. */
function* newCalls({ trigger }: Published, count: number): Generator<Call> {
	for (let made = 0; made < count; made++) yield trigger.call(++messages);
}

async function compare(engine: Engine, bench: CallbackBench): Promise<Row[]> {
	const host = await openHost(engine.environment);
	try {
		const published: Published[] = [];
		for (const one of [webhookNode, ...triggers]) published.push(await host.publish(one));
		const [theirs, ...ours] = published as [Published, ...Published[]];
		const rows: Row[] = [];
		for (const [index, atOnce] of [16, 1].entries()) {
			const count = bench.quick ? atOnce * 2 : (engine.calls[index] as number);
			const samples = new Map(published.map((one) => [one, [] as number[]]));
			for (let round = bench.quick ? 0 : -1; round < bench.repetitions; round++) {
				for (const [one, rates] of samples) {
					const { perSecond } = await load(one.url, newCalls(one, count), atOnce);
					await host.idle();
					if (round >= 0) rates.push(perSecond);
				}
			}
			const base = samples.get(theirs) as number[];
			for (const one of ours) {
				const rates = samples.get(one) as number[];
				const ratios = rates.map((rate, round) => rate / (base[round] as number));
				const target = atOnce === 1 ? 0.9 : engine.target;
				rows.push({
					name: `${one.trigger.name}, ${atOnce} at once, ${engine.name}`,
					ratio: short(median(ratios)),
					ours: short(median(rates)),
					theirs: short(median(base)),
					unit: 'calls a second',
					target: target === null ? '' : `at least ${target} times`,
					met: target === null ? null : median(ratios) >= target,
					spread: `${short(Math.min(...ratios))}–${short(Math.max(...ratios))}, ${ratios.length} runs`,
				});
				bench.say(JSON.stringify(rows.at(-1)));
			}
		}
		return rows;
	} finally {
		await host.close();
	}
}

/** Each message's three statuses, one after the other; so many messages at the same time. */
async function executionsOf(host: Host, count: number, atOnce: number): Promise<number> {
	const kupon = await host.publish({ ...(triggers[0] as (typeof triggers)[number]) });
	const statuses: Status[] = ['queued', 'sent', 'delivered'];
	const first = messages + 1;
	messages += count;
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

async function countExecutions(bench: CallbackBench): Promise<Row[]> {
	const host = await openHost({ N8N_EXPRESSION_ENGINE: 'legacy' });
	try {
		const rows: Row[] = [];
		const measures = [
			{ count: bench.quick ? 20 : 500, atOnce: 1, most: 1, words: 'one at a time' },
			{ count: bench.quick ? 100 : 10_000, atOnce: 16, most: 0.5, words: '16 at once' },
		];
		for (const { count, atOnce, most, words } of measures) {
			const executions = await executionsOf(host, count, atOnce);
			const ratio = executions / count;
			rows.push({
				name: `Executions for ${count} messages with three statuses each, ${words}`,
				ratio: short(ratio),
				ours: executions,
				theirs: count * 3,
				unit: 'executions; theirs: one a call',
				target: `at most ${most} a message`,
				met: ratio <= most,
				spread: 'a count',
			});
			bench.say(JSON.stringify(rows.at(-1)));
		}
		return rows;
	} finally {
		await host.close();
	}
}

export async function callbacks(bench: CallbackBench): Promise<Row[]> {
	const rows: Row[] = [];
	for (const engine of engines) rows.push(...(await compare(engine, bench)));
	return [...rows, ...(await countExecutions(bench))];
}

if (process.argv[1] && path.basename(process.argv[1]) === 'callbacks.mts') {
	// Told to stop, it ends its n8n too.
	process.once('SIGTERM', () => process.exit(1));
	const quick = process.argv.includes('--quick');
	const say = (text: string) => console.log(text);
	console.table(await callbacks({ quick, repetitions: quick ? 1 : 5, say }));
}
