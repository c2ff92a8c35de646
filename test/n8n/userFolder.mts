import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../projectRoot.mts';
import { digest } from '../setup/digest.js';

export interface UserFolder {
	path: string;
	remove(): void;
}

/** What npm packs. */
const PACKED = ['dist', 'package.json', 'README.md', 'LICENSE.md'];

/** Packs dist as `npm publish` would, once for all that start n8n with it; answers the tarball's path. */
export function packProject(): string {
	const root = projectRoot();
	if (!existsSync(path.join(root, 'dist'))) throw new Error('Nothing to pack: run `npm run build`');
	const folder = path.join(root, 'test', '.artifacts', 'packed');
	const tarball = path.join(folder, `${digest(root, PACKED)}.tgz`);
	if (existsSync(tarball)) return tarball;
	mkdirSync(folder, { recursive: true });
	const making = mkdtempSync(path.join(folder, 'making-'));
	try {
		// npm writes into its cache even here, and the usual one may be nobody's to write.
		const cache = path.join(making, 'npm-cache');
		const printed = execFileSync(
			'npm',
			['pack', '--json', '--ignore-scripts', '--cache', cache, '--pack-destination', making],
			{ cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
		);
		const [{ filename }] = JSON.parse(printed) as [{ filename: string }];
		renameSync(path.join(making, filename), tarball);
	} finally {
		rmSync(making, { recursive: true, force: true });
	}
	return tarball;
}

/**
 * Puts the tarball where n8n looks for installed community nodes. Extracted, never linked: behind a
 * link the package finds a second n8n-workflow, and n8n no longer knows its error classes.
 */
export function installPackage(tarball: string, userFolder: string): void {
	const nodes = path.join(userFolder, '.n8n', 'nodes');
	const target = path.join(nodes, 'node_modules', 'n8n-nodes-message-gateways');
	mkdirSync(target, { recursive: true });
	execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
	writeFileSync(
		path.join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }),
	);
}

/** A fresh user folder under the system's temporary folder, with our packed package installed. */
export function createUserFolder(): UserFolder {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-gateways-'));
	installPackage(packProject(), folder);
	return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
