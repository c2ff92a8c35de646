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

/** A line a message: what was sent and what the second workflow was told about it. */
export function table(rows: DemoRow[]): string {
	const lines = [HEADINGS, ...rows.map(cells)];
	const widths = HEADINGS.map((_, column) =>
		Math.max(...lines.map((line) => line[column]?.length ?? 0)),
	);
	const print = (line: string[]) =>
		line
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd();
	const rule = widths.map((width) => '-'.repeat(width)).join('  ');
	return [print(HEADINGS), rule, ...rows.map((row) => print(cells(row)))].join('\n');
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
