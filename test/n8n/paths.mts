import { existsSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../projectRoot.mts';

/** Where test/n8n/install.js puts the real n8n. */
export function hostFolder(): string {
	return path.join(projectRoot(), 'test', 'n8n', 'host');
}

/** n8n's own start program. */
export function n8nProgram(): string {
	const program = path.join(hostFolder(), 'node_modules', 'n8n', 'bin', 'n8n');
	if (!existsSync(program)) {
		throw new Error('The real n8n is not installed: run `npm test`, or `npm run setup` alone');
	}
	return program;
}
