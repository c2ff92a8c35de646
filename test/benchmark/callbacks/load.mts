/** Callers on kept connections, each of which calls again as soon as it is answered. */
import { Agent, request } from 'undici';
import type { Call } from './triggers.mts';

interface Load {
	/** Calls answered 200 a second. */
	perSecond: number;
	/** How often a call was answered otherwise, and repeated as a gateway would. */
	repeated: number;
}

/** Calls a URL once. @returns the status, 0 when there was no answer */
export async function callOnce(agent: Agent, url: string, call: Call): Promise<number> {
	try {
		const { statusCode, body } = await request(call.query ? `${url}?${call.query}` : url, {
			dispatcher: agent,
			method: call.method,
			headers: call.headers,
			body: call.body,
		});
		await body.dump();
		return statusCode;
	} catch {
		return 0;
	}
}

/**
 * Makes all calls, so many at once.
 *
 * @throws Error when a call is answered otherwise than with 200 a hundred times
 */
export async function load(url: string, calls: Iterable<Call>, atOnce: number): Promise<Load> {
	const agent = new Agent({ connections: atOnce, pipelining: 1, headersTimeout: 120_000 });
	const next = calls[Symbol.iterator]();
	let repeated = 0;
	let made = 0;
	const started = performance.now();
	const caller = async () => {
		for (let one = next.next(); !one.done; one = next.next()) {
			made++;
			for (let tries = 1; (await callOnce(agent, url, one.value)) !== 200; tries++) {
				repeated++;
				if (tries === 100) throw new Error(`${url} does not answer 200`);
			}
		}
	};
	await Promise.all(Array.from({ length: atOnce }, caller));
	const seconds = (performance.now() - started) / 1000;
	await agent.close();
	return { perSecond: made / seconds, repeated };
}
