import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type N8nClient, N8nRequestError } from './client.mts';
import { projectRoot } from '../projectRoot.mts';
import { waitUntil } from './waitUntil.mts';

export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position?: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id?: string | null; name: string }>;
	webhookId?: string;
	[setting: string]: unknown;
}

/** A workflow as the editor exports it. */
export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[other: string]: unknown;
}

/** The trigger that a person presses. */
export const startNode: WorkflowNode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A node behind it that gives one row. */
export const rowNode = (row: Record<string, unknown>): WorkflowNode => ({
	id: 'row',
	name: 'Row',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	position: [200, 0],
	parameters: { mode: 'raw', jsonOutput: JSON.stringify(row) },
});

export interface Credential {
	id: string;
	name: string;
	type: string;
}

interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

export function readExample(name: string): WorkflowFile {
	const file = path.join(projectRoot(), 'examples', `${name}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as WorkflowFile;
}

export async function createCredential(
	client: N8nClient,
	credential: { name: string; type: string; data: Record<string, unknown> },
): Promise<Credential> {
	// By the editor's way: the public API of older versions demands fields that the editor would not show.
	return await client.editor<Credential>('POST', '/credentials', credential);
}

function withCredentialIds(node: WorkflowNode, credentials: Credential[]): WorkflowNode {
	if (!node.credentials) return node;
	const filled = Object.entries(node.credentials).map(([type, { name }]) => {
		const found = credentials.find((one) => one.type === type && one.name === name);
		if (!found) throw new Error(`Node "${node.name}" asks for a credential "${name}" (${type})`);
		return [type, { id: found.id, name }] as const;
	});
	return { ...node, credentials: Object.fromEntries(filled) };
}

/** Creates the workflow; its nodes name credentials, and here those get their ids. Answers its id. */
export async function importWorkflow(
	client: N8nClient,
	workflow: WorkflowFile,
	credentials: Credential[] = [],
): Promise<string> {
	const { id } = await client.api<{ id: string }>('POST', '/workflows', {
		name: workflow.name,
		nodes: workflow.nodes.map((node) => withCredentialIds(node, credentials)),
		connections: workflow.connections,
		settings: { executionOrder: 'v1', ...workflow.settings },
	});
	return id;
}

/** How the publication of a workflow stands; undefined in versions that have done all before they answer. */
async function publicationStatus(
	client: N8nClient,
	workflowId: string,
): Promise<PublicationStatus | undefined> {
	try {
		return await client.editor('GET', `/workflows/${workflowId}/publication-status`);
	} catch (error) {
		if (error instanceof N8nRequestError && error.status === 404) return undefined;
		throw error;
	}
}

/** Publishes the workflow and waits until n8n has registered its triggers, which is later than its answer. */
export async function publishWorkflow(client: N8nClient, workflowId: string): Promise<void> {
	await client.api('POST', `/workflows/${workflowId}/activate`, {});
	await waitUntil(
		async () => {
			const publication = await publicationStatus(client, workflowId);
			if (publication?.status === 'failed' || publication?.status === 'partial') {
				const reasons = publication.triggers.map((trigger) => trigger.errorMessage).filter(Boolean);
				throw new Error(`n8n could not publish the workflow: ${reasons.join('; ')}`);
			}
			return !publication || publication.status === 'published' ? true : undefined;
		},
		{ for: `workflow ${workflowId} to be published`, everyMs: 50 },
	);
}

/** Unpublishes the workflow and waits until n8n has removed its triggers. */
export async function unpublishWorkflow(client: N8nClient, workflowId: string): Promise<void> {
	await client.api('POST', `/workflows/${workflowId}/deactivate`, {});
	await waitUntil(
		async () => {
			const publication = await publicationStatus(client, workflowId);
			return !publication || publication.status === 'not_published' ? true : undefined;
		},
		{ for: `workflow ${workflowId} to be unpublished`, everyMs: 50 },
	);
}

/** Presses the editor's Execute button: starts at the trigger node of that name. Answers the execution's id. */
export async function startWorkflow(
	client: N8nClient,
	workflowId: string,
	triggerName: string,
): Promise<string> {
	// Older versions run what the editor shows, so they are shown what is stored; newer ones look for themselves.
	const workflowData = await client.editor('GET', `/workflows/${workflowId}`);
	const { executionId } = await client.editor<{ executionId: string }>(
		'POST',
		`/workflows/${workflowId}/run`,
		{ workflowData, triggerToStartFrom: { name: triggerName } },
	);
	return executionId;
}
