/** A plain HTTP server that answers as a test says and remembers what it was asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Seen {
	method: string;
	url: string;
	headers: string;
	body: string;
}

export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: string;
}

export class PlainServer {
	readonly seen: Seen[] = [];
	/** Null breaks the connection off. */
	answer: (request: Seen) => Answer | null | Promise<Answer | null> = () => ({
		status: 200,
		body: '{}',
	});
	private readonly server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const seen = {
				method: request.method ?? '',
				url: request.url ?? '',
				headers: JSON.stringify(request.headers),
				body: Buffer.concat(chunks).toString(),
			};
			this.seen.push(seen);
			void Promise.resolve(this.answer(seen)).then((answer) => {
				if (!answer) return void request.socket.destroy();
				const { status, headers, body = '' } = answer;
				response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
			});
		});
	});

	async open(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}
}

/** A server for all tests of a file, forgetful between them. */
export function useServer(): PlainServer {
	const server = new PlainServer();
	beforeAll(async () => await server.open());
	beforeEach(() => {
		server.seen.length = 0;
		server.answer = () => ({ status: 200, body: '{}' });
	});
	afterAll(async () => await server.close());
	return server;
}
