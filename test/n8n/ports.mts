import { createServer, type AddressInfo } from 'node:net';

async function freePort(): Promise<{ port: number; release: () => Promise<void> }> {
	const server = createServer();
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return { port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Different free loopback ports; all are held until the last is found. */
export async function freePorts(count: number): Promise<number[]> {
	const held = await Promise.all(Array.from({ length: count }, freePort));
	await Promise.all(held.map((one) => one.release()));
	return held.map((one) => one.port);
}
