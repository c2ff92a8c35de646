/** Every cell of the whole matrix, from what its suites have left behind; and the counts for docs/reliability.md. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { keepResult, writeBlock } from '../../measured.mts';
import { listedFolders } from '../../gatewayFolders.mts';
import { projectRoot } from '../../projectRoot.mts';

interface ReportedCell {
	operation: string;
	effect: string;
	transport: string;
	fault: string;
	says: string;
	own: boolean;
	seen: {
		shown: string;
		rows: number;
		message: string | null;
		kind: string | null;
		outcome: string | null;
		hint: string | null;
		requests: number;
		acted: number;
		strayed: number;
		leaked: string | null;
	};
	problems: string[];
}

interface ReportedGateway {
	id: string;
	displayName: string;
	seconds: number;
	cells: ReportedCell[];
}

const gateways = listedFolders().map(({ id }): ReportedGateway => {
	const file = path.join(projectRoot(), 'test', '.artifacts', 'matrix', `${id}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as ReportedGateway;
});

const all = gateways.flatMap(({ cells }) => cells);

const count = (test: (cell: ReportedCell) => boolean): number => all.filter(test).length;

const distinct = <T,>(values: T[]): T[] => [...new Set(values)];

const number = (value: number): string => value.toLocaleString('en-US');

/** What the user sees, in one sign. */
function sign({ seen }: ReportedCell): string {
	if (seen.shown === 'thrown') return '‼';
	if (seen.shown === 'rows') return seen.rows > 0 ? '✓' : '∅';
	if (seen.kind === 'outcomeUnknown') return '?';
	if (seen.kind === 'unavailable') return '↯';
	return seen.kind === 'unknown' ? '!' : '✗';
}

const cellText = (cell: ReportedCell): string =>
	`${sign(cell)} ${cell.seen.requests}/${cell.seen.acted}${cell.problems.length > 0 ? ' **wrong**' : ''}`;

const row = (texts: string[]): string => `| ${texts.join(' | ')} |`;

const grid = (headings: string[], rows: string[][]): string =>
	[row(headings), row(headings.map(() => '---')), ...rows.map(row)].join('\n');

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function operationsTable(cells: ReportedCell[]): string {
	const faults = distinct(cells.map(({ fault }) => fault));
	const byPlace = new Map(cells.map((cell) => [`${cell.operation}\0${cell.fault}`, cell]));
	const operations = distinct(cells.map(({ operation }) => operation));
	return grid(
		['operation', 'effect', ...faults],
		operations.map((operation) => {
			const own = cells.find((cell) => cell.operation === operation);
			return [
				operation,
				own?.effect ?? '',
				...faults.map((fault) => {
					const cell = byPlace.get(`${operation}\0${fault}`);
					if (!cell) throw new Error(`${operation} was not tried with ${fault}`);
					return cellText(cell);
				}),
			];
		}),
	);
}

/** One example of what is shown, for each fault and effect with words of its own. */
function wordsTable(cells: ReportedCell[]): string {
	const seen = new Set<string>();
	const failed = cells.filter((cell) => {
		const key = [cell.fault, cell.effect, cell.seen.kind].join('\0');
		if (cell.seen.shown !== 'failed' || seen.has(key)) return false;
		seen.add(key);
		return true;
	});
	return grid(
		['fault', 'effect', '`kind`', '`outcome`', '`error`', 'next step (`hint`)'],
		failed.map(({ fault, effect, seen: { kind, outcome, message, hint } }) => [
			fault,
			effect,
			`\`${kind}\``,
			outcome === null ? '' : `\`${outcome}\``,
			escaped(message ?? ''),
			escaped(hint ?? ''),
		]),
	);
}

function totals(): string {
	return grid(
		['', 'operations', 'faults', 'cells', 'HTTP requests', 'acted', 'as promised'],
		gateways.map(({ displayName, cells }) => [
			displayName,
			number(distinct(cells.map(({ operation }) => operation)).length),
			number(distinct(cells.map(({ fault }) => fault)).length),
			number(cells.length),
			number(cells.reduce((sum, { seen }) => sum + seen.requests, 0)),
			number(cells.reduce((sum, { seen }) => sum + seen.acted, 0)),
			number(cells.filter(({ problems }) => problems.length === 0).length),
		]),
	);
}

const once = ({ effect }: ReportedCell): boolean => effect === 'send' || effect === 'once';

const isOpen = ({ seen }: ReportedCell): boolean => seen.kind === 'outcomeUnknown';

const changes = ({ effect }: ReportedCell): boolean => !['local', 'read'].includes(effect);

const lost = (cell: ReportedCell): boolean =>
	changes(cell) && cell.seen.acted > 0 && cell.seen.shown !== 'rows';

const day = new Date().toISOString().slice(0, 10);

