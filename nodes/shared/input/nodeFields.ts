import { type INode, type INodeProperties, NodeHelpers } from 'n8n-workflow';

import { checkValue, isList } from './fieldValues';
import { InputProblem } from '../model/inputProblem';
import { type FormField, formOf } from '../model/operation';

/** The operations of a node, as far as their fields matter. */
interface WithFields {
	value: string;
	operations: ReadonlyArray<{ value: string; fields: FormField[] }>;
}

/** By the node type's own name. */
const known = new Map<string, readonly WithFields[]>();

/** Makes a node's fields known, so that each of their values is checked wherever it is read. @param name that of the node type */
export function registerFields(name: string, resources: readonly WithFields[]): void {
	known.set(name, resources);
}

/** @returns the fields of the operation that the node carries out; none of a node that nobody registered */
function fieldsOf({ type, parameters }: Pick<INode, 'type' | 'parameters'>): INodeProperties[] {
	const name = type.slice(type.lastIndexOf('.') + 1).replace(/Tool$/, '');
	const resources = known.get(name) ?? [];
	const resource =
		resources.find(({ value }) => value === parameters.resource) ??
		(parameters.resource === undefined ? resources[0] : undefined);
	const operation =
		resource?.operations.find(({ value }) => value === parameters.operation) ??
		(parameters.operation === undefined ? resource?.operations[0] : undefined);
	return formOf(operation?.fields ?? []);
}

/** Checks a parameter's value. @throws InputProblem */
export type Check = (name: string, value: unknown) => void;

const isLocator = ({ type }: INodeProperties): boolean => type === 'resourceLocator';

/** Of fields that share a name, one for a list allows more than others, and so does a resource locator, which is an object. */
const allowsMore = (field: INodeProperties, other: INodeProperties): boolean =>
	(isList(field) && !isList(other)) || (isLocator(field) && !isLocator(other));

/** The check of a node's parameters by their names, whatever the order of the fields is. */
export function checkOf(node: INode): Check {
	const byName = new Map<string, INodeProperties>();
	for (const field of fieldsOf(node)) {
		const other = byName.get(field.name);
		if (!other || allowsMore(field, other)) byName.set(field.name, field);
	}
	return (name, value) => {
		const field = byName.get(name);
		if (field) checkValue(field, value);
	};
}

/** Names of the operation's fields that the editor shows with the node's parameters. */
export const shownFields = (node: INode): string[] => [
	...new Set(
		fieldsOf(node)
			.filter((field) => NodeHelpers.displayParameter(node.parameters, field, node, null))
			.map(({ name }) => name),
	),
];

/** @returns the first problem that reading fields throws; what n8n cannot evaluate is left to n8n, which says so itself */
export function problemIn(
	names: readonly string[],
	read: (name: string) => unknown,
): InputProblem | undefined {
	for (const name of names) {
		try {
			read(name);
		} catch (error) {
			if (error instanceof InputProblem) return error;
		}
	}
	return undefined;
}
