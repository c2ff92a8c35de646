/** Runs of the package's nodes in n8n's real engine, in this process, with the vm expression engine. */
import type { INodeExecutionData } from 'n8n-workflow';
import { CredentialStore, runNode, startVmExpressions } from '../../engine/harness/index.mts';
import type { RunOptions } from '../../engine/harness/index.mts';
import { type Case, credentialClass, nodeClass } from '../cases/case.mts';

let started: Promise<void> | undefined;

interface EngineRun {
	/** Time of the node (ms), as n8n writes it into the execution. */
	ms: number;
	output: INodeExecutionData[];
}

/** A credential, and with it a limiter, of its own for each call: a run waits for nothing that an earlier one did. */
export function credentialsOf(one: Pick<Case, 'credential'>): CredentialStore {
	const { type, data } = one.credential;
	return new CredentialStore({ [type]: data }, { [type]: credentialClass(one) });
}

/**
 * Runs a node in the engine.
 *
 * @throws Error when the node or one of its rows failed: a failure takes no time and would look fast
 */
export async function inEngine(options: RunOptions): Promise<EngineRun> {
	await (started ??= startVmExpressions());
	const { error, taskData, outputs } = await runNode(options);
	const output = outputs[0] ?? [];
	const failed = output.find(({ json }) => json.error !== undefined);
	if (error) throw error;
	if (failed) throw new Error(`A row failed: ${JSON.stringify(failed.json)}`);
	return { ms: taskData?.executionTime ?? NaN, output };
}

/** Runs the node of a case. */
export const runCase = async (
	one: Case,
	items: INodeExecutionData[],
	credentials = credentialsOf(one),
): Promise<EngineRun> =>
	await inEngine({ nodeType: nodeClass(one), parameters: one.parameters, items, credentials });
