/**
 * How the extracts of published API descriptions are written: only the names of parameters, their types and whether they are required.
 *
 * `string`, `integer`, `number`, `boolean`, `null`, `object` and `any` are types, `=asc|desc` is one of these words, `[…]` a list of
 * what stands in it, `{ "oneOf": […] }` an alternative, and every other object one with these keys; a key with `*` has to be there, and
 * the key `<name>` stands for any.
 */
export type Described = string | Described[] | { [name: string]: Described };

/** JSON Schema, as far as it is used here. */
interface Schema {
	type?: string | string[];
	enum?: unknown[];
	items?: Schema;
	oneOf?: Schema[];
	required?: string[];
	properties?: Record<string, Schema>;
	additionalProperties?: boolean | Schema;
}

const anyName = '<name>';
const isList = (value: Described): value is Described[] => Array.isArray(value);

/** What is described, as a schema that takes no name beside the described ones. */
export function schemaOf(described: Described): Schema {
	if (typeof described === 'string') {
		if (described.startsWith('=')) return { enum: described.slice(1).split('|') };
		return described === 'any' ? {} : { type: described };
	}
	if (isList(described)) {
		const [of] = described;
		return { type: 'array', ...(of === undefined ? {} : { items: schemaOf(of) }) };
	}
	const { oneOf } = described;
	if (oneOf !== undefined && isList(oneOf)) return { oneOf: oneOf.map(schemaOf) };
	const keys = Object.keys(described);
	const rest = described[anyName];
	return {
		type: 'object',
		required: keys.filter((key) => key.endsWith('*')).map((key) => key.slice(0, -1)),
		properties: Object.fromEntries(
			keys
				.filter((key) => key !== anyName)
				.map((key) => [key.replace(/\*$/, ''), schemaOf(described[key] ?? 'any')]),
		),
		additionalProperties: rest === undefined ? false : schemaOf(rest),
	};
}

/**
 * The same of a schema as it was published. What is no JSON Schema is left out: the files have `type: int`, words in the place of
 * types, and maps in the place of `required` and `enum`.
 *
 * @param resolve what a `$ref` points to
 */
export function describe(published: unknown, resolve: (ref: string) => unknown): Described {
	const schema = (published ?? {}) as Record<string, unknown>;
	if (typeof schema.$ref === 'string') return describe(resolve(schema.$ref), resolve);
	const inner = (value: unknown) => describe(value, resolve);
	const either = schema.oneOf ?? schema.anyOf;
	const { properties, type } = schema;
	if (Array.isArray(either) && properties === undefined) {
		const all = either.map(inner);
		const constants = (either as Array<Record<string, unknown>>).every((one) => 'const' in one);
		return constants ? (all[0] ?? 'any') : { oneOf: all };
	}
	if (Array.isArray(schema.enum) && type === 'string') return `=${schema.enum.join('|')}`;
	if (Array.isArray(type)) return { oneOf: type.map(String) };
	if (type === 'array') return schema.items === undefined ? [] : [inner(schema.items)];
	if (typeof properties === 'object' && properties !== null) {
		const required = Object.values((schema.required ?? []) as object).filter(
			(name): name is string => typeof name === 'string',
		);
		const known = Object.entries(properties).map(([name, value]): [string, Described] => [
			required.includes(name) ? `${name}*` : name,
			inner(value),
		]);
		const undeclared = required.filter((name) => !(name in properties));
		return Object.fromEntries([
			...known,
			...undeclared.map((name): [string, Described] => [`${name}*`, 'any']),
		]);
	}
	if (typeof schema.additionalProperties === 'object') {
		return { [anyName]: inner(schema.additionalProperties) };
	}
	const types = ['string', 'integer', 'number', 'boolean', 'object'];
	return typeof type === 'string' && types.includes(type) ? type : 'any';
}
