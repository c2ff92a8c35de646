import { outputOf, type Execution, type OutputItem } from '../executions.mts';
import {
	text,
	type DemoRow,
	type DemoStep,
	type Report,
	type RowFields,
	type SandboxMessage,
	type Sender,
} from './step.mts';

const FIELDS: RowFields = { reference: 'customerId', recipient: 'phone' };

const senderOf = ({ senders }: DemoStep, { node }: DemoRow): Sender | undefined =>
	senders.find((sender) => sender.node === node);

/** The item of the input that a row came from. */
const givenFor = (input: OutputItem[], { pairedItem }: OutputItem): Record<string, unknown> =>
	input[(pairedItem as { item?: number } | undefined)?.item ?? -1]?.json ?? {};

/** The rows the sending workflow has put out, good and refused. */
export function sentRows({ id: gateway, senders }: DemoStep, execution: Execution): DemoRow[] {
	return senders.flatMap(({ node, input, waits, campaign, fields = FIELDS }) => {
		const given = outputOf(execution, input);
		const campaignId = campaign && outputOf(execution, campaign)[0]?.json.id;
		const accepted = outputOf(execution, node).map((item) => ({
			gateway,
			node,
			reference: text(item.json.reference ?? givenFor(given, item)[fields.reference]),
			recipient: text(item.json.recipient ?? item.json[fields.recipient]),
			id: text(campaignId ?? item.json.messageId ?? item.json.groupId),
			waitedFor: waits ? text(item.json.status) : '',
			refused: '',
			reports: [],
		}));
		const refused = outputOf(execution, node, 1).map(({ json }) => ({
			gateway,
			node,
			reference: text(json[fields.reference]),
			recipient: text(json[fields.recipient]),
			id: '',
			waitedFor: '',
			refused: text(json.error),
			reports: [],
		}));
		return [...accepted, ...refused];
	});
}

/** What the second workflow has collected: one report an execution, or several where the gateway sends them together. */
export const collectedReports = (executions: Execution[]): Report[] =>
	executions.flatMap((execution) =>
		outputOf(execution, 'Report').map(({ json }) => ({ json, execution: execution.id })),
	);

/** Adds to each row what the gateway holds and what the second workflow was told. */
export function joinRows(
	step: DemoStep,
	rows: DemoRow[],
	messages: readonly SandboxMessage[],
	reports: Report[],
): DemoRow[] {
	return rows.map((row) => ({
		...row,
		message: row.refused ? undefined : messages.find((one) => step.isMessageOf(row, one)),
		reports: reports.filter((one) => step.isReportOf(row, one)),
	}));
}

/** The status a row ended with, wherever it was told. */
export function statusOf(row: DemoRow): string {
	if (row.refused) return 'refused';
	return row.waitedFor || row.reports.map(({ json }) => text(json.status)).join(' + ');
}

/** What is missing or wrong with a row; nothing when the message went all the way. */
export function problemsOf(step: DemoStep, row: DemoRow): string[] {
	const name = `${step.name} ${row.reference}`;
	const { message } = row;
	if (row.refused) return row.reports.length > 0 ? [`${name}: reported, but refused`] : [];
	if (!message) return [`${name}: the gateway has no such message`];
	const wanted = step.expected(row, message);
	const problems = (step.missing?.(message) ?? []).map((what) => `${name}: went without ${what}`);
	if (row.recipient !== message.recipient) {
		problems.push(`${name}: went to ${message.recipient}, not to ${row.recipient}`);
	}
	if (senderOf(step, row)?.waits) {
		if (row.waitedFor === wanted.status) return problems;
		return [...problems, `${name}: ${row.waitedFor || 'nothing'} instead of ${wanted.status}`];
	}
	const [report, ...more] = row.reports;
	if (!report) return [...problems, `${name}: no delivery report (${wanted.status} was expected)`];
	if (more.length > 0) problems.push(`${name}: ${row.reports.length} reports`);
	for (const [field, value] of Object.entries(wanted)) {
		if (report.json[field] === value) continue;
		problems.push(
			`${name}: reported with the ${field} ${text(report.json[field]) || 'empty'} instead of ${text(value)}`,
		);
	}
	return problems;
}

/** What is wrong with the numbers of rows and reports. */
export function countProblems(
	step: DemoStep,
	execution: Execution,
	rows: DemoRow[],
	counts: { reports: number; owed: number },
): string[] {
	const problems: string[] = [];
	for (const { node, input, atLeast } of step.senders) {
		const given = outputOf(execution, input).length;
		const answered = rows.filter((row) => row.node === node).length;
		const accepted = rows.filter((row) => row.node === node && !row.refused).length;
		const name = `${step.name} ${node}`;
		if (answered !== given) problems.push(`${name}: ${given} rows in, ${answered} out`);
		if (accepted < atLeast) problems.push(`${name}: only ${accepted} of ${atLeast} accepted`);
	}
	if (counts.reports !== counts.owed) {
		problems.push(`${step.name}: ${counts.reports} reports instead of ${counts.owed}`);
	}
	return problems;
}
