/** Opens a dropdown of a node as the editor does. */
import { LoadOptionsContext } from 'n8n-core';
import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeParameters,
} from 'n8n-workflow';
import type { CredentialStore } from './credentials.mts';
import type { NodeSource } from './node-types.mts';
import { buildWorkflow } from './workflow.mts';

export type DropdownSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
) => Promise<INodeListSearchResult>;

/**
 * @param editor the node with its parameters; a store of its own keeps no list from before
 * @param filter what the user has typed
 */
export async function openDropdown(
	editor: { nodeType: NodeSource; credentials: CredentialStore; parameters?: INodeParameters },
	search: DropdownSearch,
	filter = '',
): Promise<INodeListSearchItems[]> {
	const { workflow, node, additionalData } = buildWorkflow(editor);
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	return (await search.call(context, filter)).results;
}
