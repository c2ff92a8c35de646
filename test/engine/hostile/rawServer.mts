/** A server that answers with bytes, right or wrong, and remembers what it was asked. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What it does with a connection on which a whole request has arrived. */
export type Script = (socket: Socket, request: string, count: number) => void;

export class RawServer {
	/** Whole requests, in the order of their arrival. */
	readonly requests: string[] = [];
	readonly sockets = new Set<Socket>();
	/** Connections, with or without a request. */
	connections = 0;
	script: Script = (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
	/** Called for each connection before anything has arrived. */
	onConnection: (socket: Socket) => void = () => {};
	readonly #server: Server = createServer((socket) => {
		this.connections++;
		this.sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => this.sockets.delete(socket));
		let received = Buffer.alloc(0);
		socket.on('data', (chunk) => {
			received = Buffer.concat([received, chunk]);
			for (let length = wholeRequest(received); length > 0; length = wholeRequest(received)) {
				const request = received.subarray(0, length).toString();
				received = received.subarray(length);
				this.requests.push(request);
				this.script(socket, request, this.requests.length);
			}
		});
		this.onConnection(socket);
	});

	async open(): Promise<void> {
		await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		await new Promise<void>((resolve) => this.#server.close(() => resolve()));
	}
}

/** @returns the length of the first request in bytes, or 0 while it is not whole */
function wholeRequest(bytes: Buffer): number {
	const end = bytes.indexOf('\r\n\r\n');
	if (end < 0) return 0;
	const head = bytes.subarray(0, end).toString('latin1');
	const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
	const body = end + 4;
	if (/^transfer-encoding: *chunked/im.test(head)) {
		const last = bytes.indexOf('0\r\n\r\n', body);
		return last < 0 ? 0 : last + 5;
	}
	return bytes.length >= body + length ? body + length : 0;
}

/** A server for all tests of a file, forgetful between them. */
export function useRawServer(): RawServer {
	const server = new RawServer();
	const { script, onConnection } = server;
	beforeAll(async () => await server.open());
	beforeEach(() => {
		server.requests.length = 0;
		server.connections = 0;
		Object.assign(server, { script, onConnection });
	});
	afterAll(async () => await server.close());
	return server;
}
