import type { INodeProperties } from 'n8n-workflow';

import { isRecord, recordOf, recordsOf } from '../../../shared/text/json';
import { InputProblem } from '../../../shared/model/inputProblem';
import { type Encode, type WireField } from '../../../shared/fields/wire';

/** Source: docs/gateways/sendpulse.md 12. */
const conditions = [
	{ name: 'Contains', value: 'likewith' },
	{ name: 'Does Not Contain', value: 'notlikewith' },
	{ name: 'Does Not Equal', value: 'notequal' },
	{ name: 'Ends With', value: 'endwith' },
	{ name: 'Equals', value: 'equal' },
	{ name: 'Is Greater Than', value: 'greaterthan' },
	{ name: 'Is Less Than', value: 'lessthan' },
	{ name: 'Starts With', value: 'startwith' },
];

/** Which subscribers get it, by one of their variables. */
const form: INodeProperties = {
	displayName: 'Filter by Variable',
	name: 'filter',
	type: 'fixedCollection',
	placeholder: 'Add Filter',
	description: 'Only subscribers that fit get the notification',
	default: {},
	options: [
		{
			displayName: 'Filter',
			name: 'filter',
			values: [
				{
					displayName: 'Variable',
					name: 'variable',
					type: 'string',
					default: '',
					placeholder: 'e.g. uname',
				},
				{
					displayName: 'Must Fit',
					name: 'operator',
					type: 'options',
					default: 'and',
					options: [
						{ name: 'All Conditions', value: 'and' },
						{ name: 'Any Condition', value: 'or' },
					],
				},
				{
					displayName: 'Conditions',
					name: 'conditions',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add Condition',
					default: {},
					options: [
						{
							displayName: 'Condition',
							name: 'condition',
							values: [
								{
									displayName: 'Condition',
									name: 'condition',
									type: 'options',
									default: 'equal',
									options: conditions,
								},
								{ displayName: 'Value', name: 'value', type: 'string', default: '' },
							],
						},
					],
				},
			],
		},
	],
};

/** @throws InputProblem when it has no variable or no condition */
const filterOf: Encode = (collection, label) => {
	const { filter } = recordOf(collection);
	if (!isRecord(filter)) return undefined;
	const variable = String(filter.variable ?? '').trim();
	const given = recordsOf(recordOf(filter.conditions).condition);
	if (variable === '' || given.length === 0) {
		throw new InputProblem(
			label,
			variable === '' ? 'names no variable' : 'has no condition',
			'Complete the filter or remove it.',
		);
	}
	return {
		variable_name: variable,
		operator: String(filter.operator ?? 'and'),
		conditions: given.map(({ condition, value }) => ({
			condition: String(condition ?? 'equal'),
			value: String(value ?? ''),
		})),
	};
};

export const filterField: WireField = { field: form, wire: 'filter', encode: filterOf };
