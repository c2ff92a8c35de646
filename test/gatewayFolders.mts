/** The gateways of package.json, for what does not run in jest; `contract/manifest.mts` knows more of them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './projectRoot.mts';

/** Folders under `nodes`, and the lower-case names that the gateways' files have everywhere. */
export function listedFolders(): Array<{ folder: string; id: string }> {
	const { n8n } = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	const folders = n8n.nodes.map((file) => file.split('/')[2] ?? '');
	return [...new Set(folders)].map((folder) => ({ folder, id: folder.toLowerCase() }));
}
