import { randomBytes } from 'node:crypto';
import { N8nClient } from './client.mts';
import { n8nEnvironment, type Owner } from './environment.mts';
import { startProcess, type N8nProcess } from './n8nProcess.mts';
import { freePorts } from './ports.mts';
import { createUserFolder, type UserFolder } from './userFolder.mts';

export const OWNER: Owner = { email: 'owner@example.com', password: 'Owner-of-this-test-1' };

interface N8nOptions {
	/** Further environment variables, e.g. `{ N8N_EXPRESSION_ENGINE: 'legacy' }`. */
	environment?: Record<string, string>;
	owner?: Owner;
	/** Whether it serves its editor to browsers, which n8n prepares for some seconds at each start. */
	editor?: boolean;
	/** Puts further packages into the user folder before n8n starts. */
	install?(userFolder: string): void;
	/** The editor's port; a free one is taken otherwise. */
	port?: number;
}

export interface N8nInstance {
	url: string;
	owner: Owner;
	userFolder: string;
	/** Logged in, with an API key. */
	client: N8nClient;
	/** The process of now; `restart` replaces it. */
	process(): N8nProcess;
	/** Everything the processes of this instance have printed. */
	log(): string;
	/** Starts n8n again on the same folder and ports, after `process().kill()` too. */
	restart(): Promise<void>;
	/** Stops n8n and removes its folder. */
	close(): Promise<void>;
}

/** A real n8n with our packed package, its own folder, ports and owner. */
export async function startN8n(options: N8nOptions = {}): Promise<N8nInstance> {
	const [freePort, brokerPort] = (await freePorts(2)) as [number, number];
	const port = options.port ?? freePort;
	const { owner = OWNER, editor = false } = options;
	const url = `http://127.0.0.1:${port}`;
	const folder: UserFolder = createUserFolder();
	options.install?.(folder.path);
	const environment = n8nEnvironment({
		userFolder: folder.path,
		port,
		brokerPort,
		owner,
		editor,
		encryptionKey: randomBytes(24).toString('hex'),
		extra: options.environment,
	});
	const start = () =>
		startProcess({ args: ['start'], environment, readinessUrl: `${url}/healthz/readiness` });

	let earlierLog = '';
	let running: N8nProcess | undefined;
	const close = async (end: 'stop' | 'kill') => {
		await running?.[end]();
		folder.remove();
	};
	const now = () => {
		if (!running) throw new Error('n8n is not running');
		return running;
	};

	const client = new N8nClient(url, editor);
	try {
		running = await start();
		await client.login(owner);
	} catch (error) {
		if (running && error instanceof Error) {
			const last = running.log().trimEnd().split('\n').slice(-20).join('\n');
			error.message += `\nThe last lines of n8n's log:\n${last}`;
		}
		await close('kill');
		throw error;
	}
	return {
		url,
		owner,
		userFolder: folder.path,
		client,
		process: now,
		log: () => earlierLog + now().log(),
		async restart() {
			await now().stop();
			earlierLog += now().log();
			running = await start();
		},
		close: async () => await close('stop'),
	};
}
