import type { INodeProperties } from 'n8n-workflow';

/**
 * Variables as pairs or as JSON, whichever the user finds easier.
 *
 * @param pairs label and name of the field for pairs
 * @param meaning what the values are, as the start of a sentence
 */
export const variableFields = (
	pairs: { displayName: string; name: string },
	meaning: string,
): INodeProperties[] => [
	{
		displayName: 'Specify Variables',
		name: 'specifyVariables',
		type: 'options',
		default: 'pairs',
		options: [
			{ name: 'Using Fields Below', value: 'pairs' },
			{ name: 'Using JSON', value: 'json' },
		],
	},
	{
		...pairs,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Variable',
		default: {},
		displayOptions: { show: { specifyVariables: ['pairs'] } },
		description: meaning,
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
	{
		displayName: 'Variables (JSON)',
		name: 'variablesJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: { specifyVariables: ['json'] } },
		description: `${meaning}, as one JSON object`,
	},
];
