import {
	createCredential,
	failureOf,
	finishedExecution,
	importWorkflow,
	isUnfinished,
	listExecutions,
	waitUntil,
	publishWorkflow,
	readExample,
	startWorkflow,
	type Execution,
	type N8nInstance,
	type WorkflowFile,
} from '../index.mts';
import { collectedReports, countProblems, joinRows, problemsOf, sentRows } from './rows.mts';
import type { DemoRow, DemoSandbox, DemoStep } from './step.mts';

const PROGRESS_EVERY_MS = 5_000;

/** Where a step is played. */
export interface DemoHost {
	n8n: N8nInstance;
	sandbox: DemoSandbox;
	/** A line for the person who watches. */
	say: (text: string) => void;
}

export interface StepOutcome {
	rows: DemoRow[];
	/** What has not happened; empty when everything has. */
	problems: string[];
}

/** The address of the trigger in a published workflow. */
function triggerUrl(n8n: N8nInstance, workflow: WorkflowFile, step: DemoStep): string {
	const trigger = workflow.nodes.find(
		(node) => node.webhookId && (!step.trigger || node.name === step.trigger),
	);
	return `${n8n.url}/webhook/${trigger?.webhookId}/${step.webhookPath}`;
}

/** Waits until the gateway has told of every event and the second workflow has ended for every report. */
async function collectReports(
	step: DemoStep,
	{ n8n, sandbox, say }: DemoHost,
	workflowId: string,
): Promise<{ executions: Execution[]; problems: string[] }> {
	const { callbacks } = sandbox[step.id];
	const owed = step.owed(sandbox);
	const told = () =>
		callbacks
			.filter(({ outcome }) => outcome === 'delivered')
			.reduce((sum, callback) => sum + (step.eventsIn?.(callback) ?? 1), 0);
	const problems: string[] = [];
	let executions: Execution[] = [];
	let readFor = 0;
	let saidAt = 0;
	try {
		await waitUntil(
			async () => {
				executions = await listExecutions(n8n.client, { workflowId });
				if (Date.now() - saidAt > PROGRESS_EVERY_MS) {
					saidAt = Date.now();
					say(
						`${told()} of ${owed.events} events told by the gateway; ` +
							`${executions.length} executions for ${owed.reports} reports`,
					);
				}
				// Their data is much, so it is read only when all of it can be there.
				if (told() < owed.events || executions.some(isUnfinished)) return undefined;
				if (executions.length === readFor) return undefined;
				readFor = executions.length;
				executions = await listExecutions(n8n.client, { workflowId, includeData: true });
				return collectedReports(executions).length >= owed.reports ? true : undefined;
			},
			{
				for: `the delivery reports of ${step.name}`,
				everyMs: 1_000,
				progress: told,
			},
		);
	} catch (error) {
		const failed = callbacks.findLast(({ outcome }) => outcome !== 'delivered');
		const last = failed ? `; last failure: ${failed.httpStatus ?? failed.error}` : '';
		problems.push(`${(error as Error).message}: ${told()} of ${owed.events} events told${last}`);
	}
	// A report too many would come last.
	executions = await listExecutions(n8n.client, { workflowId, includeData: true });
	for (const report of executions.filter(({ status }) => status !== 'success')) {
		problems.push(`Report execution ${report.id}: ${report.status} ${failureOf(report)}`);
	}
	return { executions, problems };
}

/** Plays both example workflows of one gateway through, and says what is missing. */
export async function playStep(step: DemoStep, host: DemoHost): Promise<StepOutcome> {
	const { n8n, sandbox, say } = host;
	const gateway = sandbox[step.id];
	const credential = await createCredential(n8n.client, step.credential(sandbox));

	const reporting = readExample(step.reporting);
	const reportingId = await importWorkflow(n8n.client, reporting, [credential]);
	await publishWorkflow(n8n.client, reportingId);
	say(`Published "${reporting.name}"`);

	const url = triggerUrl(n8n, reporting, step);
	const sending = step.connect(sandbox, readExample(step.sending), url);
	const sendingId = await importWorkflow(n8n.client, sending, [credential]);
	say(`Running "${sending.name}"`);
	const execution = await finishedExecution(
		n8n.client,
		await startWorkflow(n8n.client, sendingId, 'Start'),
	);
	say(
		`Execution ${execution.id}: ${execution.status}; the gateway took ` +
			`${gateway.messages.length} messages in ${gateway.requests.length} requests`,
	);

	const { executions, problems } = await collectReports(step, host, reportingId);
	const reports = collectedReports(executions);
	const rows = joinRows(step, sentRows(step, execution), gateway.messages, reports);
	const counts = { reports: reports.length, owed: step.owed(sandbox).reports };
	const failure = failureOf(execution);
	return {
		rows,
		problems: [
			...(failure ? [`The sending workflow of ${step.name}: ${failure}`] : []),
			...countProblems(step, execution, rows, counts),
			...problems,
			...rows.flatMap((row) => problemsOf(step, row)),
		],
	};
}
