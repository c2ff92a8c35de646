/** What a test in the real n8n needs; see each module for its own story. */
export { startN8n, type N8nInstance } from './instance.mts';
export {
	createCredential,
	importWorkflow,
	publishWorkflow,
	readExample,
	rowNode,
	startNode,
	startWorkflow,
	unpublishWorkflow,
	type Credential,
	type WorkflowFile,
	type WorkflowNode,
} from './workflows.mts';
export {
	failureOf,
	finishedExecution,
	getExecution,
	isUnfinished,
	listExecutions,
	outputOf,
	waitForExecutions,
	type Execution,
} from './executions.mts';
export { PATIENCE_MS, waitUntil } from './waitUntil.mts';
