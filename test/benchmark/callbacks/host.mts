/** A real n8n with one workflow for each trigger: the trigger and a node that does nothing. */
import { randomUUID } from 'node:crypto';
import {
	createCredential,
	importWorkflow,
	listExecutions,
	waitUntil,
	publishWorkflow,
	startN8n,
	type N8nInstance,
} from '../../n8n/index.mts';
import type { Trigger } from './triggers.mts';

export interface Published {
	trigger: Trigger;
	url: string;
	workflowId: string;
}

export interface Host {
	n8n: N8nInstance;
	publish(trigger: Trigger): Promise<Published>;
	/** Waits until no execution runs, so that the next measure finds n8n idle. */
	idle(): Promise<void>;
	/** How many executions a workflow has started. */
	executions(published: Published): Promise<number>;
	close(): Promise<void>;
}

/** Stores and publishes the workflow of a trigger. @param url of the n8n that takes its calls */
export async function publish(
	{ client, url }: Pick<N8nInstance, 'client' | 'url'>,
	trigger: Trigger,
): Promise<Published> {
	const webhookId = randomUUID();
	const { name, type, typeVersion, parameters, credential, path } = trigger;
	const stored = credential && [await createCredential(client, { name, ...credential })];
	const workflowId = await importWorkflow(
		client,
		{
			name,
			nodes: [
				{
					id: 'trigger',
					name: 'Trigger',
					type,
					typeVersion,
					position: [0, 0],
					parameters,
					webhookId,
					...(credential && { credentials: { [credential.type]: { name } } }),
				},
				{
					id: 'nothing',
					name: 'Nothing',
					type: 'n8n-nodes-base.noOp',
					typeVersion: 1,
					position: [200, 0],
					parameters: {},
				},
			],
			connections: { Trigger: { main: [[{ node: 'Nothing', type: 'main', index: 0 }]] } },
		},
		stored,
	);
	await publishWorkflow(client, workflowId);
	const called = trigger.ownPath ? path : `${webhookId}/${path}`;
	return { trigger, url: `${url}/webhook/${called}`, workflowId };
}

export async function openHost(environment: Record<string, string>): Promise<Host> {
	const n8n = await startN8n({
		environment: { ...environment, EXECUTIONS_DATA_PRUNE: 'false' },
	});
	return {
		n8n,
		publish: async (trigger) => await publish(n8n, trigger),
		idle: async () => {
			const isIdle = async () => {
				const running = await listExecutions(n8n.client, { status: 'running' });
				return running.length === 0 ? true : undefined;
			};
			await waitUntil(isIdle, { for: 'n8n to be idle' });
		},
		executions: async ({ workflowId }) => (await listExecutions(n8n.client, { workflowId })).length,
		close: async () => await n8n.close(),
	};
}
