/** The Send Once Key at n8n's own store: what is n8n's own there, by the same calls without the keys. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { IExecuteFunctions } from 'n8n-workflow';
import { dist } from '../cases/case.mts';
import { median, ratios, short, spreadOf } from '../frame/statistics.mts';
import { openStore, watched, type OwnStore } from '../frame/store.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

const packet = 100;

const concurrent = 10;

const answerMs = 5;

type Rows = Array<{ index: number; onceKey: string }>;

interface Keys {
	expect(rows: Rows): void;
	claim(rows: Rows): Promise<{ free: Rows }>;
	settle(rows: Rows, verdicts: unknown[]): Promise<void>;
	close(): Promise<void>;
}

const rowsOf = (count: number, name: string): Rows =>
	Array.from({ length: count }, (_, index) => ({
		index,
		onceKey: createHash('sha256').update(`${name} ${index}`).digest('base64'),
	}));

/** One run of a node: claims, waits for the gateway, settles. */
async function send(context: IExecuteFunctions, rows: Rows): Promise<void> {
	const { SendOnce } = dist('nodes/shared/delivery/sendOnce') as {
		SendOnce: new (context: IExecuteFunctions) => Keys;
	};
	const memory = {};
	const once = new SendOnce(Object.assign(context, { getContext: () => memory }));
	once.expect(rows);
	let next = 0;
	const worker = async () => {
		while (next < rows.length) {
			const { free } = await once.claim(rows.slice(next, (next += packet)));
			await pause(answerMs);
			void once.settle(
				free,
				free.map(() => ({ accepted: true, messageId: null, groupId: null })),
			);
		}
	};
	await Promise.all(Array.from({ length: concurrent }, worker));
	await once.close();
}

/** How the marks of a run compare with those of the same calls without it. */
async function storeRow(benchmark: Benchmark, store: OwnStore, count: number): Promise<Row> {
	const name = `${short(count)} new keys in packets of ${packet}, ${concurrent} at a time`;
	const target = 'stalls at most 200 ms longer than n8n’s own, and nothing removed';
	return await measure(benchmark, name, target, async () => {
		const samples = { ms: [] as number[], own: [] as number[], stalls: [] as number[] };
		let said = '';
		let removed = 0;
		for (let round = 0; round < benchmark.repetitions; round++) {
			const rows = rowsOf(count, 'key');
			const { context, calls } = await store.node();
			// The first run of a process looks what the list holds.
			await send(context, rowsOf(1, 'first'));
			calls.length = 0;
			const ours = await watched(async () => await send(context, rows));
			const own = await watched(async () => await store.replay(calls));
			samples.ms.push(ours.ms);
			samples.own.push(own.ms);
			samples.stalls.push(ours.stallMs - own.stallMs);
			removed = calls
				.filter(({ method }) => method === 'removeProcessed')
				.reduce((sum, { marks }) => sum + (marks?.length ?? 0), 0);
			said = `${calls.length} calls, ${removed} marks removed; the event loop stood still for ${short(ours.stallMs)} ms at the longest, and ${short(own.stallMs)} ms`;
		}
		const factors = ratios(samples.ms, samples.own);
		return {
			ratio: median(factors),
			ours: median(samples.ms),
			theirs: median(samples.own),
			unit: `ms with the keys, and for the same calls of n8n’s store alone; ${said}`,
			met: median(samples.stalls) <= 200 && removed === 0,
			spread: spreadOf(factors),
		};
	});
}

/** Runs of any length with the list that a node has after long ones. */
async function growthRow(benchmark: Benchmark, store: OwnStore, count: number): Promise<Row> {
	const large = 4 * count;
	const name = `${short(large)} new keys after many others, against ${short(count)}`;
	return await measure(benchmark, name, 'a key costs at most 1.15 times as much', async () => {
		const samples = { small: [] as number[], large: [] as number[] };
		for (let round = 0; round < Math.min(benchmark.repetitions, 3); round++) {
			const { context } = await store.node();
			const perKey = async (keys: number, which: string): Promise<number> => {
				const rows = rowsOf(keys, which);
				global.gc?.();
				const before = process.cpuUsage();
				await send(context, rows);
				const { user, system } = process.cpuUsage(before);
				return (user + system) / keys;
			};
			// So many stay, once a run had more than 10,000.
			await perKey(benchmark.size(100_000, 12_000), 'before');
			samples.small.push(await perKey(count, 'small'));
			samples.large.push(await perKey(large, 'large'));
		}
		const factors = ratios(samples.large, samples.small);
		return {
			ratio: median(factors),
			ours: median(samples.large),
			theirs: median(samples.small),
			unit: 'µs of processor time a key, for as many and for a quarter of them',
			met: median(factors) <= 1.15,
			spread: spreadOf(factors),
		};
	});
}

/** Calls of the store are what its cost grows by: as many for a long list as for a short one is linear. */
export default async function keyStore(benchmark: Benchmark): Promise<Outcome> {
	const store = await openStore();
	try {
		const rows: Row[] = [];
		for (const count of [benchmark.size(10_000, 1_000), benchmark.size(60_000, 6_000)])
			rows.push(await storeRow(benchmark, store, count));
		rows.push(await growthRow(benchmark, store, benchmark.size(30_000, 3_000)));
		return {
			rows,
			notes: [
				'Where the time goes: each call of n8n’s store reads the list of the node, parses it, makes a set of it, and writes it whole, about 0.4 µs a mark, two marks a key; the keys themselves are a few per cent. So what counts is the number of calls.',
			],
		};
	} finally {
		await store.close();
	}
}
