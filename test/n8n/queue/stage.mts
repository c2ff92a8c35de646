import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import {
	createCredential,
	importWorkflow,
	publishWorkflow,
	type Credential,
	type WorkflowFile,
} from '../workflows.mts';
import { reportsPath } from './bulk.mts';
import { startCluster, type Cluster } from './cluster.mts';
import { Executions } from './executions.mts';

export const WORKERS = 2;
/** Executions that a worker runs at a time. */
export const CONCURRENCY = 5;
/** What the gateway of these tests allows an account at a time. */
export const GATEWAY_LIMIT = 10;
/** Calls of SendPulse that a worker makes at a time. */
export const MAILS_AT_A_TIME = 5;
export const MINUTE = 60_000;

/** Credentials by what they are made for. */
export const WHOLE_LIMIT = 'Whole limit';
export const DIVIDED_LIMIT = 'Divided limit';
export const MAIL = 'Mail';

const SECRET = 'a-long-random-text-of-the-test';

export type QueueSandbox = Sandbox<'smsc' | 'sendpulse'>;

/** The cluster, the gateways behind it, and the credentials of both. */
export interface Stage {
	cluster: Cluster;
	sandbox: QueueSandbox;
	/** Forgets what SMSC was sent, and counts anew. */
	clean(settings?: Partial<QueueSandbox['smsc']['settings']>): Promise<void>;
	/** Whom SMSC has accepted messages to. */
	recipients(): string[];
	/** Publishes a workflow that starts by the webhook of this path. */
	publish(workflow: WorkflowFile, path?: string): Promise<Executions>;
	close(): Promise<void>;
}

async function createCredentials(cluster: Cluster, sandbox: QueueSandbox): Promise<Credential[]> {
	const { smsc, sendpulse } = sandbox;
	const smscCredential = (name: string, concurrent: number) => ({
		name,
		type: 'messageGatewaysSmscApi',
		data: {
			host: 'own',
			baseUrl: smsc.url,
			authentication: 'password',
			login: smsc.settings.login,
			password: smsc.settings.passwords[0],
			callbackSecret: SECRET,
			concurrent,
			perSecond: 0,
		},
	});
	const { clientId, clientSecret } = sendpulse.settings;
	const mail = {
		clientId,
		clientSecret,
		baseUrl: sendpulse.url,
		concurrent: MAILS_AT_A_TIME,
		perSecond: 0,
	};
	const wanted = [
		smscCredential(WHOLE_LIMIT, GATEWAY_LIMIT),
		smscCredential(DIVIDED_LIMIT, GATEWAY_LIMIT / WORKERS),
		{ name: MAIL, type: 'messageGatewaysSendPulseOAuth2Api', data: mail },
	];
	return await Promise.all(wanted.map(async (one) => await createCredential(cluster.client, one)));
}

/** Starts everything. The gateways' clock stands still, so that callbacks come when a test wants them. */
export async function startStage(): Promise<Stage> {
	const sandbox: QueueSandbox = await startSandbox({
		gateways: ['smsc', 'sendpulse'],
		clock: { speed: 0 },
		callbackConnections: 16,
	});
	let cluster: Cluster;
	try {
		cluster = await startCluster({
			workers: WORKERS,
			concurrency: CONCURRENCY,
			environment: {
				N8N_EXPRESSION_ENGINE: 'legacy',
				// A dead worker's executions are given up after half a minute, and not after one and a half.
				QUEUE_WORKER_LOCK_DURATION: '30000',
				QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
				QUEUE_WORKER_STALLED_INTERVAL: '10000',
			},
		});
	} catch (error) {
		await sandbox.close();
		throw error;
	}
	const close = async () => {
		await cluster.close();
		await sandbox.close();
	};
	const credentials = await createCredentials(cluster, sandbox);
	return {
		cluster,
		sandbox,
		async clean(settings) {
			await sandbox.smsc.reset();
			Object.assign(sandbox.smsc.settings, {
				balance: 1_000_000,
				rateLimits: false,
				concurrentRequests: 0,
				callbackSecret: SECRET,
				callbackUrl: cluster.webhookUrl + reportsPath,
				// It does not give up while a slow machine works through them.
				callbackRetryMs: [5_000, 15_000, 30_000, ...Array.from({ length: 30 }, () => MINUTE)],
				...settings,
			});
		},
		recipients: () => sandbox.smsc.messages.map(({ recipient }) => recipient),
		async publish(workflow, path = '') {
			const id = await importWorkflow(cluster.client, workflow, credentials);
			await publishWorkflow(cluster.client, id);
			return new Executions(cluster, id, path);
		},
		close,
	};
}
