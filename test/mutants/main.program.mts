/**
 * `npm run mutants`: plants mistakes in the gateways, one at a time, and runs the tests of the contract that have to notice.
 * Ids of gateways (`kupon smsc`) and names of mistakes (`callback`) as arguments choose some. No file in nodes/ is changed.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../projectRoot.mts';
import { tie } from '../setup/tie.js';
import { type Catcher, type Mistake, mistakes, type Mutant, type Plan } from './mistakes.mts';
import { plant } from './plant.mts';
import { listedFolders } from '../gatewayFolders.mts';

const root = projectRoot();

interface Planned {
	id: string;
	displayName: string;
	plan: Plan;
}

/** The plans beside this file, one a gateway of package.json. */
async function plans(): Promise<Planned[]> {
	const planned: Planned[] = [];
	for (const { id, folder: name } of listedFolders()) {
		const module = (await import(`./${id}.mts`)) as Record<string, Plan>;
		const [plan] = Object.values(module);
		const source = readFileSync(path.join(root, 'nodes', name, `${name}.node.ts`), 'utf8');
		const displayName = /displayName: '([^']+)'/.exec(source)?.[1] ?? name;
		if (plan) planned.push({ id, displayName, plan });
	}
	return planned;
}

/** Runs can go on side by side. */
const folder = path.join(root, 'test', '.artifacts', 'mutants', String(process.pid));

interface Report {
	numPassedTests: number;
	numFailedTests: number;
	numRuntimeErrorTestSuites: number;
}

/** Runs the tests with one source as it is told; null where jest wrote no report. */
async function runTests(
	displayName: string,
	{ project, file, tests }: Catcher,
	mutated?: { file: string; text: string },
): Promise<Report | null> {
	const report = path.join(folder, 'report.json');
	const mutant = path.join(folder, 'mutant.json');
	rmSync(report, { force: true });
	if (mutated) writeFileSync(mutant, JSON.stringify(mutated));
	const pattern = `^${displayName.replaceAll('.', '\\.')} .*${tests}`;
	const child = tie(
		spawn(
			process.execPath,
			[
				...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
				path.join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
				...['--selectProjects', project, '--runInBand', '--testTimeout=60000'],
				...['--json', '--outputFile', report, '--silent', file, '-t', pattern],
			],
			{
				cwd: root,
				stdio: 'ignore',
				env: { ...process.env, ...(mutated ? { MUTANT: mutant } : {}) },
			},
		),
	);
	await new Promise((resolve) => child.once('close', resolve));
	try {
		return JSON.parse(readFileSync(report, 'utf8')) as Report;
	} catch {
		return null;
	}
}

/** The source with the mistake in it. @throws when the place is gone */
function mutate({ file, edits }: Mutant): { file: string; text: string } {
	const source = path.join(root, file);
	const text = edits.reduce((so, edit) => plant(file, so, edit), readFileSync(source, 'utf8'));
	return { file: source, text };
}

/** Whether the tests pass as long as nothing is planted; they are run once. */
const sound = new Map<string, Promise<boolean>>();

async function isSound(displayName: string, by: Catcher): Promise<boolean> {
	const key = JSON.stringify([displayName, by]);
	const known =
		sound.get(key) ??
		runTests(displayName, by).then(
			(report) =>
				report !== null &&
				report.numPassedTests > 0 &&
				report.numFailedTests + report.numRuntimeErrorTestSuites === 0,
		);
	sound.set(key, known);
	return await known;
}

/** What became of a mutant. */
async function fate(displayName: string, mutant: Mutant, by: Catcher): Promise<string> {
	let mutated: ReturnType<typeof mutate>;
	try {
		mutated = mutate(mutant);
	} catch (error) {
		return `NOT TRIED: ${(error as Error).message}`;
	}
	if (!(await isSound(displayName, by)))
		return `NOT TRIED: the tests “${by.tests}” of ${by.file} are missing or fail without it`;
	const report = await runTests(displayName, by, mutated);
	if (!report) return 'NOT TRIED: jest wrote no report';
	if (report.numRuntimeErrorTestSuites > 0) return 'NOT TRIED: the mistake does not compile';
	if (report.numFailedTests > 0) return `caught by ${report.numFailedTests} tests`;
	return `SURVIVED ${report.numPassedTests} tests “${by.tests}” of ${by.file}`;
}

async function main(args: string[]): Promise<number> {
	const gateways = await plans();
	const ids = args.filter((arg) => gateways.some(({ id }) => id === arg));
	const names = args.filter((arg): arg is Mistake => arg in mistakes);
	const unknown = args.filter((arg) => !ids.includes(arg) && !(arg in mistakes));
	if (unknown.length > 0) {
		console.error(
			`There is no ${unknown.join(', ')}. Gateways: ${gateways.map(({ id }) => id).join(', ')}; ` +
				`mistakes: ${Object.keys(mistakes).join(', ')}`,
		);
		return 2;
	}
	mkdirSync(folder, { recursive: true });
	let caught = 0;
	const others: string[] = [];
	for (const { id, displayName, plan } of gateways) {
		if (ids.length > 0 && !ids.includes(id)) continue;
		for (const [name, { says, by }] of Object.entries(mistakes)) {
			if (names.length > 0 && !names.includes(name as Mistake)) continue;
			const planted = plan[name as Mistake];
			if ('absent' in planted) {
				console.log(`${displayName}, ${name}: not there, since ${planted.absent}`);
				continue;
			}
			for (const mutant of planted) {
				const place = `${mutant.file}, ${mutant.edits.map((edit) => edit.in).join(', ')}`;
				const what = await fate(displayName, mutant, mutant.by ?? by);
				const line = `${displayName}, ${name} (${says}; ${place}): ${what}`;
				console.log(line);
				if (what.startsWith('caught')) caught++;
				else others.push(line);
			}
		}
	}
	console.log(`\n${caught} caught, ${others.length} not caught`);
	for (const line of others) console.log(`  ${line}`);
	rmSync(folder, { recursive: true, force: true });
	return others.length === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
	(code) => (process.exitCode = code),
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);
