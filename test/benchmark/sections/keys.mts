/** The Send Once Key in the real n8n with SQLite: against the same node without it, and how the event loop fares. */
import { setTimeout as pause } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import type { Case } from '../cases/case.mts';
import { sendingCases } from '../cases/sending.mts';
import { openHost, patiently, type Host } from '../frame/host.mts';
import { interleave, median, ratios, short, spreadOf } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

const lookEveryMs = 10;

const linearTarget =
	'time per item at most that of a sixth of the items, stalls at most 200 ms longer than without keys';

/** Noise of the machine that is not growth. */
const tolerance = 1.15;

/** The same case with keys: of this execution alone, or the same in each. */
function keyed(one: Case, name: string, key: string): Case {
	const options = { ...(one.parameters.options as INodeParameters | undefined) };
	return {
		...one,
		name: `${one.name}, ${name}`,
		item: one.item.replace("'order-' + number", `${key} + number`),
		parameters: { ...one.parameters, options: { ...options, sendOnceKey: '={{ $json.orderId }}' } },
	};
}

const fresh = (one: Case): Case => keyed(one, 'new keys', "$execution.id + '-'");

const again = (one: Case): Case => keyed(one, 'the same keys', "'order-'");

/** The longest that n8n took to answer a call for its health while something ran. */
async function longestWait(url: string, during: Promise<unknown>): Promise<number> {
	let over = false;
	void during.finally(() => (over = true)).catch(() => undefined);
	let longest = 0;
	while (!over) {
		const start = performance.now();
		await patiently(async () => await (await fetch(`${url}/healthz`)).text());
		longest = Math.max(longest, performance.now() - start);
		await pause(lookEveryMs);
	}
	return longest;
}

async function rowsOf(benchmark: Benchmark, host: Host, one: Case): Promise<Row[]> {
	const small = benchmark.size(10_000, 200);
	const large = 6 * small;
	const [plain, withKeys, rerun] = [one, fresh(one), again(one)];
	let perSmall = NaN;
	const rows = [
		await measure(
			benchmark,
			`${one.name}, ${short(small)} new keys`,
			'at most 2 times',
			async () => {
				for (const each of [plain, withKeys, rerun]) await host.ours(each, small);
				const samples = await interleave(
					{ keys: () => host.ours(withKeys, small), none: () => host.ours(plain, small) },
					benchmark.repetitions,
					0,
				);
				const factors = ratios(samples.keys, samples.none);
				perSmall = median(samples.keys) / small;
				return {
					ratio: median(factors),
					ours: median(samples.keys),
					theirs: median(samples.none),
					unit: 'ms of node time, with keys and without',
					met: median(factors) <= 2,
					spread: spreadOf(factors),
				};
			},
		),
		await measure(benchmark, `${one.name}, ${short(small)} keys known as sent`, '', async () => {
			const times: number[] = [];
			for (let round = 0; round < benchmark.repetitions; round++)
				times.push(await host.ours(rerun, small));
			return {
				ratio: null,
				ours: median(times),
				theirs: '',
				unit: 'ms of node time; nothing is sent',
				met: null,
				spread: spreadOf(times),
			};
		}),
	];
	const name = `${one.name}, ${short(large)} new keys`;
	rows.push(
		await measure(benchmark, name, linearTarget, async () => {
			const waits = { keys: [] as number[], none: [] as number[] };
			const watched = async (side: keyof typeof waits, each: Case) => {
				const run = host.ours(each, large);
				waits[side].push(await longestWait(host.n8n.url, run));
				return await run;
			};
			const samples = await interleave(
				{ keys: () => watched('keys', withKeys), none: () => watched('none', plain) },
				Math.min(benchmark.repetitions, 3),
				1,
			);
			const factors = ratios(samples.keys, samples.none);
			const growth = median(samples.keys) / large / perSmall;
			const [most, without] = [Math.max(...waits.keys), Math.max(...waits.none)];
			return {
				ratio: median(factors),
				ours: median(samples.keys),
				theirs: median(samples.none),
				unit: `ms of node time, with keys and without; ${short(growth)} times the time per item of ${short(small)}; n8n answered after ${short(most)} ms at the longest, and ${short(without)} ms`,
				met: most - without <= 200 && growth <= tolerance,
				spread: spreadOf(factors),
			};
		}),
	);
	return rows;
}

export default async function keys(benchmark: Benchmark): Promise<Outcome> {
	const host = await openHost();
	try {
		const rows: Row[] = [];
		for (const one of sendingCases(benchmark.server.url))
			rows.push(...(await rowsOf(benchmark, host, one)));
		return {
			rows,
			notes: [
				'Each node keeps its keys from run to run, so the list already holds those of earlier runs when one is measured.',
			],
		};
	} finally {
		await host.close();
	}
}
