/** A call's time limit runs out where a test says so: nobody waits for it, and no slow machine reaches it earlier. */
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** The Timeout of such calls, in milliseconds: longer than any test takes. */
export const timeLimitMs = 3_600_000;

/** The calls that are on their way. */
const calls = new Set<ClientRequest>();

subscribe('http.client.request.created', (message) => {
	const { request } = message as { request: ClientRequest };
	calls.add(request);
	request.once('close', () => calls.delete(request));
});

/** Tells the HTTP library of every call on its way what its own timer would tell it. */
export function allTimeRunsOut(): void {
	if (calls.size === 0) throw new Error('No call is on its way');
	for (const call of calls) call.emit('timeout');
}
