import type { INodeProperties } from 'n8n-workflow';

/** The filters of an operation that reads a list. */
export const filtersField = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options,
});

/** Languages of SendPulse's own letters and templates. Source: docs/gateways/sendpulse.md 3.3, 6 and 11.3. */
export const languages = [
	{ name: 'English', value: 'en' },
	{ name: 'Portuguese', value: 'pt' },
	{ name: 'Russian', value: 'ru' },
	{ name: 'Spanish', value: 'es' },
	{ name: 'Turkish', value: 'tr' },
	{ name: 'Ukrainian', value: 'ua' },
];

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
