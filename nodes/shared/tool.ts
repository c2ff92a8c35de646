import type { INode } from 'n8n-workflow';

/** An AI agent's tool answers with the failure instead of throwing, so that the model can read what to change. */
export function isTool(context: { getNode(): Pick<INode, 'type'> }): boolean {
	return context.getNode().type.endsWith('Tool');
}
