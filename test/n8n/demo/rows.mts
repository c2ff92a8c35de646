import { outputOf, type Execution } from '../executions.mts';
import { expectedStatus, referenceOf, type SandboxMessage } from './gateway.mts';

/** The nodes of examples/kupon-send.json that send, and where their input comes from. */
export const SENDERS = [
	{ node: 'Send SMS', input: 'Order', atLeast: 1 },
	{ node: 'Send Viber to Many', input: 'Customers', atLeast: 100 },
	{ node: 'Start Cascade', input: 'Reminders', atLeast: 1 },
] as const;

/** One message on its way through both workflows. */
export interface DemoRow {
	node: string;
	reference: string;
	recipient: string;
	/** The id the sending workflow has put out: the message's own or its list's. */
	id: string;
	/** Why the node refused the row; the rest is empty then. */
	refused: string;
	/** What the gateway holds. */
	message?: SandboxMessage;
	/** What the second workflow has collected, with its execution. */
	reports: Array<{ status: string; execution: string }>;
}

const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));

/** The rows the sending workflow has put out, good and refused. */
export function sentRows(execution: Execution): DemoRow[] {
	return SENDERS.flatMap(({ node }) => {
		const accepted = outputOf(execution, node).map(({ json }) => ({
			node,
			reference: text(json.reference),
			recipient: text(json.recipient),
			id: text(json.messageId ?? json.groupId),
			refused: '',
			reports: [],
		}));
		const refused = outputOf(execution, node, 1).map(({ json }) => ({
			node,
			reference: text(json.customerId),
			recipient: text(json.phone),
			id: '',
			refused: text(json.error),
			reports: [],
		}));
		return [...accepted, ...refused];
	});
}

/** Adds to each row what the gateway holds and what the second workflow was told. */
export function joinRows(
	rows: DemoRow[],
	messages: readonly SandboxMessage[],
	reports: Execution[],
): DemoRow[] {
	const byReference = new Map(messages.map((message) => [referenceOf(message), message]));
	const collected = reports.map((execution) => ({
		json: outputOf(execution, 'Report')[0]?.json ?? {},
		execution: execution.id,
	}));
	return rows.map((row) => ({
		...row,
		message: row.refused ? undefined : byReference.get(row.reference),
		reports: collected
			.filter(({ json }) => json.reference === row.reference)
			.map(({ json, execution }) => ({ status: text(json.status), execution })),
	}));
}

/** What is missing or wrong with a row; nothing when the message went all the way. */
export function problemsOf(row: DemoRow): string[] {
	if (row.refused) return row.reports.length > 0 ? [`${row.reference}: reported, but refused`] : [];
	if (!row.message) return [`${row.reference}: the gateway has no such message`];
	const wanted = expectedStatus(row.message);
	const [report, ...more] = row.reports;
	if (!report) return [`${row.reference}: no delivery report (${wanted} was expected)`];
	const problems = more.length > 0 ? [`${row.reference}: ${row.reports.length} reports`] : [];
	if (report.status !== wanted) {
		problems.push(
			`${row.reference}: reported as ${report.status || 'nothing'} instead of ${wanted}`,
		);
	}
	if (row.recipient !== row.message.recipient) {
		problems.push(`${row.reference}: went to ${row.message.recipient}, not to ${row.recipient}`);
	}
	return problems;
}