const facts = [
	`${number(all.length)} cells on ${day}, of which ${number(count(({ problems }) => problems.length > 0))} are not as promised.`,
	`A call that sends, spends or creates was carried out twice in ${count((cell) => once(cell) && cell.seen.acted > 1)} of its ${number(count(once))} cells.`,
	`In ${number(count(lost))} cells the gateway changed something and no usable answer came; ${count((cell) => lost(cell) && !isOpen(cell))} of them say anything but that the outcome is unknown.`,
	`${count(({ seen }) => seen.strayed > 0)} requests arrived at the host that a redirect named.`,
	`${count(({ seen }) => seen.leaked !== null)} secrets were found in outputs, errors, logs and stored execution data, in plain or encoded.`,
	`${count(({ seen }) => seen.shown === 'thrown')} cells ended with a thrown error instead of a row; the node was set to *Continue (using error output)*.`,
];

const shared = gateways[0]?.cells.filter(({ own }) => !own) ?? [];

const faultsTable = grid(
	['fault', 'what happens'],
	distinct(shared.map(({ fault }) => fault)).map((fault) => [
		fault,
		shared.find((cell) => cell.fault === fault)?.says ?? '',
	]),
);

const ownFaults = (cells: ReportedCell[]): string =>
	grid(
		['refusal', 'what the gateway answers'],
		distinct(cells.map(({ fault }) => fault)).map((fault) => [
			fault,
			escaped(cells.find((cell) => cell.fault === fault)?.says ?? ''),
		]),
	);

const gatewayText = ({ displayName, cells }: ReportedGateway): string => {
	const own = cells.filter((cell) => cell.own);
	const common = cells.filter((cell) => !cell.own);
	return `## ${displayName}

${operationsTable(common)}

### ${displayName}: its own refusals

${ownFaults(own)}

${operationsTable(own)}
`;
};

/** The words of every gateway are alike; SMSC has every effect. */
const example = gateways.find(({ id }) => id === 'smsc') as ReportedGateway;

const seconds = gateways.reduce((sum, gateway) => sum + gateway.seconds, 0);

const counts = `${facts.map((fact) => `- ${fact}`).join('\n')}

${totals()}`;

const text = `# The failure matrix, cell by cell

Every operation of every node against every fault, tried in n8n's own engine against simulated gateways (\`test/sandbox\`), as
\`npm run matrix\` found it.

${counts}

## How to read it

A cell says what the user sees, then the HTTP requests of the operation's own call, then how often the gateway did what was
asked: \`? 1/1\` is one request, carried out once, and reported as unknown.

| sign | what the user sees |
| --- | --- |
| ✓ | the output row |
| ∅ | no row, since the gateway has nothing to list |
| ✗ | a row on the error output: the gateway said no, in its own words |
| ↯ | a row on the error output: no connection, or no answer to a call that only reads; nothing was sent or changed |
| ? | a row on the error output: it is unknown whether the gateway did it (\`kind: outcomeUnknown\`, and \`outcome: unknown\` for a message) |
| ! | a row on the error output: the answer cannot be used, and the call only reads |

| effect | what a second call does | when no answer came |
| --- | --- | --- |
| local | nothing, since nobody is called | |
| read | nothing | it is made again (docs/retries-and-duplicates.md says how often) |
| again | changes nothing more (lists of addresses) | it is made again; if that does not help, the outcome is unknown |
| once | makes a second thing, or is refused because of the first | it is never made again; the outcome is unknown |
| send | sends or spends again | it is never made again; the outcome is unknown |

Where the gateway did its work and the first column of a cell is ✓ although no answer came, the node asked the gateway about
the message afterwards (SMSC, whose messages carry an id of the node's own). Where a removal was carried out and its repetition
refused ("not found"), the outcome is unknown as well. SMSC answers some commands with an empty body, which is a success there.
Of "refused" and "DNS" all requests that were tried are counted; operations that ask for the currency first try two.

${faultsTable}

## What the failed rows say

${wordsTable(example.cells)}

${gateways.map(gatewayText).join('\n')}
## Method

- The rows come from the descriptions of the nodes: an operation without a sample input (\`test/contract/samples\`) fails the suite.
  Operations of SendPulse are tried with an API key, and one of each transport class with OAuth2.
- The first column, "none", has to be a success: the simulated gateway accepts each sample and does its work once.
- What each cell has to show is derived from four rules in \`test/contract/matrix/rules.mts\` (what cannot have arrived is repeated; what
  may have arrived is repeated only if that does no harm; a refusal is final; no redirect is followed), never from what the code did before.
- A call counts as carried out when a message stands in the sandbox's ledger, or when its log shows that it did the work and accepted
  it, whether or not the answer arrived. Requests are counted where they arrive, or where they leave the process if they cannot arrive.
- One input item, *On Error: Continue (using error output)*. Time limits are the user's own option (three seconds for "hang", otherwise a minute).
- Everything that a run leaves behind (output, errors, log, stored execution) is searched for the secrets of the credential, plain,
  percent-encoded, as JSON, hexadecimal and base64.
- 50 MB: n8n takes a whole answer into memory before the node sees it and offers no limit for that. The node reads no answer
  of more than 32 MB: no text, no rows and no stored execution are made of it.
- It took ${number(Math.round(seconds))} seconds of work, two gateways at a time. \`npm test\` runs every fault on one operation of each
  transport class, and every operation on four faults.
`;

writeBlock('reliability.md', 'matrix', counts);
console.log(counts);
console.log(`Written: ${keepResult('matrix.md', text)}, and the counts in docs/reliability.md`);
