/** The `…Tool` twin n8n makes of a node that is usable as a tool (`tool-generation/ai-tools.js`). */
import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';

const descriptionType: INodeProperties = {
	displayName: 'Tool Description',
	name: 'descriptionType',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Set Automatically', value: 'auto' },
		{ name: 'Set Manually', value: 'manual' },
	],
	default: 'auto',
};

function toolProperties({ properties, description }: INodeTypeDescription): INodeProperties[] {
	const names = properties.map(({ name }) => name);
	if (names.includes('toolDescription')) return properties;
	const isSelectable = names.includes('resource') || names.includes('operation');
	const toolDescription: INodeProperties = {
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		default: description,
		required: true,
		...(isSelectable ? { displayOptions: { show: { descriptionType: ['manual'] } } } : {}),
	};
	const added = isSelectable ? [descriptionType, toolDescription] : [toolDescription];
	const at = properties.findLastIndex(({ type }) => type === 'callout') + 1;
	return properties.toSpliced(at, 0, ...added);
}

/** Inherits everything from the node, as in n8n, and counts how often it is executed. */
export function toolVariant(nodeType: INodeType, counted: { tries: number }): INodeType {
	if (!nodeType.description.usableAsTool) throw new Error('Node cannot be used as a tool');
	const { usableAsTool: _usable, ...description } = nodeType.description;
	const twin = Object.create(nodeType) as INodeType;
	twin.description = {
		...description,
		name: `${description.name}Tool`,
		displayName: `${description.displayName} Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: toolProperties(nodeType.description),
	};
	const { execute } = nodeType;
	if (execute) {
		twin.execute = async function (...args) {
			counted.tries += 1;
			return await execute.apply(this, args);
		};
	}
	return twin;
}
