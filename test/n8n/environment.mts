import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { projectRoot } from '../projectRoot.mts';
import { hostFolder, hostNode } from './paths.mts';

export interface Owner {
	email: string;
	password: string;
}

interface EnvironmentOptions {
	userFolder: string;
	/** The editor, the API and the webhooks; for a worker its health checks. */
	port: number;
	/** The task broker's; no two n8n processes can share one, `n8n execute` included. */
	brokerPort: number;
	owner: Owner;
	editor: boolean;
	encryptionKey: string;
	/** Added last, e.g. queue mode's database and Redis, or N8N_EXPRESSION_ENGINE. */
	extra?: Record<string, string>;
}

// What a program needs from the machine. Nothing else is handed on, so that a variable somebody has
// set (N8N_*, NODE_OPTIONS, a proxy) changes no test.
const FROM_MACHINE = ['HOME', 'LANG', 'TMPDIR', 'SYSTEMROOT', 'NODE_EXTRA_CA_CERTS'];

/** n8n talks to nobody: no telemetry, no version, template, licence or registry look-ups. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
};

const UNUSED_MODULES = [
	...['mcp-registry', 'chat-hub', 'instance-ai', 'agents', 'mcp', 'insights'],
	...['quick-connect', 'workflow-builder', 'source-control'],
];

function fromMachine(): Record<string, string> {
	const found = FROM_MACHINE.map((name) => [name, process.env[name]]);
	return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/** n8n starts its task runner as plain `node`, so its own Node.js must come first on the path. */
function pathWithNode(): string {
	const bin = path.join(projectRoot(), 'node_modules', '.bin');
	return [path.dirname(hostNode()), bin, process.env.PATH].join(path.delimiter);
}

/** n8n does not start with the name of a module that it does not have. */
function disabledModules(): string {
	const file = 'node_modules/@n8n/backend-common/dist/modules/modules.config.js';
	const source = readFileSync(path.join(hostFolder(), file), 'utf8');
	return UNUSED_MODULES.filter((name) => source.includes(`'${name}'`)).join();
}

/** The vm expression engine needs Node 22; on Node 20 an n8n that has it does not start before it is told to do without. */
function expressionEngine(): Record<string, string> {
	const version = execFileSync(hostNode(), ['--version'], { encoding: 'utf8' });
	return Number.parseInt(version.slice(1), 10) < 22 ? { N8N_EXPRESSION_ENGINE: 'legacy' } : {};
}

/** Where Node.js keeps n8n's code as V8 has compiled it: a fifth of a start. */
const compiled = (): string => path.join(projectRoot(), 'test', '.artifacts', 'compiled');

function passwordHash(password: string): string {
	const load = createRequire(path.join(hostFolder(), 'package.json'));
	const bcrypt = load('bcryptjs') as { hashSync(text: string, rounds: number): string };
	return bcrypt.hashSync(password, 4);
}

/** The whole environment of one n8n process. */
export function n8nEnvironment(options: EnvironmentOptions): Record<string, string> {
	return {
		...fromMachine(),
		PATH: pathWithNode(),
		...QUIET,
		...expressionEngine(),
		NODE_COMPILE_CACHE: compiled(),
		N8N_DISABLE_UI: String(!options.editor),
		N8N_DISABLED_MODULES: disabledModules(),
		N8N_USER_FOLDER: options.userFolder,
		N8N_ENCRYPTION_KEY: options.encryptionKey,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(options.port),
		N8N_RUNNERS_BROKER_PORT: String(options.brokerPort),
		N8N_SECURE_COOKIE: 'false',
		GENERIC_TIMEZONE: 'UTC',
		// On a busy machine a look at the database takes more than n8n's 5 s; then it answers 503 to all, webhooks included.
		DB_PING_TIMEOUT_MS: '60000',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: options.owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Test',
		N8N_INSTANCE_OWNER_LAST_NAME: 'Owner',
		N8N_INSTANCE_OWNER_PASSWORD_HASH: passwordHash(options.owner.password),
		...options.extra,
	};
}
