/** A proxy of a test: what it was told, and what it does with a connection. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a proxy does with a connection and the first bytes that came over it. */
export type Act = (socket: Socket, first: Buffer) => void;

class Proxy {
	/** The first bytes of every connection. */
	readonly told: string[] = [];
	act: Act = (socket) => void socket.destroy();
	private readonly sockets = new Set<Socket>();
	private readonly server: Server = createServer((socket) => {
		this.keep(socket);
		socket.once('data', (chunk: Buffer) => {
			this.told.push(chunk.toString('latin1'));
			this.act(socket, chunk);
		});
	});

	/** What it was told to do, without headers. */
	get lines(): string[] {
		return this.told.map((text) => text.split('\r\n', 1)[0] ?? '');
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** Does what a proxy should: hands everything on to this server, whoever was asked for. */
	forwards(target: { url: string }): Act {
		return (socket, first) => {
			const onward = this.keep(connect(Number(new URL(target.url).port), '127.0.0.1'));
			if (first.toString('latin1').startsWith('CONNECT '))
				socket.write('HTTP/1.1 200 Connected\r\n\r\n');
			else onward.write(first);
			socket.pipe(onward).pipe(socket);
		};
	}

	async open(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	async close(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}

	private keep(socket: Socket): Socket {
		this.sockets.add(socket);
		socket.on('error', () => {});
		return socket;
	}
}

/** A proxy for all tests of a file, forgetful between them. */
export function useProxy(): Proxy {
	const proxy = new Proxy();
	beforeAll(async () => await proxy.open());
	beforeEach(() => {
		proxy.told.length = 0;
		proxy.act = (socket) => void socket.destroy();
	});
	afterAll(async () => await proxy.close());
	return proxy;
}

/** @param then whether the connection stays */
export const says =
	(answer: string, then: 'open' | 'closed' = 'closed'): Act =>
	(socket) =>
		void (then === 'open' ? socket.write(answer) : socket.end(answer));

/** An answer with a status and no body. */
export const answers = (status: number): Act =>
	says(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
