import { setImmediate } from 'node:timers/promises';

/**
 * Lets what is under way in this process go on. Unlike a time, so many turns are enough on a slow machine too.
 *
 * @param count turns of the event loop
 */
export async function turns(count: number): Promise<void> {
	for (let turn = 0; turn < count; turn++) await setImmediate();
}
