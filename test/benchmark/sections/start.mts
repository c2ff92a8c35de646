/** What the package adds to n8n's start: time and memory of its modules, and what the editor downloads. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { projectRoot } from '../../projectRoot.mts';
import { median, short, spreadOf } from '../frame/statistics.mts';
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

export default async function start(benchmark: Benchmark): Promise<Outcome> {
	const root = projectRoot();
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const groups: Array<[string, string[]]> = [
		['The whole package', [...n8n.credentials, ...n8n.nodes]],
		...n8n.nodes.map((file): [string, string[]] => [path.basename(file, '.node.js'), [file]]),
	];
	const rows: Row[] = [];
	for (const [name, files] of groups) {
		rows.push(
			await measure(benchmark, `Start: ${name}`, 'listed', async () => {
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
					unit: `ms; ${short(bytes / 1024)} kB of memory, ${first.modules} modules, ${short(first.description / 1024)} kB of descriptions`,
					met: null,
					spread: spreadOf(times),
				};
			}),
		);
	}
	return {
		rows,
		notes: [
			'Start is measured in fresh processes that have n8n-workflow loaded, as n8n has when it comes to community packages. The descriptions are what the editor gets with the list of all node types (before compression, and without the copies that n8n makes of nodes that are usable as tools). That no module loads what it does not use is a test with counters (test/engine/modules.test.mts).',
		],
	};
}
