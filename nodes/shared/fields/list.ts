import type { INodeProperties } from 'n8n-workflow';

import { isRecord } from '../text/json';

/** Return All and Limit of an operation that reads a list. The gate reads them. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** For answers with more than ten fields. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * A dropdown that is filled from the account, with a mode to type the id.
 *
 * @param searchListMethod name of the node's `listSearch` method
 */
export function locatorField(field: {
	displayName: string;
	name: string;
	searchListMethod: string;
	description?: string;
	required?: boolean;
	placeholder?: string;
	/** What the mode to type a value is called. */
	idMode?: string;
}): INodeProperties {
	const { searchListMethod, placeholder, idMode = 'By ID', ...rest } = field;
	return {
		...rest,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: idMode, name: 'id', type: 'string', placeholder },
		],
	};
}

/** @returns the id in a resource locator's value, or in a plain value */
export function locatorValue(value: unknown): string {
	const inner = isRecord(value) && value.__rl ? value.value : value;
	return inner === undefined || inner === null ? '' : String(inner);
}

/**
 * A dropdown of which several entries can be chosen, as n8n has them.
 *
 * @param displayName with "Names or IDs" at its end
 * @param loadOptionsMethod name of the node's `loadOptions` method
 * @param meaning what is chosen, without a full stop
 */
export const choicesField = (
	displayName: string,
	name: string,
	loadOptionsMethod: string,
	meaning: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod },
	default: [],
	description: `${meaning}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});
