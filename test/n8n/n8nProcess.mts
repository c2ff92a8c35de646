import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { tie } from '../setup/tie.js';
import { hostNode, n8nProgram } from './paths.mts';
import { waitUntil } from './waitUntil.mts';

const KEPT_LOG = 2_000_000;
const STOP_GRACE_MS = 15_000;

export interface N8nProcess {
	pid: number;
	/** The last two million characters the process has printed. */
	log(): string;
	running(): boolean;
	/** SIGTERM, and SIGKILL when that was not enough. */
	stop(): Promise<void>;
	/** SIGKILL, as a crash would end it. */
	kill(): Promise<void>;
}

interface StartOptions {
	/** n8n's arguments: `['start']`, `['worker', '--concurrency=5']`, `['webhook']`. */
	args: string[];
	environment: Record<string, string>;
	/** Answers 200 once the process is of use. */
	readinessUrl: string;
}

function tail(text: string, lines: number): string {
	return text.trimEnd().split('\n').slice(-lines).join('\n');
}

async function answersOk(url: string): Promise<true | undefined> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
		await response.arrayBuffer();
		return response.status === 200 ? true : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Starts one n8n process and waits until it is ready; one that ends or hangs is an error with its log. If this program ends before it,
 * in whatever way, so does n8n, and its folder is removed.
 */
export async function startProcess(options: StartOptions): Promise<N8nProcess> {
	const folder = options.environment.N8N_USER_FOLDER;
	const child = tie(
		spawn(hostNode(), [n8nProgram(), ...options.args], {
			env: options.environment,
			cwd: folder,
			stdio: ['ignore', 'pipe', 'pipe'],
		}),
		// With nobody to read its log, n8n does not come to an end at SIGTERM.
		{ signal: 'SIGKILL', folder },
	);
	let log = '';
	const keep = (chunk: Buffer) => (log = (log + chunk.toString()).slice(-KEPT_LOG));
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const closed = once(child, 'close');
	const running = () => child.exitCode === null && child.signalCode === null;
	const kill = async () => {
		if (running()) child.kill('SIGKILL');
		await closed;
	};
	const stop = async () => {
		if (running()) child.kill('SIGTERM');
		const grace = pause(STOP_GRACE_MS, 'late', { ref: false });
		if ((await Promise.race([closed, grace])) === 'late') await kill();
	};

	try {
		await waitUntil(
			() => {
				if (!running()) throw new Error(`n8n ended at its start\n${tail(log, 40)}`);
				return answersOk(options.readinessUrl);
			},
			{
				for: `n8n ${options.args.join(' ')} to be ready`,
				// n8n prints each step of its start.
				progress: () => log,
				instead: () => tail(log, 40),
			},
		);
	} catch (error) {
		await kill();
		throw error;
	}
	return { pid: child.pid as number, log: () => log, running, stop, kill };
}
