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

interface Editor {
	nodeType: NodeSource;
	credentials: CredentialStore;
	parameters?: INodeParameters;
}

/**
 * @param editor the node with its parameters; a store of its own keeps no list from before
 * @param filter what the user has typed
 */
export async function openDropdown(
	editor: Editor,
	search: DropdownSearch,
	filter = '',
): Promise<INodeListSearchItems[]> {
	return (await search.call(editorContext(editor), filter)).results;
}

/** What a method that fills the form gets, with the form's parameters as they stand. */
export function editorContext(editor: Editor): ILoadOptionsFunctions {
	const { workflow, node, additionalData } = buildWorkflow(editor);
	additionalData.currentNodeParameters = editor.parameters ?? {};
	return new LoadOptionsContext(workflow, node, additionalData, '');
}
