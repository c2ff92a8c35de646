/**
 * Loads a package as n8n does when it starts, with its own loader, and prints as JSON what that takes. Run in a fresh process,
 * with n8n's folder of modules, the package's folder and `listed` or `whole` as arguments: by the package's lists, or without them.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Start } from './start.mts';

/** As much of n8n's loader as is used here. */
interface Loader {
	loadAll(): Promise<void>;
	getCredential(name: string): unknown;
	getNode(name: string): unknown;
	known: Start['known'];
	types: Start['types'];
}

const [modules = '', folder = '', way] = process.argv.slice(2);
const own = createRequire(path.join(modules, 'n8n', 'package.json'));
own('reflect-metadata');
// n8n has it already when it comes to packages.
createRequire(path.join(folder, 'package.json'))('n8n-workflow');
const loaders = own('n8n-core') as Record<string, new (folder: string) => Loader>;
const Way = loaders[way === 'listed' ? 'LazyPackageDirectoryLoader' : 'PackageDirectoryLoader'];
if (!Way) throw new Error('n8n has no such loader');

/** What is shipped; n8n's own modules may be in the package's folder too. */
const shipped = path.join(folder, 'dist') + path.sep;

/** The package's modules that are in memory, from its folder and with slashes. */
const loaded = (): string[] =>
	Object.keys(own.cache)
		.filter((file) => file.startsWith(shipped) && file.endsWith('.js'))
		.map((file) => path.relative(folder, file).split(path.sep).join('/'));

const heap = (): number => {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed;
};

const bytes = heap();
const begun = performance.now();
const loader = new Way(folder);
await loader.loadAll();
// As n8n's `postProcessLoaders` does.
for (const name of Object.keys(loader.known.credentials)) loader.getCredential(name);
const ms = performance.now() - begun;
const start = {
	ms,
	bytes: heap() - bytes,
	atStart: loaded(),
	known: structuredClone(loader.known),
	types: JSON.parse(JSON.stringify(loader.types)) as Start['types'],
};
const atFirstUse: Start['atFirstUse'] = {};
for (const name of Object.keys(start.known.nodes)) {
	const before = new Set(loaded());
	loader.getNode(name);
	atFirstUse[name] = loaded().filter((file) => !before.has(file));
}
console.log(JSON.stringify({ ...start, atFirstUse } satisfies Start));
