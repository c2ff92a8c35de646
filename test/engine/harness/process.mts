/**
 * The process itself. Inside a jest sandbox `process` is a copy whose events never fire; functions
 * of Node's own modules still come from outside.
 */
import { createServer } from 'node:http';

type RealFunction = new (code: string) => () => NodeJS.Process;
export const realProcess = new (createServer.constructor as RealFunction)('return process')();

/**
 * Runs `action` and returns the rejections nobody handled during it and `settleMs` after it.
 *
 * n8n has them whenever a declarative node fails while it builds item k: the requests of the items
 * before are on their way, and nothing waits for them. n8n logs them; jest would fail the test.
 */
export async function withUnhandled<T>(
	action: () => Promise<T>,
	settleMs = 100,
): Promise<{ value: T; unhandled: unknown[] }> {
	const event = 'unhandledRejection';
	const unhandled: unknown[] = [];
	const others = realProcess.listeners(event);
	const collect = (reason: unknown) => void unhandled.push(reason);
	realProcess.removeAllListeners(event);
	realProcess.on(event, collect);
	try {
		const value = await action();
		await new Promise((resolve) => setTimeout(resolve, settleMs));
		return { value, unhandled };
	} finally {
		realProcess.off(event, collect);
		for (const listener of others) realProcess.on(event, listener);
	}
}
