/**
 * Makes a function that runs tasks: those that have a key in common one after the other, in the order in which it was called
 * for them, and the others at once.
 *
 * @returns what the task returns; it rejects as the task does, which keeps back none of those behind it
 */
export function lineUp() {
	const last = new Map<string, Promise<unknown>>();
	return async <T>(keys: readonly string[], task: () => Promise<T>): Promise<T> => {
		const before = keys.flatMap((key) => last.get(key) ?? []);
		const turn = before.length > 0 ? Promise.all(before).then(task) : task();
		const over = turn.catch(() => {});
		for (const key of keys) last.set(key, over);
		return await turn;
	};
}
