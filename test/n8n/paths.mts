import { existsSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../projectRoot.mts';

/** Where test/n8n/install.js puts the real n8n; that of another version, which `npm run compat` starts, is elsewhere. */
export function hostFolder(): string {
	return process.env.N8N_HOST_FOLDER ?? path.join(projectRoot(), 'test', 'n8n', 'host');
}

/** The Node.js that n8n runs on: the one that lies beside it, or the one of now. */
export function hostNode(): string {
	const name = process.platform === 'win32' ? 'node.exe' : 'node';
	const beside = path.join(hostFolder(), 'node_modules', 'node', 'bin', name);
	return existsSync(beside) ? beside : process.execPath;
}

/** n8n's own start program. */
export function n8nProgram(): string {
	const program = path.join(hostFolder(), 'node_modules', 'n8n', 'bin', 'n8n');
	if (!existsSync(program)) {
		throw new Error('The real n8n is not installed: run `npm test`, or `npm run setup` alone');
	}
	return program;
}
