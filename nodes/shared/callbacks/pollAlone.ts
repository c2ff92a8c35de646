import { hash } from 'node:crypto';

import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { nodeOf } from '../model/n8n';

/** Published triggers with a poll under way. */
const polling = new Set<string>();

/**
 * What n8n keeps a trigger's memory by. The context tells no trigger: n8n's scheduler for polls (`N8N_SCHEDULER_POLL_TRIGGERS_ENABLED`) makes
 * one for each poll.
 */
const keyOf = (context: IPollFunctions): string =>
	JSON.stringify([context.getWorkflow().id, nodeOf(context).name]);

/** Less than the minute that lies between two polls at least, and more than n8n takes to store what one of them leaves. */
const storedMs = 30_000;

/** Where polls that have moved on began, and when they were over, by `keyOf`. */
const moved = new Map<string, { from: string; at: number }>();

/** The place that a trigger is at, as far as it has to be told from others. */
const placeOf = (context: IPollFunctions): string =>
	hash('sha256', JSON.stringify(context.getWorkflowStaticData('node')));

/**
 * Whether n8n has read the place before it stored the one that the last poll has left. After a crash its scheduler makes the poll that was cut
 * off and the one that is due at once.
 */
function isBehind(key: string, from: string): boolean {
	for (const [name, { at }] of moved) if (performance.now() - at > storedMs) moved.delete(name);
	return moved.get(key)?.from === from;
}

/**
 * Lets a published trigger make one poll at a time. n8n begins each in its turn, even while the last one still reads; both would
 * begin at the same place and report the same. A test run moves nothing on, so it neither waits for others nor holds them up.
 *
 * @returns what the poll has found; null where another one is under way, or was until now, behind which the next poll goes on
 */
export async function pollAlone(
	context: IPollFunctions,
	poll: (context: IPollFunctions) => Promise<INodeExecutionData[][] | null>,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await poll(context);
	const key = keyOf(context);
	const from = placeOf(context);
	if (polling.has(key) || isBehind(key, from)) {
		context.logger.info(
			`${nodeOf(context).name}: the last poll is not over, so this one is left out`,
		);
		return null;
	}
	polling.add(key);
	try {
		const found = await poll(context);
		if (placeOf(context) !== from) moved.set(key, { from, at: performance.now() });
		// What a poll finds, n8n stores together with the place to go on from. Of one that finds nothing it keeps that place too, but for
		// the poll that publishing makes with durable cursors: what came between that one and the next would pass unseen.
		if (found === null) await context.__commitCursor?.();
		return found;
	} finally {
		polling.delete(key);
	}
}
