/** An extract of the API descriptions that an operator publishes, from their text. */
import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import type { Extract, PublishedFile, PublishedMethod } from './extract.mts';
import { type Described, describe } from './notation.mts';

type Tree = Record<string, unknown>;

const verbs = ['get', 'post', 'put', 'patch', 'delete'];

const at = (tree: unknown, keys: string[]): unknown =>
	keys.reduce<unknown>((part, key) => (part as Tree | undefined)?.[key], tree);

interface Parameter {
	in?: string;
	name?: string;
	required?: boolean;
	schema?: unknown;
}

/** The methods of a description, by method and path. @param yaml the file's text */
export function methodsIn(yaml: string): Record<string, PublishedMethod> {
	const tree = parse(yaml) as Tree;
	const resolve = (ref: string): unknown => at(tree, ref.replace(/^#\//, '').split('/'));
	const resolved = (value: unknown): unknown => {
		const ref = (value as Tree | undefined)?.$ref;
		return typeof ref === 'string' ? resolve(ref) : value;
	};
	const found: Record<string, PublishedMethod> = {};
	for (const [name, item] of Object.entries((tree.paths ?? {}) as Record<string, Tree>)) {
		for (const verb of verbs) {
			const method = item[verb] as Tree | undefined;
			if (!method) continue;
			const parameters = [item.parameters, method.parameters]
				.flatMap((list) => (list ?? []) as unknown[])
				.map((one) => resolved(one) as Parameter);
			const of = (place: string): Record<string, Described> =>
				Object.fromEntries(
					parameters
						.filter((one) => one.in === place)
						.map((one) => [
							`${one.name ?? ''}${one.required === true && place === 'query' ? '*' : ''}`,
							describe(one.schema, resolve),
						]),
				);
			const [inPath, inQuery] = [of('path'), of('query')];
			const schema = at(resolved(method.requestBody), ['content', 'application/json', 'schema']);
			found[`${verb.toUpperCase()} ${name}`] = {
				...(Object.keys(inPath).length > 0 ? { path: inPath } : {}),
				...(Object.keys(inQuery).length > 0 ? { query: inQuery } : {}),
				...(schema === undefined ? {} : { body: describe(schema, resolve) }),
			};
		}
	}
	return found;
}

/** An extract's file as its text has it now; what is gone from it leaves the extract. */
export function refreshed(
	file: PublishedFile,
	common: Extract['common'],
	yaml: string,
): PublishedFile {
	const methods = methodsIn(yaml);
	const shared = common.to.includes(file.prefix) ? common.methods : [];
	const wanted = file.whole ? Object.keys(methods) : [...Object.keys(file.methods), ...shared];
	return {
		...file,
		sha256: createHash('sha256').update(yaml).digest('hex'),
		methods: Object.fromEntries(
			[...new Set(wanted)].flatMap((key) => {
				const method = methods[key];
				return method ? [[key, method]] : [];
			}),
		),
	};
}
