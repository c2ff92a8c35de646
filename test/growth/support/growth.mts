/** How the steps of a reader grow with its text. */
import { stepsOf } from './steps.mts';

/**
 * Lengths of a text, the next one only when the one before has found something: a reader may look ahead as far as a bound, and is
 * linear all the same.
 */
const lengths = [1_200, 6_000] as const;

/** Four times the text takes four times as many steps, or sixteen times when each part is read again for each part. */
export const most = 8;

/** What a reader does once, however short the text is. */
const floor = 2_000;

/** @returns how many times more steps four times the text takes; 1 where it is no more than a bound */
export function growth(read: (text: string) => unknown, make: (length: number) => string): number {
	let times = 1;
	for (const length of lengths) {
		const long = stepsOf(() => read(make(length)));
		if (long < most * floor) return 1;
		const short = stepsOf(() => read(make(length / 4)));
		times = long / Math.max(short, floor);
		if (times < most) return 1;
	}
	return times;
}
