/** What the package adds to n8n's start and each node to its first use: time, memory and modules; and what the editor downloads. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { startLoader, type Start } from '../../n8n/start.mts';
import { projectRoot } from '../../projectRoot.mts';
import { interleave, median, ratios, short, spreadOf } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

interface Load {
	ms: number;
	bytes: number;
	modules: number;
	description: number;
}

/**
 * Run in a fresh process: n8n-workflow first, which n8n has loaded anyway, then these files as n8n's loader takes them:
 * required and instantiated. The description is what n8n writes into the editor's list of node types.
 */
const program = `
	require('n8n-workflow');
	const inUse = () => { gc(); return process.memoryUsage().heapUsed; };
	const before = Object.keys(require.cache).length;
	const bytes = inUse();
	const started = performance.now();
	const made = process.argv.slice(1).map((file) => {
		const Type = require(file)[file.split('/').at(-1).split('.')[0]];
		return new Type();
	});
	const ms = performance.now() - started;
	const described = made.map(({ description, properties }) => description ?? { properties });
	console.log(JSON.stringify({
		ms,
		bytes: inUse() - bytes,
		modules: Object.keys(require.cache).length - before,
		description: Buffer.byteLength(JSON.stringify(described)),
	}));
`;

function load(files: string[]): Load {
	const printed = execFileSync(process.execPath, ['--expose-gc', '-e', program, ...files], {
		cwd: projectRoot(),
		encoding: 'utf8',
	});
	return JSON.parse(printed) as Load;
}

const inKilobytes = (types: unknown): number => Buffer.byteLength(JSON.stringify(types)) / 1000;

/** n8n's loader with the lists that the build makes, and without them. */
const ofPackage = async (benchmark: Benchmark): Promise<Row> =>
	await measure(
		benchmark,
		'Start: the whole package, by its lists and by its code',
		'under 100 ms, no operation loaded',
		async () => {
			const starts: Record<'listed' | 'whole', Start[]> = { listed: [], whole: [] };
			const take = (way: 'listed' | 'whole') => async () => {
				const one = startLoader(way);
				starts[way].push(one);
				return await Promise.resolve(one.ms);
			};
			const { ours, theirs } = await interleave(
				{ ours: take('listed'), theirs: take('whole') },
				benchmark.quick ? 1 : 5,
				0,
			);
			const [listed] = starts.listed;
			const [whole] = starts.whole;
			if (!listed || !whole) throw new Error('Nothing was loaded');
			const factors = ratios(theirs, ours);
			const operations = listed.atStart.filter((file) => file.includes('/resources/'));
			return {
				ratio: median(factors),
				ours: median(ours),
				theirs: median(theirs),
				unit: `ms; ${listed.atStart.length} of ${whole.atStart.length} modules, ${short(listed.bytes / 1024)} of ${short(whole.bytes / 1024)} kB of memory`,
				met: median(ours) < 100 && operations.length === 0,
				spread: spreadOf(factors),
			};
		},
	);

/** What the build writes for the editor. */
const ofDescriptions = async (benchmark: Benchmark): Promise<Row> =>
	await measure(benchmark, 'Descriptions that the editor loads', 'under 300 kB', async () => {
		const { types } = await Promise.resolve(startLoader('listed'));
		const size = inKilobytes(types.nodes);
		const largest = types.nodes
			.map((node) => ({ name: node.name, size: inKilobytes(node) }))
			.sort((one, other) => other.size - one.size)
			.slice(0, 5);
		return {
			ratio: null,
			ours: size,
			theirs: '',
			unit: `kB; ${largest.map((one) => `${one.name} ${short(one.size)}`).join(', ')}`,
			met: size < 300,
			spread: '',
		};
	});

export default async function start(benchmark: Benchmark): Promise<Outcome> {
	const root = projectRoot();
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	const groups = n8n.nodes.map((file): [string, string[]] => [
		path.basename(file, '.node.js'),
		[file],
	]);
	const rows: Row[] = [await ofPackage(benchmark), await ofDescriptions(benchmark)];
	for (const [name, files] of groups) {
		rows.push(
			await measure(benchmark, `First use: ${name}`, 'listed', async () => {
				const absolute = files.map((file) => path.join(root, file));
				const loads = Array.from({ length: benchmark.quick ? 1 : 5 }, () => load(absolute));
				const first = loads[0];
				if (!first) throw new Error('Nothing was loaded');
				const bytes = median(loads.map((one) => one.bytes));
				const times = loads.map(({ ms }) => ms);
				return {
					ratio: null,
					ours: median(times),
					theirs: '',
					unit: `ms; ${short(bytes / 1024)} kB of memory, ${first.modules} modules, ${short(first.description / 1000)} kB of descriptions`,
					met: null,
					spread: spreadOf(times),
				};
			}),
		);
	}
	return {
		rows,
		notes: [
			'Everything is measured in fresh processes that have n8n-workflow loaded, as n8n has when it comes to community packages. The start is that of n8n’s own loader, with the lists of nodes and credentials that the build writes and without them; n8n loads a node when it is first used. The descriptions are what the editor gets with the list of all node types (before compression, and without the copies that n8n makes of nodes that are usable as tools). That no operation is loaded at the start, and no module that a node does not use, are tests with counters (test/n8n/start.test.mts, test/engine/modules.test.mts).',
		],
	};
}
