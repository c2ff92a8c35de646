import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

type Found = INodeExecutionData[][] | null;

/** Polls under way. n8n makes one context when it publishes a trigger, and gives it to all of its polls. */
const polling = new WeakMap<IPollFunctions, Promise<Found>>();

/**
 * Lets a published trigger make one poll at a time. n8n begins each in its turn, even while the last one still reads; both would
 * begin at the same place and report the same. One that comes too early ends with the other, not before it: with the first that
 * ends, n8n takes from the workflow what evaluates its expressions.
 *
 * @returns what the poll has found; null where another one was under way, behind which the next poll goes on
 */
export async function pollAlone(
	context: IPollFunctions,
	poll: (context: IPollFunctions) => Promise<Found>,
): Promise<Found> {
	const other = polling.get(context);
	if (other) {
		context.logger.info(
			`${context.getNode().name}: the last poll is not over, so this one is left out`,
		);
		await Promise.allSettled([other]);
		return null;
	}
	const own = poll(context);
	polling.set(context, own);
	try {
		return await own;
	} finally {
		polling.delete(context);
	}
}
