import type { INodeProperties, INodeType } from 'n8n-workflow';
import { ParameterEvaluator } from '../../engine/harness/index.mts';

const text = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
});

/** A node with one parameter of each form that the package's nodes have. */
const parameterNode: INodeType = {
	description: {
		displayName: 'Parameters',
		name: 'parameters',
		group: ['output'],
		version: 1,
		description: 'Has parameters',
		defaults: { name: 'Parameters' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			text('text'),
			text('other'),
			{ displayName: 'Number', name: 'number', type: 'number', default: 0 },
			{ displayName: 'Flag', name: 'flag', type: 'boolean', default: false },
			{ displayName: 'Many', name: 'many', type: 'multiOptions', options: [], default: [] },
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				default: {},
				options: [
					text('first'),
					text('second'),
					text('third'),
					{
						displayName: 'Inner',
						name: 'inner',
						type: 'collection',
						default: {},
						options: [text('deep')],
					},
				],
			},
			{
				displayName: 'Pairs',
				name: 'pairs',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				default: {},
				options: [{ displayName: 'Pair', name: 'pair', values: [text('name'), text('value')] }],
			},
		],
	},
	execute: async () => [[]],
};

export const openEvaluator = async (): Promise<ParameterEvaluator> =>
	await ParameterEvaluator.open({ nodeType: parameterNode });

/** What reading gives: a value, or the words of the error. */
export type Outcome = { value: unknown } | { error: string };

export function outcomeOf(read: () => unknown): Outcome {
	try {
		return { value: read() };
	} catch (error) {
		return { error: (error as Error).message };
	}
}
