/** In the real n8n with the vm expression engine: against the HTTP Request node. */
import type { Case } from '../cases/case.mts';
import { listCases } from '../cases/lists.mts';
import { sendingCases } from '../cases/sending.mts';
import { flights, singleCase } from '../cases/single.mts';
import { openHost, type Host } from '../frame/host.mts';
import { interleave, median, ratios, short, spreadOf } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

const manyTarget = 'at least 50 times faster';

const linearTarget = 'time per item at most that of a tenth of the items';

/** Ten thousand requests by HTTP Request take half a minute. */
const slowRepetitions = 3;

/** Noise of the machine that is not growth. */
const tolerance = 1.15;

async function manyRows(
	benchmark: Benchmark,
	host: Host,
	one: Case,
	hundredThousand: boolean,
): Promise<Row[]> {
	const small = benchmark.size(10_000, 200);
	const large = 10 * small;
	let theirs = NaN;
	let ours = NaN;
	const rows = [
		await measure(benchmark, `${one.name}, ${short(small)} items`, manyTarget, async () => {
			// The first run of either compiles, reads the credential, and fills the isolate pool.
			await host.theirs(one, benchmark.size(500, 50));
			for (let round = 0; round < 3; round++) await host.ours(one, small);
			const samples = await interleave(
				{ ours: () => host.ours(one, small), theirs: () => host.theirs(one, small) },
				Math.min(benchmark.repetitions, slowRepetitions),
				0,
			);
			const factors = ratios(samples.theirs, samples.ours);
			[ours, theirs] = [median(samples.ours), median(samples.theirs)];
			return {
				ratio: median(factors),
				ours,
				theirs,
				unit: 'ms of node time',
				met: median(factors) >= 50,
				spread: spreadOf(factors),
			};
		}),
	];
	if (!hundredThousand) return rows;
	rows.push(
		await measure(benchmark, `${one.name}, ${short(large)} items`, linearTarget, async () => {
			const times: number[] = [];
			for (let round = 0; round < Math.min(benchmark.repetitions, slowRepetitions); round++)
				times.push(await host.ours(one, large));
			const growth = median(times) / (10 * ours);
			return {
				ratio: (10 * theirs) / median(times),
				ours: median(times),
				theirs: `${short(10 * theirs)} (extrapolated)`,
				unit: `ms of node time; ${short(growth)} times the time per item of ${short(small)}`,
				met: growth <= tolerance,
				spread: spreadOf(times.map((time) => (10 * theirs) / time)),
			};
		}),
	);
	return rows;
}

const singleTarget = 'not slower, with at most “concurrent” in flight';

const latencyMs = 20;

async function singleRows(benchmark: Benchmark, host: Host): Promise<Row[]> {
	const count = benchmark.size(1000, 50);
	const rows: Row[] = [];
	await benchmark.server.latency(latencyMs);
	for (const concurrent of [5, 10, 20]) {
		const one = singleCase(benchmark.server.url, concurrent);
		const name = `${one.name}, ${short(count)} single sends, answers after ${latencyMs} ms`;
		rows.push(
			await measure(benchmark, name, singleTarget, async () => {
				const rival = flights(one, concurrent, latencyMs);
				await host.ours(one, 20);
				await host.theirs(rival, 20);
				const most = { ours: 0, theirs: 0 };
				const watched = async (side: keyof typeof most, run: () => Promise<number>) => {
					await benchmark.server.counters();
					const ms = await run();
					most[side] = Math.max(most[side], (await benchmark.server.counters()).maxInFlight);
					return ms;
				};
				const samples = await interleave(
					{
						ours: () => watched('ours', () => host.ours(one, count)),
						theirs: () => watched('theirs', () => host.theirs(rival, count)),
					},
					benchmark.repetitions,
					0,
				);
				const factors = ratios(samples.theirs, samples.ours);
				return {
					ratio: median(factors),
					ours: median(samples.ours),
					theirs: median(samples.theirs),
					unit: `ms of node time; most in flight: ours ${most.ours}, HTTP Request ${most.theirs}`,
					met: median(factors) >= 1 && most.ours <= concurrent,
					spread: spreadOf(factors),
				};
			}),
		);
	}
	rows.push(
		await measure(benchmark, `The same by HTTP Request without batching`, '', async () => {
			const one = singleCase(benchmark.server.url, 10);
			await benchmark.server.counters();
			const ours = await host.ours(one, count);
			await benchmark.server.counters();
			const theirs = await host.theirs(one, count);
			const { maxInFlight } = await benchmark.server.counters();
			return {
				ratio: theirs / ours,
				ours,
				theirs,
				unit: `ms of node time; most in flight: ours 10, HTTP Request ${maxInFlight}`,
				met: null,
				spread: spreadOf([1]),
			};
		}),
	);
	await benchmark.server.latency(0);
	return rows;
}

export default async function host(benchmark: Benchmark): Promise<Outcome> {
	const n8n = await openHost();
	try {
		const rows: Row[] = [];
		for (const one of sendingCases(benchmark.server.url)) {
			rows.push(...(await manyRows(benchmark, n8n, one, true)));
		}
		for (const one of listCases(benchmark.server.url)) {
			rows.push(...(await manyRows(benchmark, n8n, one, false)));
		}
		rows.push(...(await singleRows(benchmark, n8n)));
		return {
			rows,
			notes: [
				'HTTP Request sends without batching here: all items in flight at once, the fastest that it can be. (No gateway takes that: SMSC refuses the 15th request, SendPulse the 11th in a second.) For the single sends it is also measured with batching, a batch of as many items as our node has in flight every 20 ms, the answer time of the server.',
				'The HTTP Request node’s time for 100,000 items is ten times that for 10,000: it would take minutes a run.',
				'Requests per Second of the credential is 0 (no limit) and Concurrent Requests 10; items per request are the presets of the package (Kupon.mobi, SMS.ru and SendPulse 100, SMSC and SMS.by 500). With the preset of ten requests a second, Kupon.mobi takes ten seconds for 10,000 messages and SMS.by two, which is the gateway’s time and not the node’s. SMSC answers one status query for several messages a minute, so that its row is one request.',
			],
		};
	} finally {
		await n8n.close();
	}
}
