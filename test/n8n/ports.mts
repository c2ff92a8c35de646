import { createServer } from 'node:net';

/** Below those that systems give to outgoing connections (from 32768 on Linux): one of those could take a port before its program does. */
const FIRST = 20_000;
/** Of each of jest's processes, so that no other takes a port between its finding and its use. */
const COUNT = 3_000;
const PROCESSES = 4;

const first = FIRST + (Number(process.env.JEST_WORKER_ID ?? 1) % PROCESSES) * COUNT;

/** Holds a loopback port; undefined where somebody else has it. */
async function hold(
	port: number,
): Promise<{ port: number; release: () => Promise<void> } | undefined> {
	const server = createServer();
	const isFree = await new Promise<boolean>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) =>
			error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
		);
		server.listen(port, '127.0.0.1', () => resolve(true));
	});
	if (!isFree) return undefined;
	return { port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** One after the other, since a program may take long to use what it was given. */
let next = Math.floor(Math.random() * COUNT);

async function freePort() {
	for (;;) {
		const held = await hold(first + (next++ % COUNT));
		if (held) return held;
	}
}

/** Different free loopback ports, which no other call gets; all are held until the last is found. */
export async function freePorts(count: number): Promise<number[]> {
	const held = await Promise.all(Array.from({ length: count }, freePort));
	await Promise.all(held.map((one) => one.release()));
	return held.map((one) => one.port);
}
