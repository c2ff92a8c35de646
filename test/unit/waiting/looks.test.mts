import { lookUntil, waitOf } from '../../../nodes/shared/waiting/looks.ts';
import { pass, passAll, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();

/** Starts looking, and notes at which second each look came. */
function looking(options: object, ends: (looks: number) => boolean) {
	const begin = Date.now();
	const at: number[] = [];
	const abort = new AbortController();
	const wait = waitOf({ waitForFinal: true, ...options }, 'waitForFinal', false);
	if (!wait) throw new Error('is told to wait');
	const look = async () => {
		at.push((Date.now() - begin) / 1000);
		return ends(at.length);
	};
	return { at, abort, done: lookUntil(wait, abort.signal, look) };
}

const never = () => false;

test('looks ever more rarely, at least once a minute, and last at the end of the time', async () => {
	const { at, done } = looking({ waitSeconds: 300, lookSeconds: 20 }, never);
	await passAll();
	await done;
	expect(at).toEqual([20, 50, 95, 155, 215, 275, 300]);
});

test('ends with the look that finds everything decided', async () => {
	const { at, done } = looking({ waitSeconds: 300, lookSeconds: 20 }, (looks) => looks === 2);
	await passAll();
	await done;
	expect(at).toEqual([20, 50]);
});

test('ends without a look when the execution is cancelled', async () => {
	const { at, abort, done } = looking({ waitSeconds: 300, lookSeconds: 20 }, never);
	await pass(21_000);
	abort.abort();
	await passAll();
	await done;
	expect(at).toEqual([20]);
});

test('waits as long as is usual when the fields hold nothing sensible, and no longer than an hour', async () => {
	const preset = looking({ waitSeconds: -1, lookSeconds: 'soon' }, never);
	const longest = looking({ waitSeconds: 1e9, lookSeconds: 600 }, never);
	await passAll();
	await Promise.all([preset.done, longest.done]);
	expect(preset.at[0]).toBe(5);
	expect(preset.at.at(-1)).toBe(120);
	expect(longest.at.at(-1)).toBe(3600);
});

test.each([[{ waitForFinal: false }], [{}]])('does not wait unless told: %j', (options) => {
	expect(waitOf(options, 'waitForFinal', false)).toBeNull();
});
