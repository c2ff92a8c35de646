import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { servicePrograms, servicesProblem } from '../../setup/services.js';
import { freePorts } from '../ports.mts';
import { startService, type Service } from './service.mts';

export interface Redis extends Service {
	port: number;
}

const answersPing = async (port: number): Promise<boolean> =>
	await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		const end = (answered: boolean) => {
			socket.destroy();
			resolve(answered);
		};
		socket.once('data', (data) => end(data.toString().startsWith('+PONG')));
		socket.once('error', () => end(false));
		socket.setTimeout(1_000, () => end(false));
	});

/** A Redis of this test's own on a free port, which keeps nothing. */
export async function startRedis(): Promise<Redis> {
	const { redisServer } = servicePrograms();
	if (!redisServer) throw new Error(servicesProblem());
	const [port] = (await freePorts(1)) as [number];
	const folder = mkdtempSync(path.join(tmpdir(), 'queue-redis-'));
	const service = await startService({
		name: 'redis-server',
		program: redisServer,
		args: [
			...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
			...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
		],
		isReady: async () => await answersPing(port),
		folder,
	});
	return { ...service, port };
}
