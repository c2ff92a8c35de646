import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { projectRoot } from '../projectRoot.mts';
import { hostFolder } from './paths.mts';

/** What n8n's start with the built package takes. */
export interface Start {
	ms: number;
	/** Of n8n's memory. */
	bytes: number;
	/** Modules of the package that n8n has loaded then, from its folder. */
	atStart: string[];
	/** Those that each node brings when it is first used, after the nodes before it. */
	atFirstUse: Record<string, string[]>;
	known: Record<'nodes' | 'credentials', Record<string, unknown>>;
	/** What the editor gets. */
	types: Record<'nodes' | 'credentials', Array<{ name: string }>>;
}

/**
 * Starts n8n's own loader on `dist` in a fresh process.
 *
 * @param way `listed`: as n8n starts; `whole`: as it loads a package without lists, and when it installs one
 */
export function startLoader(way: 'listed' | 'whole'): Start {
	const printed = execFileSync(
		process.execPath,
		[
			'--expose-gc',
			path.join(projectRoot(), 'test', 'n8n', 'loadPackage.mts'),
			path.join(hostFolder(), 'node_modules'),
			projectRoot(),
			way,
		],
		{ encoding: 'utf8', maxBuffer: 64_000_000 },
	);
	return JSON.parse(printed.slice(printed.indexOf('{"ms"'))) as Start;
}
