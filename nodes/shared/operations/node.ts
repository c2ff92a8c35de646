import type {
	INodeProperties,
	IWebhookFunctions,
	IWebhookResponseData,
	NodeHint,
} from 'n8n-workflow';
import { UnexpectedError } from 'n8n-workflow';

import type { Operation, Resource } from '../model/operation';
import { registerFields } from '../input/nodeFields';
import { requireN8n } from '../model/n8n';
import { formerFieldHints } from '../fields/additional';
import { notShownHint } from './notShown';

type Show = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

/** Adds conditions to fields, beside the ones that they already have. */
export function showFor(show: Show, fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...show, ...field.displayOptions?.show },
		},
	}));
}

/** n8n reads no routing of an option that it hides, so that of an operation which tools do not have stands here. */
const toolNotice = ({ name, routing, notForTools }: Operation): INodeProperties => ({
	displayName:
		typeof notForTools === 'string'
			? notForTools
			: `${name} takes many items, and an agent’s tool handles one at a time. Choose another operation.`,
	name: 'toolNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { '@tool': [true] } },
	...(routing ? { routing } : {}),
});

/** Equal for fields that are equal, functions in them included. */
function fieldKeys(): (field: INodeProperties) => string {
	const functions = new Map<unknown, number>();
	const numberOf = (one: unknown): number => {
		if (!functions.has(one)) functions.set(one, functions.size);
		return functions.get(one) ?? 0;
	};
	return (field) =>
		JSON.stringify(field, (_name, value: unknown) =>
			typeof value === 'function' ? `function ${numberOf(value)}` : value,
		);
}

/**
 * The fields of a resource's operations, each once where several operations have it, in an order that is that of every
 * operation. n8n's declarative engine evaluates the value of every property for every item, shown or not, and twice: ten
 * fields of one name cost twenty evaluations. The editor gets half as much as well.
 */
function sharedFields(
	operations: Operation[],
): Array<{ field: INodeProperties; operations: string[] }> {
	const keyOf = fieldKeys();
	const merged: Array<{ key: string; field: INodeProperties; operations: string[] }> = [];
	for (const operation of operations) {
		const fields = [...operation.fields, ...(operation.notForTools ? [toolNotice(operation)] : [])];
		const keys = fields.map(keyOf);
		let next = 0;
		const placeOf = (key: string) =>
			merged.findIndex((entry, index) => index >= next && entry.key === key);
		for (const [at, field] of fields.entries()) {
			const key = keys[at] ?? '';
			let place = placeOf(key);
			if (place < 0) {
				// As late as the fields behind it let it, so that it can serve operations that have more fields in front.
				const behind = keys.slice(at + 1).map(placeOf);
				place = behind.find((one) => one >= 0) ?? merged.length;
				merged.splice(place, 0, { key, field, operations: [] });
			}
			merged[place]?.operations.push(operation.value);
			next = place + 1;
		}
	}
	return merged;
}

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
				options: operations.map(({ name, value, action, description, routing, notForTools }) => ({
					name,
					value,
					action,
					description,
					...(routing ? { routing } : {}),
					...(notForTools ? { displayOptions: { show: { '@tool': [false] } } } : {}),
				})),
				default: firstOperation,
			};
		}),
		...resources.flatMap(({ value: resource, operations }) =>
			sharedFields(operations).flatMap(({ field, operations: shownFor }) =>
				showFor({ resource: [resource], operation: shownFor }, [field]),
			),
		),
	];
}

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

/**
 * Makes everything that a node class needs of its resources; the first one is what a new node shows.
 *
 * @param name that of the node type
 * @throws Error in an n8n that is too old for the package
 */
export function nodeOperations(name: string, resources: Resource[]): NodeOperations {
	requireN8n();
	registerFields(name, resources);
	const properties = resourceProperties(resources);
	const hints = formerFieldHints(properties);
	const hintNotShown = notShownHint(properties);
	const customOperations: CustomOperations = {};
	for (const { value: resource, operations } of resources) {
		for (const { value, execute } of operations) {
			if (!execute) continue;
			(customOperations[resource] ??= {})[value] = async function () {
				hintNotShown(this);
				return await execute.call(this);
			};
		}
	}
	return {
		properties,
		hints,
		customOperations,
		async webhook() {
			const chosen = (name: string) => this.getNodeParameter(name);
			const resource = resources.find(({ value }) => value === chosen('resource'));
			const operation = resource?.operations.find(({ value }) => value === chosen('operation'));
			if (!operation?.webhook)
				throw new UnexpectedError('No operation of this node waits for a call');
			return await operation.webhook(this);
		},
	};
}
