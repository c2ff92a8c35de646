/** Calls of an account that wait for each other: four times as many take about four times the steps. */
import { Account } from '../../nodes/shared/transport/account.ts';
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
