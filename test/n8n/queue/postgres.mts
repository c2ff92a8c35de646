import { execFile, execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { servicePrograms, servicesProblem, systemUser } from '../../setup/services.js';
import { freePorts } from '../ports.mts';
import { startService, type Service } from './service.mts';

const USER = 'n8n';
const DATABASE = 'postgres';
/** Between the fields of a row; n8n writes no such character into a JSON text. */
const SEPARATOR = '\u001f';

export interface Postgres extends Service {
	/** n8n's variables for this database. */
	environment: Record<string, string>;
	/** Rows of a query, each a list of texts. */
	query(sql: string): Promise<string[][]>;
}

/** PostgreSQL refuses to run as root, so there it gets the user that Debian's package makes, or nobody. */
function unprivileged(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const user = systemUser('postgres') ?? systemUser('nobody');
	if (!user)
		throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody');
	return user;
}

/** A PostgreSQL of this test's own: a fresh cluster in a temporary folder, on a free port of 127.0.0.1. */
export async function startPostgres(): Promise<Postgres> {
	const { postgres } = servicePrograms();
	if (!postgres) throw new Error(servicesProblem());
	const [port] = (await freePorts(1)) as [number];
	const user = unprivileged();
	const folder = mkdtempSync(path.join(tmpdir(), 'queue-postgres-'));
	if (user) chownSync(folder, user.uid, user.gid);
	const data = path.join(folder, 'data');
	try {
		execFileSync(
			postgres.initdb,
			['-D', data, '-U', USER, '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
			{ cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], ...user },
		);
	} catch (error) {
		rmSync(folder, { recursive: true, force: true });
		throw error;
	}
	const service = await startService({
		name: 'PostgreSQL',
		program: postgres.server,
		args: ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'],
		isReady: () => {
			try {
				execFileSync(postgres.isReady, ['-q', '-h', '127.0.0.1', '-p', String(port)]);
				return true;
			} catch {
				return false;
			}
		},
		user,
		// "Fast": SIGTERM would wait until every client has left.
		signal: 'SIGINT',
		folder,
	});
	const run = promisify(execFile);
	return {
		...service,
		environment: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: 'none',
		},
		async query(sql) {
			const connection = ['-h', '127.0.0.1', '-p', String(port), '-U', USER, '-d', DATABASE];
			const { stdout } = await run(
				postgres.psql,
				[...connection, '-XAtq', '-F', SEPARATOR, '-c', sql],
				{
					maxBuffer: 256 * 1024 * 1024,
				},
			);
			const lines = stdout.split('\n').filter((line) => line !== '');
			return lines.map((line) => line.split(SEPARATOR));
		},
	};
}
