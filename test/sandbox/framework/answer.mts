/** A complete HTTP answer of a gateway. An iterable body is streamed. */
export type Answer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer | Iterable<Buffer>;
};

/** What the listener does with a request: answer it, reset the connection, or drop it silently. */
export type Reply = Answer | 'reset' | 'drop';

type AnswerOptions = {
	readonly status?: number;
	readonly contentType?: string;
	readonly headers?: Readonly<Record<string, string>>;
};

/** An answer of ready bytes. */
export const bytes = (body: Buffer, contentType: string, options: AnswerOptions = {}): Answer => ({
	status: options.status ?? 200,
	headers: { 'content-type': options.contentType ?? contentType, ...options.headers },
	body,
});

/** A JSON answer in UTF-8; `contentType` replaces the label only. */
export const json = (value: unknown, options: AnswerOptions = {}): Answer =>
	bytes(Buffer.from(JSON.stringify(value)), 'application/json', options);

/** A plain text answer in UTF-8. */
export const text = (value: string, options: AnswerOptions = {}): Answer =>
	bytes(Buffer.from(value), 'text/plain; charset=utf-8', options);

/** The kind of page a web server in front of an API shows for a failure. */
export const htmlPage = (status: number, title: string): Answer =>
	bytes(
		Buffer.from(
			`<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n` +
				`<center><h1>${status} ${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
		),
		'text/html; charset=utf-8',
		{ status },
	);
