/** The result as Markdown, for an issue. */
import type { Level, LiveGateway, Verdict } from './model.mts';
import type { Outcome, Settled } from './run.mts';
import { tellLeft } from './run.mts';

interface ReportPlan {
	readonly gateway: Pick<LiveGateway, 'id' | 'displayName'>;
	readonly host: string;
	readonly level: Level;
	readonly outcome: Outcome;
	/** By name: the package, n8n, Node.js. */
	readonly versions: Readonly<Record<string, string>>;
	/** What the page says of a fact, in its Markdown. */
	says(fact: string): string;
	/** Replaces whatever is secret or somebody's own. */
	hide(text: string): string;
}

type Of<K extends Verdict['kind']> = Settled & { verdict: Extract<Verdict, { kind: K }> };

/** A cell of a table, in one line. */
const cell = (text: string): string =>
	text
		.replace(/\s+/g, ' ')
		.replace(/[\\|<>]/g, (sign) => `\\${sign}`)
		.trim();

const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string[] => [
	`| ${head.join(' | ')} |`,
	`| ${head.map(() => '---').join(' | ')} |`,
	...rows.map((row) => `| ${row.join(' | ')} |`),
];

/** Counts by verdict: "12 confirmed, 1 contradicted, 3 open". */
export function tellCounts(results: readonly Settled[]): string {
	const count = (kind: Verdict['kind']) =>
		results.filter(({ verdict }) => verdict.kind === kind).length;
	return `${count('confirmed')} confirmed, ${count('contradicted')} contradicted, ${count('open')} open`;
}

/** @returns the whole report; nothing in it is secret */
export function reportOf(plan: ReportPlan): string {
	const { gateway, host, level, outcome, versions, says, hide } = plan;
	const { results, left, startedAt } = outcome;
	const of = <K extends Verdict['kind']>(kind: K): Array<Of<K>> =>
		results.filter((one): one is Of<K> => one.verdict.kind === kind);
	const [contradicted, unknown, confirmed] = [of('contradicted'), of('open'), of('confirmed')];
	const shown = (text: string) => cell(hide(text));
	const name = (fact: string) => `\`${fact}\``;
	const lines = [
		`# Live check of ${gateway.displayName}`,
		'',
		`${tellCounts(results)}.`,
		'',
		...table(
			['', ''],
			[
				['date', `${startedAt.slice(0, 16).replace('T', ' ')} UTC`],
				['host', cell(host)],
				['level', level],
				...Object.entries(versions),
			],
		),
	];
	if (contradicted.length > 0) {
		lines.push('', '## Contradicted', '');
		lines.push(
			...table(
				['fact', `docs/gateways/${gateway.id}.md says`, 'expected', 'seen'],
				contradicted.map(({ fact, verdict }) => [
					name(fact),
					says(fact),
					shown(verdict.expected),
					shown(verdict.seen),
				]),
			),
		);
	}
	if (unknown.length > 0) {
		lines.push('', '## Open', '');
		lines.push(
			...table(
				['fact', 'of', 'why'],
				unknown.map(({ fact, verdict }) => [name(fact), says(fact), shown(verdict.why)]),
			),
		);
	}
	if (confirmed.length > 0) {
		lines.push('', '## Confirmed', '');
		lines.push(
			...table(
				['fact', 'of', 'seen'],
				confirmed.map(({ fact, verdict }) => [name(fact), says(fact), shown(verdict.seen ?? '')]),
			),
		);
	}
	if (left.length > 0) {
		lines.push(
			'',
			'## Left behind',
			'',
			`Could not be removed: ${tellLeft(left)}. The next start of the live check tries again, \`--clean\` does nothing else.`,
		);
	}
	return `${lines.join('\n')}\n`;
}
