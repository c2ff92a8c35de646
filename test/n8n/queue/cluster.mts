import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { N8nClient } from '../client.mts';
import { n8nEnvironment } from '../environment.mts';
import { OWNER } from '../instance.mts';
import { startProcess, type N8nProcess } from '../n8nProcess.mts';
import { freePorts } from '../ports.mts';
import { installPackage, packProject } from '../userFolder.mts';
import { startPostgres, type Postgres } from './postgres.mts';
import { startRedis, type Redis } from './redis.mts';

interface ClusterOptions {
	workers: number;
	/** Executions that one worker runs at a time. */
	concurrency: number;
	/** Webhook processes; 1 unless told. */
	webhooks?: number;
	/** For every process. */
	environment?: Record<string, string>;
}

/** One n8n process with the folder and the ports it keeps when it is started again. */
export interface Member {
	name: string;
	process(): N8nProcess;
	/** Everything that the processes of this name have printed. */
	log(): string;
	start(): Promise<void>;
}

export interface Cluster {
	client: N8nClient;
	/** Production webhooks: the first webhook process. */
	webhookUrl: string;
	/** The same of each webhook process. */
	webhookUrls: string[];
	main: Member;
	workers: Member[];
	webhook: Member;
	postgres: Postgres;
	close(): Promise<void>;
}

/** What makes n8n processes one cluster; deploy/queue-mode/compose.yaml sets the same variables. */
export const queueEnvironment = (redisPort: number): Record<string, string> => ({
	EXECUTIONS_MODE: 'queue',
	// n8n's preset of 2 is too little for many webhook calls at once; see docs/queue-mode.md.
	DB_POSTGRESDB_POOL_SIZE: '10',
	QUEUE_BULL_REDIS_HOST: '127.0.0.1',
	QUEUE_BULL_REDIS_PORT: String(redisPort),
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
});

function member(
	name: string,
	options: { args: string[]; environment: Record<string, string>; readinessUrl: string },
): Member {
	let earlier = '';
	let running: N8nProcess | undefined;
	const now = () => {
		if (!running) throw new Error(`${name} was not started`);
		return running;
	};
	return {
		name,
		process: now,
		log: () => earlier + (running?.log() ?? ''),
		async start() {
			earlier += running?.log() ?? '';
			running = await startProcess(options);
		},
	};
}

const numbered = (name: string, count: number): string[] =>
	Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);

/**
 * n8n's queue mode as deploy/queue-mode/compose.yaml describes it, as processes of this machine: main, workers, one webhook
 * process, Redis and PostgreSQL. Each n8n process has a folder of its own, as it has on a machine of its own, and our
 * packed package in it.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-queue-'));
	const tarball = packProject();
	const encryptionKey = randomBytes(24).toString('hex');
	const started: Array<{ stop(): Promise<void> }> = [];
	const close = async () => {
		await Promise.all(members.map(async (one) => await one.stop()));
		for (const service of started) await service.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	const members: Array<{ stop(): Promise<void> }> = [];

	const add = async (
		name: string,
		args: string[],
		shared: Record<string, string>,
	): Promise<{ member: Member; url: string }> => {
		const userFolder = path.join(folder, name);
		mkdirSync(userFolder);
		installPackage(tarball, userFolder);
		const [port, brokerPort] = (await freePorts(2)) as [number, number];
		const url = `http://127.0.0.1:${port}`;
		const environment = n8nEnvironment({
			userFolder,
			port,
			brokerPort,
			owner: OWNER,
			editor: false,
			encryptionKey,
			extra: { ...shared, QUEUE_HEALTH_CHECK_PORT: String(port) },
		});
		const one = member(name, { args, environment, readinessUrl: `${url}/healthz/readiness` });
		await one.start();
		members.push({ stop: async () => await one.process().stop() });
		return { member: one, url };
	};

	try {
		const redis: Redis = await startRedis();
		started.push(redis);
		const postgres = await startPostgres();
		started.push(postgres);
		const shared = {
			...postgres.environment,
			...queueEnvironment(redis.port),
			...options.environment,
		};
		// The first process brings the database up to date.
		const main = await add('main', ['start'], {
			...shared,
			N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		});
		const workerArgs = ['worker', `--concurrency=${options.concurrency}`];
		const [webhook, others, workers] = await Promise.all([
			add('webhook', ['webhook'], shared),
			Promise.all(
				numbered('more-webhooks', (options.webhooks ?? 1) - 1).map(
					async (name) => await add(name, ['webhook'], shared),
				),
			),
			Promise.all(
				numbered('worker', options.workers).map(
					async (name) => await add(name, workerArgs, shared),
				),
			),
		]);
		const client = new N8nClient(main.url, false);
		await client.login(OWNER);
		return {
			client,
			webhookUrl: webhook.url,
			webhookUrls: [webhook, ...others].map(({ url }) => url),
			main: main.member,
			workers: workers.map((one) => one.member),
			webhook: webhook.member,
			postgres,
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}
