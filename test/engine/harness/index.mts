/**
 * The real n8n engine in process, for tests.
 *
 * `runNode` runs an action node, `runAsTool` the same as an agent's tool, `callWebhook` or
 * `TriggerHost` + `call` a trigger, `activate` and `deactivate` its hooks, `poll` one that polls, `poller` again and again; `evaluateParameters` is
 * n8n's word on a parameter. `testCredential` and `openDropdown` do what the editor does. `deduplication` is
 * the store of processed data. `useVmExpressions` switches a suite to production's expression engine.
 * `expectNoSecrets` searches what any of them returned, `withUnhandled` collects stray rejections.
 */
export { CredentialStore } from './credentials.mts';
export type { CredentialData, CredentialSource } from './credentials.mts';
export { deduplication } from './deduplication.mts';
export { withUnhandled } from './process.mts';
export { runNode } from './run-node.mts';
export type { RunOptions, RunResult } from './run-node.mts';
export type { NodeOptions } from './workflow.mts';
export { TriggerHost } from './trigger-host.mts';
export { call, callWebhook } from './webhook.mts';
export type { CallOptions, CallResult } from './webhook.mts';
export { activate, deactivate } from './activation.mts';
export { poll, poller } from './poll.mts';
export { evaluateParameters, ParameterEvaluator } from './evaluate.mts';
export { startVmExpressions, stopVmExpressions, useVmExpressions } from './expressions.mts';
export { expectNoSecrets, findSecrets } from './secrets.mts';
export { runAsTool } from './tool.mts';
export type { ToolResult } from './tool.mts';
export { timeUp, wake } from './waiting.mts';
export { testCredential } from './credential-test.mts';
export { editorContext, openDropdown } from './dropdown.mts';
export type { DropdownSearch } from './dropdown.mts';
export {
	detailsOf,
	errorOutput,
	itemsOf,
	jsonOf,
	locator,
	benchFor,
	credentialOf,
	operation,
	phoneBench,
	storeOf,
} from './bench.mts';
export type { BenchOptions, BenchRun } from './bench.mts';
