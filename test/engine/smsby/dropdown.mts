import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { SmsBy } from '../../../nodes/SmsBy/SmsBy.node.ts';
import { openDropdown as open, type DropdownSearch } from '../harness/index.mts';
import { store } from './setup.mts';

/** Opens a dropdown with a credential of its own, so that no list is kept from before. */
export const openDropdown = async (
	gateway: { url: string },
	search: DropdownSearch,
	filter = '',
	credentialData: IDataObject = {},
): Promise<INodeListSearchItems[]> =>
	await open({ nodeType: SmsBy, credentials: store(gateway, credentialData) }, search, filter);
