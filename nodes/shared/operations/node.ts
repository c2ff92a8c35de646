import type {
	INodeProperties,
	IWebhookFunctions,
	IWebhookResponseData,
	NodeHint,
} from 'n8n-workflow';
import { UnexpectedError } from 'n8n-workflow';

import type { Gateway } from '../model/gateway';
import { formOf, type Operation, type Resource } from '../model/operation';
import { carriedOut } from '../routing/carryOut';
import { registerFields } from '../input/nodeFields';
import { requireN8n } from '../model/n8n';
import { formerFieldHints } from '../fields/additional';
import { callField } from './call';
import { operationFields } from './form';
import { notShownHint } from './notShown';

const toolNotice = ({ name, notForTools }: Operation): INodeProperties => ({
	displayName:
		typeof notForTools === 'string'
			? notForTools
			: `${name} takes many items, and an agent’s tool handles one at a time. Choose another operation.`,
	name: 'toolNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { '@tool': [true] } },
});

/**
 * Builds a node's properties from its resources: the Resource dropdown, an Operation dropdown for each, and every
 * field shown for its resource and operations only. Resources and operations stand in the order given, in the form as in the
 * editor's list of actions: by use, and the first is the default, which saved workflows do not name.
 */
export function resourceProperties(resources: Resource[]): INodeProperties[] {
	const firstResource = resources[0]?.value ?? '';
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: firstResource,
		},
		...resources.map(({ value: resource, operations }): INodeProperties => {
			const firstOperation = operations[0]?.value ?? '';
			return {
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: [resource] } },
				options: operations.map(({ name, value, action, description, notForTools }) => ({
					name,
					value,
					action,
					description,
					...(notForTools ? { displayOptions: { show: { '@tool': [false] } } } : {}),
				})),
				default: firstOperation,
			};
		}),
		...operationFields(resources, (operation) => [
			...formOf(operation.fields),
			...(operation.notForTools ? [toolNotice(operation)] : []),
		]),
		callField((chosen) => chosenOperation(resources, chosen)),
	];
}

const chosenOperation = (
	resources: readonly Resource[],
	chosen: (name: string) => unknown,
): Operation | undefined =>
	resources
		.find(({ value }) => value === chosen('resource'))
		?.operations.find(({ value }) => value === chosen('operation'));

type CustomOperations = Record<string, Record<string, NonNullable<Operation['execute']>>>;

/** What a node class needs of its resources. */
interface NodeOperations {
	properties: INodeProperties[];
	/** What the form says of a node beside its fields. */
	hints: NodeHint[];
	customOperations: CustomOperations;
	/** The node's `webhook`, for operations that put an execution to sleep. */
	webhook(this: IWebhookFunctions): Promise<IWebhookResponseData>;
}

/** Of what a node class is made. */
interface NodeParts {
	/** That of the node type. */
	name: string;
	gateway: Gateway;
	/** The first one is what a new node shows. */
	resources: Resource[];
	/** Headers of declarative calls. */
	headers?: Record<string, string>;
}

/**
 * Makes everything that a node class needs of its resources.
 *
 * @throws Error in an n8n that is too old for the package, and for an operation that an AI agent’s tool could not carry out
 */
export function nodeOperations({ name, gateway, resources, headers }: NodeParts): NodeOperations {
	requireN8n();
	registerFields(name, resources);
	const properties = resourceProperties(resources);
	const hints = formerFieldHints(properties);
	const hintNotShown = notShownHint(properties);
	const customOperations: CustomOperations = {};
	for (const { value: resource, operations } of resources) {
		for (const { value, execute, routing, notForTools } of operations) {
			if (!routing && !(execute && notForTools))
				throw new UnexpectedError(`${resource}: ${value} of ${name} has no routing`);
			const carryOut = execute ?? (routing && carriedOut(gateway, routing, headers));
			if (!carryOut) continue;
			(customOperations[resource] ??= {})[value] = async function () {
				hintNotShown(this);
				return await carryOut.call(this);
			};
		}
	}
	return {
		properties,
		hints,
		customOperations,
		async webhook() {
			const chosen = (name: string) => this.getNodeParameter(name);
			const operation = chosenOperation(resources, chosen);
			if (!operation?.webhook)
				throw new UnexpectedError('No operation of this node waits for a call');
			return await operation.webhook(this);
		},
	};
}
