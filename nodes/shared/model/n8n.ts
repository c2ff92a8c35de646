import * as n8n from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	INode,
	IPollFunctions,
	IWebhookFunctions,
	NodeExecutionHint,
} from 'n8n-workflow';

import { escaped } from '../text/html';

/** n8n 1.110 has them, and 1.108 none of them. One is enough, so that a later n8n may drop another. */
const floorMarks = ['isDomainAllowed', 'DATA_TABLE_SYSTEM_COLUMNS', 'resolveRelativePath'];

/**
 * Older n8n would load the nodes and fail while they work, for instance where they need signed links to sleeping executions, so
 * that they refuse to be loaded.
 *
 * @throws Error with what to do, which n8n logs when it installs the package and shows when a node is used
 */
export function requireN8n(): void {
	if (floorMarks.some((mark) => mark in n8n)) return;
	throw new Error(
		'n8n-nodes-message-gateways needs n8n 1.110 or later (1.123 is the oldest that it is tested with). Update n8n, or remove the package.',
	);
}

/**
 * Before 2.39 a node that is woken puts out what leaves by its first output only. The version is told by what came with it.
 *
 * @param api what n8n-workflow exports
 */
export const forwardsAllOutputs = (api: object = n8n): boolean => 'N8N_NODES_API_VERSION' in api;

interface OfNode {
	getNode(): INode;
}

const nodes = new WeakMap<OfNode, INode>();

/**
 * The node that n8n runs. n8n copies it with all of its parameters each time that it is asked, so that it is asked once for each of
 * its contexts, and nobody may change what all of them share. A context lives as long as a run, a call, or a trigger that is published.
 */
export function nodeOf(context: OfNode): INode {
	const known = nodes.get(context);
	if (known) return known;
	const node = context.getNode();
	nodes.set(context, node);
	return node;
}

/**
 * The number of a node's run in its execution, from 0. n8n's contexts have it, which their types do not say, and without it a proxy of
 * all the data of the workflow tells it. Source: n8n 1.123 to 2.41, node-execution-context.js.
 */
export function runIndexOf(context: Pick<IExecuteFunctions, 'getWorkflowDataProxy'>): number {
	const { runIndex } = context as { runIndex?: unknown };
	if (typeof runIndex === 'number') return runIndex;
	return Number(context.getWorkflowDataProxy(0).$runIndex ?? 0);
}

export function isTool(context: OfNode): boolean {
	return nodeOf(context).type.endsWith('Tool');
}

/**
 * Whether a failed item becomes a row instead of an error that stops the node. An AI agent's tool answers with the failure, whatever its
 * On Error says: of an error older agents tell the model nothing, newer ones not what to change.
 */
export const keepsFailures = (context: OfNode & { continueOnFail(): boolean }): boolean =>
	context.continueOnFail() || isTool(context);

/** @returns a node's name for n8n's log, which is that of all nodes and packages */
export function whichNode(context: Pick<IWebhookFunctions, 'getNode' | 'getWorkflow'>): string {
	const { name, type } = nodeOf(context);
	return `The node “${name}” (${type}) of the workflow with the ID ${context.getWorkflow().id}`;
}

/** Whatever of n8n can make calls with a credential. */
export type Caller =
	| IExecuteFunctions
	| IExecuteSingleFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IPollFunctions;

/** Before 2.32 the error that n8n makes of a refused call has forgotten the refusal: its words, its headers, its connection. */
export const errorsKeepCauses =
	new n8n.NodeApiError({} as n8n.INode, new Error('Refused') as unknown as n8n.JsonObject).cause !==
	undefined;

/**
 * Says something above the output of a run. n8n shows a hint as HTML, which would drop whatever looks like a tag, such as a part of
 * an answer that is quoted.
 *
 * @param message plain text
 */
export const addHint = (
	context: Pick<IExecuteFunctions, 'addExecutionHints'>,
	message: string,
	type?: NodeExecutionHint['type'],
): void =>
	context.addExecutionHints({
		message: escaped(message),
		...(type ? { type } : {}),
		location: 'outputPane',
	});
