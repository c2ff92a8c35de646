import { setTimeout as pause } from 'node:timers/promises';

interface WaitOptions {
	/** What is waited for, as the end of "Waited 30 s for ...". */
	for: string;
	timeoutMs: number;
	everyMs?: number;
	/** Asked when the time is over: what there is instead. */
	instead?: () => string | Promise<string>;
}

/** Asks until the answer is not `undefined`. A thrown error ends the waiting at once. */
export async function waitUntil<T>(
	ask: () => Promise<T | undefined> | T | undefined,
	options: WaitOptions,
): Promise<T> {
	const deadline = Date.now() + options.timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() >= deadline) {
			const instead = options.instead ? `\n${await options.instead()}` : '';
			const seconds = Math.round(options.timeoutMs / 1000);
			throw new Error(`Waited ${seconds} s for ${options.for}${instead}`);
		}
		await pause(options.everyMs ?? 100);
	}
}
