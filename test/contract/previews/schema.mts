/** JSON Schema of a row, in the little that n8n's output previews use. */
export interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
	version?: number;
}

/** Describes a value by its first entries. */
export function schemaOf(value: unknown): Schema {
	if (value === null || value === undefined) return { type: 'null' };
	if (Array.isArray(value)) {
		return { type: 'array', ...(value.length > 0 ? { items: schemaOf(value[0]) } : {}) };
	}
	if (typeof value === 'object') {
		const entries = Object.entries(value).map(([name, one]) => [name, schemaOf(one)] as const);
		return { type: 'object', properties: Object.fromEntries(entries) };
	}
	return { type: Number.isInteger(value) ? 'integer' : typeof value };
}

/** Names of all fields, at any depth, as `a.b`. */
export const fieldsOf = ({ properties = {}, items }: Schema, at = ''): string[] => [
	...Object.entries(properties).flatMap(([name, one]) => [
		`${at}${name}`,
		...fieldsOf(one, `${at}${name}.`),
	]),
	...(items ? fieldsOf(items, `${at}[].`) : []),
];
