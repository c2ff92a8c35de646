/**
 * `npm run new-gateway -- NewSms "New SMS"` makes the start of a gateway: it typechecks, and its contract tests say what comes next.
 * `npm run new-gateway -- --count smsru` counts what a gateway has of its own, and `--count` alone what every folder has.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { listedFolders } from '../gatewayFolders.mts';
import { projectRoot } from '../projectRoot.mts';
import { type Names, skeleton } from './skeleton.mts';

const root = projectRoot();

/** @throws Error when the folder is no name of a class, or is taken */
function namesOf(folder: string, title: string): Names {
	if (!/^[A-Z][A-Za-z0-9]+$/.test(folder))
		throw new Error(
			'Give the folder as the name of a class, e.g. NewSms, and then the title in quotes',
		);
	if (existsSync(path.join(root, 'nodes', folder)))
		throw new Error(`nodes/${folder} is there already`);
	const name = `${folder[0]?.toLowerCase()}${folder.slice(1)}`;
	return { folder, name, id: folder.toLowerCase(), title };
}

/** Changes a file of the project. @throws Error when nothing changes, since the file is not as this program knows it */
function edit(file: string, change: (text: string) => string): void {
	const target = path.join(root, file);
	const text = readFileSync(target, 'utf8');
	const changed = change(text);
	if (changed === text) throw new Error(`${file} is not as this program knows it`);
	writeFileSync(target, changed);
}

/** Enters the gateway in package.json, the one list of gateways, starts it in the sandbox, and names its trigger where that has to be. */
function register({ folder, name, id }: Names): void {
	const file = path.join(root, 'package.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	manifest.n8n.nodes.push(
		`dist/nodes/${folder}/${folder}.node.js`,
		`dist/nodes/${folder}/${folder}Trigger.node.js`,
	);
	manifest.n8n.credentials.push(`dist/credentials/MessageGateways${folder}Api.credentials.js`);
	writeFileSync(file, `${JSON.stringify(manifest, null, '\t')}\n`);
	edit('test/sandbox/gateways.mts', (text) =>
		text
			.replace(/(?=\n\/\*\* The gateways)/, `import { ${id} } from './${id}/definition.mts';\n`)
			.replace(/ \};\s*$/, `, ${id} };\n`),
	);
	edit('nodes/triggerPaths.ts', (text) =>
		text.replace('\n} as const;', `\n\t${id}: '${id}',\n} as const;`),
	);
	edit('test/contract/form/scenes.mts', (text) =>
		text.replace(/\n\};\s*$/, `\n\t${name}Trigger: {},\n};\n`),
	);
}

async function make(folder: string, title: string): Promise<void> {
	const names = namesOf(folder, title);
	for (const [file, text] of Object.entries(skeleton(names))) {
		const target = path.join(root, file);
		mkdirSync(path.dirname(target), { recursive: true });
		const formatted = file.endsWith('.svg')
			? text
			: await format(text, { ...(await resolveConfig(target)), filepath: target });
		writeFileSync(target, formatted);
		console.log(`made ${file}`);
	}
	register(names);
	console.log(`
${title} is in package.json and in the sandbox. What comes next:
  npm run test:fast -- test/contract/sending -t '^${title} '      the contract for what sends: a minute
  npm run test:fast -- test/contract/everywhere -t '${title}'   names every place that lacks it
  npm run test:fast -- test/contract -t '${title}' --testPathIgnorePatterns matrix   all but the matrix: several minutes
docs/adding-a-gateway.md is the guide.`);
}

/** Lines of a gateway's own sources; what commands write (\`__schema__\`) and the words of n8n's search (\`.node.json\`) are no code. */
function ownLines(id: string): number {
	const folder = listedFolders().find((one) => one.id === id)?.folder;
	if (folder === undefined) throw new Error(`package.json has no gateway ${id}`);
	return globSync(`nodes/${folder}/**/*.ts`, { cwd: root })
		.map((file) => readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n').length)
		.reduce((sum, lines) => sum + lines, 0);
}

/** What a source exports: a declaration each, and each name of a list. */
function exportsOf(text: string): number {
	const declared =
		/^export (?:async |abstract )?(?:const|function\*?|class|interface|type|enum) \w/gm;
	const listed = /^export (?:type |const )?\{([^}]*)\}/gm;
	const names = [...text.matchAll(listed)].flatMap(([, list = '']) =>
		list.split(',').filter((name) => name.trim() !== ''),
	);
	return [...text.matchAll(declared)].length + names.length;
}

/** Files, lines and exports of each folder in nodes/, and of all of it. */
function house(): string[] {
	const sources = globSync('nodes/**/*.ts', { cwd: root }).map((file) => ({
		room: file.split(path.sep).length > 2 ? (file.split(path.sep)[1] ?? '') : '.',
		text: readFileSync(path.join(root, file), 'utf8').trimEnd(),
	}));
	const rooms = [...new Set(sources.map(({ room }) => room))].sort();
	return ['', ...rooms].map((room) => {
		const own = sources.filter((source) => room === '' || source.room === room);
		const lines = own.reduce((sum, { text }) => sum + text.split('\n').length, 0);
		const exported = own.reduce((sum, { text }) => sum + exportsOf(text), 0);
		const name = room === '' ? 'nodes' : `nodes/${room}`;
		return `${name}: ${own.length} files, ${lines} lines, ${exported} exports`;
	});
}

const [first = '', second = ''] = process.argv.slice(2);
try {
	if (first === '--count' && second === '') console.log(house().join('\n'));
	else if (first === '--count')
		console.log(`${second}: ${ownLines(second)} lines of its own in nodes/`);
	else await make(first, second || first);
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 1;
}
