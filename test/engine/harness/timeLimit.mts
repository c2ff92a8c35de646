/** A call's time limit runs out where a test says so: nobody waits for it, and no slow machine reaches it earlier. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { setImmediate } from 'node:timers';
import type { Fault } from '../../sandbox/framework/faults.mts';

/** The Timeout of such calls, in milliseconds: longer than any test takes. */
export const timeLimitMs = 3_600_000;

/** The calls that are on their way. */
const calls = new Set<ClientRequest>();

const channel = 'http.client.request.created';

const note = (message: unknown): void => {
	const { request } = message as { request: ClientRequest };
	calls.add(request);
	request.once('close', () => calls.delete(request));
};

subscribe(channel, note);
// Of Node.js and not of jest: it would go on in the files that follow in the same process.
afterAll(() => void unsubscribe(channel, note));

/** Tells the HTTP library of every call on its way what its own timer would tell it. */
export function allTimeRunsOut(): void {
	if (calls.size === 0) throw new Error('No call is on its way');
	for (const call of calls) call.emit('timeout');
}

/**
 * The fault of a gateway that does its work and holds the answer back until the time of the call runs out, which it does as soon as
 * all calls on the way have come as far.
 */
export function noAnswerInTime(): Fault {
	let held = 0;
	const end = (): void => {
		if (calls.size > held) return void setImmediate(end);
		held = 0;
		allTimeRunsOut();
		calls.clear();
	};
	const onHeld = (): void => void (held++ === 0 && setImmediate(end));
	return { kind: 'hang', when: 'after', onHeld };
}
