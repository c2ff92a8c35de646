/** The rooms of `nodes/shared` stand in layers, as the guide lists them: a file imports from its own layer and from those below. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import { projectRoot } from '../projectRoot.mts';

type Imports = ReadonlyMap<string, readonly string[]>;

const root = projectRoot();

/** The rooms from the lowest to the highest, as the guide's numbered list says. */
function layersOf(guide: string): string[] {
	const section = /^## Layers\n([\s\S]*?)^## /m.exec(guide)?.[1] ?? '';
	return [...section.matchAll(/^\d\. (.*?):/gm)].flatMap(([, names = '']) =>
		[...names.matchAll(/`([a-zA-Z]+)`/g)].map(([, name = '']) => name),
	);
}

/** The file that an import means: a folder's is its index. */
const moduleAt = (place: string): string =>
	existsSync(path.join(root, `${place}.ts`)) ? `${place}.ts` : `${place}/index.ts`;

function importsOf(files: readonly string[]): Imports {
	return new Map(
		files.map((file) => {
			const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'));
			const own = importedFiles
				.map(({ fileName }) => fileName)
				.filter((one) => one.startsWith('.'));
			return [file, own.map((one) => moduleAt(path.join(path.dirname(file), one)))];
		}),
	);
}

/** The first way on which a file imports itself, or null. */
function cycleIn(imports: Imports): string[] | null {
	const done = new Set<string>();
	const visit = (file: string, way: readonly string[]): string[] | null => {
		const before = way.indexOf(file);
		if (before >= 0) return [...way.slice(before), file];
		if (done.has(file)) return null;
		for (const next of imports.get(file) ?? []) {
			const found = visit(next, [...way, file]);
			if (found) return found;
		}
		done.add(file);
		return null;
	};
	for (const file of imports.keys()) {
		const found = visit(file, []);
		if (found) return found;
	}
	return null;
}

/** A list that every gateway has a line in, beside their folders. */
const ofAll = /^nodes\/[^/]+\.ts$/;

/** `a imports b` for each import that a file must not have. */
function wrongImports(imports: Imports, layers: readonly string[]): string[] {
	const placeOf = (file: string) => {
		const [, folder = '', room = ''] = file.split('/');
		if (ofAll.test(file)) return { folder: 'shared', layer: layers.length };
		return { folder, layer: folder === 'shared' ? layers.indexOf(room) : layers.length };
	};
	return [...imports].flatMap(([file, targets]) => {
		const here = placeOf(file);
		return targets
			.filter((target) => {
				const there = placeOf(target);
				const isForeign = there.folder !== 'shared' && there.folder !== here.folder;
				return !target.startsWith('nodes/') || isForeign || there.layer > here.layer;
			})
			.map((target) => `${file} imports ${target}`);
	});
}

const layers = layersOf(readFileSync(path.join(root, 'docs/adding-a-gateway.md'), 'utf8'));
const files = globSync('nodes/**/*.ts', { cwd: root }).sort();
const imports = importsOf(files);

test('the guide names every room of nodes/shared', () => {
	const rooms = files.filter((file) => file.startsWith('nodes/shared/'));
	expect(new Set(rooms.map((file) => file.split('/')[2]))).toEqual(new Set(layers));
});

test('every import leads to a file of nodes', () => {
	const missing = [...imports].flatMap(([file, targets]) =>
		targets.filter((target) => !imports.has(target)).map((target) => `${file}: ${target}`),
	);
	expect(missing).toEqual([]);
});

test('no file imports itself by way of others', () => {
	expect(cycleIn(imports)).toBeNull();
});

test('no file imports from a higher layer, and no gateway from another', () => {
	expect(wrongImports(imports, layers)).toEqual([]);
});

test('a cycle and a wrong import are found', () => {
	const planted: Imports = new Map([
		['nodes/shared/low/a.ts', ['nodes/shared/high/b.ts']],
		['nodes/shared/high/b.ts', ['nodes/shared/low/c.ts']],
		['nodes/shared/low/c.ts', ['nodes/shared/low/a.ts']],
		['nodes/One/d.ts', ['nodes/shared/high/b.ts', 'nodes/Two/e.ts']],
		['nodes/shared/high/f.ts', ['nodes/One/d.ts', 'credentials/g.ts']],
	]);
	expect(cycleIn(planted)).toEqual([
		'nodes/shared/low/a.ts',
		'nodes/shared/high/b.ts',
		'nodes/shared/low/c.ts',
		'nodes/shared/low/a.ts',
	]);
	expect(wrongImports(planted, ['low', 'high'])).toEqual([
		'nodes/shared/low/a.ts imports nodes/shared/high/b.ts',
		'nodes/One/d.ts imports nodes/Two/e.ts',
		'nodes/shared/high/f.ts imports nodes/One/d.ts',
		'nodes/shared/high/f.ts imports credentials/g.ts',
	]);
});
