import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PACKAGE_NAME = 'n8n-nodes-message-gateways';

/** The checkout's folder: the nearest one at or above `from` that holds our package.json. */
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
