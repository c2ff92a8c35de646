/** Repetitions, interleaved, and what is said about them. */

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Three digits are as many as a noisy machine is good for. */
export function short(value: number): string {
	if (!Number.isFinite(value)) return String(value);
	if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
	return String(Number(value.toPrecision(3)));
}

/** Smallest and largest value. */
export function spreadOf(values: readonly number[]): string {
	if (values.length < 2) return '1 run';
	return `${short(Math.min(...values))}–${short(Math.max(...values))} in ${values.length} runs`;
}

/**
 * Takes each of several measures in turn, round after round, so that a slow minute of the machine hits all of them.
 *
 * @param warmUp rounds whose values are thrown away
 */
export async function interleave<K extends string>(
	measures: Record<K, () => Promise<number> | number>,
	rounds: number,
	warmUp = 1,
): Promise<Record<K, number[]>> {
	const names = Object.keys(measures) as K[];
	const samples = Object.fromEntries(names.map((name) => [name, [] as number[]]));
	for (let round = -warmUp; round < rounds; round++) {
		for (const name of names) {
			const value = await measures[name]();
			if (round >= 0) samples[name]?.push(value);
		}
	}
	return samples as Record<K, number[]>;
}

/** The ratio of two measures, round by round. */
export const ratios = (over: readonly number[], under: readonly number[]): number[] =>
	over.map((value, round) => value / (under[round] ?? NaN));

/** Milliseconds that an action takes. */
export async function timed(action: () => unknown): Promise<number> {
	const started = performance.now();
	await action();
	return performance.now() - started;
}
