import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

/** One operation of a node, with the choices that show its fields. */
interface ShownOperation {
	resource: string;
	operation: string;
	parameters: Record<string, unknown>;
	/** What the dropdown shows of the operation. */
	label: string;
}

const isFor = ({ displayOptions }: INodeProperties, resource: string): boolean =>
	(displayOptions?.show?.resource as string[] | undefined)?.includes(resource) ?? false;

const entriesOf = ({ options = [] }: INodeProperties): Array<{ value: string; label: string }> =>
	options.flatMap((option) =>
		'value' in option ? [{ value: String(option.value), label: option.name }] : [],
	);

const valuesOf = (field: INodeProperties): string[] => entriesOf(field).map(({ value }) => value);

/** Every operation of a node with resources, in the order of its dropdowns. */
export function operationsOf({
	properties,
}: Pick<INodeTypeDescription, 'properties'>): ShownOperation[] {
	const resources = properties.find(({ name }) => name === 'resource');
	if (!resources) return [];
	return valuesOf(resources).flatMap((resource) =>
		properties
			.filter((field) => field.name === 'operation' && isFor(field, resource))
			.flatMap(entriesOf)
			.map(({ value, label }) => ({
				resource,
				operation: value,
				parameters: { resource, operation: value },
				label,
			})),
	);
}

/** Whether a condition has the value. */
const names = (condition: unknown, value: string): boolean =>
	(condition as string[]).includes(value);

/**
 * What the form can have for an operation, whatever else is chosen; of collections the entries that it can offer.
 */
export function fieldsOf(
	{ properties }: Pick<INodeTypeDescription, 'properties'>,
	{ resource, operation }: Pick<ShownOperation, 'resource' | 'operation'>,
): INodeProperties[] {
	const isOffered = (
		{ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties,
		path: '' | '/',
	) =>
		Object.entries({ resource, operation }).every(
			([name, value]) =>
				names(show[path + name] ?? [value], value) && !names(hide[path + name] ?? [], value),
		);
	return properties
		.filter((field) => !['resource', 'operation', 'call'].includes(field.name))
		.filter((field) => isOffered(field, ''))
		.map((field) =>
			field.type === 'collection'
				? {
						...field,
						options: (field.options as INodeProperties[]).filter((entry) => isOffered(entry, '/')),
					}
				: field,
		);
}
