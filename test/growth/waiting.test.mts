/** Calls of an account that wait for each other: four times as many take about four times the steps. */
import { getEventListeners } from 'node:events';
import { Account } from '../../nodes/shared/transport/account.ts';
import { Paces } from '../../nodes/shared/transport/paces.ts';
import { takePlace } from '../unit/support/calls.mts';
import { most } from './support/growth.mts';
import { stepsOfWaiting } from './support/steps.mts';

/** Makes calls at the same time of which none gets a token. */
const withoutToken = async (calls: number) => {
	const { opening } = new Account();
	let made = 0;
	const call = async () => await Promise.resolve(++made);
	await Promise.all(
		Array.from({ length: calls }, async () => await opening.with(call, () => false)),
	);
	expect(made).toBe(calls);
};

test('each call that waits for a token which none of them gets is woken once', async () => {
	const short = await stepsOfWaiting(async () => await withoutToken(250));
	const long = await stepsOfWaiting(async () => await withoutToken(1000));

	expect(short).toBeGreaterThan(250);
	expect(long / short).toBeLessThan(most);
});

/** Calls of which each has a kind of its own, as those about one number each. */
const ofOwnKinds = async (calls: number, signal?: AbortSignal) => {
	const paces = new Paces();
	for (let at = 0; at < calls; at++)
		await takePlace(paces, { kind: String(at), most: 3, withinMs: 60_000 }, { signal });
};

test('a call of a new kind does not look through all kinds before it', async () => {
	const short = await stepsOfWaiting(async () => await ofOwnKinds(6_000));
	const long = await stepsOfWaiting(async () => await ofOwnKinds(12_000));

	expect(short).toBeGreaterThan(6_000);
	expect(long / short).toBeLessThan(most / 2);
});

test('an execution has one listener for its end, however many kinds of calls it makes', async () => {
	const { signal } = new AbortController();
	await ofOwnKinds(100, signal);
	expect(getEventListeners(signal, 'abort')).toHaveLength(1);
});
