/** Opens a dropdown of the node as the editor does. */
import { LoadOptionsContext } from 'n8n-core';
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { SmsBy } from '../../../nodes/SmsBy/SmsBy.node.ts';
import { buildWorkflow } from '../harness/workflow.mts';
import { store } from './setup.mts';

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** With a credential of its own, so that no list is kept from before. */
export async function openDropdown(
	gateway: { url: string },
	search: Search,
	filter = '',
	credentialData: IDataObject = {},
): Promise<INodeListSearchItems[]> {
	const { workflow, node, additionalData } = buildWorkflow({
		nodeType: SmsBy,
		credentials: store(gateway, credentialData),
	});
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	return (await search.call(context, filter)).results;
}
