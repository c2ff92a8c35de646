/** One poll of a trigger node, as n8n's scheduler makes it: with the static data that the last one left. */
import { PollContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import type { TriggerHost } from './trigger-host.mts';

/**
 * @param problems gets the errors that n8n shows beside what the poll has found
 * @returns the rows that start an execution; null when the poll starts none
 */
export async function poll(
	host: TriggerHost,
	mode: 'trigger' | 'manual' = 'trigger',
	problems: Error[] = [],
): Promise<IDataObject[] | null> {
	const built = host.open(mode, false);
	const { workflow, node, nodeType, additionalData } = built;
	await workflow.expression.acquireIsolate();
	try {
		const emitters: [emit: undefined, emitError?: (error: Error) => void] = [undefined];
		// In a test run of the editor nobody would see it, and n8n has no such function.
		if (mode === 'trigger') emitters.push((error) => problems.push(error));
		const context = new PollContext(workflow, node, additionalData, mode, 'activate', ...emitters);
		const output = (await nodeType.poll?.call(context)) ?? null;
		host.save(built);
		return output && (output[0] ?? []).map(({ json }) => json);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
