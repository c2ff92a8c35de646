import type { INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/input/parameterReader';
import { locatorField } from '../../../shared/fields/list';
import { numericId } from '../../fields';

export const websiteField: INodeProperties = locatorField({
	displayName: 'Website',
	name: 'website',
	searchListMethod: 'searchWebsites',
	required: true,
	placeholder: 'e.g. 53',
	description: 'The website whose visitors have allowed notifications',
});

/** Reads `websiteField`. */
export const readWebsite = (read: ReadParameter): string =>
	numericId(read('website', ''), 'Website');

export const titleField: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. New in the shop',
};

export const bodyField: INodeProperties = {
	displayName: 'Text',
	name: 'body',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	required: true,
	placeholder: 'e.g. Everything for your garden',
};
