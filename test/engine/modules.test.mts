/** No node loads what it does not use: n8n loads every node of a package at its start. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../projectRoot.mts';

const nodes = path.join(projectRoot(), 'nodes');

/** What is left of a file at run time; types leave no trace. */
async function transpiler(): Promise<(file: string) => string> {
	const { transformFileSync } = await import('@swc/core');
	return (file) =>
		transformFileSync(file, {
			jsc: {
				target: 'es2022',
				parser: { syntax: 'typescript' },
				preserveAllComments: false,
			},
			module: { type: 'commonjs' },
			swcrc: false,
		}).code;
}

/** A file with types alone, which no module loads. */
const hasTypesAlone = (code: string): boolean =>
	code
		.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
		.replace('"use strict";', '')
		.replace(/Object\.defineProperty\(exports, "__esModule", \{\s*value: true\s*\}\);/, '')
		.trim() === '';

/** Files that a module loads, directly or not. */
async function loadedBy(file: string): Promise<string[]> {
	const transpile = await transpiler();
	const seen = new Set<string>();
	const visit = (one: string): void => {
		if (seen.has(one)) return;
		seen.add(one);
		for (const [, specifier = ''] of transpile(one).matchAll(/require\("(\.[^"]*)"\)/g)) {
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

const isTrigger = (file: string) => file.endsWith('Trigger.node.ts');

test.each(files)('%s loads its own gateway and what all share, and no other', async (file) => {
	const [own = ''] = file.split(path.sep);
	const loaded = await loadedBy(path.join(nodes, file));

	expect(loaded).toContain(file);
	expect(
		loaded.filter(
			(one) => ![own, 'shared', 'triggerPaths.ts'].includes(one.split(path.sep)[0] ?? ''),
		),
	).toEqual([]);
});

test.each(files.filter(isTrigger))('%s loads no operation', async (file) => {
	const loaded = await loadedBy(path.join(nodes, file));

	const operations = loaded.filter((one) => one.includes(`${path.sep}resources${path.sep}`));
	expect(operations).toEqual([]);
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
	const transpile = await transpiler();
	const unused = shared.filter(
		(file) => !used.has(file) && !hasTypesAlone(transpile(path.join(nodes, file))),
	);

	// The fields and the signing of credentials, which no node loads.
	expect(
		unused.filter((file) => !/(fields\/credential|transport\/authenticate)\.ts$/.test(file)),
	).toEqual([]);
});
