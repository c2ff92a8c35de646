import type { IDataObject } from 'n8n-workflow';

import type { Setting, ReadParameter } from '../shared/input/parameterReader';
import { type Message, missingVerdict, type Route, type Verdict } from '../shared/delivery/route';
import { givenId, isRecord } from '../shared/text/json';
import { additionalValues } from '../shared/fields/closing';
import { jsonRequest } from './call';
import { acknowledgement } from './gateway';
import { soleOf } from './values';

/** A campaign of one item on its way to the wire. */
export interface Task extends Message {
	body: IDataObject;
	/** Parts of the body that are read only when the request is made. */
	later?: () => Promise<IDataObject>;
}

/** @returns the id in an answer, by the first of the names that it has */
export function taskId(answer: unknown, names: readonly string[]): string | null {
	const body = soleOf(answer);
	if (!isRecord(body)) return null;
	const inner = isRecord(body.data) ? body.data : {};
	return (
		names.map((name) => givenId(body[name]) ?? givenId(inner[name])).find((id) => id !== null) ??
		null
	);
}

/**
 * A way of sending that makes one campaign of each item.
 *
 * @param ids names of the campaign's id in the answer
 * @param channel the channel that the rows name
 * @param judge finds a refusal in an answer that was accepted as a whole
 */
export const taskRoute = (
	path: string,
	ids: readonly string[],
	channel: string,
	make: (read: ReadParameter, setting: Setting) => Omit<Task, 'reference'>,
	judge?: (body: unknown) => Verdict | null,
): Route<Task> => ({
	effect: 'send',
	answer: acknowledgement,
	listSize: () => 1,
	message(read, setting) {
		const task = make(read, setting);
		return { ...task, reference: null, body: { ...task.body, ...additionalValues(read) } };
	},
	groupKey: () => '',
	contentKey: ({ body }) => JSON.stringify(body),
	request: async ([task]) => {
		return jsonRequest('POST', path, { ...task.body, ...(await task.later?.()) });
	},
	verdicts(_tasks, answer) {
		const body = soleOf(answer);
		const groupId = taskId(body, ids);
		if (groupId === null && !(isRecord(body) && body.result === true)) return [missingVerdict];
		return [judge?.(body) ?? { accepted: true, messageId: null, groupId }];
	},
	describe: () => ({ channel }),
});
