/** An Express response without a socket: records what is sent and tells when it has left. */
import { EventEmitter } from 'node:events';
import { STATUS_CODES } from 'node:http';
import { asUtf8, fullType, withDefaultCharset } from './content-type.mts';
import type { N8nRequest } from './request.mts';

/** What the client of a webhook call does. */
export interface ClientBehaviour {
	/** The response has left only when this settles (a slow client). */
	finish?: Promise<unknown>;
	/** The client hangs up: `close` without `finish`. */
	hangUp?: AbortSignal;
}

function headersSentError(): Error {
	const message = 'Cannot set headers after they are sent to the client';
	return Object.assign(new Error(message), { code: 'ERR_HTTP_HEADERS_SENT' });
}

const hasNoBody = (status: number) => status === 204 || status === 304;

export class HarnessResponse extends EventEmitter {
	statusCode = 200;
	statusMessage = '';
	headersSent = false;
	writableEnded = false;
	writableFinished = false;
	closed = false;
	destroyed = false;
	readonly locals: Record<string, unknown> = {};
	readonly req: N8nRequest;
	private readonly headers = new Map<string, string | string[]>();
	private readonly chunks: Buffer[] = [];
	private readonly client: ClientBehaviour;

	constructor(req: N8nRequest, client: ClientBehaviour = {}) {
		super();
		this.req = req;
		this.client = client;
		const hangUp = () => this.close();
		if (client.hangUp?.aborted) setImmediate(hangUp);
		client.hangUp?.addEventListener('abort', hangUp, { once: true });
	}

	/** Express 5: anything but a whole number between 100 and 999 is an error. */
	status(code: number): this {
		if (!Number.isInteger(code)) {
			throw new TypeError(
				`Invalid status code: ${JSON.stringify(code)}. Status code must be an integer.`,
			);
		}
		if (code < 100 || code > 999) {
			throw new RangeError(
				`Invalid status code: ${code}. Status code must be greater than 99 and less than 1000.`,
			);
		}
		this.statusCode = code;
		return this;
	}

	sendStatus(code: number): this {
		return this.status(code)
			.type('txt')
			.send(STATUS_CODES[code] ?? String(code));
	}

	setHeader(name: string, value: string | number | readonly string[]): this {
		if (this.headersSent) throw headersSentError();
		this.headers.set(name.toLowerCase(), Array.isArray(value) ? [...value] : String(value));
		return this;
	}

	setHeaders(headers: Map<string, string>): this {
		for (const [name, value] of headers) this.setHeader(name, value);
		return this;
	}

	set(name: string | Record<string, string>, value?: string): this {
		if (typeof name === 'string') {
			const isType = name.toLowerCase() === 'content-type';
			return this.setHeader(name, isType ? withDefaultCharset(value ?? '') : (value ?? ''));
		}
		for (const [key, text] of Object.entries(name)) this.set(key, text);
		return this;
	}

	header = this.set.bind(this);

	getHeader(name: string): string | string[] | undefined {
		return this.headers.get(name.toLowerCase());
	}

	get = this.getHeader.bind(this);

	hasHeader(name: string): boolean {
		return this.headers.has(name.toLowerCase());
	}

	removeHeader(name: string): void {
		if (this.headersSent) throw headersSentError();
		this.headers.delete(name.toLowerCase());
	}

	getHeaders(): Record<string, string | string[]> {
		return Object.fromEntries(this.headers);
	}

	type(contentType: string): this {
		return this.set('content-type', fullType(contentType));
	}

	contentType = this.type.bind(this);

	writeHead(status: number, headers: Record<string, string> = {}): this {
		this.status(status).set(headers);
		this.headersSent = true;
		return this;
	}

	flushHeaders(): void {
		this.headersSent = true;
	}

	json(value: unknown): this {
		if (!this.hasHeader('content-type')) this.type('json');
		return this.send(JSON.stringify(value));
	}

	send(value?: unknown): this {
		const known = this.getHeader('content-type');
		if (typeof value === 'string') {
			this.setHeader('content-type', asUtf8(String(known ?? 'text/html')));
		} else if (Buffer.isBuffer(value)) {
			if (!known) this.type('bin');
		} else if (value !== undefined && value !== null) {
			return this.json(value);
		}
		const body = Buffer.from(value ?? '');
		if (value !== undefined) this.setHeader('content-length', body.length);
		if (hasNoBody(this.statusCode)) {
			for (const name of ['content-type', 'content-length']) this.removeHeader(name);
		}
		return this.end(body);
	}

	write(chunk: string | Buffer): boolean {
		this.headersSent = true;
		if (!this.writableEnded && !this.closed) this.chunks.push(Buffer.from(chunk));
		return true;
	}

	end(chunk?: string | Buffer): this {
		if (this.writableEnded) return this;
		if (chunk?.length) {
			const isWhole = !this.headersSent && !this.hasHeader('content-length');
			// Node names the length of a body that comes in one piece.
			if (isWhole && !this.isBodyless) {
				this.setHeader('content-length', Buffer.byteLength(chunk));
			}
			this.write(chunk);
		}
		this.headersSent = true;
		this.writableEnded = true;
		void Promise.resolve(this.client.finish).then(
			() => setImmediate(() => this.leave()),
			() => this.close(),
		);
		return this;
	}

	/** The body as the client reads it: none for HEAD, 204 and 304. */
	get sentBody(): Buffer {
		return this.isBodyless ? Buffer.alloc(0) : Buffer.concat(this.chunks);
	}

	private get isBodyless(): boolean {
		return this.req.method === 'HEAD' || hasNoBody(this.statusCode);
	}

	private leave(): void {
		if (this.closed) return;
		this.writableFinished = true;
		this.emit('finish');
		this.close();
	}

	private close(): void {
		if (this.closed) return;
		this.closed = true;
		this.destroyed = !this.writableFinished;
		this.emit('close');
	}
}

/** Waits for an answer that comes after `webhook()` has returned. */
export async function untilClosed(response: HarnessResponse, withinMs: number): Promise<void> {
	if (response.closed) return;
	await new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, withinMs);
		response.once('close', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}
