import { statusOf } from './rows.mts';
import type { DemoRow } from './step.mts';

const HEADINGS = [
	'gateway',
	'message',
	'type',
	'recipient',
	'sent by',
	'gateway id',
	'status',
	'report in',
];

/** Where the outcome was told. */
function source(row: DemoRow): string {
	if (row.waitedFor) return 'the sending node';
	return row.refused || row.reports.map(({ execution }) => `execution ${execution}`).join(' + ');
}

const cells = (row: DemoRow): string[] => [
	row.gateway,
	row.reference,
	row.message?.channel ?? '-',
	row.recipient,
	row.node,
	row.id || '-',
	statusOf(row) || 'no report',
	source(row) || '-',
];

function print(lines: string[][]): string {
	const widths = (lines[0] ?? []).map((_, column) =>
		Math.max(...lines.map((line) => line[column]?.length ?? 0)),
	);
	const aligned = (line: string[]) =>
		line
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd();
	const [headings = [], ...rest] = lines;
	return [
		aligned(headings),
		aligned(widths.map((width) => '-'.repeat(width))),
		...rest.map(aligned),
	].join('\n');
}

/** A line a message: what was sent and what the second workflow was told about it. */
export const table = (rows: DemoRow[]): string => print([HEADINGS, ...rows.map(cells)]);

/** A line for each sending node: how many messages of each type it sent, and what became of them. */
export function groups(rows: DemoRow[]): string {
	const byNode = new Map<string, DemoRow[]>();
	for (const row of rows) {
		const key = `${row.gateway}\n${row.node}`;
		byNode.set(key, [...(byNode.get(key) ?? []), row]);
	}
	const lines = [...byNode.values()].map((own) => [
		own[0]?.gateway ?? '',
		own[0]?.node ?? '',
		String(own.length),
		[...new Set(own.map(({ message }) => message?.channel ?? '-'))].join(', '),
		summary(own),
	]);
	return print([['gateway', 'sent by', 'messages', 'type', 'what became of them'], ...lines]);
}

/** How many messages ended in which status. */
export function summary(rows: DemoRow[]): string {
	const counts = new Map<string, number>();
	for (const row of rows) {
		const status = statusOf(row) || 'no report';
		counts.set(status, (counts.get(status) ?? 0) + 1);
	}
	return [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
}
