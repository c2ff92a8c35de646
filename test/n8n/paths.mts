import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PACKAGE_NAME = 'n8n-nodes-message-gateways';

/** The checkout's folder: the nearest one above the working folder that holds our package.json. */
export function projectRoot(from = process.cwd()): string {
	const file = path.join(from, 'package.json');
	if (existsSync(file)) {
		const { name } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string };
		if (name === PACKAGE_NAME) return from;
	}
	const parent = path.dirname(from);
	if (parent === from) throw new Error(`Start this inside the checkout of ${PACKAGE_NAME}`);
	return projectRoot(parent);
}

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
