import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { nodeOf } from '../model/n8n';

/** Contexts with a poll under way. n8n makes one when it publishes a trigger, and gives it to all of its polls. */
const polling = new WeakSet<IPollFunctions>();

/**
 * Lets a published trigger make one poll at a time. n8n begins each in its turn, even while the last one still reads; both would
 * begin at the same place and report the same.
 *
 * @returns what the poll has found; null where another one is under way, behind which the next poll goes on
 */
export async function pollAlone(
	context: IPollFunctions,
	poll: (context: IPollFunctions) => Promise<INodeExecutionData[][] | null>,
): Promise<INodeExecutionData[][] | null> {
	if (polling.has(context)) {
		context.logger.info(
			`${nodeOf(context).name}: the last poll is not over, so this one is left out`,
		);
		return null;
	}
	polling.add(context);
	try {
		return await poll(context);
	} finally {
		polling.delete(context);
	}
}
