/** `npm run benchmark`: measures everything; the whole result is kept beside the project, its summary in docs/performance.md. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { blockIn } from '../documentBlock.mts';
import { keepResult, measuredFolder, writeBlock } from '../measured.mts';
import { projectRoot } from '../projectRoot.mts';
import { documentOf, type Part } from './document/document.mts';
import { plotOf } from './document/plot.mts';
import { summaryOf } from './document/summary.mts';
import { runSection, type SectionPlan } from './frame/runSection.mts';
import { short } from './frame/statistics.mts';
import { failedRow, type Row } from './frame/types.mts';

const USAGE = `npm run benchmark -- [--quick] [--only part,part]
  --quick   small sizes and one repetition; shows that all works and leaves the documents alone
  --only    only these parts; the others stay as they were measured before`;

const plans: SectionPlan[] = [
	{ file: 'sections/host', title: 'In the real n8n, against HTTP Request', minutes: 30 },
	{ file: 'sections/keys', title: 'Send Once Key, against the same without', minutes: 15 },
	{ file: 'sections/keyStore', title: 'Send Once Key at n8n’s own store', minutes: 4 },
	{ file: 'sections/floor', title: 'Against the undici floor', minutes: 12 },
	{ file: 'sections/memory', title: 'Memory', minutes: 8 },
	{ file: 'sections/reading', title: 'Lists, answers and texts that are read', minutes: 20 },
	{ file: 'sections/sharing', title: 'Rows and executions that share an account', minutes: 15 },
	{ file: 'sections/declarative', title: 'One request per item, declaratively', minutes: 4 },
	{ file: 'sections/json', title: 'Large answers, against JSON.parse', minutes: 5 },
	{ file: 'callbacks', title: 'Callbacks', minutes: 30 },
	{ file: 'sections/strangers', title: 'Large bodies from strangers', minutes: 15 },
	{ file: 'sections/webhookProcesses', title: 'Webhook processes of queue mode', minutes: 8 },
	{ file: 'sections/shortcut', title: 'Expressions', minutes: 3 },
	{ file: 'sections/start', title: 'Start', minutes: 3 },
	{ file: 'sections/growth', title: 'Growth', minutes: 5 },
];

const startedAt = Date.now();

function say(text: string): void {
	const seconds = Math.round((Date.now() - startedAt) / 1000);
	console.log(`[${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}] ${text}`);
}

const rowText = ({ name, ratio, met }: Row): string =>
	`    ${met === null ? 'listed' : met ? 'met   ' : 'MISSED'}  ${ratio === null ? '' : `${short(ratio)} x  `}${name}`;

async function partOf(plan: SectionPlan, quick: boolean): Promise<Part> {
	say(plan.title);
	const begunAt = Date.now();
	const file = path.join(projectRoot(), 'test', 'benchmark', `${plan.file}.mts`);
	const outcome = existsSync(file)
		? await runSection(plan, quick, say)
		: { rows: [failedRow(plan.title, 'measured', `${plan.file}.mts is not there`)] };
	for (const row of outcome.rows) console.log(rowText(row));
	const minutes = (Date.now() - begunAt) / 60_000;
	const day = new Date().toISOString().slice(0, 10);
	return { file: plan.file, title: plan.title, day, minutes, ...outcome };
}

/** Puts the parts that were measured between those of the last time, in the order of the plans. */
function amongEarlier(parts: readonly Part[], data: string): Part[] {
	const earlier = existsSync(data) ? (JSON.parse(readFileSync(data, 'utf8')) as Part[]) : [];
	return plans.flatMap(
		({ file }) => [...parts, ...earlier].find((part) => part.file === file) ?? [],
	);
}

/** The parts that were not measured now stay in the summary as they are. */
function writeSummary(parts: readonly Part[]): void {
	const page = readFileSync(path.join(projectRoot(), 'docs', 'performance.md'), 'utf8');
	const titles = plans.map(({ title }) => title);
	writeBlock('performance.md', 'benchmark', summaryOf(parts, titles, blockIn(page, 'benchmark')));
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean', default: false },
			only: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return 0;
	}
	const wanted = values.only?.split(',');
	const chosen = plans.filter(({ file }) => !wanted || wanted.includes(path.basename(file)));
	if (chosen.length === 0)
		throw new Error(`Parts are ${plans.map(({ file }) => path.basename(file)).join(', ')}`);
	const parts: Part[] = [];
	for (const plan of chosen) parts.push(await partOf(plan, values.quick));

	const name = values.quick ? 'performance-quick' : 'performance';
	const all = amongEarlier(parts, path.join(measuredFolder(), `${name}.json`));
	keepResult(`${name}.json`, `${JSON.stringify(all, null, '\t')}\n`);
	const series = all.flatMap((part) => part.series ?? []);
	const plot = series.length > 0 ? `${name}.svg` : null;
	if (plot) keepResult(plot, plotOf(series));
	say(`Wrote ${keepResult(`${name}.md`, documentOf(all, { quick: values.quick, plot }))}`);
	if (!values.quick) {
		writeSummary(parts);
		say('Wrote the summary in docs/performance.md');
	}
	// A missed target is a finding; a measure that could not be taken is a failure.
	const failed = parts
		.flatMap(({ rows }) => rows)
		.filter(({ ours }) => String(ours).startsWith('failed:'));
	for (const { name, ours } of failed) console.log(`${name}: ${ours}`);
	return failed.length === 0 ? 0 : 1;
}

main().then(
	(code) => (process.exitCode = code),
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);
