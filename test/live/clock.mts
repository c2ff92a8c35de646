/** Time, so that tests need none. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Waits; ends early when `signal` does. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
	now: () => Date.now(),
	sleep: (ms, signal) =>
		new Promise((resolve) => {
			const end = () => {
				clearTimeout(timer);
				signal?.removeEventListener('abort', end);
				resolve();
			};
			const timer = setTimeout(end, ms);
			if (signal?.aborted) end();
			else signal?.addEventListener('abort', end, { once: true });
		}),
};
