/** The shipped nodes in n8n's engine, with what they are loaded from. */
import path from 'node:path';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { call, CredentialStore, runNode, TriggerHost } from '../engine/harness/index.mts';
import type { CredentialData, CredentialSource } from '../engine/harness/index.mts';
import { listedFolders } from '../gatewayFolders.mts';
import type { NodeResult, Received } from './model.mts';

/** A file of the package below its root, without an ending: `nodes/Smsc/Smsc.node`. */
export type Load = (file: string) => Record<string, unknown>;

/** The node, the triggers and the credentials of one gateway, as they are loaded. */
export interface Shipped {
	node(): new () => INodeType;
	trigger(name: string): new () => INodeType;
	credential(type: string): CredentialSource;
}

/** Longer than the forwarder may keep a request waiting for its turn. */
const TIMEOUT_MS = 300_000;

/** @param load from the sources, or from `dist` */
export function shippedOf(id: string, load: Load): Shipped {
	const { folder } = listedFolders().find((one) => one.id === id) ?? {};
	if (folder === undefined) throw new Error(`package.json has no gateway ${id}`);
	const classOf = (file: string): new () => INodeType => {
		const name = path.basename(file).replace(/\..*$/, '');
		const found = load(file)[name];
		if (typeof found !== 'function') throw new Error(`${file} exports no class ${name}`);
		return found as new () => INodeType;
	};
	return {
		node: () => classOf(`nodes/${folder}/${folder}.node`),
		trigger: (name) => classOf(`nodes/${folder}/${name}.node`),
		credential(type) {
			const name = `${type[0]?.toUpperCase()}${type.slice(1)}`;
			return classOf(`credentials/${name}.credentials`) as unknown as CredentialSource;
		},
	};
}

/** One credential for all runs, as in a workflow. */
export const storeOf = (shipped: Shipped, data: CredentialData): CredentialStore =>
	new CredentialStore(
		data,
		Object.fromEntries(Object.keys(data).map((type) => [type, shipped.credential(type)])),
	);

/** Runs an operation; a failure is a result. */
export async function runOperation(
	{ node }: Shipped,
	credentials: CredentialStore,
	parameters: INodeParameters,
	rows: IDataObject[],
): Promise<Omit<NodeResult, 'exchanges'>> {
	const { outputs, error } = await runNode({
		nodeType: node(),
		credentials,
		parameters: { requestOptions: { timeout: TIMEOUT_MS }, ...parameters },
		items: rows.map((json) => ({ json })),
	});
	return {
		rows: (outputs[0] ?? []).map(({ json }) => json),
		failure: error && {
			message: error.message,
			...(error.description ? { description: error.description } : {}),
		},
	};
}

export type Verify = (
	callback: Pick<Received, 'method' | 'query' | 'headers' | 'body'>,
) => Promise<{ started: boolean; rows: IDataObject[]; status: number | undefined; body: string }>;

/** A published trigger that gets what the receiver gets. */
export function triggerOf(shipped: Shipped, name: string, credentials: CredentialStore): Verify {
	const host = new TriggerHost({ nodeType: shipped.trigger(name), credentials });
	return async ({ method, query, headers, body }) => {
		const result = await call(host, {
			method,
			url: `?${query}`,
			headers: Object.fromEntries(headers),
			rawBody: body,
		});
		return {
			started: result.startedExecution,
			rows: (result.workflowData?.[0] ?? []).map(({ json }) => json),
			status: result.status,
			body: result.body,
		};
	};
}
