/** What is read: lists of 100,000 rows, long answers, and texts that people paste. */
import { cpuUsage } from 'node:process';
import { dist, itemsOf } from '../cases/case.mts';
import { type LongList, longLists } from '../cases/reading.mts';
import { runCase } from '../frame/engine.mts';
import { memoryOf } from '../frame/memory.mts';
import { interleave, median, ratios, short, spreadOf } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

/** Milliseconds of processor time. */
async function worked(work: () => unknown): Promise<number> {
	global.gc?.();
	const before = cpuUsage();
	await work();
	const { user, system } = cpuUsage(before);
	return (user + system) / 1000;
}

/** The rows of earlier runs: what is let go of in the middle of a run would hide what that one takes. */
const kept: unknown[] = [];

async function memoryRow(benchmark: Benchmark, list: LongList): Promise<Row> {
	const target = 'at most 3 times the rows’ own JSON size';
	return await measure(benchmark, `${list.name}, 100,000 rows: memory`, target, async () => {
		const peaks: number[] = [];
		let json = NaN;
		for (let round = 0; round < (benchmark.quick ? 1 : 3); round++) {
			const one = { ...list, http: {} };
			const pages = 100_000 / list.pageSize;
			const { most, end, output } = await memoryOf(one, itemsOf(one, 1), Math.ceil(pages / 10));
			kept.push(output);
			json = Buffer.byteLength(JSON.stringify(output));
			peaks.push(Math.max(most, end));
		}
		const peak = median(peaks);
		return {
			ratio: peak / json,
			ours: peak / 1e6,
			theirs: json / 1e6,
			unit: 'MB at the peak, and the rows’ JSON',
			met: peak <= 3 * json,
			spread: spreadOf(peaks.map((one) => one / json)),
		};
	});
}

async function pagesRow(benchmark: Benchmark, list: LongList): Promise<Row> {
	const target = 'no page twice, and at most 1.02 times the pages';
	return await measure(benchmark, `${list.name}, 100,000 rows: requests`, target, async () => {
		const one = { ...list, http: {} };
		let rows = 0;
		const calls = await benchmark.server.recording(async () => {
			rows = (await runCase(one, itemsOf(one, 1))).output.length;
		});
		if (rows !== 100_000) throw new Error(`${rows} rows came out`);
		const asked = calls.map(({ path, body }) => path + body);
		const least = 100_000 / list.pageSize + 1;
		return {
			ratio: asked.length / least,
			ours: asked.length,
			theirs: least,
			unit: 'requests; theirs: the pages, and the one that shows the end',
			met: new Set(asked).size === asked.length && asked.length <= 1.02 * least,
			spread: 'a count',
		};
	});
}

/** Pages that are told by their number can be on their way together. */
async function aheadRow(
	benchmark: Benchmark,
	[list]: LongList[],
	[slow]: LongList[],
): Promise<Row> {
	const target = 'at least 3 times as fast as one page after the other';
	return await measure(
		benchmark,
		`${list?.name}, 100,000 rows: pages on their way together`,
		target,
		async () => {
			if (!list || !slow) throw new Error('There is no list');
			const run = async (one: LongList) =>
				(await runCase({ ...one, http: {} }, itemsOf(one, 1))).ms;
			await benchmark.server.latency(20);
			try {
				const samples = await interleave(
					{ ours: () => run(list), theirs: () => run(slow) },
					benchmark.quick ? 1 : 3,
					0,
				);
				const factors = ratios(samples.theirs, samples.ours);
				return {
					ratio: median(factors),
					ours: median(samples.ours),
					theirs: median(samples.theirs),
					unit: 'ms with 10 calls at a time and with 1; each answer takes 20 ms',
					met: median(factors) >= 3,
					spread: spreadOf(factors),
				};
			} finally {
				await benchmark.server.latency(0);
			}
		},
	);
}

type Parse = (text: string) => unknown;

