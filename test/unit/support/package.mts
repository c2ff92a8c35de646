/** What package.json offers to n8n, from its source. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { projectRoot } from '../../projectRoot.mts';

/** A node's `.node.json`. */
interface Codex {
	node: string;
	categories: string[];
	subcategories?: Record<string, string[]>;
	/** None for a trigger that n8n's panel shows under its node. */
	alias?: string[];
}

/** @throws Error that says what to write when package.json lists a node without it */
function read(file: string): unknown {
	const full = path.join(projectRoot(), file);
	if (!existsSync(full))
		throw new Error(`${file} is missing: write it, like that of another node of its kind`);
	return JSON.parse(readFileSync(full, 'utf8'));
}

const { n8n } = read('package.json') as { n8n: { nodes: string[]; credentials: string[] } };

const sourceOf = (file: string): string => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');

function made<Type>(file: string): Type {
	const [Class] = Object.values(
		require(path.join(projectRoot(), sourceOf(file))) as Record<string, new () => Type>,
	);
	if (!Class) throw new Error(`${file} has no class`);
	return new Class();
}

export const credentialTypes = (): ICredentialType[] =>
	n8n.credentials.map((file) => made<ICredentialType>(file));

/** Every node with its codex. */
export const nodeTypes = (): Array<{ node: INodeType; codex: Codex }> =>
	n8n.nodes.map((file) => ({
		node: made<INodeType>(file),
		codex: read(sourceOf(file).replace(/\.ts$/, '.json')) as Codex,
	}));
