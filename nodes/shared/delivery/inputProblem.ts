import type { Failure } from '../model/failure';

/** A value that the user gave cannot be used. It is found before anything is sent. */
export class InputProblem extends Error {
	readonly label: string;

	readonly hint: string;

	readonly kind: 'invalidRequest' | 'invalidRecipient';

	/**
	 * @param label the field's label in the editor
	 * @param problem what is wrong, as the end of a sentence that starts with the label
	 * @param hint what to do next
	 */
	constructor(
		label: string,
		problem: string,
		hint: string,
		kind: InputProblem['kind'] = 'invalidRequest',
	) {
		super(`${label} ${problem}`);
		this.label = label;
		this.hint = hint;
		this.kind = kind;
	}
}

/** @returns the problem as a failure; an evaluation that n8n rejected is one as well */
export function inputFailure(error: unknown): Failure {
	const problem = error instanceof InputProblem ? error : undefined;
	return {
		kind: problem?.kind ?? 'invalidRequest',
		code: null,
		text: error instanceof Error ? error.message : String(error),
		hint: problem?.hint ?? 'Check the expressions in the fields of this node.',
		httpStatus: null,
		uncalled: true,
	};
}
