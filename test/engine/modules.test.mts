/** No node loads what it does not use: n8n loads every node of a package at its start. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../projectRoot.mts';

const nodes = path.join(projectRoot(), 'nodes');

/** Files that a module loads, directly or not; `import type` leaves no trace. */
async function loadedBy(file: string): Promise<string[]> {
	const transpile = (await import('@swc/core')).transformFileSync;
	const seen = new Set<string>();
	const visit = (one: string): void => {
		if (seen.has(one)) return;
		seen.add(one);
		const { code } = transpile(one, {
			jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
			module: { type: 'commonjs' },
			swcrc: false,
		});
		for (const [, specifier = ''] of code.matchAll(/require\("(\.[^"]*)"\)/g)) {
			const base = path.resolve(path.dirname(one), specifier);
			visit(fileOf(base));
		}
	};
	visit(file);
	return [...seen].map((one) => path.relative(nodes, one)).sort();
}

const fileOf = (base: string): string => {
	const names = readdirSync(path.dirname(base));
	return names.includes(`${path.basename(base)}.ts`) ? `${base}.ts` : path.join(base, 'index.ts');
};

const files = readdirSync(nodes, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.node.ts'))
	.sort();

/** The polling trigger reads the list that this operation reads. */
const usedByPolling = ['getDeliveryList.ts'];

const isTrigger = (file: string) => file.endsWith('Trigger.node.ts');

test.each(files)('%s loads its own gateway and what all share, and no other', async (file) => {
	const [own = ''] = file.split(path.sep);
	const loaded = await loadedBy(path.join(nodes, file));

	expect(loaded).toContain(file);
	expect(loaded.filter((one) => !one.startsWith(own) && !one.startsWith('shared'))).toEqual([]);
});

test.each(files.filter(isTrigger))('%s loads no operation', async (file) => {
	const loaded = await loadedBy(path.join(nodes, file));

	const operations = loaded.filter((one) => one.includes(`${path.sep}resources${path.sep}`));
	expect(operations.map((one) => path.basename(one))).toEqual(
		file.includes('SmsByStatusTrigger') ? usedByPolling : [],
	);
});

test.each(files.filter((file) => !isTrigger(file)))('%s loads no trigger', async (file) => {
	const loaded = await loadedBy(path.join(nodes, file));

	expect(loaded.filter((one) => one.endsWith('Trigger.node.ts'))).toEqual([]);
});

test('every shared module is used by a node', async () => {
	const used = new Set(
		(await Promise.all(files.map((file) => loadedBy(path.join(nodes, file))))).flat(),
	);
	const shared = readdirSync(path.join(nodes, 'shared'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => path.join('shared', file));
	const typesOnly = shared.filter((file) => !used.has(file));

	// These are types alone, or fields of credentials, which no node loads.
	expect(
		typesOnly.filter(
			(file) =>
				!/(fields\/credential|gateway|transport\/authenticate|model\/deliveryReport)\.ts$/.test(
					file,
				),
		),
	).toEqual([]);
});
