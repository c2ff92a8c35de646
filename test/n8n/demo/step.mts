import type { startSandbox } from '../../sandbox/index.mts';
import type { WorkflowFile } from '../index.mts';

/** All gateways of the sandbox; a step uses its own. */
export type DemoSandbox = Awaited<ReturnType<typeof startSandbox>>;

export type GatewayId = 'kupon' | 'smsc' | 'smsby' | 'sendpulse' | 'smsru';

export type SandboxMessage = DemoSandbox['kupon']['messages'][number];

export type SandboxCallback = DemoSandbox['kupon']['callbacks'][number];

/** A node of the sending workflow, and the node that its input comes from. */
export interface Sender {
	readonly node: string;
	readonly input: string;
	readonly atLeast: number;
	/** The node itself waits for the final status: no delivery report comes. */
	readonly waits?: true;
	/** Names of fields; `customerId` and `phone` otherwise. */
	readonly fields?: RowFields;
	/** The node that then sends one campaign to all whom this node has taken in. */
	readonly campaign?: string;
}

/** Where a row says whom it is about, if it has no `reference` and no `recipient`. */
export interface RowFields {
	readonly reference: string;
	readonly recipient: string;
}

/** What the second workflow has collected about one message, with its execution. */
export interface Report {
	readonly json: Record<string, unknown>;
	readonly execution: string;
}

/** One message on its way through both workflows. */
export interface DemoRow {
	gateway: GatewayId;
	node: string;
	reference: string;
	recipient: string;
	/** The id the sending workflow has put out: the message's own, or that of its list or campaign. */
	id: string;
	/** The final status that the sending node has waited for; empty when it does not wait. */
	waitedFor: string;
	/** Why the node refused the row; the rest is empty then. */
	refused: string;
	/** What the gateway holds. */
	message?: SandboxMessage;
	reports: Report[];
}

/** What the gateway and the second workflow have to do before a step is over. */
export interface Owed {
	/** Events that the gateway tells of. */
	events: number;
	/** Those of them that reach the end of the second workflow. */
	reports: number;
}

/** One gateway's part of the demo. A further gateway is one file and one line in steps.mts. */
export interface DemoStep {
	readonly id: GatewayId;
	readonly name: string;
	/** Names of the example workflows. */
	readonly sending: string;
	readonly reporting: string;
	/** The path behind the trigger's webhook id. */
	readonly webhookPath: string;
	/** The trigger whose URL the user has to copy, where the workflow has several. */
	readonly trigger?: string;
	readonly senders: readonly Sender[];
	/** Decides what becomes of the messages. */
	prepare(sandbox: DemoSandbox): void;
	/** The credential that the examples name. */
	credential(sandbox: DemoSandbox): {
		name: string;
		type: string;
		data: Record<string, unknown>;
	};
	/** Does what the notes of the examples ask the user to do with the trigger's production URL. */
	connect(sandbox: DemoSandbox, sending: WorkflowFile, url: string): WorkflowFile;
	owed(sandbox: DemoSandbox): Owed;
	/** How many events a callback carries; one otherwise. */
	eventsIn?(callback: SandboxCallback): number;
	/** Whether the gateway's message is that of the row. */
	isMessageOf(row: DemoRow, message: SandboxMessage): boolean;
	/** Whether the delivery report is about the row. */
	isReportOf(row: DemoRow, report: Report): boolean;
	/** What the delivery report of the row has to say; its `status` also is what a waiting node puts out. */
	expected(row: DemoRow, message: SandboxMessage): Record<string, unknown> & { status: string };
	/** What is missing in the message that the gateway holds. */
	missing?(message: SandboxMessage): string[];
}

export const text = (value: unknown) =>
	value === null || value === undefined ? '' : String(value);

/** The workflow with a value in its Settings node. */
export function withSetting(workflow: WorkflowFile, name: string, value: string): WorkflowFile {
	const copy = structuredClone(workflow);
	const settings = copy.nodes.find((node) => node.name === 'Settings');
	const { assignments } = settings?.parameters.assignments as {
		assignments: Array<{ name: string; value: string }>;
	};
	const field = assignments.find((one) => one.name === name);
	if (!field) throw new Error(`The example has no ${name} in its Settings node`);
	field.value = value;
	return copy;
}
