import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

/** One operation of a node, with the choices that show its fields. */
interface ShownOperation {
	resource: string;
	operation: string;
	parameters: Record<string, unknown>;
}

const isFor = ({ displayOptions }: INodeProperties, resource: string): boolean =>
	(displayOptions?.show?.resource as string[] | undefined)?.includes(resource) ?? false;

const valuesOf = ({ options = [] }: INodeProperties): string[] =>
	options.flatMap((option) => ('value' in option ? [String(option.value)] : []));

/** Every operation of a node with resources, in the order of its dropdowns. */
export function operationsOf({
	properties,
}: Pick<INodeTypeDescription, 'properties'>): ShownOperation[] {
	const resources = properties.find(({ name }) => name === 'resource');
	if (!resources) return [];
	return valuesOf(resources).flatMap((resource) =>
		properties
			.filter((field) => field.name === 'operation' && isFor(field, resource))
			.flatMap(valuesOf)
			.map((operation) => ({ resource, operation, parameters: { resource, operation } })),
	);
}
