/** Polls of a trigger node, as n8n's scheduler makes them: with the static data that the last one left. */
import { PollContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import type { TriggerHost } from './trigger-host.mts';

type Mode = 'trigger' | 'manual';

interface PollerOptions {
	/** Gets the errors that n8n shows beside what a poll has found. */
	problems?: Error[];
	mode?: Mode;
	budgetMs?: number;
	/** Stores the place of a poll that has found nothing, as n8n's durable cursors do. */
	commit?: () => Promise<void>;
}

/** Makes the next poll. @returns the rows that start an execution; null when the poll starts none */
type Poller = () => Promise<IDataObject[] | null>;

/**
 * A trigger as n8n publishes it: one workflow and one context for all of its polls, which n8n begins whether or not the last one
 * is over. The static data is stored after the first poll, which publishing makes, and after those that have found something; what any
 * other leaves, the next poll sees, and a restart does not.
 *
 * @param budgetMs the time that n8n grants to a poll; n8n's own without it
 */
export function poller(
	host: TriggerHost,
	{ problems = [], mode = 'trigger', budgetMs, commit }: PollerOptions = {},
): Poller {
	const built = host.open(mode, false);
	const { workflow, node, nodeType, additionalData } = built;
	const emitters: [emit: undefined, emitError?: (error: Error) => void] = [undefined];
	// In a test run of the editor nobody would see it, and n8n has no such function.
	if (mode === 'trigger') emitters.push((error) => problems.push(error));
	const context = new PollContext(workflow, node, additionalData, mode, 'activate', ...emitters);
	if (budgetMs !== undefined) Object.assign(context, { getPollBudgetMs: () => budgetMs });
	if (commit) Object.assign(context, { __commitCursor: commit });
	let isFirst = true;
	return async () => {
		const isPublishing = isFirst;
		isFirst = false;
		await workflow.expression.acquireIsolate();
		try {
			const output = (await nodeType.poll?.call(context)) ?? null;
			if (output || isPublishing) host.save(built);
			return output && (output[0] ?? []).map(({ json }) => json);
		} finally {
			await workflow.expression.releaseIsolate();
		}
	};
}

/** One poll of a trigger that is published for it. */
export const poll = async (
	host: TriggerHost,
	mode?: Mode,
	problems?: Error[],
): Promise<IDataObject[] | null> => await poller(host, { problems, mode })();