/** Answers with numbers of 16 digits and more, which JSON.parse alone would change. */
async function answerRow(benchmark: Benchmark, name: string, answer: string): Promise<Row> {
	const { parseJson } = dist('nodes/shared/text/json') as { parseJson: Parse };
	return await measure(benchmark, name, 'at most 2 times JSON.parse', async () => {
		const samples = await interleave(
			{
				ours: () => worked(() => parseJson(answer)),
				theirs: () => worked(() => JSON.parse(answer) as unknown),
			},
			Math.max(benchmark.repetitions, 1),
			2,
		);
		const factors = ratios(samples.ours, samples.theirs);
		return {
			ratio: median(factors),
			ours: median(samples.ours),
			theirs: median(samples.theirs),
			unit: `ms of processor time for ${short(answer.length / 1e6)} million characters; theirs: JSON.parse`,
			met: median(factors) <= 2,
			spread: spreadOf(factors),
		};
	});
}

const listOf = (count: number, make: (row: number) => string): string =>
	`[${Array.from({ length: count }, (_, row) => make(row)).join(',')}]`;

const statusOf = (row: number): string =>
	`{"status":1,"last_date":"15.01.2030 09:30:00","last_timestamp":1894696200,"err":0,"id":${'10000000000000'}${100_000 + row},"phone":"${79161000000 + row}"}`;

const contactOf = (row: number): string =>
	`{"id":${'9007199254'}${1_000_000 + row},"email":"ann.${row}@example.com","phone":"${79161000000 + row}","name":"Анна Иванова"}`;

interface TextReader {
	name: string;
	read: (text: string) => unknown;
	/** One of many entries. */
	entry: (row: number) => string;
}

function textReaders(): TextReader[] {
	const { personsOf } = dist('nodes/SendPulse/resources/email/message') as {
		personsOf(text: string, label: string): unknown;
	};
	const { pastedAddress } = dist('nodes/shared/text/address') as { pastedAddress: Parse };
	const { splitList } = dist('nodes/shared/input/recipients') as { splitList: Parse };
	return [
		{
			name: 'e-mail addresses with names',
			read: (text) => personsOf(text, 'To'),
			entry: (row) => `"Иванова, Анна" <ann.${row}@example.com>, `,
		},
		{ name: 'one pasted address', read: pastedAddress, entry: () => '<a' },
		{ name: 'a list of numbers', read: splitList, entry: (row) => `${79161000000 + row}, ` },
	];
}

async function textRow(benchmark: Benchmark, { name, read, entry }: TextReader): Promise<Row> {
	const target = 'linear: 4 times, and at most 6';
	const textOf = (count: number) => Array.from({ length: count }, (_, row) => entry(row)).join('');
	return await measure(benchmark, `Reading ${name}, 8,000 and 32,000`, target, async () => {
		const [short8, long32] = [textOf(8000), textOf(32_000)];
		const times = (text: string, count: number) => () =>
			worked(() => {
				for (let round = 0; round < count; round++) {
					try {
						read(text);
					} catch {
						// What is refused has been read as well.
					}
				}
			});
		const samples = await interleave(
			{ ours: times(long32, 20), theirs: times(short8, 20) },
			Math.max(benchmark.repetitions, 1),
			2,
		);
		const factors = ratios(samples.ours, samples.theirs);
		return {
			ratio: median(factors),
			ours: median(samples.ours) / 20,
			theirs: median(samples.theirs) / 20,
			unit: 'ms of processor time for 32,000 and for 8,000 entries',
			met: median(factors) <= 6,
			spread: spreadOf(factors),
		};
	});
}

export default async function reading(benchmark: Benchmark): Promise<Outcome> {
	const { url } = benchmark.server;
	const lists = longLists(url, 10);
	const rows: Row[] = [];
	for (const list of lists) rows.push(await memoryRow(benchmark, list));
	for (const list of lists) rows.push(await pagesRow(benchmark, list));
	rows.push(await aheadRow(benchmark, lists, longLists(url, 1)));
	const size = benchmark.size(300_000, 3000);
	rows.push(
		await answerRow(benchmark, 'An answer with 10,000 statuses', listOf(10_000, statusOf)),
		await answerRow(benchmark, 'An answer with 100,000 contacts', listOf(100_000, contactOf)),
		await answerRow(benchmark, 'An answer of about 30 MB', listOf(size, contactOf)),
	);
	for (const reader of textReaders()) rows.push(await textRow(benchmark, reader));
	return {
		rows,
		notes: [
			'Lists are read in the engine, from a server that gives 100 contacts and 1,000 messages at a time. Memory is what is in use after a full garbage collection, at every tenth of the pages and at the end; the rows are part of it.',
		],
	};
}
