import { setTimeout as pause } from 'node:timers/promises';

/** A busy machine is slow and nothing else: only what never comes takes so long. */
export const PATIENCE_MS = 300_000;

interface WaitOptions {
	/** What is waited for, as the end of "Waited 30 s for ...". */
	for: string;
	/** How long at most; `PATIENCE_MS` unless told. */
	timeoutMs?: number;
	everyMs?: number;
	/** What changes while things go on: each change grants the whole time anew. */
	progress?: () => unknown;
	/** Asked when the time is over: what there is instead. */
	instead?: () => string | Promise<string>;
}

/** Asks until the answer is not `undefined`. A thrown error ends the waiting at once. */
export async function waitUntil<T>(
	ask: () => Promise<T | undefined> | T | undefined,
	options: WaitOptions,
): Promise<T> {
	const { timeoutMs = PATIENCE_MS } = options;
	let deadline = performance.now() + timeoutMs;
	let reached = options.progress?.();
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		const now = options.progress?.();
		if (now !== reached) deadline = performance.now() + timeoutMs;
		reached = now;
		if (performance.now() >= deadline) {
			const instead = options.instead ? `\n${await options.instead()}` : '';
			const seconds = Math.round(timeoutMs / 1000);
			throw new Error(`Waited ${seconds} s for ${options.for}${instead}`);
		}
		await pause(options.everyMs ?? 100);
	}
}
