import type { IncomingHttpHeaders } from 'node:http';

import type { Answer } from './answer.mts';

/** One HTTP request as bytes: nothing in it has been percent-decoded or charset-decoded. */
export type Exchange = {
	readonly id: number;
	/** Virtual instant of arrival, ISO. */
	readonly at: string;
	readonly method: string;
	/** The path as it stood on the wire, one character per byte. */
	readonly path: string;
	/** The query string without `?`, one character per byte. */
	readonly query: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
	/** Number of the TCP connection, to see keep-alive. */
	readonly connection: number;
};

/** What the client got back, for the log. */
export type AnswerRecord = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** null when the answer was streamed. */
	readonly body: Buffer | null;
};

export const recordOf = ({ status, headers, body }: Answer): AnswerRecord => ({
	status,
	headers,
	body: Buffer.isBuffer(body) ? body : null,
});

/** An entry of the request log. */
export type RecordedRequest = Exchange & {
	/** The fault that was played on it, if any. */
	fault: string | null;
	/** What the gateway answered to the work that it did, delivered or not; null when it did none. */
	work: AnswerRecord | null;
	/** null while unanswered, and for ever when the connection was dropped. */
	answer: AnswerRecord | null;
};

type ContentType = { readonly type: string; readonly charset: string | null };

/** Splits a Content-Type header into the lower-case media type and its charset. */
export const contentTypeOf = (headers: IncomingHttpHeaders): ContentType => {
	const [type = '', ...parameters] = (headers['content-type'] ?? '').split(';');
	const charset = parameters
		.map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/i.exec(parameter)?.[1])
		.find((name) => name !== undefined);
	return { type: type.trim().toLowerCase(), charset: charset?.toLowerCase() ?? null };
};
