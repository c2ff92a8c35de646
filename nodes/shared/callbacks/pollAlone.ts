import { hash } from 'node:crypto';

import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { nodeOf } from '../model/n8n';

/** Polls of published triggers that are under way, by `keyOf`: the place that each leaves, or undefined where it fails. */
const polling = new Map<string, Promise<IDataObject | undefined>>();

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

/** A place that a trigger is at, as far as it has to be told from others. */
const digestOf = (place: IDataObject): string => hash('sha256', JSON.stringify(place));

/** The trigger has been published, and no poll has noted yet where it begins. */
const isUnset = (place: IDataObject): boolean => Object.keys(place).length === 0;

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
 * A trigger that is published anew while its first poll reads takes over the place which that one leaves: until the next poll notes one, all
 * that happens would pass unseen.
 *
 * @returns what the poll has found; null where another one is under way, or was until now, behind which the next poll goes on
 */
export async function pollAlone(
	context: IPollFunctions,
	poll: (context: IPollFunctions) => Promise<INodeExecutionData[][] | null>,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await poll(context);
	const key = keyOf(context);
	const place = context.getWorkflowStaticData('node');
	const underWay = polling.get(key);
	if (underWay && isUnset(place)) {
		const left = await underWay;
		if (!left) return await pollAlone(context, poll);
		Object.assign(place, JSON.parse(JSON.stringify(left)));
		return null;
	}
	const from = digestOf(place);
	if (underWay ?? (!isUnset(place) && isBehind(key, from))) {
		context.logger.info(
			`${nodeOf(context).name}: the last poll is not over, so this one is left out`,
		);
		return null;
	}
	const finding = poll(context);
	polling.set(
		key,
		finding.then(
			() => place,
			() => undefined,
		),
	);
	try {
		const found = await finding;
		if (digestOf(place) !== from) moved.set(key, { from, at: performance.now() });
		// What a poll finds, n8n stores together with the place to go on from. Of one that finds nothing it keeps that place too, but for
		// the poll that publishing makes with durable cursors: what came between that one and the next would pass unseen.
		if (found === null) await context.__commitCursor?.();
		return found;
	} finally {
		polling.delete(key);
	}
}
