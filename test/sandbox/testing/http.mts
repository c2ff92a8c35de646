import { type Agent, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** An answer as a test looks at it. */
export type Seen = {
	readonly status: number;
	readonly contentType: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly bytes: Buffer;
	readonly text: string;
	/** The body as JSON; undefined when it is none. */
	readonly json: unknown;
};

type CallOptions = {
	readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Buffer;
	/** Ends the call; else only the end of all patience does. */
	readonly signal?: AbortSignal;
	/** Whose connections it takes; one of its own without any. */
	readonly agent?: Agent;
};

const FORM = 'application/x-www-form-urlencoded';

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
};

/** One HTTP call. */
export const call = async (url: string, options: CallOptions = {}): Promise<Seen> => {
	const { body } = options;
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		request(url, {
			method: options.method ?? 'GET',
			headers: {
				...options.headers,
				...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
			},
			agent: options.agent ?? false,
			signal: options.signal ?? AbortSignal.timeout(300_000),
		})
			.on('response', resolve)
			.on('error', reject)
			.end(body);
	});
	const bytes = await buffer(response);
	const text = bytes.toString('utf8');
	return {
		status: response.statusCode ?? 0,
		contentType: String(response.headers['content-type'] ?? ''),
		headers: response.headers,
		bytes,
		text,
		json: parse(text),
	};
};

/** POSTs a urlencoded form whose values are text (as UTF-8) or ready percent-encoded bytes. */
export const postForm = async (
	url: string,
	values: Readonly<Record<string, string | Buffer>>,
	options: CallOptions = {},
): Promise<Seen> =>
	await call(url, {
		method: 'POST',
		headers: { 'content-type': FORM },
		body: formBody(values),
		...options,
	});

/** JSON to a control address. */
export const sendJson = async (
	method: 'POST' | 'PATCH',
	url: string,
	value: unknown,
	headers: Readonly<Record<string, string>> = {},
): Promise<Seen> =>
	await call(url, {
		method,
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(value),
	});

/** Name=value pairs with every byte of the values percent-encoded. */
export const formBody = (values: Readonly<Record<string, string | Buffer>>): string =>
	Object.entries(values)
		.map(([name, value]) => `${encodeURIComponent(name)}=${percentEncode(Buffer.from(value))}`)
		.join('&');

const percentEncode = (bytes: Buffer): string =>
	[...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
