/** Makes node types ready the way n8n's loader does, and holds those of one workflow. */
import './log.mts';
import { DirectoryLoader, RoutingNode } from 'n8n-core';
import { NodeHelpers } from 'n8n-workflow';
import type { ExecuteContext } from 'n8n-core';
import type {
	IExecuteFunctions,
	INodeProperties,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
} from 'n8n-workflow';

/** A node type as a test names it: the class itself (a fresh instance per run) or an instance. */
export type NodeSource =
	| INodeType
	| IVersionedNodeType
	| (new () => INodeType | IVersionedNodeType);

/** Property lists that already hold the Request Options: the loader adds them once per class. */
const withRequestOptions = new WeakSet<INodeProperties[]>();

/** As n8n does when it loads a package: an instance of the class, plus Request Options if declarative. */
export function loadNodeType(source: NodeSource): INodeType | IVersionedNodeType {
	const loaded = typeof source === 'function' ? new source() : source;
	const versions = 'nodeVersions' in loaded ? Object.values(loaded.nodeVersions) : [loaded];
	for (const nodeType of versions) {
		const { properties } = nodeType.description;
		if (withRequestOptions.has(properties)) continue;
		DirectoryLoader.applyDeclarativeNodeOptionParameters(nodeType);
		withRequestOptions.add(properties);
	}
	return loaded;
}

/** n8n's own rule (`n8n/dist/utils.js`) for which classes are run by the declarative engine. */
function isDeclarative(nodeType: INodeType): boolean {
	const hasDefaults = nodeType.description.requestDefaults !== undefined;
	return (
		!nodeType.execute &&
		!nodeType.supplyData &&
		!nodeType.poll &&
		!nodeType.trigger &&
		(!nodeType.webhook || hasDefaults) &&
		(!nodeType.methods || hasDefaults)
	);
}

/** The class for one version, with `execute` running the declarative engine where n8n assigns it. */
export function resolveVersion(
	loaded: INodeType | IVersionedNodeType,
	version?: number,
): INodeType {
	const nodeType = NodeHelpers.getVersionedNodeType(loaded, version);
	if (isDeclarative(nodeType)) {
		nodeType.execute = async function (this: IExecuteFunctions) {
			// Typed as the class, though n8n itself passes whatever context the node was called with.
			return (await new RoutingNode(this as ExecuteContext, nodeType).runNode()) ?? [];
		};
	}
	return nodeType;
}

/** The version a new node gets in the editor. */
export function latestVersion(loaded: INodeType | IVersionedNodeType): number {
	if ('nodeVersions' in loaded) return loaded.currentVersion;
	const { version, defaultVersion } = loaded.description;
	return defaultVersion ?? (Array.isArray(version) ? Math.max(...version) : version);
}

/** The node types of one workflow, by their full name. */
export class NodeTypeRegistry implements INodeTypes {
	private readonly types = new Map<string, INodeType | IVersionedNodeType>();

	add(name: string, source: NodeSource): INodeType | IVersionedNodeType {
		const loaded = loadNodeType(source);
		this.types.set(name, loaded);
		return loaded;
	}

	getByName(name: string): INodeType | IVersionedNodeType {
		const loaded = this.types.get(name);
		if (!loaded) throw new Error(`The harness knows no node type "${name}"`);
		return loaded;
	}

	getByNameAndVersion(name: string, version?: number): INodeType {
		return resolveVersion(this.getByName(name), version);
	}

	getKnownTypes() {
		return {};
	}
}

/** Where every run starts. Its data is given, so it is never executed. */
export const startNode: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: 'Start of a harness run',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async trigger() {
		return {};
	},
};
