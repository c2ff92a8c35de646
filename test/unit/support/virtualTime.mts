/** Time that passes only when a test says so: no test waits, and none is measured against a clock. */
export function useVirtualTime(): void {
	beforeEach(() => void jest.useFakeTimers({ now: Date.UTC(2026, 0, 15) }));
	afterEach(() => void jest.useRealTimers());
}

/** Lets time pass, with everything that happens in it. */
export const pass = async (milliseconds: number): Promise<void> => {
	await jest.advanceTimersByTimeAsync(milliseconds);
};

/** Lets time pass until nothing waits for it any more. */
export const passAll = async (): Promise<void> => {
	await jest.runAllTimersAsync();
};
