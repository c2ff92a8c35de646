/** What package.json says that n8n loads: the nodes and credentials from which everything else about gateways is derived. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { projectRoot } from '../projectRoot.mts';

const root = projectRoot();

const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
};

/** `dist/nodes/Kupon/KuponTrigger.node.js` as the folder and the class. */
const nodeFiles = n8n.nodes.map((file) => {
	const [, , folder = '', name = ''] = file.split('/');
	return { folder, className: name.replace(/\.node\.js$/, '') };
});

type NodeClass = new () => INodeType;

/** The class of a node that package.json lists, from its source. */
function classOf({ folder, className }: (typeof nodeFiles)[number]): NodeClass {
	const file = path.join(root, 'nodes', folder, `${className}.node.ts`);
	const module = jest.requireActual<Record<string, NodeClass>>(file);
	const Node = module[className];
	if (!Node) throw new Error(`nodes/${folder}/${className}.node.ts exports no class ${className}`);
	return Node;
}

/** Names of the credential types. */
export const credentialTypes: string[] = n8n.credentials.map((file) => {
	const name = path.basename(file, '.credentials.js');
	return `${name[0]?.toLowerCase()}${name.slice(1)}`;
});

export interface ListedGateway {
	/** Folder of its sources. */
	folder: string;
	/** The lower-case name that its files have everywhere. */
	id: string;
	displayName: string;
	/** Names of the node types, triggers included, as workflows have them. */
	types: string[];
	credentialTypes: string[];
}

/** Every node, trigger included. */
export const listedNodes: INodeType[] = nodeFiles.map((file) => new (classOf(file))());

/** The triggers, each with the id of its gateway. */
export const listedTriggers = nodeFiles
	.filter((file) => file.className.endsWith('Trigger'))
	.map((file) => {
		const Trigger = classOf(file);
		return { id: file.folder.toLowerCase(), name: new Trigger().description.name, Trigger };
	});

/** The gateways of package.json, one for each folder that has nodes. */
export const listedGateways: ListedGateway[] = [
	...new Set(nodeFiles.map(({ folder }) => folder)),
].map((folder) => {
	const own = listedNodes.filter((_node, at) => nodeFiles[at]?.folder === folder);
	const types = own.map(({ description }) => description.name);
	const asked = own.flatMap(({ description }) => description.credentials ?? []);
	return {
		folder,
		id: folder.toLowerCase(),
		displayName: own[0]?.description.displayName ?? folder,
		types: types.map((name) => `n8n-nodes-message-gateways.${name}`),
		credentialTypes: [...new Set(asked.map(({ name }) => name))],
	};
});

/**
 * What a file of each gateway of package.json exports, by the gateway's id, so that no list of gateways has to be kept beside
 * package.json. A gateway without the file or the export is left out; everywhere.test.mts says so.
 *
 * @param file below the project, with `<id>` for the gateway's id
 * @param ending of the export's name, such as `Table`
 */
export function ofEachGateway<T>(file: string, ending: string): Readonly<Record<string, T>> {
	const found = listedGateways.flatMap(({ id }): Array<[string, T]> => {
		const source = path.join(root, file.replace('<id>', id));
		if (!existsSync(source)) return [];
		const exported = Object.entries(jest.requireActual<Record<string, T>>(source));
		const own = exported.find(([name]) => name.endsWith(ending));
		return own ? [[id, own[1]]] : [];
	});
	return Object.fromEntries(found);
}
