const key = Symbol('problem');

/**
 * Notes in a request why it must not be made. n8n runs `preSend` before the gate, so that what is thrown there would
 * never come to it; the note does.
 */
export const withProblem = <T extends object>(options: T, problem: unknown): T => ({
	...options,
	[key]: problem,
});

/** @returns why the request must not be made, if it must not */
export const problemOf = (options: object): unknown => (options as { [key]?: unknown })[key];
