/** What a test in the real n8n needs; see each module for its own story. */
export { startN8n, OWNER, type N8nInstance, type N8nOptions } from './instance.mts';
export { N8nClient, N8nRequestError } from './client.mts';
export {
	createCredential,
	importWorkflow,
	publishWorkflow,
	readExample,
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
	type ExecutionFilter,
	type OutputItem,
} from './executions.mts';
export { waitUntil } from './waitUntil.mts';
export { freePorts } from './ports.mts';
