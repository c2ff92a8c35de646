/** The clock of a machine is set back by an hour while something waits: nothing waits an hour for it. */
import { pause } from '../../nodes/shared/model/pause.ts';
import { Account } from '../../nodes/shared/transport/account.ts';
import { lookUntil, waitOf } from '../../nodes/shared/waiting/looks.ts';
import { Calls, takePlace } from './support/calls.mts';
import { pass, passAll, useVirtualTime } from './support/virtualTime.mts';

useVirtualTime();

const anHourMs = 3_600_000;

const setBack = () => void jest.setSystemTime(Date.now() - anHourMs);

/** Waits for what a test has begun, so that nothing is left of it. @returns whether it ended within the time */
async function endsWithin(milliseconds: number, begun: Promise<unknown>): Promise<boolean> {
	let ended = false;
	void begun.then(() => (ended = true));
	await pass(milliseconds);
	const inTime = ended;
	await passAll();
	return inTime;
}

test('calls that keep to Requests per Second', async () => {
	const account = new Account().configure({ concurrent: 5, perSecond: 1 });
	await account.call(async () => {});
	setBack();
	expect(
		await endsWithin(
			1000,
			account.call(async () => {}),
		),
	).toBe(true);
});

test('calls that stand back because the gateway asked for a pause', async () => {
	const account = new Account().configure({ concurrent: 5, perSecond: 0 });
	account.limiter.holdBack(2000);
	setBack();
	expect(
		await endsWithin(
			2000,
			account.call(async () => {}),
		),
	).toBe(true);
});

test('calls of which the gateway takes a number within a time', async () => {
	const pace = { kind: 'a', most: 1, withinMs: 60_000 };
	const account = new Account().configure({ concurrent: 5, perSecond: 0 });
	await takePlace(account.paces, pace);
	setBack();
	expect(await endsWithin(60_000, takePlace(account.paces, pace))).toBe(true);
});

test('the pause before another try', async () => {
	const waiting = pause(5000);
	await pass(1000);
	setBack();
	expect(await endsWithin(4000, waiting)).toBe(true);
});

test('an operation that waits for final statuses', async () => {
	const wait = waitOf(
		{ waitForFinal: true, waitSeconds: 30, lookSeconds: 5 },
		'waitForFinal',
		false,
	);
	const waiting = lookUntil(wait!, undefined, async () => false);
	await pass(1000);
	setBack();
	expect(await endsWithin(29_000, waiting)).toBe(true);
});

test('and set forward, no second has more starts than allowed', async () => {
	const account = new Account().configure({ concurrent: 5, perSecond: 2 });
	const calls = new Calls(account);
	calls.addMany(2, 0);
	await pass(0);
	jest.setSystemTime(Date.now() + anHourMs);
	calls.addMany(1, 0);
	await pass(500);
	expect(calls.started).toHaveLength(2);
	await passAll();
});
