/** Which fields of a form n8n shows. */
import { type INodeProperties, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';

type Values = Record<string, unknown>;

const node = { typeVersion: 1 };

function valuesIn({ properties }: INodeTypeDescription, chosen: Values): Values {
	const presets: Values = {};
	for (const field of properties) presets[field.name] ??= field.default;
	return { ...presets, ...chosen };
}

/** What a new node shows for the operation, in the order of the form. */
export function shownFields(description: INodeTypeDescription, chosen: Values): INodeProperties[] {
	const all = valuesIn(description, chosen) as never;
	return description.properties.filter((field) =>
		NodeHelpers.displayParameter(all, field, node, description, all),
	);
}

/** The entries that a collection of it offers. */
export function offeredIn(
	description: INodeTypeDescription,
	chosen: Values,
	collection: string,
): INodeProperties[] {
	const all = valuesIn(description, chosen) as never;
	return shownFields(description, chosen)
		.filter(({ name }) => name === collection)
		.flatMap(({ options = [] }) => options as INodeProperties[])
		.filter((entry) => NodeHelpers.displayParameter({} as never, entry, node, description, all));
}
