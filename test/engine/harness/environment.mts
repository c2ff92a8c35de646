/**
 * What the engine reads from its surroundings before it is loaded. Import this first.
 *
 * n8n-core writes its settings into a folder of the user; a folder of this process keeps runs apart.
 */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { realProcess } from './process.mts';

const userFolder = join(tmpdir(), `message-gateways-engine-${process.pid}`);

process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'message-gateways-engine-tests';
process.env.N8N_DIAGNOSTICS_ENABLED = 'false';
process.env.NO_PROXY = '127.0.0.1,localhost,::1';
process.env.no_proxy = process.env.NO_PROXY;

const once = Symbol.for('message-gateways-engine');
if (!(once in realProcess)) {
	Object.assign(realProcess, { [once]: true });
	realProcess.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));
}
