/** The figures of a run, for docs/reliability.md. */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { blockIn } from '../../documentBlock.mts';
import { keepResult, writeBlock } from '../../measured.mts';
import { projectRoot } from '../../projectRoot.mts';
import { faultShare, mixedFaults, rowCount, seed } from './faults.mts';
import { concurrent, listSize } from './run.mts';
import type { StressRun } from './run.mts';

export interface ReportRow {
	gateway: string;
	run: StressRun;
	/** Requests that met a fault. */
	faults: number;
}

const count = (value: number): string => value.toLocaleString('en');

function line({ gateway, run, faults }: ReportRow): string {
	const { accepted, refused, notSent, unknown } = run.books.outcomes;
	const { duplicates, contradictions, unknownTaken } = run.books;
	return `| ${[
		gateway,
		...[run.gateway.counters.requests, faults, accepted, refused, notSent, unknown].map(count),
		...[unknownTaken, duplicates, contradictions.length, run.secretsFound.length].map(count),
	].join(' | ')} |`;
}

const table = (lines: string[]): string =>
	[
		'| gateway | requests | with a fault | accepted | refused | not sent | unknown | of these taken | sent twice | contradictions | secrets shown |',
		'| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |',
		...lines,
	].join('\n');

/** How many messages, and which faults: runs that have this in common can stand in one table. */
const kindOfRun = `${count(rowCount)} messages each, seed ${seed}.`;

/** The lines of the page, with those of gateways that have run now. */
function amongEarlier(lines: string[]): string[] {
	const page = readFileSync(path.join(projectRoot(), 'docs', 'reliability.md'), 'utf8');
	const earlier = blockIn(page, 'stress');
	const kept = earlier.endsWith(kindOfRun) ? earlier.split('\n').filter(isOfGateway) : [];
	const byGateway = new Map([...kept, ...lines].map((one) => [one.split(' | ', 1)[0], one]));
	return [...byGateway.values()];
}

const isOfGateway = (text: string): boolean => text.startsWith('| ') && /\d/.test(text);

/** Writes the counts into the page, and which fault struck how often beside the other whole results. */
export function writeReport(rows: ReportRow[]): void {
	const total = new Map<string, number>();
	for (const { run } of rows)
		for (const [name, times] of run.struck) total.set(name, (total.get(name) ?? 0) + times);
	const faults = Object.keys(mixedFaults).map((name) => `| ${name} | ${total.get(name) ?? 0} |`);
	const lines = rows.map(line);
	writeBlock('reliability.md', 'stress', `${table(amongEarlier(lines))}\n\n${kindOfRun}`);
	keepResult(
		'stress.md',
		`# Sending under stress

${count(rowCount)} messages for each gateway, ${faultShare * 100} % of all requests with a fault, ${listSize} rows a request, at most
${concurrent} requests at a time. Seed ${seed}, ${cpus().length} cores shared with the sandbox, Node.js ${process.version}.

${table(lines)}

| fault, each equally likely | times |
| --- | --: |
${faults.join('\n')}

| gateway | seconds, most of them pauses that the faults ask for |
| --- | --: |
${rows.map(({ gateway, run }) => `| ${gateway} | ${Math.round(run.seconds)} |`).join('\n')}
`,
	);
}
