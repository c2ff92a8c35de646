/** Time per item of the pure functions, from a thousand items to a million: it must not grow. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Collected } from '../../../nodes/shared/delivery/collect.ts';
import {
	type Message,
	messagesOf,
	type Route,
	type Verdict,
} from '../../../nodes/shared/delivery/route.ts';
import type { Gateway } from '../../../nodes/shared/model/gateway.ts';
import { dist, itemsOf, type Case } from '../cases/case.mts';
import { sendingCases } from '../cases/sending.mts';
import { median, short, spreadOf } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Series } from '../frame/types.mts';

type Shared<K extends string> = Record<K, (...args: never[]) => unknown>;

const shared = <K extends string>(file: string) => dist(`nodes/shared/${file}`) as Shared<K>;

/** The node's context as far as these functions look at it; n8n is never asked for a value. */
function contextOf({ parameters }: Case, items: INodeExecutionData[]): IExecuteFunctions {
	return {
		getInputData: () => items,
		getNode: () => ({ type: 'benchmark', parameters }),
		getNodeParameter: (name: string) => {
			throw new Error(`n8n was asked for ${name}`);
		},
		helpers: {},
	} as unknown as IExecuteFunctions;
}

interface Step {
	name: string;
	run(): unknown;
}

/** The steps of Send Many of Kupon.mobi, each with what the one before made. */
async function stepsOf(one: Case, items: INodeExecutionData[]): Promise<Step[]> {
	const { collect } = shared<'collect'>('delivery/collect') as {
		collect: (...args: unknown[]) => Promise<Collected<Message>>;
	};
	const { pack } = shared<'pack'>('delivery/pack') as unknown as {
		pack: <T>(entries: T[], keyOf: (entry: T) => string, size: number) => T[][];
	};
	const { parameterReader } = shared<'parameterReader'>('input/parameterReader') as unknown as {
		parameterReader: (context: IExecuteFunctions) => (row: number) => (name: string) => unknown;
	};
	const { spread } = shared<'spread'>('delivery/spread') as unknown as {
		spread: (delivery: object) => INodeExecutionData[];
	};
	const { listRoute: route } = dist('nodes/Kupon/call') as { listRoute: Route<Message> };
	const { kupon: gateway } = dist('nodes/Kupon/gateway') as { kupon: Gateway };

	const context = contextOf(one, items);
	/** There are no secrets here. */
	const redact = <T,>(value: T): T => value;
	const setting = { timeZone: 'UTC', credentials: one.credential.data as IDataObject };
	const collected = await collect(
		context,
		route,
		parameterReader(context),
		setting,
		'keep',
		redact,
	);
	const [problem] = collected.problems.values();
	if (problem) throw new Error(problem.text);
	const packets = pack(collected.rows, ({ message }) => route.groupKey(message), 100);
	const answer = JSON.stringify({
		type: 'success',
		id: packets[0]?.map((_row, position) => 1_000_000 + position),
	});
	const results = collected.rows.map(({ index }) => ({
		state: 'accepted',
		messageId: String(index),
		groupId: null,
	}));
	return [
		{
			name: 'reading parameters',
			run: () => {
				const reader = parameterReader(context);
				let length = 0;
				for (let row = 0; row < items.length; row++) {
					const read = reader(row);
					length += String(read('recipient')).length + String(read('text')).length;
				}
				return length;
			},
		},
		{
			name: 'making messages',
			run: () => collect(context, route, parameterReader(context), setting, 'keep', redact),
		},
		{
			name: 'packing',
			run: () => pack(collected.rows, ({ message }) => route.groupKey(message), 100),
		},
		{
			name: 'making requests',
			run: async () => {
				for (const packet of packets) await route.request(messagesOf(packet));
			},
		},
		{
			name: 'parsing answers',
			run: () => {
				const verdicts: Verdict[][] = [];
				for (const packet of packets) {
					const messages = packet.map(({ message }) => message);
					verdicts.push(route.verdicts(messages, gateway.parse(answer)));
				}
				return verdicts;
			},
		},
		{
			name: 'spreading',
			run: () => spread({ context, gateway, route, collected, results, rawAnswer: false, redact }),
		},
	];
}

/** Processor time, which other programs on the machine disturb less than the clock does. */
async function microsecondsOf(run: () => unknown): Promise<number> {
	global.gc?.();
	const before = process.cpuUsage();
	await run();
	const { user, system } = process.cpuUsage(before);
	return user + system;
}

async function grow(benchmark: Benchmark, sizes: number[]): Promise<Series[]> {
	const one = sendingCases(benchmark.server.url)[0];
	if (!one) throw new Error('There is no case');
	const series = new Map<string, Series>();
	for (const size of sizes) {
		benchmark.say(`${short(size)} items`);
		const steps = await stepsOf(one, itemsOf(one, size));
		// Small sizes are over before the clock has ticked, and the first runs are not yet compiled.
		const rounds = benchmark.quick ? 1 : Math.min(30, Math.max(3, Math.round(100_000 / size)));
		const samples = steps.map((): number[] => []);
		for (let round = size <= 10_000 ? -3 : -1; round < rounds; round++) {
			for (const [index, { run }] of steps.entries()) {
				const total = await microsecondsOf(run);
				if (round >= 0) samples[index]?.push(total / size);
			}
		}
		for (const [index, { name }] of steps.entries()) {
			const line = series.get(name) ?? { name, points: [] };
			line.points.push({ items: size, microseconds: median(samples[index] ?? []) });
			series.set(name, line);
		}
	}
	return [...series.values()];
}

const target = 'time per item does not grow (at most 2 times from the first size to the last)';

export default async function growth(benchmark: Benchmark): Promise<Outcome> {
	const sizes = benchmark.quick ? [1000, 10_000] : [1000, 10_000, 100_000, 1_000_000];
	let series: Series[] = [];
	const row = await measure(benchmark, 'Growth of the pure functions', target, async () => {
		series = await grow(benchmark, sizes);
		const growths = series.map(
			({ points }) => (points.at(-1)?.microseconds ?? NaN) / (points[0]?.microseconds ?? NaN),
		);
		const sum = (at: number) =>
			series.reduce((total, { points }) => total + (points.at(at)?.microseconds ?? NaN), 0);
		return {
			ratio: Math.max(...growths),
			ours: sum(-1),
			theirs: sum(0),
			unit: `µs per item in all, at ${short(sizes.at(-1) ?? 0)} and at ${short(sizes[0] ?? 0)} items`,
			met: growths.every((growth) => growth <= 2),
			spread: `${spreadOf(growths).split(' in ')[0]} over the functions`,
		};
	});
	return { rows: [row], series };
}
