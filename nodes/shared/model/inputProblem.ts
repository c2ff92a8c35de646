import { type Failure, wordsOfError } from './failure';
import type { Redact } from '../text/redact';

/**
 * Words for a person. Those that quote a part of a value are made when the secrets are known: what is cut first could keep a part
 * of one.
 */
export type Words = string | ((redact: Redact) => string);

/** Characters of what is quoted that may stand in a sentence, and those of its beginning that are left of more. */
const longestQuote = 500;
const shownQuote = 60;

/** Problems of one row that are named. */
const mostShown = 5;

/** A sentence that quotes a long value shows its beginning. */
function shortened(sentence: string): string {
	const from = sentence.indexOf('“') + 1;
	const to = sentence.lastIndexOf('”');
	if (to - from <= longestQuote) return sentence;
	const beginning = sentence.slice(0, from + shownQuote).replace(/[\ud800-\udbff]$/, '');
	return `${beginning}…${sentence.slice(to)}`;
}

/** Secrets are masked before anything is cut. */
const spoken = (words: Words, redact: Redact): string =>
	shortened(redact(typeof words === 'string' ? words : words(redact)));

const asItIs: Redact = (value) => value;

/** A question that had to be asked before the call was answered with no. */
export class Unanswered extends Error {
	readonly failure: Failure;

	constructor(failure: Failure) {
		super(failure.text);
		this.failure = failure;
	}
}

/** A value that the user gave cannot be used. It is found before anything is sent. */
export class InputProblem extends Error {
	readonly label: string;

	private readonly problem: Words;

	private readonly next: Words;

	readonly kind: 'invalidRequest' | 'invalidRecipient';

	/** Further ones of the same row. */
	private further: readonly InputProblem[] = [];

	/**
	 * @param label the field's label in the editor
	 * @param problem what is wrong, as the end of a sentence that starts with the label
	 * @param hint what to do next
	 */
	constructor(
		label: string,
		problem: Words,
		hint: Words,
		kind: InputProblem['kind'] = 'invalidRequest',
	) {
		super(`${label} ${typeof problem === 'string' ? problem : problem(asItIs)}`);
		this.label = label;
		this.problem = problem;
		this.next = hint;
		this.kind = kind;
	}

	/** What to do next, as `message` not yet without secrets. */
	get hint(): string {
		return spoken(this.next, asItIs);
	}

	/** @returns this problem, which names another one of the same row as well */
	and(other: InputProblem): InputProblem {
		const both = new InputProblem(this.label, this.problem, this.next, this.kind);
		both.further = [...this.further, other];
		return both;
	}

	/** @returns the sentences and the next steps, without secrets */
	words(redact: Redact): { text: string; hint: string } {
		const all = [this, ...this.further];
		const shown = all.slice(0, mostShown);
		const more = all.length > shown.length ? `; and ${all.length - shown.length} more` : '';
		const hints = new Set(shown.map(({ next }) => spoken(next, redact)));
		return {
			text:
				shown
					.map(({ label, problem }) => `${redact(label)} ${spoken(problem, redact)}`)
					.join('; ') + more,
			hint: [...hints].join(' '),
		};
	}
}

/**
 * @param redact masks the secrets of the account, before a value is quoted in part
 * @returns the problem as a failure; an evaluation that n8n rejected is one as well
 */
export function inputFailure(error: unknown, redact: Redact): Failure {
	if (error instanceof Unanswered) return redact(error.failure);
	const problem = error instanceof InputProblem ? error : undefined;
	const words = problem?.words(redact) ?? {
		text: redact(wordsOfError(error)),
		hint: 'Check the expressions in the fields of this node.',
	};
	return {
		kind: problem?.kind ?? 'invalidRequest',
		code: null,
		...words,
		httpStatus: null,
		uncalled: true,
	};
}
