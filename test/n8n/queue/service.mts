import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { tie } from '../../setup/tie.js';
import { waitUntil } from '../waitUntil.mts';

export interface Service {
	stop(): Promise<void>;
}

interface ServiceOptions {
	name: string;
	program: string;
	args: string[];
	/** Whether it takes work now. */
	isReady: () => Promise<boolean> | boolean;
	/** The system user it runs as; by default the one who runs the tests. */
	user?: { uid: number; gid: number };
	/** What asks it to end at once. */
	signal?: NodeJS.Signals;
	/** Of its own; removed once it has ended. */
	folder: string;
}

/** Starts a server of this test's own and waits until it is ready; one that ends is an error with its log. */
export async function startService(options: ServiceOptions): Promise<Service> {
	const { folder, signal = 'SIGTERM' } = options;
	const child = tie(
		spawn(options.program, options.args, {
			stdio: ['ignore', 'pipe', 'pipe'],
			cwd: '/',
			...options.user,
		}),
		{ signal, folder },
	);
	let log = '';
	const keep = (chunk: Buffer) => (log = (log + chunk.toString()).slice(-20_000));
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	child.on('error', (error) => (log += error.message));
	const closed = once(child, 'close');
	const running = () => child.exitCode === null && child.signalCode === null && child.pid;
	const stop = async () => {
		if (running()) child.kill(signal);
		await closed;
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await waitUntil(
			async () => {
				if (!running()) throw new Error(`${options.name} ended at its start\n${log}`);
				return (await options.isReady()) ? true : undefined;
			},
			{ for: `${options.name} to be ready`, instead: () => log },
		);
	} catch (error) {
		await stop();
		throw error;
	}
	return { stop };
}
