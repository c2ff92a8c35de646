import { outputOf, type Execution } from '../executions.mts';
import {
	text,
	type DemoRow,
	type DemoStep,
	type Report,
	type SandboxMessage,
	type Sender,
} from './step.mts';

const senderOf = ({ senders }: DemoStep, { node }: DemoRow): Sender | undefined =>
	senders.find((sender) => sender.node === node);

/** The rows the sending workflow has put out, good and refused. */
export function sentRows({ id: gateway, senders }: DemoStep, execution: Execution): DemoRow[] {
	return senders.flatMap(({ node, waits }) => {
		const accepted = outputOf(execution, node).map(({ json }) => ({
			gateway,
			node,
			reference: text(json.reference),
			recipient: text(json.recipient),
			id: text(json.messageId ?? json.groupId),
			waitedFor: waits ? text(json.status) : '',
			refused: '',
			reports: [],
		}));
		const refused = outputOf(execution, node, 1).map(({ json }) => ({
			gateway,
			node,
			reference: text(json.customerId),
			recipient: text(json.phone),
			id: '',
			waitedFor: '',
			refused: text(json.error),
			reports: [],
		}));
		return [...accepted, ...refused];
	});
}

/** What the second workflow has collected, one of its executions each. */
export const collectedReports = (executions: Execution[]): Report[] =>
	executions.map((execution) => ({
		json: outputOf(execution, 'Report')[0]?.json ?? {},
		execution: execution.id,
	}));

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
	const problems =
		row.recipient === message.recipient
			? []
			: [`${name}: went to ${message.recipient}, not to ${row.recipient}`];
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
