/** How n8n turns an error into an HTTP answer. */
import { OperationalError, UnexpectedError, UserError } from 'n8n-workflow';

/** n8n's error with an HTTP status of its own. */
export class ResponseError extends Error {
	readonly httpStatusCode: number;
	readonly hint?: string;

	constructor(message: string, httpStatusCode: number, hint?: string) {
		super(message);
		this.httpStatusCode = httpStatusCode;
		this.hint = hint;
		this.name = 'ResponseError';
	}
}

/** Status and body n8n answers with (`response-helper.js`, `http-error-classifier.js`). */
export function describeError(error: Error): { status: number; body: Record<string, unknown> } {
	const { message } = error;
	if (error instanceof ResponseError) {
		const { httpStatusCode: status, hint } = error;
		return { status, body: { code: status, message, ...(hint ? { hint } : {}) } };
	}
	return { status: error instanceof UserError ? 400 : 500, body: { code: 0, message } };
}

/** What the caller of a webhook learns when its `webhook()` throws. */
export const notStarted = () =>
	new UnexpectedError('Workflow Webhook Error: Workflow could not be started!');

/** What the caller learns when anything else around the execution fails. */
export function asAnswer(error: unknown): Error {
	if (error instanceof ResponseError && error.httpStatusCode < 500) return error;
	return new OperationalError('There was a problem executing the workflow', {
		cause: error as Error,
	});
}
