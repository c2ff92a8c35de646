import {
	UnexpectedError,
	type IExecutePaginationFunctions,
	type IExecuteSingleFunctions,
	type INodeProperties,
	type INodePropertyRouting,
	type IWebhookFunctions,
	type IWebhookResponseData,
	type NodeHint,
} from 'n8n-workflow';

import { beginRequest, prepare, receive, carriedOut } from '../routing/carryOut';
import { type Operation, formOf, type Resource } from '../model/operation';
import { notShownHint } from './notShown';
import { operationFields } from './form';
import { formerFieldHints } from '../fields/closing';
import { requireN8n } from '../model/n8n';
import { registerFields } from '../input/fieldChecks';
import type { Gateway } from '../model/gateway';

/** Finds an operation by what the node's parameters choose. */
type FindOperation = (chosen: (name: string) => unknown) => Operation | undefined;

/**
 * The field, which the form never shows, whose routing carries out the operation that is chosen. n8n would take a routing
 * of each operation as well; but the editor loads what stands there, a hundred times the same, and n8n takes none of an option
 * that it hides.
 */
function callField(find: FindOperation): INodeProperties {
	const routingOf = (
		context: IExecuteSingleFunctions | IExecutePaginationFunctions,
	): INodePropertyRouting => {
		const routing = find((name) => context.getNodeParameter(name))?.routing;
		if (!routing) throw new UnexpectedError('The operation has no call');
		return routing;
	};
	return {
		displayName: 'Call',
		name: 'call',
		type: 'hidden',
		default: '',
		routing: {
			operations: {
				async pagination(this: IExecutePaginationFunctions, requestData) {
					const call = routingOf(this).operations?.pagination;
					if (typeof call !== 'function') throw new UnexpectedError('The operation has no call');
					return await call.call(this, requestData);
				},
			},
			send: {
				paginate: true,
				preSend: [
					async function (this: IExecuteSingleFunctions, options) {
						const routing = routingOf(this);
						return await prepare(this, routing, beginRequest(options, routing));
					},
				],
			},
			output: {
				postReceive: [
					async function (this: IExecuteSingleFunctions, items, response) {
						return await receive(this, routingOf(this), items, response);
					},
				],
			},
		},
	};
}

/** @param reason why the operation is not for tools, where it is not that these have one item at a time */
const toolNotice = (reason: boolean | string): INodeProperties => ({
	displayName:
		typeof reason === 'string'
			? reason
			: 'This operation takes many items, but an agent’s tool handles one at a time. Choose another operation.',
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
			...(operation.notForTools ? [toolNotice(operation.notForTools)] : []),
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
		for (const { value, execute, routing, changes, notForTools } of operations) {
			if (!routing && !(execute && notForTools))
				throw new UnexpectedError(`${resource}: ${value} of ${name} has no routing`);
			const carryOut = execute ?? (routing && carriedOut(gateway, { routing, changes }, headers));
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
