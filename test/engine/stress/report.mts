/** The page with the figures of a run. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
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
	const { books, seconds } = run;
	const { accepted, refused, notSent, unknown } = books.outcomes;
	const { requests, maxInFlight } = run.gateway.counters;
	return `| ${[
		gateway,
		...[requests, faults, accepted, refused, notSent, unknown, books.unknownTaken].map(count),
		...[books.duplicates, books.contradictions.length, run.secretsFound.length, maxInFlight],
		Math.round(seconds),
	].join(' | ')} |`;
}

export function writeReport(file: string, rows: ReportRow[]): void {
	const total = new Map<string, number>();
	for (const { run } of rows)
		for (const [name, times] of run.struck) total.set(name, (total.get(name) ?? 0) + times);
	const faults = Object.keys(mixedFaults).map((name) => `| ${name} | ${total.get(name) ?? 0} |`);
	const text = `# Sending under stress

*Written by \`npm run stress\`; do not edit.*

${count(rowCount)} messages for each SMS gateway go through **Send Many** in n8n's own engine against the [sandbox](../test/sandbox/README.md),
while ${faultShare * 100} % of all requests meet a fault. The node has an error output and *Retry On Fail* with three tries, which are used:
the request of the first row is refused each time. One recipient in a thousand is refused by the gateway itself. Each request carries ${listSize} rows,
the fields are expressions (\`={{ $json.recipient }}\`), and the credential allows ${concurrent} requests at a time.

After the run the output of the node is compared with what the sandbox has taken, row by row: an accepted row must have been taken
exactly once and have the gateway's own id, a refused one or one that was not sent never, and an unknown one at most once.

| gateway | requests | with a fault | accepted | refused | not sent | unknown | of these taken | duplicates | contradictions | secrets shown | most in flight | seconds |
| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
${rows.map(line).join('\n')}

Seed ${seed}, ${cpus().length} cores shared with the sandbox, Node.js ${process.version}. A row is *unknown* when its request left and no answer
could be read; a request that the gateway cannot have acted on is repeated by itself (429, connection refused). [Why](retries-and-duplicates.md) The
seconds are those of a machine that may have had other work to do, and most of them are pauses that the faults ask for.

## The faults

Each fault is equally likely. An account that is refused as a whole (401, 403) is not among them, because it ends a run by design.

| fault | times |
| --- | --: |
${faults.join('\n')}

## Again

| command | does |
| --- | --- |
| \`npm run stress\` | the run above, and this page |
| \`STRESS_SEED=7 STRESS_ROWS=20000 npm run stress\` | another one |
| \`npm test\` | among others the same with 5,000 rows for each gateway, in one output and with a node that stops |
`;
	writeFileSync(file, text);
}
