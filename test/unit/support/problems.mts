import { InputProblem } from '../../../nodes/shared/model/inputProblem.ts';

/** @returns the problem that is thrown; anything else that happens is an error of the test */
export function problemOf(act: () => unknown): InputProblem {
	try {
		const value = act();
		throw new Error(`No problem, but ${JSON.stringify(value)}`);
	} catch (error) {
		if (error instanceof InputProblem) return error;
		throw error;
	}
}
