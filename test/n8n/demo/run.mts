import {
	createCredential,
	failureOf,
	finishedExecution,
	importWorkflow,
	listExecutions,
	outputOf,
	poll,
	publishWorkflow,
	readExample,
	startN8n,
	startWorkflow,
	type Execution,
	type N8nInstance,
	type WorkflowFile,
} from '../index.mts';
import { startGateway, story, type KuponSandbox } from './gateway.mts';
import { joinRows, problemsOf, SENDERS, sentRows, type DemoRow } from './rows.mts';

const CREDENTIAL = 'Kupon.mobi account';
const RUN_TIMEOUT_MS = 120_000;
const REPORTS_TIMEOUT_MS = 240_000;

export interface DemoOptions {
	/** A line for the person who watches. */
	say: (text: string) => void;
	/** The editor's port; any free one by default. */
	port?: number;
}

export interface Demo {
	n8n: N8nInstance;
	sandbox: KuponSandbox;
	rows: DemoRow[];
	/** What has not happened; empty when everything has. */
	problems: string[];
	close(): Promise<void>;
}

/** The address of the trigger in a published workflow. */
function triggerUrl(n8n: N8nInstance, workflow: WorkflowFile): string {
	const trigger = workflow.nodes.find((node) => node.webhookId);
	return `${n8n.url}/webhook/${trigger?.webhookId}/kupon`;
}

/** Does what the note in the example asks the user to do: puts the trigger's address into Settings. */
function withCallbackUrl(workflow: WorkflowFile, url: string): WorkflowFile {
	const copy = structuredClone(workflow);
	const settings = copy.nodes.find((node) => node.name === 'Settings');
	const { assignments } = settings?.parameters.assignments as {
		assignments: Array<{ name: string; value: string }>;
	};
	const field = assignments.find(({ name }) => name === 'callbackUrl');
	if (!field) throw new Error('The example has no callbackUrl in its Settings node');
	field.value = url;
	return copy;
}

function countProblems(execution: Execution, rows: DemoRow[]): string[] {
	const problems = failureOf(execution) ? [`The sending workflow: ${failureOf(execution)}`] : [];
	for (const { node, input, atLeast } of SENDERS) {
		const given = outputOf(execution, input).length;
		const answered = rows.filter((row) => row.node === node).length;
		const accepted = rows.filter((row) => row.node === node && !row.refused).length;
		if (answered !== given) problems.push(`${node}: ${given} rows in, ${answered} out`);
		if (accepted < atLeast) problems.push(`${node}: only ${accepted} of ${atLeast} accepted`);
	}
	return problems;
}

/** Waits until the gateway has made every callback and the second workflow has run for every message. */
async function collectReports(
	n8n: N8nInstance,
	sandbox: KuponSandbox,
	workflowId: string,
	say: DemoOptions['say'],
): Promise<{ reports: Execution[]; problems: string[] }> {
	const { messages, callbacks } = sandbox.kupon;
	const owed = messages.reduce((sum, message) => sum + story(message).length, 0);
	const delivered = () => callbacks.filter(({ outcome }) => outcome === 'delivered').length;
	const count = async () => (await listExecutions(n8n.client, { workflowId })).length;
	const problems: string[] = [];
	let told = 0;
	try {
		await poll(
			async () => {
				const started = await count();
				if (Date.now() - told > 5_000) {
					told = Date.now();
					say(
						`${delivered()} of ${owed} callbacks answered, ${started} of ${messages.length} reports`,
					);
				}
				return delivered() >= owed && started >= messages.length ? true : undefined;
			},
			{ for: 'the delivery reports', timeoutMs: REPORTS_TIMEOUT_MS, everyMs: 1_000 },
		);
	} catch (error) {
		const failed = callbacks.findLast(({ outcome }) => outcome !== 'delivered');
		const last = failed ? `; last failure: ${failed.httpStatus ?? failed.error}` : '';
		problems.push(
			`${(error as Error).message}: ${delivered()} of ${owed} callbacks answered${last}`,
		);
	}
	const reports = await listExecutions(n8n.client, { workflowId, includeData: true });
	const failed = reports.filter(({ status }) => status !== 'success');
	for (const report of failed) {
		problems.push(`Report execution ${report.id}: ${report.status} ${failureOf(report)}`);
	}
	return { reports, problems };
}

async function play(n8n: N8nInstance, sandbox: KuponSandbox, say: DemoOptions['say']) {
	const credential = await createCredential(n8n.client, {
		name: CREDENTIAL,
		type: 'kuponApi',
		data: {
			baseUrl: sandbox.kupon.url,
			token: sandbox.kupon.settings.tokens[0],
			callbackSecret: 'a-long-random-text-of-the-demo',
			concurrent: 5,
			perSecond: 10,
		},
	});

	const reporting = readExample('kupon-delivery-reports');
	const reportingId = await importWorkflow(n8n.client, reporting, [credential]);
	await publishWorkflow(n8n.client, reportingId);
	say(`Published "${reporting.name}"`);

	const sending = withCallbackUrl(readExample('kupon-send'), triggerUrl(n8n, reporting));
	const sendingId = await importWorkflow(n8n.client, sending, [credential]);
	say(`Running "${sending.name}"`);
	const execution = await finishedExecution(
		n8n.client,
		await startWorkflow(n8n.client, sendingId, 'Start'),
		RUN_TIMEOUT_MS,
	);
	const sent = sentRows(execution);
	const requests = sandbox.kupon.requests.length;
	say(
		`Execution ${execution.id}: ${execution.status}; the gateway took ` +
			`${sandbox.kupon.messages.length} messages in ${requests} requests`,
	);

	const { reports, problems } = await collectReports(n8n, sandbox, reportingId, say);
	const rows = joinRows(sent, sandbox.kupon.messages, reports);
	return {
		rows,
		problems: [...countProblems(execution, rows), ...problems, ...rows.flatMap(problemsOf)],
	};
}

/** Starts the gateway and n8n, plays both example workflows through, and says what is missing. */
export async function runDemo({ say, port }: DemoOptions): Promise<Demo> {
	const sandbox = await startGateway();
	let n8n: N8nInstance | undefined;
	try {
		say(`The simulated gateway answers at ${sandbox.kupon.url}`);
		say('Starting n8n with the packed package ...');
		n8n = await startN8n({ port });
		say(`n8n answers at ${n8n.url}`);
		const instance = n8n;
		const outcome = await play(instance, sandbox, say);
		return {
			...outcome,
			n8n: instance,
			sandbox,
			async close() {
				await instance.close();
				await sandbox.close();
			},
		};
	} catch (error) {
		const log = n8n?.log().trimEnd().split('\n').slice(-20).join('\n');
		await n8n?.close();
		await sandbox.close();
		if (log && error instanceof Error) error.message += `\nThe last lines of n8n's log:\n${log}`;
		throw error;
	}
}
