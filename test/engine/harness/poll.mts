/** One poll of a trigger node, as n8n's scheduler makes it: with the static data that the last one left. */
import { PollContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import type { TriggerHost } from './trigger-host.mts';

/** @returns the rows that start an execution; null when the poll starts none */
export async function poll(
	host: TriggerHost,
	mode: 'trigger' | 'manual' = 'trigger',
): Promise<IDataObject[] | null> {
	const built = host.open(mode, false);
	const { workflow, node, nodeType, additionalData } = built;
	await workflow.expression.acquireIsolate();
	try {
		const context = new PollContext(workflow, node, additionalData, mode, 'activate');
		const output = (await nodeType.poll?.call(context)) ?? null;
		host.save(built);
		return output && (output[0] ?? []).map(({ json }) => json);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
