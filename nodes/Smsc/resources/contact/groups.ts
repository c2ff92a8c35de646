import type { INodeProperties } from 'n8n-workflow';

import type { WireField, WireParameter } from '../../../shared/fields/wire';

/** Several groups of one contact. Source: docs/gateways/smsc.md A1. */
export const groupsField = (displayName: string): WireField => ({
	field: {
		displayName,
		name: 'groups',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getGroups', loadOptionsDependsOn: ['addressType'] },
		default: [],
		description:
			'Groups that the contact belongs to, one or several. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	} satisfies INodeProperties,
	wire: 'grp',
});

/** One `grp` of all that the fields name, each group once; an empty one clears what it names. */
export function oneGroupList(parameters: WireParameter[]): WireParameter[] {
	const given = parameters.filter(([name]) => name === 'grp');
	if (given.length === 0) return parameters;
	const groups = given.flatMap(([, value]) => value.split(/[\s,;|]+/).filter(Boolean));
	const others = parameters.filter(([name]) => name !== 'grp');
	return [...others, ['grp', [...new Set(groups)].join(',')]];
}
